import Access
import Identity
import Operations
import Registry

/// What detection for one record leads to (2019/817 and 2019/818 Article 28). It decides on the data as they stand, so that
/// carrying it out twice comes to the same.
struct Detection {
    let responsibility: Responsibility
    /// Written into the history of links; Sextant's own tasks change records under this name too.
    let authority: String

    /// What became of one record's detection, for the log and for measures.
    struct Outcome: Sendable, Hashable {
        var record: LinkSide
        var links: [RecordID] = []
        /// Matches by system.
        var matches: [SystemName: Int] = [:]
        var keys: Set<SearchKey> = []
        var created = 0
        var changed = 0
        var erased: [RecordID] = []
    }

    /// Compares the record with what was found and with what it is linked to, and puts the links into the book.
    /// - Parameter read: how a linked record is read; `nil` where it is gone.
    func detect(
        _ subject: ComparedPerson, among candidates: [ComparedPerson], in book: inout LinkBook,
        read: (RecordID, Reader) throws -> ComparedPerson?
    ) throws -> Outcome {
        var outcome = Outcome(record: subject.side)
        var others: [String: ComparedPerson] = [:]
        // Only across systems (Article 27(5)).
        for other in candidates where other.side.system != subject.side.system { others[other.side.key] = other }
        var linked: [String: RecordID] = [:]
        for (id, link) in try book.links(of: subject.side.key) {
            let other = link.other(than: subject.side.key)
            linked[other.key] = id
            guard others[other.key] == nil else { continue }
            if let person = try read(other.record, book.reader) {
                others[other.key] = person
            } else {
                // The linked data are no longer in two systems (Article 35).
                try book.erase(id, article: "817 35")
                outcome.erased.append(id)
            }
        }
        for other in others.values.sorted(by: { $0.side < $1.side }) {
            let comparison = PersonComparison.compare(subject, other)
            if let id = linked[other.side.key] {
                try compareAgain(id, subject, other, comparison, &book, &outcome)
            } else if subject.record.isLaunching, other.record.isLaunching {
                try compareFirst(subject, other, comparison, &book, &outcome)
            }
        }
        return outcome
    }

    private func compareFirst(
        _ subject: ComparedPerson, _ other: ComparedPerson, _ comparison: LinkComparison, _ book: inout LinkBook,
        _ outcome: inout Outcome
    ) throws {
        let verdict = verdict(subject.side, other.side, comparison)
        guard let colour = verdict.colour, try !book.isSettled(subject.record, other.record, comparison) else { return }
        let (launching, found) = try roles(subject, other, book.reader)
        var link = IdentityLink()
        (link.launching, link.other, link.comparison) = (launching.side, found.side, comparison)
        link.compared = ComparedVersion.of(subject.record, other.record)
        (link.colour, link.articles) = (colour, verdict.articles)
        if colour == .yellow {
            link.responsible = responsibility.authority(launching: launching, other: found.side)
        }
        link.created = book.context.now
        link.note(event(.detected, colour, book.context.now))
        outcome.links.append(try book.create(link))
        outcome.matches[other.side.system, default: 0] += 1
        outcome.created += 1
    }

    /// The match occurred when what is compared of the later of the two was created or changed (Article 29(1)), whichever the detector came
    /// to first, and at the authority that did so: both records say who and when in the place of who made their last version.
    private func roles(
        _ subject: ComparedPerson, _ other: ComparedPerson, _ reader: Reader
    ) throws -> (launching: PersonRecord, found: PersonRecord) {
        var (a, b) = (subject.record, other.record)
        (a.changedBy, a.changed) = try PersonRecords.lastCompared(a, besides: authority, from: reader)
        (b.changedBy, b.changed) = try PersonRecords.lastCompared(b, besides: authority, from: reader)
        return b.changed > a.changed ? (b, a) : (a, b)
    }

