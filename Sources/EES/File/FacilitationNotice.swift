import Identity
import Wire

/// Notice that the person benefits from a Member State's national facilitation programme (Article 16(6)).
public struct FacilitationNotice: WireRecord, Hashable {
    public var programme = ""
    public var memberState = CountryCode.unspecified

    public init() {}
    public init(programme: String, memberState: CountryCode) {
        self.programme = programme
        self.memberState = memberState
    }

    public static let meaning = "Access to a national facilitation programme (Article 16(6))."
    public static let fields: [Field<FacilitationNotice>] = [
        .required("programme", \.programme, "Name of the programme."),
        .required("memberState", \.memberState, "Member State whose programme it is."),
    ]
}
