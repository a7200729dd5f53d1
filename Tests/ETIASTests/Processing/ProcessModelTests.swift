import Access
import Identity
import Operations
import Registry
import Testing

@testable import ETIAS

/// Random sequences of everything that can happen to an application, with hours passing between. Whatever the order: no
/// clock is lost, silence means what the law says, and nothing is decided twice.
@Suite("An application as a state machine")
struct ProcessModelTests {
    typealias Dice = ProcessingRuleTests.Dice

    enum Move: CaseIterable {
        case verify, consult, opinion, askDocuments, sendDocuments, invite, interview, limited, issue, refuse, revoke, sweep, wait, wait2
    }

    @Test("invariants hold after each of many random steps", arguments: 1...60) func invariants(seed: Int) async throws {
        var dice = Dice(state: UInt64(seed) &* 7919)
        let bench = Bench()
        let checks: [Check] = [.h, .h, .d, .i, .j, .o, .a, .c]
        let hits = (0..<Int.random(in: 0...2, using: &dice)).map { index in
            ApplicationHit(
                checks.randomElement(using: &dice)!, memberState: ["FRA", "DEU", "ESP"].randomElement(using: &dice)!,
                entered: Day("2026-01-01")! + index, reference: "r\(index)")
        }
        bench.sources.set { told in for hit in hits { told.hits[hit.check.source, default: []].append(hit) } }
        let id = try await bench.submit().application
        var wasRefused = false
        for _ in 0..<25 {
            let before = try await bench.file(id).value
            await play(Move.allCases.randomElement(using: &dice)!, bench, id, &dice)
            let file = try await bench.file(id).value
            try await check(bench, id, file, before)
            // Once refused, nothing turns it into an issued one.
            if wasRefused { #expect(file.status == .refused) }
            wasRefused = file.status == .refused
        }
    }

    private func play(_ move: Move, _ bench: Bench, _ id: RecordID, _ dice: inout Dice) async {
        let units: [Caller] = [.france, .germany, .spain]
        let unit = units.randomElement(using: &dice)!
        let responsible = (try? await bench.file(id).value.responsible).flatMap { state in units.first { $0.memberState == state } } ?? unit
        let caller = Int.random(in: 0...4, using: &dice) == 0 ? unit : responsible
        switch move {
        case .verify: _ = try? await bench.verify(id, corresponds: Int.random(in: 0...3, using: &dice) > 0)
        case .consult:
            try? await bench.consult(
                id, [["DEU"], ["ESP"], ["FRA"], ["DEU", "ESP"]].randomElement(using: &dice)!, europol: Bool.random(using: &dice), as: caller
            )
        case .opinion:
            let party = ["DEU", "ESP", "FRA", "EUROPOL"].randomElement(using: &dice)!
            _ = try? await bench.opinion(
                party, Int.random(in: 0...4, using: &dice) == 0 ? .negative : .positive,
                as: party == "EUROPOL" ? .europol : units.first { $0.memberState == party }!)
        case .askDocuments: try? await bench.askForDocuments(id, as: caller)
        case .sendDocuments: try? await bench.sendDocuments(id)
        case .invite:
            var input = InviteToInterview.Input()
            input.application = id
            input.reason = "Serious doubts remain."
            _ = try? await bench.run(InviteToInterview(), input, as: caller, version: bench.file(id).version)
        case .interview:
            var input = RecordInterview.Input()
            input.application = id
            input.attended = Int.random(in: 0...3, using: &dice) > 0
            input.opinion = input.attended ? "The answers were coherent." : nil
            _ = try? await bench.run(RecordInterview(), input, as: caller, version: bench.file(id).version)
        case .limited:
            var input = IssueLimited.Input()
            input.application = id
            input.until = bench.now.utcDay + 30
            input.justification = "Humanitarian reasons."
            _ = try? await bench.run(IssueLimited(), input, as: caller, version: bench.file(id).version)
        case .issue: _ = try? await bench.decide(id, issue: true, as: caller) { $0.europolNotFollowed = "The person meant is another." }
        case .refuse: _ = try? await bench.decide(id, issue: false, as: caller)
        case .revoke:
            guard Int.random(in: 0...5, using: &dice) == 0 else { return }
            var input = EndAuthorisation.Input()
            input.application = id
            input.grounds = [.securityRisk]
            input.justification = "New evidence."
            _ = try? await bench.run(EndAuthorisation(), input, as: caller, version: bench.file(id).version)
        case .sweep: await bench.sweep()
        case .wait: bench.pass(hours: Int64.random(in: 1...20, using: &dice))
        case .wait2: bench.pass(hours: Int64.random(in: 20...140, using: &dice))
        }
    }

    private func check(_ bench: Bench, _ id: RecordID, _ file: ApplicationFile, _ before: ApplicationFile) async throws {
        let tasks = try await bench.values(ETIASTask.self).map(\.value)
        let open = tasks.filter { $0.state == .open }
        let consultations = try await bench.values(Consultation.self)

        // A decided application has no clock, an open one has one that leads to a decision.
        if file.status.isOpen {
            let steps = Set(open.map(\.step))
            switch file.status {
            case .verification: #expect(steps == ["verification"])
            case .manual:
                let awaited = file.documents.map { $0.submittedAt == nil } ?? false
                #expect(steps.contains("decision") != awaited, "\(steps)")
                #expect(steps.contains("documents") == awaited)
                #expect(steps.contains("interview") == (file.interview.map { $0.attended == nil } ?? false))
            default: Issue.record("\(file.status)")
            }
        } else {
            #expect(open.isEmpty, "\(open.map(\.step)) after \(file.status)")
        }
        // The clock of the decision is the one of Article 32.
        for task in open where task.step == "decision" {
            let expected =
                file.interview?.heldAt?.adding(hours: 48) ?? file.documents?.submittedAt?.adding(hours: 96)
                ?? file.submitted.adding(hours: 96)
            #expect(task.deadline == expected)
            #expect(task.memberState == file.responsible)
        }
        // At most one open clock of a kind for each record.
        #expect(Set(open.map { "\($0.step) \($0.about)" }).count == open.count)
        // A consultation runs exactly as long as its clock.
        for consultation in consultations where file.status == .manual {
            let running = open.contains { $0.about == consultation.id }
            #expect(running == (consultation.value.opinion == nil && !consultation.value.silent))
        }
        // Silence is never counted before sixty hours, and an opinion is never younger.
        for consultation in consultations {
            if consultation.value.silent { #expect(bench.now > consultation.value.deadline && consultation.value.opinion == nil) }
            if let given = consultation.value.given { #expect(given <= consultation.value.deadline) }
        }
        // At most one decision of each step, and never two that decide the application.
        #expect(file.decisions.count - before.decisions.count <= 1)
        #expect(file.decisions.filter { $0.kind == .issued || $0.kind == .refused }.count <= 1)
        if let issued = file.decisions.first(where: { $0.kind == .issued }), issued.unit != nil {
            #expect(!consultations.contains { $0.value.opinion == .negative && !$0.value.isEuropol })
            #expect(!file.hits.contains { $0.confirmed == true && $0.check.forcesRefusal })
            #expect(!consultations.contains { $0.value.isPending(at: issued.at) && $0.value.given == nil })
        }
        // What was refused names a ground with an appeal; what was decided was told.
        if let refused = file.decisions.first(where: { $0.kind == .refused }) {
            #expect(refused.grounds.contains { $0 != .negativeOpinion })
        }
        #expect(file.notices.count >= before.notices.count)
        if file.status != before.status, !file.status.isOpen { #expect(file.notices.count == before.notices.count + 1) }
        // Every decided file has an end, every open one has none.
        #expect((file.term == nil) == file.status.isOpen)
    }

    @Test("left alone, every application comes to its clock: nothing waits for ever without being reported") func silence() async throws {
        let bench = Bench()
        let id = try await bench.manual()
        try await bench.consult(id, ["DEU"])
        try await bench.askForDocuments(id)
        for _ in 0..<20 {
            bench.pass(hours: 24)
            await bench.sweep()
        }
        #expect(try await bench.file(id).value.status == .refused)
        #expect(try await bench.openSteps().isEmpty)

        bench.sources.set { $0.hits = [.EES: [ApplicationHit(.h, memberState: "FRA")]] }
        _ = try await bench.submit(.complete("B", number: "B1"))
        bench.pass(hours: 13)
        await bench.sweep()
        let report = try await bench.run(ReportOverdue<ETIASTasks>(), .init(), as: .supervisor, for: .supervision)
        #expect(report.lines.map(\.step) == ["verification"] && report.lines[0].overdue == 1)
        let queue = try await bench.run(ListTasks<ETIASTasks>(), .init(), as: .central)
        #expect(queue.tasks.count == 1 && queue.tasks[0].overdue)
    }
}
