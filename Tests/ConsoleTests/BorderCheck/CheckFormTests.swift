import Identity
import Testing

@testable import Console

@Suite("The form of a border check")
struct CheckFormTests {
    private func form(_ body: String) -> CheckForm { CheckForm(FormFields(Array(body.utf8))) }

    @Test func `a zone is asked as lines`() throws {
        let zone = ZoneTextTests.td3.joined(separator: "%0D%0A").replacing("<", with: "%3C")
        #expect(try form("zone=\(zone)&place=exit").question().machineReadableZone == ZoneTextTests.td3)
        #expect(form("place=exit").place == .exit)
        #expect(form("place=nowhere").place == .entry)
    }

    @Test func `names, date and document`() throws {
        let question = try form(
            "surnames=Garc%C3%ADa%2C+L%C3%B3pez&birthYear=1980&birthMonth=&birthDay=&sex=F&nationality=col&documentNumber=AB1&documentIssuer=COL"
        ).question()
        #expect(question.surnames == ["García", "López"])
        #expect(question.dateOfBirth == PartialDate("1980"))
        #expect(question.sex == .female)
        #expect(question.nationalities == [CountryCode("COL")!])
        #expect(question.document?.number == "AB1")
    }

    @Test(arguments: [
        ("", "zone"), ("zone=A%0AB%0AC%0AD", "zone"), ("surnames=X", "birthYear"), ("birthYear=1980", "surnames"),
        ("surnames=X&birthYear=1980&birthMonth=14", "birthYear"), ("surnames=X&birthYear=80x", "birthYear"),
        ("surnames=X&birthYear=1980&nationality=QQQ", "nationality"), ("surnames=X&birthDay=3&birthMonth=2", "birthYear"),
    ])
    func `what cannot be asked is said at its field`(body: String, field: String) {
        do {
            _ = try form(body).question()
            Issue.record("accepted")
        } catch { #expect(error.field == field) }
    }

    @Test func `hostile bodies give empty fields`() {
        #expect(FormFields(Array("zone=%F".utf8))["zone"] == "")
        #expect(FormFields(Array("zone=%FF%FE".utf8))["zone"] == "")
        #expect(FormFields(Array("zone=%GG&zone=ok".utf8))["zone"] == "ok")
        #expect(FormFields(Array("=&&&==&zone=a=b".utf8))["zone"] == "a=b")
        #expect(FormFields([UInt8](repeating: 65, count: FormFields.bytesMax + 1))["zone"] == "")
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0..<300)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let question = try? CheckForm(FormFields(Array("surnames=".utf8) + bytes)).question()
            #expect(question == nil || question?.surnames.isEmpty == false)
        }
    }
}
