import Access

/// Every figure that is published, with the provision that asks for it.
public enum Figures {
    public static let all: [Figure] = [
        eesFigures, visFigures, sisFigures, eurodacFigures, etiasFigures, ecrisFigures, heldFigures, useFigures, linkFigures, personFigures,
    ].flatMap { $0 }

    private static let byID: [String: Figure] = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    public static func figure(_ id: String) -> Figure? { byID[id] }

    /// Records that are counted.
    public static let sources: [any CountedSource] = [
        EntryExitCounts(), EESRefusalCounts(), EESFileCounts(), VISCounts(), HitVerificationCounts(), AlertCounts(), DeletedAlertCounts(),
        HitCounts(), FormCounts(), ConsultationCounts(), EurodacCounts(), EurodacDatasetCounts(), ETIASCounts(), WatchlistCounts(),
        ECRISTCNCounts(), LinkCounts(), SettledLinkCounts(),
    ]

    // MARK: - What the acts ask for

    static let eesFigures: [Figure] = [
        Figure("ees.entries.nationality", "Entries", by: "nationality", article: "EES 63(1)(b)–(c)", .EES),
        Figure("ees.entries.sex", "Entries", by: "sex", article: "EES 63(1)(b)–(c)", .EES),
        Figure("ees.entries.age", "Entries", by: "age", article: "EES 63(1)(b)–(c)", .EES),
        Figure("ees.entries.document", "Entries", by: "type of travel document", article: "EES 63(1)(d)", .EES),
        Figure("ees.entries.documentIssuer", "Entries", by: "country that issued the travel document", article: "EES 63(1)(d)", .EES),
        Figure("ees.entries.crossingPoint", "Entries", by: "border crossing point", article: "EES 63(1)(c)", .EES, .quarter, .withinStates),
        Figure("ees.visas.issuer", "Entries with a visa", by: "issuing Member State", article: "EES 63(1)(g)", .EES),
        Figure("ees.exits.crossingPoint", "Exits", by: "border crossing point", article: "EES 63(1)(c)", .EES, .quarter, .withinStates),
        Figure("ees.exits.duration", "Exits", by: "duration of stay", article: "EES 63(1)(c)", .EES),
        Figure("ees.overstayers.nationality", "Overstayers", by: "nationality", article: overstayers, .EES),
        Figure("ees.overstayers.sex", "Overstayers", by: "sex", article: overstayers, .EES),
        Figure("ees.overstayers.age", "Overstayers", by: "age", article: overstayers, .EES),
        Figure("ees.overstayers.duration", "Overstayers", by: "duration of stay", article: overstayers, .EES),
        Figure(
            "ees.overstayers.crossingPoint", "Overstayers", by: "border crossing point of entry", article: overstayers, .EES, .quarter,
            .withinStates),
        Figure("ees.changes.status", "Stays revoked or extended", by: "decision", article: stayChanges, .EES),
        Figure("ees.changes.nationality", "Stays revoked or extended", by: "nationality", article: stayChanges, .EES),
        Figure("ees.changes.sex", "Stays revoked or extended", by: "sex", article: stayChanges, .EES),
        Figure("ees.changes.age", "Stays revoked or extended", by: "age", article: stayChanges, .EES),
        Figure("ees.changes.duration", "Stays revoked or extended", by: "duration of stay", article: stayChanges, .EES),
        // Counted under the State that decided, which need not be the one of the entry.
        Figure("ees.changes.crossingPoint", "Stays revoked or extended", by: "border crossing point of entry", article: stayChanges, .EES),
        Figure("ees.refusals.nationality", "Refusals of entry", by: "nationality", article: refusals, .EES),
        Figure("ees.refusals.sex", "Refusals of entry", by: "sex", article: refusals, .EES),
        Figure("ees.refusals.age", "Refusals of entry", by: "age", article: refusals, .EES),
        Figure(
            "ees.refusals.crossingPoint", "Refusals of entry", by: "border crossing point", article: refusals, .EES, .quarter,
            .withinStates),
        Figure("ees.refusals.border", "Refusals of entry", by: "land, air or sea border", article: "EES 63(1)(i)", .EES),
        Figure("ees.refusalGrounds.ground", "Grounds of refusals of entry", by: "point of Annex V", article: refusals, .EES),
        Figure("ees.files.fingerprints", "Individual files", by: "fingerprints, or why there are none", article: "EES 63(1)(h), (4)", .EES),
        Figure("ees.files.traveller", "Individual files", by: "kind of traveller", article: "EES 63(1)(a)", .EES),
        // Those exempt from giving fingerprints are told for the Union alone.
        Figure(
            "ees.byDay.event", "Overstayers, refusals of entry, changed stays, persons exempt from fingerprints", by: "day and event",
            article: "EES 63(4)", .EES, isRounded: true),
    ]
    private static let overstayers = "EES 63(1)(e), (4)–(5)"
    private static let stayChanges = "EES 63(1)(f), (4)–(5)"
    private static let refusals = "EES 63(1)(i), (4)–(5)"

