import Access
import Foundation
import Identity
import Installation
import Interoperability
import Matching
import Operations
import Registry
import Sandbox

/// How well the detector links, on a population of which everybody's truth is known: recall and precision of each colour, what became
/// of second identities, who stands in the yellow queue, and what a record costs.
public struct DetectionMeasure: Sendable {
    public var world: LabelledWorld
    /// How the registers come to their records.
    public var filling = Filling.atOnce(thenCompared: false)

    public enum Filling: Sendable, Hashable {
        /// Past the operations, all before the first is looked at: what the detector alone takes. It follows record by record, or compares
        /// everything by a transitional run.
        case atOnce(thenCompared: Bool)
        /// Through the operations of the authorities whose the records are, day by day, the detector following.
        case throughOperations
    }

    public init(_ world: LabelledWorld) { self.world = world }

    public struct Report: Sendable {
        public var persons = 0
        public var records = 0
        /// Of them those that were detected in this run: not all where it goes on from one that was stopped.
        public var detected = 0
        public var recordsBySystem: [SystemName: Int] = [:]
        public var links: [LinkRule.Colour: Int] = [:]
        /// Of the pairs that the table, the recorded names and documents and the true bodies ask to be linked in a colour: those linked so.
        public var recall: [LinkRule.Colour: Share] = [:]
        /// Of the links of a colour: those that are asked for in it.
        public var precision: [LinkRule.Colour: Share] = [:]
        /// Of the links of a colour: those whose sides are one person in the flesh.
        public var onePerson: [LinkRule.Colour: Share] = [:]
        /// Records under a second identity with another record of the person in another system: those where the table, the data held and
        /// the true bodies ask for a link at all. Of the others nothing is held on both sides that could be compared: no samples of the same
        /// sort, no document, and the names differ.
        public var secondDetectable: [SecondIdentity.Kind: Share] = [:]
        /// Of the detectable ones: linked with another record of the person.
        public var secondLinked: [SecondIdentity.Kind: Share] = [:]
        /// Of the linked ones: with a yellow link among them.
        public var secondYellow: [SecondIdentity.Kind: Share] = [:]
        /// Yellow links between two persons, as a share of the records of each nationality.
        public var falseYellow: [String: Share] = [:]
        /// Links of another colour than the truth asks for, and links that it asks for and are not there: both sides in words.
        public var notAsked: [String] = []
        public var missed: [String] = []
        /// Records that an operation refused, by its code.
        public var refused: [String: Int] = [:]
        /// Each of them in words.
        public var refusals: [String] = []
        public var fillSeconds = 0.0
        public var detectSeconds = 0.0
        public var commits = 0
        public var processorSeconds = 0.0

        public var text: String {
            func percent(_ share: Share?) -> String {
                guard let share, share.of > 0 else { return "     –" }
                return String(
                    format: "%6.2f %% [%.2f, %.2f] of %d", share.value * 100, share.interval.lowerBound * 100,
                    share.interval.upperBound * 100, share.of)
            }
            let systems = recordsBySystem.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) \($0.value)" }
            let yellow = Double(links[.yellow] ?? 0)
            let queue = String(
                format: "yellow: %.2f for a thousand persons, %.2f for a thousand records", yellow * 1000 / Double(max(1, persons)),
                yellow * 1000 / Double(max(1, records)))
            let cost =
                String(
                    format: "detection   %.1f s, %.0f records a second, %.2f ms of a processor a record", detectSeconds,
                    detectSeconds > 0 ? Double(detected) / detectSeconds : 0, detected > 0 ? processorSeconds * 1000 / Double(detected) : 0)
                + (detected == records ? "" : ", the last \(detected) of a run that was stopped")
            var lines = ["SYNTHETIC   \(persons) persons, \(records) records: " + systems.joined(separator: ", ")]
            if !refused.isEmpty {
                lines.append("refused     " + refused.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
            }
            lines.append(cost)
            lines.append("links       white \(links[.white] ?? 0), yellow \(links[.yellow] ?? 0); \(queue)")
            lines.append("")
            lines.append("colour   recall                                  precision                               one person in the flesh")
            for colour in [LinkRule.Colour.white, .yellow] {
                lines.append(
                    "\(colour.rawValue)".padded(9) + percent(recall[colour]).padded(40)
                        + percent(precision[colour]).padded(40) + percent(onePerson[colour]))
            }
            lines += [
                "",
                "second identity   something to compare is held            of these linked                         of these as yellow",
            ]
            for kind in SecondIdentity.Kind.allCases {
                lines.append(
                    "\(kind.rawValue)".padded(18) + percent(secondDetectable[kind]).padded(40) + percent(secondLinked[kind]).padded(40)
                        + percent(secondYellow[kind]))
            }
            lines += [
                "", "nationality   yellow links between two persons, per record of the nationality (the ten highest)",
            ]
            for (nationality, share) in falseYellow.sorted(by: { ($0.value.value, $1.key) > ($1.value.value, $0.key) })
                .prefix(10) where share.hits > 0
            {
                lines.append(nationality.padded(14) + percent(share))
            }
            return lines.joined(separator: "\n")
        }
    }

