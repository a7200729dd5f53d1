import Identity
import Operations
import Registry
import Testing

@testable import ETIAS

@Suite("The fee")
struct FeeTests {
    @Test("Art. 18(1), 19(3)(e): a payment pays one application; blanks in its reference are layout, letters are not")
    func rule() {
        func refusal(_ reference: String, paid: [String]) -> Refusal? {
            let files = paid.map { text in
                var file = ApplicationFile()
                file.payment = FeePayment(cents: Fee.cents, reference: text)
                return file
            }
            do {
                try FeePayment(cents: Fee.cents, reference: reference).refuseSecondUse(files)
                return nil
            } catch { return error }
        }
        #expect(refusal("P-1", paid: []) == nil && refusal("P-1", paid: ["P-11", "P1", "p-1"]) == nil)
        let second = refusal("P-1", paid: ["P-2", "P-1"])
        #expect(second?.kind == .paymentUsed && second?.pointer == "/payment/reference" && second?.article == "ETIAS 18(1), 19(3)(e)")
        #expect(refusal(" P -1 ", paid: ["P-1"])?.kind == .paymentUsed)
    }

    @Test("Art. 19(3)(e): the second use is refused, whatever became of the first application; nothing is stored of it")
    func secondUse() async throws {
        let bench = Bench()
        _ = try await bench.submit(.complete("A", number: "A1"), payment: "PAY-X")
        let refused = try await bench.manual(.complete("B", number: "B1"))
        _ = try await bench.decide(refused, issue: false)
        let used = try #require(try await bench.file(refused).value.payment?.reference)
        for reference in ["PAY-X", " PAY-X", used] {
            do {
                _ = try await bench.submit(.complete("C", number: "C1"), payment: reference)
                Issue.record("\(reference) paid twice")
            } catch { #expect(error.kind == .paymentUsed) }
        }
        #expect(try await bench.values(ApplicationFile.self).count == 2)
        // Whom no fee is asked of pays with nothing, and a form that is refused uses nothing up.
        await #expect(throws: Refusal.self) { try await bench.submit(.complete("D", nationality: "NGA", number: "D1"), payment: "PAY-Y") }
        #expect(try await bench.submit(.complete("D", number: "D1"), payment: "PAY-Y").state == .valid)
        #expect(try await bench.submit(.minor()).state == .valid)
    }

    @Test("Art. 19(3)(e): of applications that come at the same moment with one payment, one is taken in")
    func together() async throws {
        let bench = Bench()
        let kinds = await withTaskGroup(of: RefusalKind?.self) { group in
            for index in 0..<12 {
                group.addTask {
                    do throws(Refusal) {
                        _ = try await bench.submit(.complete("P\(index)", number: "N\(index)"), payment: "PAY-X")
                        return nil
                    } catch { return error.kind }
                }
            }
            var kinds: [RefusalKind?] = []
            for await kind in group { kinds.append(kind) }
            return kinds
        }
        #expect(kinds.filter { $0 == nil }.count == 1 && kinds.filter { $0 == .paymentUsed }.count == 11)
        #expect(try await bench.values(ApplicationFile.self).count == 1)
    }
}