    /// With the provision of before the revision where it asked for the same.
    static let visFigures: [Figure] = [
        Figure("vis.applications.sort", "Applications", by: "what is applied for", article: "VIS 45a(1)(h), (4)–(5)", .VIS),
        Figure("vis.applications.nationality", "Applications", by: "nationality", article: "VIS 45a(1)(c), 17(3)", .VIS),
        Figure("vis.applications.sex", "Applications", by: "sex", article: "VIS 45a(1)(c)", .VIS),
        Figure("vis.applications.age", "Applications", by: "age", article: "VIS 45a(1)(c)", .VIS),
        Figure("vis.applications.residence", "Applications", by: "country of residence", article: "VIS 45a(1)(d)", .VIS),
        Figure("vis.applications.city", "Applications", by: "city of residence", article: "VIS 45a(1)(d)", .VIS),
        Figure("vis.applications.occupation", "Applications", by: "job group", article: "VIS 45a(1)(e)", .VIS),
        Figure("vis.applications.firstEntry", "Applications", by: "Member State of first entry", article: "VIS 45a(1)(f), 17(4)", .VIS),
        Figure("vis.applications.destination", "Applications", by: "Member State of destination", article: "VIS 45a(1)(f)", .VIS),
        Figure("vis.applications.document", "Applications", by: "type of travel document", article: "VIS 45a(1)(i), 17(7)", .VIS),
        Figure("vis.applications.documentIssuer", "Applications", by: "country that issued the travel document", article: "VIS 45a(1)(i)", .VIS),
        Figure("vis.applications.authority", "Applications", by: "authority", article: "VIS 45a(1)(b)", .VIS, .quarter, .withinStates),
        Figure(
            "vis.applications.location", "Applications", by: "location of the authority", article: "VIS 45a(1)(b), (4), (6)", .VIS, .quarter,
            .withinStates),
        Figure("vis.applications.place", "Applications", by: "place", article: "VIS 45a(1)(g)", .VIS, .quarter, .withinStates),
        Figure("vis.applications.representation", "Applications", by: "whether lodged in representation", article: "VIS 45a(1)(p)", .VIS),
        Figure(
            "vis.applications.fingerprints", "Applications", by: "fingerprints, or why there are none",
            article: "VIS 45a(1)(s)–(u), 17(12)–(13)", .VIS),
        Figure("vis.purposes.purpose", "Purposes of journeys", by: "purpose", article: "VIS 45a(1)(o), (4)(b), 17(11)", .VIS),
        Figure("vis.decisions.status", "Decisions", by: "stay and decision", article: "VIS 45a(1)(g), (j), (q), (4)–(5), 17(1)", .VIS),
        Figure("vis.decisions.stay", "Decisions", by: "short or long stay", article: "VIS 45a(4)–(5)", .VIS),
        Figure("vis.decisions.nationality", "Decisions", by: "nationality", article: "VIS 45a(1)(c), (j)", .VIS),
        Figure("vis.decisions.place", "Decisions", by: "place", article: "VIS 45a(1)(g)", .VIS, .quarter, .withinStates),
        Figure("vis.decisions.authority", "Decisions", by: "authority, of visas", article: "VIS 45a(1)(m)", .VIS, .quarter, .withinStates),
        Figure(
            "vis.decisions.location", "Decisions", by: "location of the authority, of visas", article: "VIS 45a(1)(m)", .VIS, .quarter,
            .withinStates),
        Figure("vis.issued.stay", "Visas and permits issued", by: "short or long stay", article: "VIS 45a(4)–(5)", .VIS),
        Figure(
            "vis.issued.expiry", "Visas and permits issued", by: "month of expiry, of long-stay visas and permits", article: "VIS 45a(1)(r)", .VIS),
        Figure("vis.issued.sort", "Visas and permits issued", by: "type", article: "VIS 45a(1)(h), (4)–(5), 17(6)", .VIS),
        Figure(
            "vis.issued.entries", "Visas and permits issued", by: "entries, and length of validity where multiple", article: "VIS 45a(4)", .VIS),
        Figure(
            "vis.refusalGrounds.ground", "Grounds of refusals, withdrawals, annulments and revocations", by: "ground",
            article: "VIS 45a(1)(j), 17(8)", .VIS),
        Figure(
            "vis.issued.location", "Visas and permits issued", by: "location of the authority", article: "VIS 45a(4)–(6)", .VIS, .quarter,
            .withinStates),
        Figure(
            "vis.changed.stay", "Documents withdrawn, annulled, revoked, renewed or extended", by: "short or long stay", article: changedDocuments,
            .VIS),
        Figure("vis.changed.sort", "Documents withdrawn, annulled, revoked, renewed or extended", by: "type", article: changedDocuments, .VIS),
        Figure(
            "vis.changed.expiry", "Documents withdrawn, annulled, revoked, renewed or extended", by: "stay and month of expiry",
            article: changedDocuments, .VIS),
        Figure("vis.extensionGrounds.ground", "Grounds of extensions", by: "ground", article: "VIS 45a(1)(q)", .VIS),
        Figure("vis.hits.query", "Hits of automated queries in files", by: "query", article: hits, .VIS),
        Figure("vis.hits.system", "Hits of automated queries in files", by: "system or database", article: hits, .VIS),
        Figure("vis.confirmedHits.query", "Hits in files, confirmed by hand", by: "query", article: hits, .VIS),
        Figure("vis.confirmedHits.system", "Hits in files, confirmed by hand", by: "system or database", article: hits, .VIS),
        Figure("vis.verifications.query", "Hits that others than the visa authority verify", by: "query", article: hits, .VIS),
        Figure("vis.verifications.system", "Hits that others than the visa authority verify", by: "system or database", article: hits, .VIS),
        Figure("vis.confirmedVerifications.query", "Hits that others have confirmed by hand", by: "query", article: hits, .VIS),
        Figure("vis.confirmedVerifications.system", "Hits that others have confirmed by hand", by: "system or database", article: hits, .VIS),
        Figure("vis.riskIndicatorHits.sort", "Hits against specific risk indicators", by: "what is applied for", article: hits, .VIS),
        // A refusal after hits in two systems is in both.
        Figure("vis.refusedAfterHits.system", "Refusals after a confirmed hit", by: "system or database", article: "VIS 45a(1)(l)", .VIS),
        Figure(
            "vis.otherAuthorities.earlier", "Applications of persons who had applied with another visa authority", by: "authority before",
            article: otherAuthorities, .VIS),
        Figure(
            "vis.otherAuthorities.later", "Applications of persons who had applied with another visa authority", by: "authority now",
            article: otherAuthorities, .VIS, .quarter, .withinStates),
        Figure(
            "vis.otherAuthorities.decided", "Applications of persons who had applied with another visa authority",
            by: "month of the decision before", article: otherAuthorities, .VIS),
        Figure(
            "vis.refusedWithoutFingerprints.absence", "Refusals of persons who could not give fingerprints", by: "why not",
            article: "VIS 45a(1)(v)", .VIS),
        Figure(
            "vis.links.link", "Links of applications", by: "earlier application, or relation of those who travel together", article: "VIS 45a(1)(w)",
            .VIS),
        Figure("vis.byDay.event", "Visas applied for, issued and refused", by: "day and event", article: "VIS 45a(4)", .VIS, isRounded: true),
    ]
    private static let changedDocuments = "VIS 45a(1)(q), (5)"
    private static let hits = "VIS 45a(1)(k)"
    private static let otherAuthorities = "VIS 45a(1)(n)"