    /// - Parameters:
    ///   - store: where the registers are put; empty, or that of a run that was stopped, which goes on.
    ///   - progress: is given what is being done, and how far it has come.
    public func run(
        in store: any Store = MemoryStore(), progress: @escaping @Sendable (String, Int, Int) -> Void = { _, _, _ in }
    ) async throws -> Report {
        // The installation is let go before its links are judged: of a large world its galleries take as much memory as the truth.
        var (report, records, links) = try await detect(in: store, progress)
        await store.close()
        await DetectionTruth(records).judge(links, into: &report)
        return report
    }

    private func detect(
        in store: any Store, _ progress: @escaping @Sendable (String, Int, Int) -> Void
    ) async throws -> (report: Report, records: [LabelledRecord], links: [FoundLink]) {
        let clock = SimulatedClock(Instant(day: world.lastDay, secondOfDay: 36_000))
        let installation = try await Installation(
            store: store, keys: try InstallationKeys(seed: 1, logName: "measure.example/log"),
            settings: Installation.Settings(clock: clock.clock))
        try await installation.bootstrap()
        var report = Report()
        report.persons = world.count
        if filling == .throughOperations {
            let began = ContinuousClock.now
            for authority in AuthoritySeed.authorities { try await installation.register(authority) }
            for point in AuthoritySeed.crossingPoints { try await installation.register(point) }
            let entries = LabelledEntries(world, persons: Array(0..<world.count), in: installation, setting: clock)
            let entered = try await entries.enter(progress)
            (report.refused, report.refusals, report.detectSeconds) = (entered.refused, entered.refusals, entered.detecting / .seconds(1))
            (report.processorSeconds, report.fillSeconds) = (entered.processorSeconds, seconds(since: began) - report.detectSeconds)
            count(entered.records, in: &report)
            return (report, entered.records, try await DetectionMeasure.links(in: store))
        }
        let registers = LabelledRegisters(world)
        let began = ContinuousClock.now
        var records: [LabelledRecord] = []
        let size = 200
        for start in stride(from: 0, to: world.count, by: size) {
            let range = start..<min(start + size, world.count)
            let isFilled = try await isFilled(range, registers, in: store)
            let made = await withTaskGroup(of: (Int, [(LabelledRecord, [Change])]).self) { group in
                for (place, piece) in stride(from: range.lowerBound, to: range.upperBound, by: 25).enumerated() {
                    group.addTask {
                        let made = (piece..<min(piece + 25, range.upperBound)).flatMap { registers.records(of: $0) }
                        return (place, made.map { ($0, isFilled ? [] : $0.held.creations) })
                    }
                }
                var pieces: [(Int, [(LabelledRecord, [Change])])] = []
                for await piece in group { pieces.append(piece) }
                return pieces.sorted { $0.0 < $1.0 }.flatMap(\.1)
            }
            if !isFilled { _ = try await store.commit(Commit(changes: made.flatMap(\.1), at: clock.now, by: "MEASURE")) }
            // The samples' bytes are in the store; here the labels are enough.
            records += made.map(\.0)
            progress("filling", range.upperBound, world.count)
        }
        report.fillSeconds = seconds(since: began)
        count(records, in: &report)

        let detecting = ContinuousClock.now
        let processorBefore = DetectionMeasure.processorSeconds()
        if filling == .atOnce(thenCompared: true) {
            _ = try await TransitionalRun(installation.detector).run { run, total in
                progress("comparing", run.looked, total)
            }
        } else {
            let waiting = Task {
                while !Task.isCancelled {
                    try? await Task.sleep(for: .seconds(1))
                    let place = try? await store.read { view in
                        (try view.position(MultipleIdentityDetector.follower), try view.lastSequence())
                    }
                    if let place { progress("detecting", Int(place.0), Int(place.1)) }
                }
            }
            defer { waiting.cancel() }
            let isResumed = try await store.read { view in try view.position(MultipleIdentityDetector.follower) } > 0
            let followed = await installation.detector.catchUp()
            if let failure = followed.trouble { throw Failure(description: failure) }
            if isResumed { report.detected = followed.detected }
        }
        report.detectSeconds = seconds(since: detecting)
        report.processorSeconds = DetectionMeasure.processorSeconds() - processorBefore
        return (report, records, try await DetectionMeasure.links(in: store))
    }

