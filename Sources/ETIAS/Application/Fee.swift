import Identity
import Wire

/// The travel authorisation fee (Article 18; amount by Delegated Regulation (EU) 2025/1411).
public enum Fee {
    /// In cent; €7 as enacted, €20 by Delegated Regulation (EU) 2025/1411.
    public static let cents = 2000

    public enum Exemption: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Under 18 when applying.
        case under18
        /// Above 70 when applying.
        case over70
        /// Family member of a Union citizen (Article 24(2)(b)).
        case familyMember
    }

    /// Why somebody pays nothing; `nil` where the fee is due.
    public static func exemption(_ form: ApplicationForm, on day: Day) -> Exemption? {
        if form.familyMember != nil { return .familyMember }
        let age = form.identity.age(on: day)
        return age < 18 ? .under18 : age > 70 ? .over70 : nil
    }
}

/// That the fee was collected: the payment's reference, as Article 19(3)(e) keeps it. No card, no account.
public struct FeePayment: WireRecord, Hashable {
    public var cents = 0
    public var reference = ""
    public init() {}
    public init(cents: Int, reference: String) {
        self.cents = cents
        self.reference = reference
    }
    public static let meaning = "A successful payment of the fee (Article 19(3)(e))."
    public static let fields: [Field<FeePayment>] = [
        .required("cents", \.cents, "Amount in euro cent.", limits: .integer(0...1_000_000)),
        .required("reference", \.reference, "Unique reference number of the payment.", limits: .text(.init(length: 1...80))),
    ]
}
