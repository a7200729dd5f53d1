import Access

/// Every figure that is published, with the provision that asks for it.
public enum Figures {
    public static let all: [Figure] =
        eesFigures + visFigures + sisFigures + eurodacFigures + etiasFigures + ecrisFigures + heldFigures + useFigures + linkFigures

    private static let byID: [String: Figure] = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    public static func figure(_ id: String) -> Figure? { byID[id] }

    /// Records that are counted.
    public static let sources: [any CountedSource] = [
        EntryExitCounts(), EESRefusalCounts(), EESFileCounts(), VISCounts(), AlertCounts(), DeletedAlertCounts(), HitCounts(), FormCounts(),
        EurodacCounts(), ETIASCounts(), ECRISTCNCounts(), LinkCounts(), SettledLinkCounts(),
    ]

    // MARK: - What the acts ask for

    private static let ees63 = "EES 63(1), (4)–(5)"
    static let eesFigures: [Figure] = [
        Figure("ees.entries.nationality", "Entries", by: "nationality", article: ees63, .EES),
        Figure("ees.entries.sex", "Entries", by: "sex", article: ees63, .EES),
        Figure("ees.entries.age", "Entries", by: "age", article: ees63, .EES),
        Figure("ees.entries.document", "Entries", by: "type of travel document", article: ees63, .EES),
        Figure("ees.entries.crossingPoint", "Entries", by: "border crossing point", article: ees63, .EES, .quarter, .withinStates),
        Figure("ees.visas.issuer", "Entries with a visa", by: "issuing Member State", article: "EES 63(1)(g)", .EES),
        Figure("ees.exits.crossingPoint", "Exits", by: "border crossing point", article: ees63, .EES, .quarter, .withinStates),
        Figure("ees.exits.duration", "Exits", by: "duration of stay", article: "EES 63(5)", .EES),
        Figure("ees.overstayers.nationality", "Overstayers", by: "nationality", article: "EES 63(1)(e), (5)", .EES),
        Figure("ees.overstayers.sex", "Overstayers", by: "sex", article: "EES 63(1)(e), (5)", .EES),
        Figure("ees.overstayers.age", "Overstayers", by: "age", article: "EES 63(1)(e), (5)", .EES),
        Figure(
            "ees.overstayers.crossingPoint", "Overstayers", by: "border crossing point of entry", article: "EES 63(1)(e), (5)", .EES, .quarter,
            .withinStates),
        Figure("ees.changes.status", "Stays revoked or extended", by: "decision", article: "EES 63(1)(f), (5)", .EES),
        Figure("ees.changes.nationality", "Stays revoked or extended", by: "nationality", article: "EES 63(1)(f), (5)", .EES),
        Figure("ees.refusals.nationality", "Refusals of entry", by: "nationality", article: "EES 63(1)(i), (5)", .EES),
        Figure("ees.refusals.sex", "Refusals of entry", by: "sex", article: "EES 63(1)(i), (5)", .EES),
        Figure("ees.refusals.age", "Refusals of entry", by: "age", article: "EES 63(1)(i), (5)", .EES),
        Figure(
            "ees.refusals.crossingPoint", "Refusals of entry", by: "border crossing point", article: "EES 63(1)(i), (5)", .EES, .quarter,
            .withinStates),
        Figure("ees.refusalGrounds.ground", "Grounds of refusals of entry", by: "point of Annex V", article: "EES 63(1)(i), (5)", .EES),
        Figure("ees.files.fingerprints", "Individual files", by: "fingerprints, or why there are none", article: "EES 63(1)(h), (5)", .EES),
        Figure("ees.files.traveller", "Individual files", by: "kind of traveller", article: ees63, .EES),
    ]

    private static let vis45a = "VIS 45a(1)–(4) (17 before the revision)"
    static let visFigures: [Figure] = [
        Figure("vis.applications.sort", "Applications", by: "what is applied for", article: vis45a, .VIS),
        Figure("vis.applications.nationality", "Applications", by: "nationality", article: vis45a, .VIS),
        Figure("vis.applications.sex", "Applications", by: "sex", article: vis45a, .VIS),
        Figure("vis.applications.age", "Applications", by: "age", article: vis45a, .VIS),
        Figure("vis.applications.residence", "Applications", by: "country of residence", article: vis45a, .VIS),
        Figure("vis.applications.occupation", "Applications", by: "job group", article: vis45a, .VIS),
        Figure("vis.applications.firstEntry", "Applications", by: "Member State of first entry", article: vis45a, .VIS),
        Figure("vis.applications.destination", "Applications", by: "Member State of destination", article: vis45a, .VIS),
        Figure("vis.applications.document", "Applications", by: "type of travel document", article: vis45a, .VIS),
        Figure("vis.applications.fingerprints", "Applications", by: "fingerprints, or why there are none", article: vis45a, .VIS),
        Figure("vis.purposes.purpose", "Purposes of journeys", by: "purpose", article: vis45a, .VIS),
        Figure("vis.decisions.status", "Decisions", by: "decision", article: vis45a, .VIS),
        Figure("vis.decisions.nationality", "Decisions", by: "nationality", article: vis45a, .VIS),
        Figure("vis.issued.sort", "Visas and permits issued", by: "type", article: vis45a, .VIS),
        Figure("vis.refusalGrounds.ground", "Grounds of refusals", by: "ground", article: vis45a, .VIS),
        Figure("vis.hits.query", "Hits of automated queries", by: "query", article: "VIS 45a(1)(k)", .VIS),
    ]

