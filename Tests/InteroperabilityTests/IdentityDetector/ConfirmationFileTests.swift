import Identity
import Registry
import Testing

@testable import Interoperability

@Suite("2019/817 34, 2019/818 34: the numbers of a confirmation file") struct ConfirmationFileTests {
    private func file(_ number: UInt64, former: [UInt64] = []) -> ConfirmationFile {
        var file = ConfirmationFile()
        file.number = ConfirmationFile.number(from: number)
        file.formerNumbers = former.map { ConfirmationFile.number(from: $0) }
        return file
    }

    @Test("whoever was told a number is understood: each is kept once, the file's own is none of the former ones")
    func once() {
        var joined = file(1, former: [2, 3])
        joined.takeOver(numbersOf: file(4, former: [1, 3, 5]))
        #expect(Set(joined.formerNumbers) == Set([2, 3, 4, 5].map { ConfirmationFile.number(from: $0) }))
        #expect(joined.formerNumbers.count == 4)
        #expect(Set(joined.projection.keys).count == joined.projection.keys.count)
    }

    @Test("of very many the oldest go, so that a store takes the file")
    func most() {
        var joined = file(1)
        for number in 2...1500 as ClosedRange<UInt64> { joined.takeOver(numbersOf: file(number)) }
        #expect(joined.formerNumbers.count == ConfirmationFile.formerNumbersMax)
        #expect(joined.formerNumbers.last == ConfirmationFile.number(from: 1500))
        #expect(joined.projection.keys.count <= 1024)
    }
}