    private static let sisAnnual = "1861 60(3), 1862 74(3)"
    private static let sisOnRequest = "1861 60(5), 1862 74(6)"
    static let sisFigures: [Figure] = [
        Figure("sis.alerts.category", "Alerts entered", by: "category", article: "1860 16, \(sisAnnual)", .SIS, .month),
        Figure("sis.deleted.category", "Alerts deleted", by: "category", article: "1860 16, \(sisAnnual)", .SIS, .month),
        Figure("sis.returns.suspended", "Alerts on return", by: "whether the decision is suspended", article: "1860 16", .SIS, .month),
        Figure(
            "sis.extensions.category", "Decisions to keep alerts longer", by: "category", article: "1861 39(6), 1862 53(8), 54(6)", .SIS, .month),
        Figure("sis.flags.category", "Flags", by: "category", article: "1862 74(6)", .SIS, .month),
        Figure(
            "sis.unavailable.periods", "Alerts made unavailable during an operation", by: "periods of 48 hours", article: "1862 26(4)", .SIS, .month),
        Figure("sis.hits.category", "Hits reported", by: "category", article: sisAnnual, .SIS, .month),
        Figure("sis.hits.outcome", "Hits reported", by: "outcome", article: sisOnRequest, .SIS, .month),
        Figure("sis.hitsOnOwn.category", "Hits on the State's own alerts", by: "category", article: sisAnnual, .SIS, .month),
        Figure("sis.consultations.provision", "Consultations on permits and visas", by: "provision", article: consultations, .SIS, .month),
        Figure("sis.consultations.reply", "Consultations on permits and visas", by: "reply", article: consultations, .SIS, .month),
        Figure("sis.forms.form", "Supplementary information sent", by: "form", article: sisOnRequest, .SIS, .month),
    ]
    private static let consultations = "1860 13, 16, 1861 31, 60(3)"

