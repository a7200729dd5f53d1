import Identity
import Operations
import Registry
import Wire

/// A border crossing point. Its state's legal time decides which local day a crossing has.
public struct CrossingPoint: AdministrationRecord {
    public enum Border: String, CaseIterable, Sendable, WireChoice { case air, sea, land }
    public static let kind = RecordKind(.administration, "crossingPoint")
    public static let collection = "crossing-points"
    public static let noun = "crossing point"

    public var name = ""
    public var title = ""
    public var memberState = ""
    public var border = Border.air
    public var withdrawn = false

    public init() {}
    public init(code: String, title: String, memberState: String, border: Border) {
        name = code
        self.title = title
        self.memberState = memberState
        self.border = border
    }
    public static let meaning = "A border crossing point."
    public static let fields: [Field<CrossingPoint>] = [
        .required("name", \.name, "Code, for instance a UN/LOCODE.", limits: .text(.init(length: 2...20))),
        .required("title", \.title, "Its name."),
        .required("memberState", \.memberState, "ISO 3166-1 alpha-3 code.", limits: .text(.init(length: 3...3, pattern: "^[A-Z]{3}$"))),
        .required("border", \.border, "Air, sea or land."),
        .defaulted("withdrawn", \.withdrawn, to: false, "Closed."),
    ]
    public var contradiction: Refusal? { MemberStateCode.isOne(memberState) ? nil : MemberStateCode.refusal }
}

/// The code of a state that authorities and crossing points can belong to.
enum MemberStateCode {
    static func isOne(_ text: String) -> Bool { CountryCode(text).map { $0.text == text && $0.hasTakenPart } ?? false }
    static let refusal = Refusal(
        .contradiction, "no Member State or state associated with Schengen has this code (ISO 3166-1 alpha-3)", pointer: "/memberState")
}