    /// Whether the store holds these persons' records: those of a run that was stopped, which goes on. They came in one commit.
    private func isFilled(_ persons: Range<Int>, _ registers: LabelledRegisters, in store: any Store) async throws -> Bool {
        guard try await store.read({ view in try view.lastSequence() }) > 0 else { return false }
        for person in persons {
            guard let first = registers.records(of: person).first?.held.id else { continue }
            return try await store.read { view in try view.record(first) } != nil
        }
        return false
    }

    private func count(_ records: [LabelledRecord], in report: inout Report) {
        (report.records, report.detected) = (records.count, records.count)
        for record in records { report.recordsBySystem[record.held.system, default: 0] += 1 }
    }

    /// A link as far as it is judged.
    struct FoundLink: Sendable {
        var sides: [String]
        var colour: LinkRule.Colour
    }

    /// All links, read a page at a time: there may be millions.
    private static func links(in store: any Store) async throws -> [FoundLink] {
        let size = 5000
        var links: [FoundLink] = []
        var after: RecordID?
        while true {
            let (page, last) = try await store.read { [after] view -> ([FoundLink], RecordID?) in
                let page = try view.page(IdentityLink.kind, after: after, limit: size)
                let links = try page.map { stored in
                    let link = try IdentityLink(stored: stored)
                    return FoundLink(sides: [link.launching.key, link.other.key], colour: link.colour)
                }
                return (links, page.last?.id)
            }
            links += page
            guard page.count == size else { return links }
            after = last
        }
    }

    struct Failure: Error, CustomStringConvertible { var description: String }

    private func seconds(since start: ContinuousClock.Instant) -> Double {
        let parts = (ContinuousClock.now - start).components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }

    /// Time of all processors that this process has used.
    static func processorSeconds() -> Double {
        var usage = rusage()
        getrusage(0, &usage)  // RUSAGE_SELF, which every C library types differently
        func value(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return value(usage.ru_utime) + value(usage.ru_stime)
    }
}

extension String {
    fileprivate func padded(_ count: Int) -> String {
        padding(toLength: max(count, self.count), withPad: " ", startingAt: 0)
    }
}

/// Which links the truth asks for. Bodies are known; names and documents are compared as they are recorded.
struct DetectionTruth: Sendable {
    private let records: [LabelledRecord]
    private let places: [String: Int]
    /// Names as each system records them, and documents.
    private let identities: [ComparedIdentity]
    private let documents: [Set<String>]

    init(_ records: [LabelledRecord]) {
        self.records = records
        places = Dictionary(
            records.enumerated().map { (LinkSide.key($0.element.held.system, $0.element.held.id), $0.offset) },
            uniquingKeysWith: { first, _ in first })
        let recorded = records.map { $0.recorded ?? $0.held.recorded }
        identities = recorded.map { ComparedIdentity($0.identities) }
        documents = recorded.map { Set($0.documents.map(\.key)) }
    }

