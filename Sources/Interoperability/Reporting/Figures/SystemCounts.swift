import Access
import ECRISTCN
import ETIAS
import Eurodac
import Identity
import Registry
import SIS
import VIS
import Wire

struct VISCounts: CountedSource {
    let system = SystemName.VIS
    let kind = VIS.ApplicationFile.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let file = try VIS.ApplicationFile(stored: record)
        var counting = Counting()
        VISCounts.application(file, owner: record.owner, &counting)
        VISCounts.decisions(file, owner: record.owner, &counting)
        VISCounts.queries(file, owner: record.owner, &counting)
        try VISCounts.links(file, record, reader, &counting)
        return counting.counts
    }

    private static func application(_ file: VIS.ApplicationFile, owner: String, _ counting: inout Counting) {
        let (month, form, lodging) = (file.created.month, file.form, file.lodging)
        var categories = Counting.person(
            nationality: file.identity.nationalities.first?.text, sex: file.identity.sex?.rawValue, born: file.identity.dateOfBirth,
            document: file.documents.first?.kind.rawValue, documentIssuer: file.documents.first?.issuer.text)
        let others: [String: String?] = [
            "sort": file.sort.rawValue, "age": Counting.age(file.identity.dateOfBirth, on: file.created),
            "residence": form.homeAddress?.country.text,
            // With its country also where it is not taken over: so that the cities of a country are as many as live there.
            "city": form.homeAddress.map { Counting.city($0.city, in: $0.country.text) ?? "\($0.country.text) \(Cell.unknown)" },
            "occupation": form.jobGroup, "firstEntry": form.firstEntry?.text, "destination": form.destinations.first?.text,
            "authority": Counting.name(lodging.authority), "location": Counting.name(lodging.location), "place": Counting.name(lodging.place),
            "representation": lodging.onBehalfOf == nil ? "no" : "yes",
            "fingerprints": file.fingerprints.absence.map { "absent: \($0.rawValue)" } ?? file.fingerprints.mark.rawValue,
        ]
        categories.merge(others) { own, _ in own }
        counting.event("vis.applications", month, owner, categories)
        for purpose in form.purposes { counting.event("vis.purposes", month, owner, ["purpose": purpose.rawValue]) }
        if file.sort.isVisa { byDay(file.created, "applied", file.sort.rawValue, owner, &counting) }
    }

    private static func byDay(_ day: Day, _ event: String, _ sort: String, _ state: String, _ counting: inout Counting) {
        counting.event("vis.byDay", day.month, state, ["event": "\(day) \(event): \(sort)"])
    }

    private static func decisions(_ file: VIS.ApplicationFile, owner: String, _ counting: inout Counting) {
        let nationality = file.identity.nationalities.first?.text
        // The visa or permit that a decision is about.
        var standing: IssuedDocument?
        for decision in file.decisions {
            let state = CountryCode(decision.memberState) == nil ? owner : decision.memberState
            let month = decision.decided.month
            standing = decision.document ?? standing
            let stay = file.sort.isVisa ? SharedSums.shortStay : SharedSums.longStay
            var categories: [String: String?] = [
                "stay": stay, "status": "\(stay) \(decision.status.rawValue)", "nationality": nationality,
                "place": Counting.name(decision.place),
            ]
            // Who decided is asked for as regards visas alone; the others stand beside, so that the sums stay those of all decisions.
            categories["authority"] = file.sort.isVisa ? Counting.name(decision.authority) : SharedSums.longStay
            categories["location"] = file.sort.isVisa ? Counting.name(decision.location) : SharedSums.longStay
            counting.event("vis.decisions", month, state, categories)
            switch decision.status {
            case .issued: issued(file, decision, month, state, stay, &counting)
            case .refused: refused(file, decision, month, state, &counting)
            case .withdrawn, .annulled, .revoked, .renewed, .extended:
                let sort = standing?.sort.rawValue ?? "\(stay) \(Cell.unknown)"
                let expiry = standing?.validUntil.month ?? Cell.unknown
                counting.event("vis.changed", month, state, ["stay": stay, "sort": sort, "expiry": "\(stay) \(expiry)"])
            case .requested, .closed, .discontinued: break
            }
            for ground in grounds(decision) { counting.event("vis.refusalGrounds", month, state, ["ground": ground]) }
            for ground in decision.extensionGrounds { counting.event("vis.extensionGrounds", month, state, ["ground": ground.rawValue]) }
        }
    }

    private static func issued(
        _ file: VIS.ApplicationFile, _ decision: VisaDecision, _ month: String, _ state: String, _ stay: String, _ counting: inout Counting
    ) {
        guard let document = decision.document else { return }
        counting.event(
            "vis.issued", month, state,
            [
                "stay": stay, "sort": document.sort.rawValue, "location": Counting.name(decision.location),
                // Entries are asked for of short stays, days of expiry of long ones.
                "entries": file.sort.isVisa ? entries(document) ?? "\(stay) \(Cell.unknown)" : stay,
                "expiry": file.sort.isVisa ? stay : "\(stay) \(document.validUntil.month)",
            ])
        if file.sort.isVisa { byDay(decision.decided, "issued", document.sort.rawValue, state, &counting) }
    }

    private static func refused(_ file: VIS.ApplicationFile, _ decision: VisaDecision, _ month: String, _ state: String, _ counting: inout Counting) {
        if file.sort.isVisa { byDay(decision.decided, "refused", file.sort.rawValue, state, &counting) }
        var causes: Set<String> = []
        if let queries = file.queries {
            for hit in queries.references where hit.state == .confirmed { causes.insert(hit.point.source.rawValue) }
            if !queries.riskIndicators.isEmpty { causes.insert("riskIndicators") }
            // Whose data it was the file does not say.
            if queries.opinions.contains(where: \.threat) { causes.insert("reasonedOpinion") }
        }
        for cause in causes { counting.event("vis.refusedAfterHits", month, state, ["system": cause]) }
        if let absence = file.fingerprints.absence, !absence.isLegal {
            counting.event("vis.refusedWithoutFingerprints", month, state, ["absence": absence.rawValue])
        }
    }

    private static func queries(_ file: VIS.ApplicationFile, owner: String, _ counting: inout Counting) {
        guard let queries = file.queries else { return }
        for hit in queries.references {
            let found: [String: String?] = ["query": hit.point.rawValue, "system": hit.point.source.rawValue]
            counting.event("vis.hits", file.created.month, owner, found)
            // A false one has gone from the file, and with it from the figures.
            if hit.state != .open { counting.event("vis.confirmedHits", (hit.verified ?? file.created).month, owner, found) }
        }
        for _ in queries.riskIndicators { counting.event("vis.riskIndicatorHits", file.created.month, owner, ["sort": file.sort.rawValue]) }
    }

    private static func links(_ file: VIS.ApplicationFile, _ record: StoredRecord, _ reader: Reader, _ counting: inout Counting) throws {
        guard file.sort.isVisa else { return }
        let month = file.created.month
        for link in file.together { counting.event("vis.links", month, record.owner, ["link": link.relation.rawValue]) }
        for id in file.previous {
            counting.event("vis.links", month, record.owner, ["link": "earlierApplication"])
            guard let version = try reader.history(id).last(where: { $0.changed <= record.changed }) else { continue }
            let earlier = try VIS.ApplicationFile(stored: version)
            guard earlier.sort.isVisa, earlier.lodging.authority != file.lodging.authority else { continue }
            counting.event(
                "vis.otherAuthorities", month, record.owner,
                [
                    "earlier": desk(earlier.lodging), "later": desk(file.lodging), "decided": earlier.decisions.last?.decided.month,
                ])
        }
    }

    private static func desk(_ lodging: Lodging) -> String? { Counting.name("\(lodging.authority), \(lodging.location)") }

    /// Single, two or several entries, the latter by the lengths of validity of Article 45a(4)(b).
    static func entries(_ document: IssuedDocument) -> String? {
        guard document.entries == .multiple else { return document.entries?.rawValue }
        let from = document.validFrom
        guard document.validUntil > from.adding(months: 6) else { return "multiple, 6 months or less" }
        let years = (1...5).first { document.validUntil <= from.adding(years: $0) }
        return years.map { "multiple, \($0) \($0 == 1 ? "year" : "years")" } ?? "multiple, over 5 years"
    }

    /// Grounds of Articles 12(2), 13(2) and 22d.
    private static func grounds(_ decision: VisaDecision) -> [String] {
        decision.refusalGrounds.map(\.rawValue) + decision.longStayGrounds.map(\.rawValue) + (decision.atHoldersRequest ? ["holdersRequest"] : [])
    }
}