    static let eurodacFigures: [Figure] = [
        Figure(
            "eurodac.events.point", "Work of Eurodac", by: "point of Article 12(1), and what it counts", article: "Eurodac 12(1)–(2)", .Eurodac,
            .month),
        Figure("eurodac.datasets.birthYear", "Data sets of point (i)", by: "year of birth", article: dataSets, .Eurodac, .month),
        Figure("eurodac.datasets.sex", "Data sets of point (i)", by: "sex", article: dataSets, .Eurodac, .month),
    ]
    private static let dataSets = "Eurodac 12(1)(i), (2)"

    static let etiasFigures: [Figure] = [
        Figure("etias.applications.nationality", "Applications", by: "nationality", article: "ETIAS 84(1)(b)", .ETIAS),
        Figure("etias.applications.sex", "Applications", by: "sex", article: "ETIAS 84(1)(b)", .ETIAS),
        Figure("etias.applications.age", "Applications", by: "age", article: "ETIAS 84(1)(b)", .ETIAS),
        Figure("etias.applications.residence", "Applications", by: "country of residence", article: "ETIAS 84(1)(c)", .ETIAS),
        Figure("etias.applications.education", "Applications", by: "level of education", article: "ETIAS 84(1)(d)", .ETIAS),
        Figure("etias.applications.occupation", "Applications", by: "job group", article: "ETIAS 84(1)(e)", .ETIAS),
        Figure("etias.applications.document", "Applications", by: "type of travel document", article: "ETIAS 84(1)(f)", .ETIAS),
        Figure("etias.applications.documentIssuer", "Applications", by: "country that issued the travel document", article: "ETIAS 84(1)(f)", .ETIAS),
        Figure("etias.decisions.decision", "Decisions", by: "decision", article: "ETIAS 84(1)(g), (4)–(5)", .ETIAS),
        Figure("etias.decisions.nationality", "Decisions", by: "nationality", article: "ETIAS 84(4)–(5)", .ETIAS),
        Figure("etias.authorisations.validity", "Travel authorisations", by: "length of validity", article: "ETIAS 84(1)(h)", .ETIAS),
        Figure("etias.grounds.ground", "Grounds of negative decisions", by: "ground", article: "ETIAS 84(1)(i), (4)–(5)", .ETIAS),
        Figure("etias.hits.check", "Hits", by: "point of Article 20(2)", article: "ETIAS 92(5)", .ETIAS),
        Figure("etias.confirmedHits.check", "Hits that the Central Unit confirmed", by: "point of Article 20(2)", article: "ETIAS 92(5)", .ETIAS),
        Figure("etias.refusedAfterHits.check", "Refusals after a confirmed hit", by: "point of Article 20(2)", article: "ETIAS 92(5)", .ETIAS),
        Figure("etias.watchlist.offence", "Entries of the watchlist", by: "kind of offence", article: watchlist, .ETIAS),
        Figure("etias.watchlist.suspicion", "Entries of the watchlist", by: "committed or expected", article: watchlist, .ETIAS),
        Figure("etias.watchlist.reviewed", "Entries of the watchlist", by: "whether looked at again", article: watchlist, .ETIAS),
        Figure("etias.byDay.decision", "Decisions", by: "day and decision", article: "ETIAS 84(4)", .ETIAS, isRounded: true),
        Figure("etias.byDay.nationality", "Decisions", by: "day, decision and nationality", article: "ETIAS 84(4)", .ETIAS, isRounded: true),
        Figure(
            "etias.groundsByDay.ground", "Grounds of negative decisions", by: "day, decision and ground", article: "ETIAS 84(4)", .ETIAS,
            isRounded: true),
    ]
    private static let watchlist = "ETIAS 92(4)"

    private static let ecris32 = "ECRIS-TCN 32(3)"
    static let ecrisFigures: [Figure] = [
        Figure("ecris.records.samples", "Data records entered", by: "samples", article: ecris32, .ecrisTCN, .month),
        Figure("ecris.flags.offence", "Flags set", by: "kind of offence", article: ecris32, .ecrisTCN, .month),
    ]

