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
        let nationality = file.identity.nationalities.first?.text
        var counting = Counting()
        counting.event(
            "vis.applications", file.created.month, record.owner,
            [
                "sort": file.sort.rawValue, "nationality": nationality, "sex": file.identity.sex?.rawValue,
                "age": Counting.age(file.identity.dateOfBirth, on: file.created), "residence": file.form.homeAddress?.country.text,
                "occupation": file.form.jobGroup, "firstEntry": file.form.firstEntry?.text, "destination": file.form.destinations.first?.text,
                "document": file.documents.first?.kind.rawValue, "documentIssuer": file.documents.first?.issuer.text,
                "representation": file.lodging.onBehalfOf == nil ? "no" : "yes",
                "fingerprints": file.fingerprints.absence.map { "absent: \($0.rawValue)" } ?? file.fingerprints.mark.rawValue,
            ])
        for purpose in file.form.purposes { counting.event("vis.purposes", file.created.month, record.owner, ["purpose": purpose.rawValue]) }
        for decision in file.decisions {
            let state = CountryCode(decision.memberState) == nil ? record.owner : decision.memberState
            counting.event("vis.decisions", decision.decided.month, state, ["status": decision.status.rawValue, "nationality": nationality])
            if decision.status == .issued, let document = decision.document {
                counting.event(
                    "vis.issued", decision.decided.month, state, ["sort": document.sort.rawValue, "entries": VISCounts.entries(document)])
            }
            for ground in VISCounts.grounds(decision) { counting.event("vis.refusalGrounds", decision.decided.month, state, ["ground": ground]) }
        }
        for hit in file.queries?.references ?? [] {
            counting.event("vis.hits", file.created.month, record.owner, ["query": hit.point.rawValue])
        }
        return counting.counts
    }

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

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let events = try CountedEvents(stored: record)
        var counts: [Cell: Int] = [:]
        for (point, number) in zip(events.points, events.numbers) {
            counts[Cell("eurodac.events.point", events.month, Counting.state(events.memberState), point), default: 0] += number
        }
        return counts
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
        counting.event(
            "etias.applications", day.month, file.responsible,
            [
                "nationality": form.identity.nationality.text, "sex": form.identity.sex.rawValue,
                "age": Counting.age(PartialDate(form.identity.dateOfBirth), on: day), "residence": form.residence.country.text,
                "education": form.education.rawValue, "occupation": form.occupation.rawValue, "document": form.document.kind.rawValue,
                "documentIssuer": form.document.issuer.text,
            ])
        for decision in file.decisions {
            let month = decision.at.utcDay.month
            counting.event(
                "etias.decisions", month, decision.unit, ["decision": decision.kind.rawValue, "nationality": form.identity.nationality.text])
            for ground in decision.grounds { counting.event("etias.grounds", month, decision.unit, ["ground": ground.rawValue]) }
        }
        for held in [file.authorisation, file.limited].compactMap({ $0 }) {
            counting.event("etias.authorisations", held.from.month, held.unit, ["validity": ETIASCounts.validity(held)])
        }
        for hit in file.hits { counting.event("etias.hits", day.month, file.responsible, ["check": hit.check.rawValue]) }
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

struct ECRISTCNCounts: CountedSource {
    let system = SystemName.ecrisTCN
    let kind = DataRecord.kind

    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int] {
        let data = try DataRecord(stored: record)
        var counting = Counting()
        counting.event("ecris.records", data.entered.month, data.memberState, ["samples": ECRISTCNCounts.samples(data)])
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