    private func hasFingers(_ record: HeldRecord) -> Bool {
        record.samples != nil && record.hasFingerprints && record.system != .ETIAS
    }
    private func hasFace(_ record: HeldRecord) -> Bool {
        record.samples != nil && record.hasFace && record.system != .ecrisTCN && record.system != .ETIAS
    }

    /// Sets of Eurodac launch detection when they are complete (2024/1358 Article 17(3)).
    private func isLaunching(_ record: HeldRecord) -> Bool {
        guard record.system == .Eurodac else { return true }
        let identity = record.identity
        return record.samples != nil && !identity.surnames.isEmpty && !identity.nationalities.isEmpty
            && identity.dateOfBirth != nil && identity.sex != nil
    }

    private func colour(_ x: Int, _ y: Int) -> LinkRule.Colour? {
        let (a, b) = (records[x].held, records[y].held)
        guard isLaunching(a), isLaunching(b) else { return nil }
        let comparable = hasFingers(a) && hasFingers(b) || hasFace(a) && hasFace(b)
        let biometrics: LinkRule.Biometrics =
            !comparable ? .notAvailable : a.samples?.person == b.samples?.person ? .same : .different
        let identity: LinkRule.Identity =
            switch IdentityComparison.compare(identities[x], identities[y]).result {
            case .same: .same
            case .similar: .similar
            case .different: .different
            }
        let document: LinkRule.Document =
            documents[x].isEmpty || documents[y].isEmpty
            ? .none : documents[x].isDisjoint(with: documents[y]) ? .different : .same
        return LinkRule.verdict(
            .init(system: a.system), .init(system: b.system), biometrics: biometrics, identity: identity,
            document: document
        ).colour
    }

    /// Two records by their places, the smaller first.
    struct Pair: Hashable, Comparable, Sendable {
        let a: Int
        let b: Int
        init(_ x: Int, _ y: Int) { (a, b) = (min(x, y), max(x, y)) }
        static func < (x: Pair, y: Pair) -> Bool { (x.a, x.b) < (y.a, y.b) }
    }

    /// Records that could be asked to be linked: one body, one document, or one date of birth and nationality, without which no two
    /// identities are the same.
    private func groups() -> [[Int]] {
        var groups: [String: [Int]] = [:]
        for (place, record) in records.enumerated() {
            let held = record.held
            if let body = held.samples?.person { groups["body \(body)", default: []].append(place) }
            for document in documents[place] { groups["document \(document)", default: []].append(place) }
            let identities = record.recorded?.identities ?? [held.identity]
            let births = identities.flatMap { identity in
                identity.dateOfBirth.map { birth in identity.nationalities.map { "born \(birth) \($0.text)" } } ?? []
            }
            for birth in Set(births) { groups[birth, default: []].append(place) }
        }
        return groups.values.filter { $0.count > 1 }
    }

    /// Every pair that is to be linked, and its colour.
    private func askedPairs() async -> [Pair: LinkRule.Colour] {
        // The largest first, so that no thread is left with one at the end.
        let groups = groups().sorted { $0.count > $1.count }
        let lanes = max(1, ProcessInfo.processInfo.activeProcessorCount)
        return await withTaskGroup(of: [Pair: LinkRule.Colour].self) { tasks in
            for lane in 0..<lanes {
                tasks.addTask {
                    var asked: [Pair: LinkRule.Colour] = [:]
                    for group in stride(from: lane, to: groups.count, by: lanes).lazy.map({ groups[$0] }) {
                        for (offset, a) in group.enumerated() {
                            for b in group[(offset + 1)...] where records[a].held.system != records[b].held.system {
                                if let colour = colour(a, b) { asked[Pair(a, b)] = colour }
                            }
                        }
                    }
                    return asked
                }
            }
            var asked: [Pair: LinkRule.Colour] = [:]
            for await some in tasks { asked.merge(some) { first, _ in first } }
            return asked
        }
    }