/// Hits that others verify beside the file, and those that turned out to be right (767/2008 Article 45a(1)(k)). Of hits whose follow-up is
/// SIRENE's nothing stays, so they are counted as hits alone.
struct HitVerificationCounts: CountedSource {
    let system = SystemName.VIS
    let kind = HitVerification.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let verification = try HitVerification(stored: record)
        var counting = Counting()
        // An alert on return is a hit of the file already.
        guard verification.point.treatment != .reference else { return counting.counts }
        let found: [String: String?] = ["query": verification.point.rawValue, "system": verification.point.source.rawValue]
        let notified = verification.notified.utcDay
        counting.event("vis.verifications", notified.month, verification.verifiedBy, found)
        if verification.confirmed {
            counting.event("vis.confirmedVerifications", (verification.confirmedOn ?? notified).month, verification.verifiedBy, found)
        }
        return counting.counts
    }
}

struct AlertCounts: CountedSource {
    let system = SystemName.SIS
    let kind = Alert.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let alert = try Alert(stored: record)
        let category = alert.content.category.rawValue
        var counting = Counting()
        counting.event("sis.alerts", alert.entered.month, alert.issuingState, ["category": category])
        if alert.content.category == .return {
            counting.event("sis.returns", alert.entered.month, alert.issuingState, ["suspended": alert.content.returnSuspended ? "yes" : "no"])
        }
        for decision in alert.extensions { counting.event("sis.extensions", decision.decided.month, alert.issuingState, ["category": category]) }
        // Alerts, each once: not the periods of 48 hours that were added.
        if let used = alert.unavailability {
            let periods = used.periods < 4 ? "\(used.periods)" : "4 or more"
            counting.event("sis.unavailable", (used.begun ?? used.until.utcDay).month, alert.issuingState, ["periods": periods])
        }
        for flag in alert.flags { counting.event("sis.flags", flag.added.month, flag.memberState, ["category": category]) }
        return counting.counts
    }
}

