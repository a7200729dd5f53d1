import Identity
import Operations
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
    /// What two statements of the same payment are compared by: blanks are layout, everything else tells payments apart.
    var key: String { String(reference.filter { !$0.isWhitespace }) }

    /// One payment pays one application (Articles 18(1), 19(3)(e)); `paid` are the files that show this reference. Pure.
    func refuseSecondUse(_ paid: [ApplicationFile]) throws(Refusal) {
        guard paid.allSatisfy({ $0.payment?.key != key }) else {
            throw Refusal(.paymentUsed, "another application was paid with this payment", pointer: "/payment/reference")
        }
    }

    public static let meaning = "A successful payment of the fee (Article 19(3)(e))."
    public static let fields: [Field<FeePayment>] = [
        .required("cents", \.cents, "Amount in euro cent.", limits: .integer(0...1_000_000)),
        .required("reference", \.reference, "Unique reference number of the payment; it pays one application.", limits: .text(.init(length: 1...80))),
    ]
}

extension RefusalKind {
    public static let paymentUsed = RefusalKind(
        "etias/payment-used", 409, "The payment was used for another application", article: "ETIAS 18(1), 19(3)(e)")
}
