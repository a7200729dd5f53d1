import Identity
import Registry
import Testing

@testable import VIS

@Suite("VIS 23, 34(4), 45c(8): how long data are kept")
struct VISRetentionTests {
    @Test("Art. 23(1): four starts, five years")
    func starts() {
        let day = Day("2024-02-29")!
        for (record, article) in [
            (VISRetention.Record.issued(validUntil: day), "23(1)(a)"), (.extended(validUntil: day), "23(1)(b)"),
            (.closed(created: day), "23(1)(c)"), (.decided(day), "23(1)(d)"),
        ] {
            let term = VISRetention.term(for: record)
            #expect(term.keptUntil == Day("2029-02-28"))
            #expect(term.eraseOn == Day("2029-03-01"))
            #expect(term.article == article)
        }
    }

    static let vectors = Vector.all("retention").filter { $0.input["system"] as? String == "VIS" }

    @Test("The vectors are there, and a file's own term agrees with them", arguments: vectors)
    func fileTerm(_ vector: Vector) throws {
        let input = vector.input
        guard input["record"] as? String == "applicationFile" else { return }
        func day(_ name: String) -> Day? { (input[name] as? String).flatMap { Day($0) } }
        var file = ApplicationFile()
        file.created = try #require(day("created"))
        let word = try #require(input["status"] as? String)
        let status: VisaStatus = word == "withdrawn" ? .closed : try #require(VisaStatus(rawValue: word))
        if let until = day("validUntil") {
            var issued = VisaDecision()
            issued.document = .uniform(from: "2000-01-01", until: until.description)
            file.decisions.append(issued)
        }
        var last = VisaDecision()
        last.status = status
        last.decided = day("decided") ?? file.created
        file.decisions.append(last)
        #expect(file.term.keptUntil.description == vector.expected["keptUntil"] as? String)
        #expect(file.term.eraseOn.description == vector.expected["eraseOn"] as? String)
        #expect(file.term.article == vector.expected["article"] as? String)
    }

    @Test func vectorsAreThere() { #expect(Self.vectors.count >= 15) }

    @Test("Art. 23(3): a child's samples go the day after visa and journey are over, whichever is later")
    func children() {
        var file = ApplicationFile()
        (file.identity, file.documents) = (.person(born: "2018-06-01"), [.passport()])
        file.lodging.date = Day("2027-03-01")!
        file.fingerprints = FingerprintField(mark: .taken, positions: Array(1...10), takenOn: Day("2027-03-01"))
        var issued = VisaDecision()
        issued.document = .uniform(from: "2027-04-01", until: "2027-09-30")
        file.decisions = [issued]
        #expect(file.childSamplesTerm == nil)
        file.lastExit = Day("2027-05-01")
        #expect(file.childSamplesTerm?.eraseOn == Day("2027-10-01"))
        file.lastExit = Day("2027-12-24")
        #expect(file.childSamplesTerm?.eraseOn == Day("2027-12-25"))
        // An exit before the visa's first day is of another journey.
        file.lastExit = Day("2027-01-05")
        #expect(file.childSamplesTerm == nil)
        file.lastExit = Day("2027-12-24")
        file.identity = .person(born: "2015-02-28")
        #expect(file.childSamplesTerm == nil)
        #expect(file.projection.due.map(\.action) == [.erase])
    }
}
