/// Whose nationals need no visa for stays of no more than 90 days in any 180-day period: Annex II to Regulation (EU) 2018/1806, a line
/// for each entry.
///
/// As it stands since 3 February 2025, amended by Regulations (EU) 2019/592 (British nationals), 2023/850 (Kosovo), 2024/2495 (Serbian
/// passports of the Coordination Directorate) and 2025/11 (Vanuatu). Entries that came or went meanwhile carry their days, because what
/// was applied for or entered is judged by the list of its day. Who stands in neither Annex is not exempt.
public struct VisaExemption: Hashable, Sendable {
    /// What the Annex's footnotes ask of the document, where they ask something.
    public enum Condition: String, CaseIterable, Hashable, Sendable {
        /// A biometric passport of the state.
        case biometricPassport
        /// A passport of the special administrative region.
        case passportOfTheRegion
        /// A passport issued by Taiwan that contains an identity card number.
        case passportWithIdentityCardNumber

        /// In words, to go on after "only with".
        public var meaning: String {
            switch self {
            case .biometricPassport: "a biometric passport of that state"
            case .passportOfTheRegion: "a passport of that special administrative region"
            case .passportWithIdentityCardNumber: "a passport issued there that contains an identity card number"
            }
        }
    }

    public let nationality: CountryCode
    /// `nil`: any travel document will do.
    public let condition: Condition?
    let from: Day
    /// The last day; `nil` while the entry stands.
    let until: Day?

    /// The day since which the list stands as it does here.
    public static let asOf = day("2025-02-03")

    /// The exemption of a nationality on a day; `nil` where it needs a visa.
    public static func of(_ nationality: CountryCode, on day: Day) -> VisaExemption? {
        guard let entry = entries[nationality], entry.from <= day, entry.until.map({ day <= $0 }) ?? true else { return nil }
        return entry
    }

    /// All that are exempt on a day.
    public static func nationalities(on day: Day) -> Set<CountryCode> { Set(entries.keys.filter { of($0, on: day) != nil }) }

    /// Whether the kind and issuer of a document leave it possible that the condition is met. What is in the chip or printed in the
    /// passport stands in no application and no list: the border guard looks at it.
    public func mayBeMet(by document: TravelDocument) -> Bool {
        guard let condition else { return true }
        guard [.passport, .diplomaticPassport, .servicePassport].contains(document.kind) else { return false }
        if document.issuer == nationality { return true }
        // Passports of the regions name the People's Republic as the issuing state in their zones.
        return condition == .passportOfTheRegion && document.issuer.text == "CHN"
    }

    // MARK: - The list

    private static let entries: [CountryCode: VisaExemption] = {
        var entries: [CountryCode: VisaExemption] = [:]
        for row in rows {
            for code in row.codes.split(whereSeparator: \.isWhitespace).compactMap({ CountryCode($0) }) {
                entries[code] = VisaExemption(
                    nationality: code, condition: row.condition, from: row.from.map(day) ?? Day(number: .min), until: row.until.map(day))
            }
        }
        return entries
    }()

    private typealias Row = (condition: Condition?, from: String?, until: String?, codes: String)

    private static let rows: [Row] = [
        // Part 1, states. The United Kingdom without the nationals of part 3.
        (
            nil, nil, nil,
            """
            AND ARE ARG ATG AUS BHS BRA BRB BRN CAN CHL COL CRI DMA FSM GBR GRD GTM HND ISR JPN KIR KNA KOR LCA MCO MEX MHL MUS MYS
            NIC NRU NZL PAN PER PLW PRY SGP SLB SLV SMR SYC TLS TON TTO TUV URY USA VAT VCT VEN WSM
            """
        ),
        (.biometricPassport, nil, nil, "ALB BIH GEO MDA MKD MNE SRB UKR"),
        // Suspended as a whole from 4 February 2023 (Delegated Regulations (EU) 2023/222, 2024/2059), then moved to Annex I (2025/11).
        (nil, nil, "2023-02-03", "VUT"),
        // Part 2, special administrative regions of the People's Republic of China.
        (.passportOfTheRegion, nil, nil, "HKG MAC"),
        // Part 3, British nationals who are not British citizens, by the codes of ICAO Doc 9303.
        (nil, nil, nil, "GBD GBN GBO GBP GBS"),
        // Part 4, entities that are not recognised as states by at least one Member State.
        (.passportWithIdentityCardNumber, nil, nil, "TWN"),
        (.biometricPassport, "2024-01-01", nil, "RKS"),
    ]

    private static func day(_ text: String) -> Day { Day(text) ?? Day(number: .max) }
}