struct DeletedAlertCounts: CountedSource {
    let system = SystemName.SIS
    let kind = AlertHistory.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let history = try AlertHistory(stored: record)
        var counting = Counting()
        counting.event("sis.deleted", history.deleted.utcDay.month, history.issuingState, ["category": history.category.rawValue])
        return counting.counts
    }
}

struct HitCounts: CountedSource {
    let system = SystemName.SIS
    let kind = Hit.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let hit = try Hit(stored: record)
        let month = hit.received.utcDay.month
        var counting = Counting()
        counting.event("sis.hits", month, hit.reporter, ["category": hit.category.rawValue, "outcome": hit.report.outcome.rawValue])
        counting.event("sis.hitsOnOwn", month, hit.issuingState, ["category": hit.category.rawValue])
        return counting.counts
    }
}

struct FormCounts: CountedSource {
    let system = SystemName.SIS
    let kind = SupplementaryMessage.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let message = try SupplementaryMessage(stored: record)
        var counting = Counting()
        counting.event("sis.forms", message.sent.utcDay.month, message.from, ["form": message.form.rawValue])
        return counting.counts
    }
}

/// Consultations on holders of residence permits and long-stay visas, and whether they were answered in time (2018/1860 Articles 9–13,
/// 2018/1861 Articles 27–31).
struct ConsultationCounts: CountedSource {
    let system = SystemName.SIS
    let kind = SIS.Consultation.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let consultation = try SIS.Consultation(stored: record)
        var counting = Counting()
        switch consultation.about {
        case .beforeGranting, .beforeEntering, .afterEntering, .onHit:
            counting.event(
                "sis.consultations", consultation.asked.utcDay.month, consultation.asker,
                ["provision": consultation.rule.article, "reply": ConsultationCounts.reply(to: consultation)])
        case .freeMovement, .multipleAlerts: break
        }
        return counting.counts
    }

    private static func reply(to consultation: SIS.Consultation) -> String {
        if consultation.bySilence { return "none in time" }
        guard let answered = consultation.answered else { return "open" }
        return answered > consultation.answerBy ? "late" : "in time"
    }
}

