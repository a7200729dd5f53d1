import VIS

/// Which figures share sums: so that none gives away what another suppresses.
///
/// A figure may divide another of its population further: each of its categories is within one of the other's. And a population may be a
/// part of another: its events are those of some categories there. Each is told only as far as the sums that it shares are told already.
enum SharedSums {
    /// A figure whose categories lie within those of an earlier one of the population.
    struct Division: Sendable {
        let figure: String
        let category: @Sendable (String) -> String
    }

    /// Categories of another population's figure that a population's events are those of.
    struct Part: Hashable, Sendable {
        let figure: String
        let categories: Set<String>
        init(_ figure: String, _ categories: Set<String>) { (self.figure, self.categories) = (figure, categories) }
    }

    static let divisions: [String: Division] = {
        var divisions: [String: Division] = [
            "ees.refusals.crossingPoint": Division(figure: "ees.refusals.border") { name in word(of: name) },
            "vis.decisions.status": Division(figure: "vis.decisions.stay") { status in word(of: status) },
            "vis.issued.sort": Division(figure: "vis.issued.stay") { sort in stay(of: sort) },
            "vis.issued.entries": Division(figure: "vis.issued.stay") { entries in entries == longStay ? longStay : shortStay },
            "vis.issued.expiry": Division(figure: "vis.issued.stay") { expiry in word(of: expiry) },
            "vis.changed.sort": Division(figure: "vis.changed.stay") { sort in stay(of: sort) },
            "vis.changed.expiry": Division(figure: "vis.changed.stay") { expiry in word(of: expiry) },
            "vis.decisions.authority": Division(figure: "vis.decisions.stay") { authority in authority == longStay ? longStay : shortStay },
            "vis.decisions.location": Division(figure: "vis.decisions.stay") { location in location == longStay ? longStay : shortStay },
            "vis.applications.city": Division(figure: "vis.applications.residence") { city in word(of: city) },
            "cir.use.biometrics": Division(figure: "cir.use.operation") { request in word(of: request) },
            "esp.use.profile": Division(figure: "esp.use.authority") { profile in UseOfSystems.kind(ofProfile: profile) },
        ]
        // Not every operation has an answer: by the answer alone a State's sum would be that of those that have one.
        for system in UseOfSystems.systems.map(UseOfSystems.stem) {
            divisions["\(system).use.answer"] = Division(figure: "\(system).use.operation") { answer in word(of: answer) }
        }
        for population in ["vis.hits", "vis.confirmedHits", "vis.verifications", "vis.confirmedVerifications"] {
            divisions["\(population).query"] = Division(figure: "\(population).system") { query in
                QueryPoint(rawValue: query)?.source.rawValue ?? Suppression.other
            }
        }
        return divisions
    }()

    /// By population.
    static let parts: [String: Part] = [
        "vis.issued": Part("vis.decisions.status", decisions(["issued"])),
        "vis.changed": Part("vis.decisions.status", decisions(["withdrawn", "annulled", "revoked", "renewed", "extended"])),
        // Most decisions have one ground: then these are their number.
        "vis.extensionGrounds": Part("vis.decisions.status", decisions(["extended"])),
        "vis.refusalGrounds": Part("vis.decisions.status", decisions(["refused", "withdrawn", "annulled", "revoked"])),
        "sis.returns": Part("sis.alerts.category", ["return"]),
        "eurodac.datasets": Part(
            "eurodac.events.point",
            ["i/admission", "i/applicant", "i/irregularCrossing", "i/illegalStay", "i/disembarked", "i/temporaryProtection"]),
        "eurodac.admitted": Part("eurodac.events.point", ["g/admitted", "h/admitted"]),
        "etias.authorisations": Part("etias.decisions.decision", ["issued", "issuedLimited"]),
        "etias.grounds": Part("etias.decisions.decision", ["refused", "annulled", "revoked"]),
        "cir.queries": Part("cir.use.operation", Set(UseOfSystems.queriesOfCIR.keys)),
    ]

    static let shortStay = "shortStay"
    static let longStay = "longStay"

    /// Categories of decisions, of short and of long stays.
    private static func decisions(_ statuses: [String]) -> Set<String> {
        Set([shortStay, longStay].flatMap { stay in statuses.map { "\(stay) \($0)" } })
    }

    /// Whether a kind of document is for a short or a long stay; one that is not known says so in its first word.
    static func stay(of sort: String) -> String {
        switch IssuedDocument.Sort(rawValue: sort) {
        case .longStayVisa?, .residencePermit?: longStay
        case .some: shortStay
        case nil: word(of: sort)
        }
    }

    /// What stands before the first blank.
    static func word(of text: String) -> String { text.firstIndex(of: " ").map { String(text[..<$0]) } ?? text }

    /// Days as they are told: those whose number in a State is a cell of another figure, which may be suppressed there, for the Union alone.
    static func days(_ counts: [String: [String: Int]], of figure: Figure) -> [String: [String: Int]] {
        var told = counts
        for (category, byState) in counts where figure.population != "ees.byDay" || category.hasSuffix(" exemptFromFingerprints") {
            told[category] = [Cell.union: byState.values.reduce(0, +)]
        }
        return told
    }

    /// What a population may tell by State, after what the figure that it is part of told.
    enum Share: Hashable, Sendable {
        /// The number of the part is not told, and would be known from here.
        case nothing
        /// In these States it is told; the others stand together.
        case states(Set<String>)
    }

    /// - Parameter counted: categories of the figure that had something in the period.
    static func share(of part: Part, in table: PublishedFigure, counted: Set<String>) -> Share {
        guard table.total != nil else { return .nothing }
        let together = counted.subtracting(table.rows.map(\.category))
        let own = together.intersection(part.categories)
        // Together with what is not of the part: the sum of the part is not told.
        guard own.isEmpty || own == together else { return .nothing }
        let rows = table.rows.filter { part.categories.contains($0.category) || (!own.isEmpty && $0.category == Suppression.other) }
        let told = table.states.indices.filter { column in
            table.states[column] != Suppression.other && rows.allSatisfy { $0.count(column) != nil }
        }
        return .states(Set(told.map { table.states[$0] }))
    }
}
