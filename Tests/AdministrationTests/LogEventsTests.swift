import Operations
import Registry
import Testing

@testable import Administration

@Suite("2017/2226 46, 2018/1862 18, 2019/817 10: the names of what is logged")
struct LogEventsTests {
    static let events = LogEvents(operations: ["ees.recordEntry", "ees.readFile", "portal.search", "log.search"], followers: ["faces-for-ees"])

    private func refusal(_ event: String) -> Refusal? {
        do {
            try Self.events.check(event)
            return nil
        } catch { return error }
    }

    @Test("operations, what they ask of a system, followers and tasks, and nothing else")
    func names() {
        let known = [
            "ees.recordEntry", "log.search", "portal.search.EES", "portal.search.ECRIS-TCN", "follow.faces-for-ees", "sweep.erase", "sweep.act",
            "mid.detect", "statistics.publish", "sandbox.reset",
        ]
        for event in known { #expect(refusal(event) == nil, "\(event)") }
        let unknown = [
            "", ".", "..", "ees", "ees.", "ees.recordentry", "ees.recordEntri", "portal.search.", "portal.search.XYZ", "EES", "follow.nobody",
            "follow", "sweep.dance", "sweep.erase.EES", "mid.detect.MID", " ees.readFile", "ees.readFile ",
        ]
        for event in unknown {
            let found = refusal(event)
            #expect(found?.kind == .unknownEvent && found?.pointer == "/event", "\(event)")
        }
    }

    @Test("a refusal names those that begin like it, and repeats nothing of what was typed")
    func near() {
        #expect(refusal("ees.recordEntri")?.detail == "of those that begin like this there are ees.readFile, ees.recordEntry")
        #expect(refusal("EES.readfile")?.detail == "of those that begin like this there are ees.readFile, ees.recordEntry")
        #expect(refusal("Jane Doe, born 1990")?.detail.contains("Jane") == false)
        let beginnings = "carriers, ees, faces, follow, log, mid, portal, quality, sandbox, statistics, sweep"
        #expect(refusal("eees.readFile")?.detail == "names of events begin with \(beginnings)")
    }
}