/// Eurodac counts its own work, operation by operation; that is taken over as it is.
struct EurodacCounts: CountedSource {
    let system = SystemName.Eurodac
    let kind = CountedEvents.kind

    /// Points (c) and (d) are (i) once more, of two categories: the same number twice in a table would tell one by the other.
    private static let twice: Set<String> = ["c/persons", "d/persons"]

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let events = try CountedEvents(stored: record)
        var counts: [Cell: Int] = [:]
        for (point, number) in zip(events.points, events.numbers) where !EurodacCounts.twice.contains(point) {
            counts[Cell("eurodac.events.point", events.month, Counting.state(events.memberState), point), default: 0] += number
        }
        return counts
    }
}

/// Data sets by year of birth and sex (2024/1358 Article 12(1)(i) and (2)), and as persons of the common identity repository. Who was
/// admitted, points (g) and (h), stands apart, so that nobody takes the one from the other. Under 603 no names are stored and nothing of
/// the kind is asked for.
struct EurodacDatasetCounts: CountedSource {
    let system = SystemName.Eurodac
    let kind = EurodacDataset.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let set = try EurodacDataset(stored: record)
        var counting = Counting()
        guard set.regime == .regulation1358, let population = EurodacDatasetCounts.population(set) else { return counting.counts }
        let categories = Counting.person(
            nationality: set.identity.nationalities.first?.text, sex: set.identity.sex?.rawValue, born: set.identity.dateOfBirth,
            document: set.document?.kind.rawValue, documentIssuer: set.document?.issuer.text)
        counting.event(population, set.transmittedOn.month, record.owner, categories)
        return counting.counts
    }

    private static func population(_ set: EurodacDataset) -> String? {
        switch set.category {
        case .applicant, .irregularCrossing, .illegalStay, .disembarked, .temporaryProtection: "eurodac.datasets"
        case .nationalResettlement: "eurodac.admitted"
        case .admission:
            switch set.admission {
            case .granted: "eurodac.admitted"
            case .refused, .discontinued: "eurodac.datasets"
            case .registered, nil: nil
            }
        case .lawEnforcement, .europol, .dataSubject: nil
        }
    }
}

struct ETIASCounts: CountedSource {
    let system = SystemName.ETIAS
    let kind = ETIAS.ApplicationFile.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let file = try ETIAS.ApplicationFile(stored: record)
        let form = file.form
        let day = file.submitted.utcDay
        var counting = Counting()
        var categories = Counting.person(
            nationality: form.identity.nationality.text, sex: form.identity.sex.rawValue, born: PartialDate(form.identity.dateOfBirth),
            document: form.document.kind.rawValue, documentIssuer: form.document.issuer.text)
        let others: [String: String?] = [
            "age": Counting.age(PartialDate(form.identity.dateOfBirth), on: day), "residence": form.residence.country.text,
            "education": form.education.rawValue, "occupation": form.occupation.rawValue,
        ]
        categories.merge(others) { own, _ in own }
        counting.event("etias.applications", day.month, file.responsible, categories)
        let confirmed = file.hits.filter { $0.confirmed == true }
        for decision in file.decisions {
            let decided = decision.at.utcDay
            let event = "\(decided) \(decision.kind.rawValue)"
            counting.event(
                "etias.decisions", decided.month, decision.unit,
                ["decision": decision.kind.rawValue, "nationality": form.identity.nationality.text])
            counting.event(
                "etias.byDay", decided.month, decision.unit, ["decision": event, "nationality": "\(event): \(form.identity.nationality.text)"])
            for ground in decision.grounds {
                counting.event("etias.grounds", decided.month, decision.unit, ["ground": ground.rawValue])
                counting.event("etias.groundsByDay", decided.month, decision.unit, ["ground": "\(event): \(ground.rawValue)"])
            }
            if decision.kind == .refused {
                for check in Set(confirmed.map(\.check)) {
                    counting.event("etias.refusedAfterHits", decided.month, decision.unit, ["check": check.rawValue])
                }
            }
        }
        for held in [file.authorisation, file.limited].compactMap({ $0 }) {
            counting.event("etias.authorisations", held.from.month, held.unit, ["validity": ETIASCounts.validity(held)])
        }
        for hit in file.hits { counting.event("etias.hits", day.month, file.responsible, ["check": hit.check.rawValue]) }
        for hit in confirmed { counting.event("etias.confirmedHits", day.month, file.responsible, ["check": hit.check.rawValue]) }
        return counting.counts
    }

    private static func validity(_ held: TravelAuthorisation) -> String {
        switch held.until - held.from + 1 {
        case ...90: "90 days or less"
        case ...366: "91 days – 1 year"
        case ...731: "1–2 years"
        default: "2–3 years"
        }
    }
}