    /// Rounded: from one month to the next it moves by what other figures tell exactly.
    static let heldFigures: [Figure] = [
        held("sis.held.category", "Alerts at the end of the month", by: "category", article: sisAnnual, .SIS),
        held("sis.heldByDay.category", "Alerts", by: "day and category", article: sisAnnual, .SIS),
        held("vis.held.status", "Application files at the end of the month", by: "status", article: "VIS 45a(1)(a), 17(1)", .VIS),
        held("ees.held.traveller", "Individual files at the end of the month", by: "kind of traveller", article: "EES 63(1)(a)", .EES),
        held("eurodac.held.category", "Data sets at the end of the month", by: "category", article: "Eurodac 12(1)", .Eurodac),
        held("etias.held.status", "Application files at the end of the month", by: "status", article: "ETIAS 84(1)(a)", .ETIAS),
        held("ecris.held.samples", "Data records at the end of the month", by: "samples", article: ecris32, .ecrisTCN),
    ]

    private static func held(_ id: String, _ title: String, by category: String, article: String, _ system: SystemName) -> Figure {
        Figure(id, title, by: category, article: article, system, .month, isRounded: true, isStock: true)
    }

    /// How the systems and components are used, as the log tells it.
    static let useFigures: [Figure] =
        UseOfSystems.systems.flatMap { system -> [Figure] in
            let article = UseOfSystems.article(system)
            let stem = UseOfSystems.stem(system)
            return [
                Figure("\(stem).use.operation", "Requests", by: "operation", article: article, system, .month),
                Figure("\(stem).use.authority", "Requests", by: "kind of authority", article: article, system, .month),
                Figure("\(stem).use.answer", "Requests", by: "operation, and answer where there is one", article: article, system, .month),
                Figure("\(stem).searched.key", "Kinds of data searched with", by: "kind of data", article: article, system, .month),
            ]
        } + [
            Figure("esp.use.profile", "Queries of the search portal", by: "profile", article: "817 66(1)(a)", .ESP, .month),
            Figure(
                "cir.use.biometrics", "Requests", by: "operation, and whether with biometric data", article: "817 66(2)(d)", .CIR, .month),
            Figure("cir.queries.article", "Queries", by: "article under which they are made", article: "817 66(2)(a)", .CIR, .month),
            Figure("mid.searches.biometrics", "Searches of the detector", by: "whether with biometric data", article: "817 66(3)(a)", .MID, .month),
        ]

    /// Links, by `LinkCounts`.
    static let linkFigures: [Figure] = [
        Figure("mid.links.colour", "Links", by: "colour", article: "817 66(3)(b)", .MID, .month),
        Figure("mid.links.systems", "Links", by: "systems whose data are linked", article: "817 66(3)(b)", .MID, .month),
        Figure("mid.yellow.duration", "Yellow links that ended", by: "time until then", article: "817 66(3)(c)", .MID, .month),
        Figure("mid.red.duration", "Red links that ended", by: "time until then", article: "817 66(3)(c)", .MID, .month),
    ]

    /// Persons of the common identity repository, by the system that their data are of. Each stands in the population of its own system,
    /// so that both are suppressed as one; what a system publishes of its own account is not published twice.
    static let personFigures: [Figure] = [
        persons("ees.files", "of EES", .quarter, ["nationality", "sex", "birthYear", "document", "documentIssuer"]),
        persons("vis.applications", "of VIS", .quarter, ["birthYear"]), persons("etias.applications", "of ETIAS", .quarter, ["birthYear"]),
        persons("eurodac.datasets", "of Eurodac", .month, ["nationality", "document", "documentIssuer"]),
        persons("eurodac.admitted", "of Eurodac, admitted", .month, ["nationality", "sex", "birthYear", "document", "documentIssuer"]),
        persons("ecris.records", "of ECRIS-TCN", .month, ["nationality", "sex", "birthYear", "document", "documentIssuer"]),
    ].flatMap { $0 }

    private static func persons(_ population: String, _ origin: String, _ period: Figure.Period, _ categories: [String]) -> [Figure] {
        let names = [
            "nationality": "nationality", "sex": "sex", "birthYear": "year of birth", "document": "type of travel document",
            "documentIssuer": "country that issued the travel document",
        ]
        return categories.map { category in
            Figure(
                "\(population).\(category)", "Persons in the repository \(origin)", by: names[category] ?? category,
                article: category.hasPrefix("document") ? "817 66(2)(c)" : "817 66(2)(b)", .CIR, period)
        }
    }
}