    /// The data of a linked record may have changed: what was concluded stands as long as the comparison comes to the same, or
    /// still bears it out, and somebody has seen the data. Where identities or samples are others than those that were looked at, and the
    /// table asks for somebody to look, the link is yellow again: a conclusion is no pass for every later name (Articles 28(4), 30(1)).
    private func compareAgain(
        _ id: RecordID, _ subject: ComparedPerson, _ other: ComparedPerson, _ comparison: LinkComparison,
        _ book: inout LinkBook,
        _ outcome: inout Outcome
    ) throws {
        guard var link = try book.link(id) else { return }
        outcome.links.append(id)
        outcome.matches[other.side.system, default: 0] += 1
        let sides: Set<LinkSide> = [subject.side, other.side]
        let verdict = verdict(subject.side, other.side, comparison)
        let isSame = link.comparison == comparison && Set(link.sides) == sides
        let known = link.compared
        let isOutdated = try known.isOutdated(by: [subject.record, other.record], document: comparison.document, from: book.reader)
        let isToVerify =
            isOutdated && (verdict.colour ?? .yellow) == .yellow && (link.colour == .yellow || comparison.identity != .same)
        if isOutdated || !isSame || known.isEmpty { link.compared = ComparedVersion.of(subject.record, other.record) }
        guard !isSame || isToVerify else {
            // Another version: whoever is looking at the link looks again.
            if link.compared != known { try book.update(id, link) }
            return
        }
        link.comparison = comparison
        link.launching = link.launching.key == subject.side.key ? subject.side : other.side
        link.other = link.other.key == subject.side.key ? subject.side : other.side
        let before = link.colour
        if let conclusion = link.conclusion, !isToVerify {
            let kept = LinkRule.verdict(
                link.launching.rule, link.other.rule, biometrics: comparison.biometrics, identity: comparison.identity,
                document: comparison.document, conclusion: conclusion)
            if kept.colour == link.colour {
                link.articles = kept.articles
                link.note(event(.detectedAgain, link.colour, book.context.now))
                // The data may have another owner now.
                if link.colour == .red { try book.tellRed(id, &link, isNew: false) }
                try book.update(id, link)
                outcome.changed += 1
                return
            }
        }
        guard let colour = verdict.colour ?? (link.isKnownAsRed ? .yellow : nil) else {
            // Nothing links the two any longer. A link that somebody knows as red does not vanish because data changed: somebody looks.
            try book.erase(id, article: "817 28, 35")
            outcome.erased.append(id)
            outcome.links.removeLast()
            return
        }
        if before == .red || colour != .yellow { try book.tell(colour == .yellow ? .comparedAgain : .corrected, of: id, link) }
        let verifier = link.responsible
        link.colour = colour
        link.articles = verdict.articles.isEmpty ? ["32(7)"] : verdict.articles
        link.forgetConclusion()
        // Whoever knew it as red knows now.
        if colour != .yellow { link.knownAsRedTo = [] } else if before == .red { link.noteKnownAsRed() }
        let (launching, found) = try roles(subject, other, book.reader)
        (link.launching, link.other) = (launching.side, found.side)
        // Who answers for a link goes on doing so while its colour stands.
        link.responsible =
            colour == .yellow
            ? responsibility.authority(launching: launching, other: found.side)
            : colour == before || link.letterToMend != nil ? verifier : nil
        link.note(event(.detectedAgain, colour, book.context.now))
        try book.update(id, link)
        // What was concluded is gone: nobody is told of it, and nobody shares an opinion on it.
        for step in [MIDTasks.Step.informPerson, .secondOpinion] { try book.end(step, about: id, .withdrawn) }
        // What the person was told before is to be put right.
        if link.letterToMend != nil, let teller = link.responsible { try book.start(.informPerson, about: id, teller) }
        outcome.changed += 1
    }

    private func verdict(_ a: LinkSide, _ b: LinkSide, _ comparison: LinkComparison) -> LinkRule.Verdict {
        LinkRule.verdict(
            a.rule, b.rule, biometrics: comparison.biometrics, identity: comparison.identity,
            document: comparison.document)
    }

    private func event(_ kind: LinkEvent.Kind, _ colour: LinkRule.Colour, _ now: Instant) -> LinkEvent {
        var event = LinkEvent()
        (event.kind, event.at, event.colour, event.authority) = (kind, now, colour, authority)
        return event
    }
}