/// Entries of the watchlist, and whether they have been looked at again (2018/1240 Articles 35(5), 92(4)).
struct WatchlistCounts: CountedSource {
    let system = SystemName.ETIAS
    let kind = WatchlistEntry.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let entry = try WatchlistEntry(stored: record)
        var counting = Counting()
        counting.event(
            "etias.watchlist", entry.entered.utcDay.month, entry.enteredBy,
            [
                "offence": entry.offence.rawValue, "suspicion": entry.suspicion.rawValue,
                "reviewed": entry.reviewed == nil ? "not yet" : "reviewed",
            ])
        return counting.counts
    }
}

struct ECRISTCNCounts: CountedSource {
    let system = SystemName.ecrisTCN
    let kind = DataRecord.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let data = try DataRecord(stored: record)
        var counting = Counting()
        let (person, document) = (data.person, data.person.documents.first)
        var categories = Counting.person(
            nationality: person.nationalities.first?.text, sex: person.gender?.rawValue, born: person.dateOfBirth,
            document: document?.kind.rawValue, documentIssuer: document?.issuer?.text)
        categories["samples"] = ECRISTCNCounts.samples(data)
        counting.event("ecris.records", data.entered.month, data.memberState, categories)
        for flag in data.flags { counting.event("ecris.flags", flag.created.month, data.memberState, ["offence": flag.offence.rawValue]) }
        return counting.counts
    }

    static func samples(_ data: DataRecord) -> String {
        switch (!data.fingerprints.positions.isEmpty, data.facialImage) {
        case (true, true): "fingerprints and facial image"
        case (true, false): "fingerprints"
        case (false, true): "facial image"
        case (false, false): "none"
        }
    }
}

/// Links by the colours that they got, each in the month in which it got it, and how long it stayed yellow or red (2019/817 Article
/// 66(3)(b)–(c), 2019/818 Article 62(3)(b)–(c)). Worked out from the link's history, which only grows: a yellow link that is verified
/// adds its new colour, and stays counted as the yellow one that it was.
struct LinkCounts: CountedSource {
    let system = SystemName.MID
    let kind = IdentityLink.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let link = try IdentityLink(stored: record)
        let state = link.responsible?.memberState ?? Responsibility.state(link.launching.owner)
        let systems = link.sides.map(\.system.rawValue).sorted().joined(separator: " – ")
        var counting = Counting()
        var standing: LinkEvent?
        for event in link.history where event.colour != standing?.colour {
            counting.event("mid.links", event.at.utcDay.month, state, ["colour": event.colour.rawValue, "systems": systems])
            if let standing { LinkCounts.ended(standing.colour, from: standing.at, to: event.at, state, &counting) }
            standing = event
        }
        return counting.counts
    }

    fileprivate static func ended(
        _ colour: LinkRule.Colour, from: Instant, to: Instant, _ state: String?, _ counting: inout Counting
    ) {
        guard colour == .yellow || colour == .red else { return }
        counting.event(
            "mid.\(colour.rawValue)", to.utcDay.month, state,
            ["duration": Counting.duration(seconds: (to.milliseconds - from.milliseconds) / 1000)])
    }
}

/// Yellow and red links that went because no point gives a colour, or because they were wrong: the pair that was settled tells how long
/// they stood.
struct SettledLinkCounts: CountedSource {
    let system = SystemName.MID
    let kind = SettledPair.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let pair = try SettledPair(stored: record)
        var counting = Counting()
        if let colour = pair.colour, let since = pair.since {
            LinkCounts.ended(colour, from: since, to: pair.settled, Responsibility.state(pair.a.owner), &counting)
        }
        return counting.counts
    }
}