    private static let sisAnnual = "1861 60(3), 1862 74(3)"
    static let sisFigures: [Figure] = [
        Figure("sis.alerts.category", "Alerts entered", by: "category", article: sisAnnual, .SIS, .month),
        Figure("sis.deleted.category", "Alerts deleted", by: "category", article: sisAnnual, .SIS, .month),
        Figure("sis.extensions.category", "Decisions to keep alerts longer", by: "category", article: "1861 39(4), 1862 53(6)", .SIS, .month),
        Figure("sis.flags.category", "Flags", by: "category", article: sisAnnual, .SIS, .month),
        Figure("sis.hits.category", "Hits reported", by: "category", article: sisAnnual, .SIS, .month),
        Figure("sis.hits.outcome", "Hits reported", by: "outcome", article: sisAnnual, .SIS, .month),
        Figure("sis.hitsOnOwn.category", "Hits on the State's own alerts", by: "category", article: sisAnnual, .SIS, .month),
        Figure("sis.forms.form", "Supplementary information sent", by: "form", article: "1861 60(4), 1862 74(4)", .SIS, .month),
    ]

    static let eurodacFigures: [Figure] = [
        Figure("eurodac.events.point", "Work of Eurodac", by: "point of Article 12(1), and what it counts", article: "Eurodac 12(1)–(2)", .Eurodac, .month)
    ]

    private static let etias84 = "ETIAS 84(1), (4)–(5)"
    static let etiasFigures: [Figure] = [
        Figure("etias.applications.nationality", "Applications", by: "nationality", article: etias84, .ETIAS),
        Figure("etias.applications.sex", "Applications", by: "sex", article: etias84, .ETIAS),
        Figure("etias.applications.age", "Applications", by: "age", article: etias84, .ETIAS),
        Figure("etias.applications.residence", "Applications", by: "country of residence", article: etias84, .ETIAS),
        Figure("etias.applications.education", "Applications", by: "level of education", article: etias84, .ETIAS),
        Figure("etias.applications.occupation", "Applications", by: "job group", article: etias84, .ETIAS),
        Figure("etias.applications.document", "Applications", by: "type of travel document", article: etias84, .ETIAS),
        Figure("etias.decisions.decision", "Decisions", by: "decision", article: etias84, .ETIAS),
        Figure("etias.decisions.nationality", "Decisions", by: "nationality", article: etias84, .ETIAS),
        Figure("etias.grounds.ground", "Grounds of negative decisions", by: "ground", article: etias84, .ETIAS),
        Figure("etias.hits.check", "Hits", by: "point of Article 20(2)", article: "ETIAS 84(2), 92(4)", .ETIAS),
    ]

    private static let ecris32 = "ECRIS-TCN 32(3)–(5)"
    static let ecrisFigures: [Figure] = [
        Figure("ecris.records.samples", "Data records entered", by: "samples", article: ecris32, .ecrisTCN, .month),
        Figure("ecris.flags.offence", "Flags set", by: "kind of offence", article: ecris32, .ecrisTCN, .month),
    ]

    static let heldFigures: [Figure] = [
        Figure("sis.held.category", "Alerts at the end of the month", by: "category", article: sisAnnual, .SIS, .month),
        Figure("vis.held.status", "Application files at the end of the month", by: "status", article: vis45a, .VIS, .month),
        Figure("ees.held.traveller", "Individual files at the end of the month", by: "kind of traveller", article: ees63, .EES, .month),
        Figure("eurodac.held.category", "Data sets at the end of the month", by: "category", article: "Eurodac 12(2)", .Eurodac, .month),
        Figure("etias.held.status", "Application files at the end of the month", by: "status", article: etias84, .ETIAS, .month),
        Figure("ecris.held.samples", "Data records at the end of the month", by: "samples", article: ecris32, .ecrisTCN, .month),
    ]

    /// How the systems and components are used, as the log tells it.
    static let useFigures: [Figure] = UseOfSystems.systems.flatMap { system -> [Figure] in
        let article = UseOfSystems.article(system)
        let stem = UseOfSystems.stem(system)
        return [
            Figure("\(stem).use.operation", "Requests", by: "operation", article: article, system, .month),
            Figure("\(stem).use.authority", "Requests", by: "kind of authority", article: article, system, .month),
            Figure("\(stem).answers.answer", "Searches", by: "answer", article: article, system, .month),
            Figure("\(stem).searched.key", "Kinds of data searched with", by: "kind of data", article: article, system, .month),
        ]
    } + [Figure("esp.profiles.profile", "Queries of the search portal", by: "profile", article: "817 66(1)(a)", .ESP, .month)]

    /// Links, by `LinkCounts`.
    static let linkFigures: [Figure] = [
        Figure("mid.links.colour", "Links", by: "colour", article: "817 66(3)(b)", .MID, .month),
        Figure("mid.links.systems", "Links", by: "systems whose data are linked", article: "817 66(3)(b)", .MID, .month),
        Figure("mid.yellow.duration", "Yellow links that ended", by: "time until then", article: "817 66(3)(c)", .MID, .month),
        Figure("mid.red.duration", "Red links that ended", by: "time until then", article: "817 66(3)(d)", .MID, .month),
    ]
}
