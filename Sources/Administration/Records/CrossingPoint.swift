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
}
