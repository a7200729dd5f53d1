import Access
import Administration
import Identity

/// The authorities and crossing points of a small synthetic Schengen.
public enum AuthoritySeed {
    /// States with a crossing point in the table, and the two that take part in SIS without operating the EES.
    public static let states: [String] = Set(CrossingPoint.all.map(\.state.text) + ["CYP", "IRL"]).sorted()

    private static let kinds: [(suffix: String, title: String, kind: AuthorityKind)] = [
        ("BORDER", "Border guard", .border), ("IMMIGRATION", "Immigration authority", .immigration),
        ("VISA", "Visa authority", .visa), ("ASYLUM", "Asylum authority", .asylum),
        ("SCREENING", "Screening authority", .screening), ("POLICE", "Police and customs", .police),
        ("JUDICIAL", "Judicial authority", .judicial), ("SIRENE", "SIRENE bureau", .sirene),
        ("DESIGNATED", "Designated authority", .designated), ("CAP", "Central access point", .centralAccessPoint),
        ("ETIAS", "ETIAS National Unit", .etiasNational), ("VEHICLES", "Vehicle registration", .vehicleRegistration),
        ("NATURALISATION", "Naturalisation authority", .naturalisation),
        ("CRIMINAL-RECORDS", "Central authority for criminal records", .criminalRecords), ("FACILITATION", "Facilitation programme", .facilitation),
    ]

    public static var authorities: [Authority] {
        states.flatMap { state in
            kinds.map {
                Authority(name: "\(state)-\($0.suffix)", title: "SYNTHETIC \($0.title), \(state)", kind: $0.kind, memberState: state)
            }
        } + [
            Authority(name: "EUROPOL", title: "SYNTHETIC Europol", kind: .europol, memberState: nil),
            Authority(name: "EUROJUST", title: "SYNTHETIC Eurojust", kind: .eurojust, memberState: nil),
            Authority(name: "ETIAS-CENTRAL", title: "SYNTHETIC ETIAS Central Unit", kind: .etiasCentral, memberState: nil),
            Authority(name: "CARRIER-1", title: "SYNTHETIC carrier", kind: .carrier, memberState: nil),
            Authority(name: "SUPERVISOR", title: "SYNTHETIC supervisory authority", kind: .supervisory, memberState: nil),
        ]
    }

    public static var crossingPoints: [Administration.CrossingPoint] {
        CrossingPoint.all.map { point in
            Administration.CrossingPoint(
                code: point.code, title: point.name, memberState: point.state.text,
                border: point.kind == .air ? .air : point.kind == .sea ? .sea : .land)
        }
    }
}
