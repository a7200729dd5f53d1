import Access
import Identity
import Operations
import Registry
import Wire

/// What ETIAS answers at a border, and to immigration authorities (Articles 47(2), 49): whether the authorisation is
/// valid and for where, flags, the end of validity when it is near, guardian and family ties. Only what the asker may see.
public struct ETIASPortalView: WireRecord, Hashable {
    public var file = RecordID(high: 0, low: 0)
    public var asOf = Day(number: 0)
    public var number = ""
    public var valid: Bool?
    public var status: ApplicationStatus?
    public var validUntil: Day?
    public var territory: [CountryCode] = []
    public var familyMember: Bool?
    /// The remaining validity, where it ends within 90 days (Article 47(2)(c)).
    public var daysLeft: Int?
    public var secondLine: Bool?
    public var noGrounds: Bool?
    public var guardian: ApplicationForm.Guardian?
    public var family: ApplicationForm.FamilyMember?

    public init() {}

    public static let meaning = "What ETIAS has on a person, as a border check shows it."
    public static let fields: [Field<ETIASPortalView>] = [
        .required("file", \.file, "The application file."), .required("asOf", \.asOf, "Local day of the question."),
        .required("number", \.number, "Application number."),
        .optional("valid", \.valid, "A valid authorisation is held."),
        .optional("status", \.status, "How the authorisation stands."),
        .optional("validUntil", \.validUntil, "Last day of validity."),
        .list("territory", \.territory, "Member States for which it is valid; all where absent.", count: 0...40),
        .optional("familyMember", \.familyMember, "Family member of a Union citizen (Article 2(1)(c))."),
        .optional("daysLeft", \.daysLeft, "Days of validity left, where it ends within 90 days."),
        .optional("secondLine", \.secondLine, "Flag of Article 36(2): a second line check is recommended."),
        .optional("noGrounds", \.noGrounds, "Flag of Article 36(3)."),
        .optional("guardian", \.guardian, "Guardian of a minor."), .optional("family", \.family, "Union citizen with family ties."),
    ]

    static let daysOfWarning = 90
}

extension ETIASPortalView {
    /// Puts the view together. Pure. `visible`: the groups of data that the asker's right covers; `state`: where entry is sought.
    public init(file id: RecordID, _ file: ApplicationFile, asOf: Day, in state: CountryCode?, visible: Set<DataGroup>) {
        self.init()
        (self.file, self.asOf, number) = (id, asOf, file.number)
        let held = file.held(on: asOf, in: state)
        let shown = held ?? file.authorisation ?? file.limited
        if visible.contains(.etiasStatus) {
            valid = held != nil
            status = file.status
            validUntil = shown?.until
            territory = shown?.territory ?? []
            familyMember = file.isFamilyMember
            if let until = held?.until, until - asOf <= ETIASPortalView.daysOfWarning { daysLeft = until - asOf }
        }
        if visible.contains(.etiasSecondLineFlag) { secondLine = held?.secondLine != nil }
        if visible.contains(.etiasNoGroundsFlag) { noGrounds = held?.noGrounds != nil }
        if visible.contains(.etiasGuardianAndFamily) { (guardian, family) = (file.form.guardian, file.form.familyMember) }
        if visible.contains(.etiasGuardian) { guardian = file.form.guardian }
    }

    /// Reads the file and puts the view together; `nil` where there is no such file, or nothing was ever issued or refused, or where for a
    /// security check it is no hit (Article 13(4b)).
    public static func read(
        _ id: RecordID, from reader: Reader, asOf: Day, in state: CountryCode?, visible: Set<DataGroup>
    ) throws -> ETIASPortalView? {
        guard let stored = try reader.record(id), stored.kind == ApplicationFile.kind else { return nil }
        let file = try ApplicationFile(stored: stored)
        if visible.contains(.etiasSecurityHit) {
            return file.isSecurityHit ? ETIASPortalView(file: id, file, asOf: asOf, in: state, visible: [.etiasStatus]) : nil
        }
        // An application that is being examined is nothing that a border has to know.
        guard !file.status.isOpen || file.limited != nil else { return nil }
        return ETIASPortalView(file: id, file, asOf: asOf, in: state, visible: visible)
    }
}

extension ApplicationFile {
    /// The authorisation in force on a day, for a State where one is named: the whole one before the limited one.
    public func held(on day: Day, in state: CountryCode? = nil) -> TravelAuthorisation? {
        if status == .issued, let authorisation, authorisation.isValid(on: day, in: state) { return authorisation }
        if let limited, limited.isValid(on: day, in: state) { return limited }
        return nil
    }
}