    func judge(_ links: [DetectionMeasure.FoundLink], into report: inout DetectionMeasure.Report) async {
        var found: [Pair: LinkRule.Colour] = [:]
        for link in links {
            report.links[link.colour, default: 0] += 1
            guard let a = places[link.sides[0]], let b = places[link.sides[1]] else { continue }
            found[Pair(a, b)] = link.colour
        }
        let asked = await askedPairs()
        for colour in [LinkRule.Colour.white, .yellow] {
            let wanted = asked.filter { $0.value == colour }
            report.recall[colour] = Share(hits: wanted.count { found[$0.key] == colour }, of: wanted.count)
            let given = found.filter { $0.value == colour }
            report.precision[colour] = Share(hits: given.count { asked[$0.key] == colour }, of: given.count)
            report.onePerson[colour] = Share(
                hits: given.count { records[$0.key.a].person == records[$0.key.b].person }, of: given.count)
        }
        report.notAsked = found.filter { asked[$0.key] != $0.value }.sorted { $0.key < $1.key }.map {
            "\($0.value.rawValue) for \(asked[$0.key]?.rawValue ?? "none"): \(description($0.key.a)) | \(description($0.key.b))"
        }
        report.missed = asked.filter { found[$0.key] == nil }.sorted { $0.key < $1.key }.map {
            "\($0.value.rawValue) missed: \(description($0.key.a)) | \(description($0.key.b))"
        }
        judgeSecondIdentities(found, asked, &report)
        var perNationality: [String: (yellow: Int, records: Int)] = [:]
        for record in records {
            perNationality[record.held.identity.nationalities.first?.text ?? "-", default: (0, 0)].records += 1
        }
        for (pair, colour) in found where colour == .yellow && records[pair.a].person != records[pair.b].person {
            for place in [pair.a, pair.b] {
                perNationality[records[place].held.identity.nationalities.first?.text ?? "-", default: (0, 0)].yellow +=
                    1
            }
        }
        report.falseYellow = perNationality.mapValues { Share(hits: $0.yellow, of: $0.records) }
    }

    private func description(_ place: Int) -> String {
        let (record, held) = (records[place], records[place].held)
        let names = held.recorded.identities.map { "\($0.surnames.joined(separator: " ")), \($0.givenNames.joined(separator: " "))" }
        let samples = [hasFingers(held) ? "fingers" : nil, hasFace(held) ? "face" : nil].compactMap { $0 }
        return "\(held.system.rawValue) person \(record.person) body \(held.samples.map { "\($0.person)" } ?? "-") "
            + "\(record.second?.rawValue ?? "own") \(names.joined(separator: "; ")) \(held.identity.dateOfBirth?.description ?? "-") "
            + "\(held.identity.sex?.rawValue ?? "-") \(held.identity.nationalities.map(\.text).joined(separator: ",")) "
            + "\(documents[place].sorted().joined(separator: ",")) \(samples.joined(separator: "+"))"
    }

    private func judgeSecondIdentities(
        _ found: [Pair: LinkRule.Colour], _ asked: [Pair: LinkRule.Colour], _ report: inout DetectionMeasure.Report
    ) {
        func count(_ isHit: Bool, _ share: inout Share?) {
            share = Share(hits: (share?.hits ?? 0) + (isHit ? 1 : 0), of: (share?.of ?? 0) + 1)
        }
        var byPerson: [Int: [Int]] = [:]
        for (place, record) in records.enumerated() { byPerson[record.person, default: []].append(place) }
        for (place, record) in records.enumerated() {
            guard let kind = record.second else { continue }
            let pairs = (byPerson[record.person] ?? []).filter {
                $0 != place && records[$0].held.system != record.held.system
            }.map { Pair(place, $0) }
            guard !pairs.isEmpty else { continue }
            let isDetectable = pairs.contains { asked[$0] != nil }
            count(isDetectable, &report.secondDetectable[kind])
            guard isDetectable else { continue }
            let colours = pairs.compactMap { found[$0] }
            count(!colours.isEmpty, &report.secondLinked[kind])
            guard !colours.isEmpty else { continue }
            count(colours.contains(.yellow), &report.secondYellow[kind])
        }
    }
}
