import EES
import Identity
import SIS

/// Values as an officer reads them.
enum Words {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `12 March 2027`
    static func day(_ day: Day) -> String {
        let (year, month, number) = day.components
        return "\(number) \(months[(month - 1) % 12]) \(year)"
    }

    /// `12 Mar`
    static func shortDay(_ day: Day) -> String {
        let (_, month, number) = day.components
        return "\(number) \(months[(month - 1) % 12].prefix(3))"
    }

    static func monthName(_ month: Int) -> String { String(months[(month - 1) % 12].prefix(3)) }

    static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }

    /// `1861 24(1)(a)` is `2018/1861 Art 24(1)(a)`. The three regulations of SIS are of 2018.
    static func article(_ article: String) -> String {
        let parts = article.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, ["1860", "1861", "1862"].contains(parts[0]) else { return article }
        return "2018/\(parts[0]) Art \(parts[1])"
    }

    /// The short name of a state, or the code where no table knows it.
    static func state(_ code: String) -> String {
        if let country = CountryCode(code), country.kind != .specimen { return country.name }
        return code
    }

    static func name(_ identity: PersonIdentity) -> String {
        let surnames = identity.surnames.joined(separator: " ")
        let given = identity.givenNames.joined(separator: " ")
        let both = [surnames, given].filter { !$0.isEmpty }.joined(separator: ", ")
        return both.isEmpty ? identity.otherNames.first ?? "" : both
    }

    static func sex(_ sex: Sex?) -> String? {
        switch sex {
        case .female: "female"
        case .male: "male"
        case .unspecified: "unspecified"
        case nil: nil
        }
    }

    static func category(_ category: IdentityCategory) -> String {
        switch category {
        case .confirmed: "confirmed identity"
        case .notConfirmed: "not confirmed"
        case .alias: "alias"
        case .misused: "misused identity of another person"
        }
    }

    /// `dateOfBirth` is read as `date of birth`.
    static func spaced(_ word: String) -> String {
        word.unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.properties.isUppercase, !text.isEmpty { text += " " }
            text += scalar.properties.lowercaseMapping
        }
    }

    static func traveller(_ category: TravellerCategory) -> String {
        switch category {
        case .visaRequired: "visa holder"
        case .visaExempt: "visa-exempt"
        case .facilitatedTransit: "facilitated transit"
        }
    }

    static func warning(_ warning: CrossingWarning) -> String {
        switch warning {
        case .previousExitMissing: "The exit of an earlier stay is not recorded."
        case .entryMissing: "No entry is recorded to which this exit belongs (Art 20)."
        case .entriesExhausted: "The entries of the visa are used up (Art 11(2)(a))."
        case .noAuthorisedStay: "No day of stay is left (Art 11(2)(a))."
        case .visaNotValid: "The visa is not valid on this day."
        case .noVisa: "Subject to a visa requirement, and no visa is recorded."
        case .documentExpired: "All documents on file have expired."
        case .overstay: "The authorised stay was exceeded (Art 11(2)(c))."
        case .revokedOrAnnulled: "The authorisation of this stay was revoked or annulled (Art 19)."
        case .fingerprintsDue: "Take fingerprints: none are on file (Art 17)."
        case .facialImageDue: "Take a facial image: none is on file."
        case .outOfOrder: "Data of a fall-back procedure came in late: look at the crossings."
        }
    }

    static func reason(_ reason: RefusalReason) -> String {
        switch reason {
        case .A: "no valid travel document (A)"
        case .B: "false travel document (B)"
        case .C: "no valid visa or permit (C)"
        case .D: "false visa or permit (D)"
        case .E: "purpose of stay not justified (E)"
        case .F: "90 days in 180 used (F)"
        case .G: "no sufficient means (G)"
        case .H: "alert for refusal of entry (H)"
        case .I: "threat to public policy, security or health (I)"
        case .J: "refused to give biometric data (J)"
        }
    }
}
