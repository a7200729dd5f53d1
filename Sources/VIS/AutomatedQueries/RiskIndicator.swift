import Access
import Identity
import Operations
import Registry
import Wire

/// A specific risk indicator that the ETIAS Central Unit has entered (Article 9j(4)): a combination of data that points to a
/// risk. It decides nothing; a fit is a reason for a person to look (Article 9c(6)).
public struct RiskIndicator: RecordValue, Hashable {
    public static let kind = RecordKind(.VIS, "riskIndicator")

    public enum Risk: String, CaseIterable, Hashable, Sendable, WireChoice {
        case security, illegalImmigration, highEpidemic
    }

    public var risk = Risk.security
    public var ageMin: Int?
    public var ageMax: Int?
    public var sex: Sex?
    public var nationalities: [CountryCode] = []
    public var residenceCountries: [CountryCode] = []
    public var residenceCities: [String] = []
    public var destinations: [CountryCode] = []
    public var firstEntries: [CountryCode] = []
    public var purposes: [JourneyPurpose] = []
    public var jobGroups: [String] = []
    public var reviewed = Day(number: 0)

    public init() {}
    public static let meaning = "A specific risk indicator (Article 9j)."
    public static let fields: [Field<RiskIndicator>] = [
        .required("risk", \.risk, "What it points to."),
        .optional("ageMin", \.ageMin, "Youngest age in years.", limits: .integer(0...130)),
        .optional("ageMax", \.ageMax, "Oldest age in years.", limits: .integer(0...130)),
        .optional("sex", \.sex, "Sex."),
        .list("nationalities", \.nationalities, "Nationalities.", count: 0...250),
        .list("residenceCountries", \.residenceCountries, "Countries of residence.", count: 0...250),
        .list("residenceCities", \.residenceCities, "Cities of residence.", count: 0...1000),
        .list("destinations", \.destinations, "Member States of destination.", count: 0...40),
        .list("firstEntries", \.firstEntries, "Member States of first entry.", count: 0...40),
        .list("purposes", \.purposes, "Purposes of travel.", count: 0...20),
        .list("jobGroups", \.jobGroups, "Job groups.", count: 0...200),
        .defaulted("reviewed", \.reviewed, to: Day(number: 0), "Day of entry or last review; set by the VIS."),
    ]

    /// Says something besides age and sex (Article 9j(5)).
    public var isProportionate: Bool {
        !nationalities.isEmpty || !residenceCountries.isEmpty || !residenceCities.isEmpty || !destinations.isEmpty
            || !firstEntries.isEmpty || !purposes.isEmpty || !jobGroups.isEmpty
    }

    /// At least every six months (Article 9j(3)).
    public var reviewBy: Day { reviewed.adding(months: 6) }

    /// Whether the data of a file fit in everything that the indicator names (Article 9a(13)).
    public func fits(_ file: ApplicationFile, on day: Day) -> Bool {
        // Of family members illegal immigration is not asked (Article 9b(4)).
        guard file.sort.isVisa, !(file.form.euFamily && risk == .illegalImmigration) else { return false }
        if ageMin != nil || ageMax != nil {
            guard let low = file.identity.dateOfBirth?.certainAge(on: day), let high = file.identity.dateOfBirth?.greatestAge(on: day),
                low >= ageMin ?? 0, high <= ageMax ?? Int.max
            else { return false }
        }
        if let sex, file.identity.sex != sex { return false }
        let form = file.form
        return RiskIndicator.meet(nationalities, file.identity.nationalities)
            && RiskIndicator.meet(residenceCountries, form.homeAddress.map { [$0.country] } ?? [])
            && RiskIndicator.meet(residenceCities.map(RiskIndicator.level), form.homeAddress.map { [RiskIndicator.level($0.city)] } ?? [])
            && RiskIndicator.meet(destinations, form.destinations) && RiskIndicator.meet(firstEntries, form.firstEntry.map { [$0] } ?? [])
            && RiskIndicator.meet(purposes, form.purposes)
            && RiskIndicator.meet(jobGroups.map(RiskIndicator.level), form.jobGroup.map { [RiskIndicator.level($0)] } ?? [])
    }

    /// Named by the indicator, it must be met; not named, it does not matter.
    private static func meet<Value: Hashable>(_ asked: [Value], _ given: [Value]) -> Bool {
        asked.isEmpty || !Set(asked).isDisjoint(with: given)
    }
    private static func level(_ text: String) -> String { TravelDocument.level(number: text) }

    public var projection: Projection {
        Projection(keys: [RecordKey(VISKey.list, "riskIndicators", unique: false)])
    }
}
