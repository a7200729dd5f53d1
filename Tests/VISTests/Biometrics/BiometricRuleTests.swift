import Identity
import Operations
import Registry
import Testing

@testable import VIS

@Suite("VIS 8(5), 9(5)–(6), 22a(2); Visa Code 13: biometric data of an application")
struct BiometricRuleTests {
    let lodged = Day("2027-03-01")!

    func rule(_ edition: VISEdition = .revised, _ kind: ApplicationKind = .shortStayVisa, born: String = "1990-05-04") -> BiometricRule {
        BiometricRule(edition: edition, kind: kind, dateOfBirth: PartialDate(born), lodged: lodged)
    }

    func outcome(
        _ rule: BiometricRule, _ given: ApplicantFingerprints?, image: ApplicantImage? = .live, earlier: BiometricRule.Earlier? = nil,
        doubt: Bool = false, safeguards: Bool = false
    ) -> Result<BiometricRule.Recorded, Refusal> {
        var held: MinorSafeguards? = nil
        if safeguards {
            held = MinorSafeguards()
            (held!.trainedStaff, held!.accompanied, held!.withoutForce) = (true, true, true)
        }
        do {
            return .success(try rule.recorded(given, image: image, earlier: earlier, identityDoubt: doubt, safeguards: held))
        } catch { return .failure(error) }
    }

    func code(_ result: Result<BiometricRule.Recorded, Refusal>) -> String? {
        if case .failure(let refusal) = result { refusal.kind.code } else { nil }
    }

    @Test("Visa Code 13(7)(a), VIS 22a(2): the age from which fingerprints are taken, on the day before and the birthday itself")
    func ages() throws {
        for (edition, age) in [(VISEdition.original, 12), (.revised, 6)] {
            let birthday = "\(2027 - age)-03-01"
            let dayAfter = "\(2027 - age)-03-02"
            let old = outcome(rule(edition, born: birthday), .ten, safeguards: true)
            #expect(try old.get().fingerprints.mark == .taken)
            #expect(code(outcome(rule(edition, born: birthday), .absent(.belowAge))) == "vis/fingerprints-missing")
            #expect(code(outcome(rule(edition, born: dayAfter), .ten, safeguards: true)) == "vis/fingerprints-not-taken")
            #expect(try outcome(rule(edition, born: dayAfter), nil, safeguards: true).get().fingerprints.absence == .belowAge)
        }
    }

    @Test("Visa Code 13(7)(a): over 75, since the revision")
    func elders() throws {
        #expect(try outcome(rule(born: "1951-02-28"), .absent(.aboveAge)).get().fingerprints.mark == .absent)
        #expect(code(outcome(rule(born: "1952-02-28"), .absent(.aboveAge))) == "vis/fingerprints-missing")
        #expect(code(outcome(rule(.original, born: "1940-01-01"), .absent(.aboveAge))) == "vis/fingerprints-missing")
    }

    @Test("VIS 8(5): the absence is written VIS 0, with its point")
    func mark() throws {
        let field = try outcome(rule(), .absent(.physicallyImpossible)).get().fingerprints
        #expect(field.wire["mark"]?.text == "VIS 0")
        #expect(field.absence?.isLegal == false)
        #expect(FingerprintAbsence.royalFamily.isLegal)
    }

    @Test("Reasons fit the kind of application and the edition")
    func reasons() {
        for reason in FingerprintAbsence.allCases where reason != .belowAge && reason != .aboveAge {
            let visa = ![.notRequired, .cannotBeProvided].contains(reason)
            #expect((code(outcome(rule(), .absent(reason))) == nil) == visa)
            #expect((code(outcome(rule(.revised, .residencePermit), .absent(reason))) == nil) == !visa)
        }
        #expect(code(outcome(rule(.original), .absent(.endangeredWitness))) == "vis/fingerprints-missing")
    }

    @Test("Ten fingers, each once: given or named absent")
    func fingers() throws {
        var given = ApplicantFingerprints()
        given.prints = ApplicantFingerprints.prints(1...9)
        #expect(code(outcome(rule(), given)) == "vis/fingerprints-contradiction")
        given.fingersAbsent = [10]
        #expect(try outcome(rule(), given).get().fingerprints.positions == Array(1...9))
        given.fingersAbsent = [9, 10]
        #expect(code(outcome(rule(), given)) == "vis/fingerprints-contradiction")
        given.fingersAbsent = [10]
        given.absence = .physicallyImpossible
        #expect(code(outcome(rule(), given)) == "vis/fingerprints-contradiction")
        #expect(code(outcome(rule(), nil)) == "vis/fingerprints-missing")
    }

    @Test("Visa Code 13(3): copied for less than 59 months, never with a doubt as to the identity")
    func copies() throws {
        var given = ApplicantFingerprints()
        given.copyFrom = RecordID(high: 0, low: 1)
        func earlier(_ day: String, live: Bool = true) -> BiometricRule.Earlier {
            let image = ApplicantImage(source: live ? .live : .photograph, format: "jpeg", quality: 1, data: [1])
            return BiometricRule.Earlier(
                fingerprints: FingerprintField(mark: .taken, positions: Array(1...10), takenOn: Day(day)!),
                image: ImageNote(image, takenOn: Day(day)!),
                samples: ApplicantSamples(
                    application: RecordID(high: 0, low: 1), facialImage: image, fingerprints: ApplicantFingerprints.prints(1...10),
                    documentScan: nil))
        }
        // 59 months before 1 March 2027 is 1 April 2022.
        let recorded = try outcome(rule(), given, image: nil, earlier: earlier("2022-04-02")).get()
        #expect(recorded.fingerprints.mark == .copied)
        #expect(recorded.fingerprints.takenOn == Day("2022-04-02"))
        #expect(recorded.prints.count == 10)
        #expect(recorded.facialImage != nil)
        #expect(code(outcome(rule(), given, image: nil, earlier: earlier("2022-04-01"))) == "vis/copy-not-allowed")
        #expect(code(outcome(rule(), given, image: nil, earlier: earlier("2025-04-02"), doubt: true)) == "vis/copy-not-allowed")
        #expect(code(outcome(rule(), given, image: nil)) == "vis/copy-not-allowed")
        // A photograph is no live image: it is not copied, and a live one is to be taken.
        #expect(code(outcome(rule(), given, image: nil, earlier: earlier("2025-04-02", live: false))) == "vis/image-missing")
    }

    @Test("Visa Code 13(2)(a), (7a)–(7b): live, from a verified chip, or a photograph of the exempted")
    func faces() throws {
        let photograph = ApplicantImage(source: .photograph, format: "jpeg", quality: nil, data: [1])
        #expect(code(outcome(rule(), .ten, image: photograph)) == "vis/image-not-live")
        #expect(code(outcome(rule(.original), .ten, image: photograph)) == nil)
        #expect(code(outcome(rule(), .absent(.officialInvitation), image: photograph)) == nil)
        #expect(code(outcome(rule(), .absent(.physicallyImpossible), image: photograph)) == "vis/image-not-live")
        var chip = ApplicantImage(source: .chip, format: "jpeg", quality: nil, data: [1])
        #expect(code(outcome(rule(), .ten, image: chip)) == "vis/image-not-live")
        chip.verifiedAgainstLive = true
        #expect(try outcome(rule(), .ten, image: chip).get().image?.takenLive == false)
        #expect(code(outcome(rule(), .ten, image: nil)) == "vis/image-missing")
        #expect(code(outcome(rule(.revised, .longStayVisa), .ten, image: nil)) == nil)
    }

    @Test("VIS 22a(2), Visa Code 13(6a): a minor's data, only with all three safeguards")
    func minors() {
        #expect(code(outcome(rule(born: "2015-01-01"), .ten)) == "vis/minor-safeguards-missing")
        #expect(code(outcome(rule(born: "2015-01-01"), .ten, safeguards: true)) == nil)
        #expect(code(outcome(rule(.original, born: "2014-01-01"), .ten)) == nil)
        #expect(code(outcome(rule(born: "2009-03-01"), .ten)) == nil)
    }

    @Test("Base64 of samples: what is written is read back, and nothing else is read")
    func bytes() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 77 &+ count) }
            let text = SampleBytes(bytes).wireText
            #expect(count == 0 || SampleBytes(wireText: text)?.bytes == bytes)
        }
        for text in ["", "A", "AB", "ABC", "AB==C", "AB=A", "====", "A===", "AB C", "AC==\n", "AB=="] {
            #expect(SampleBytes(wireText: text) == nil)
        }
        #expect(SampleBytes(wireText: "AA==")?.bytes == [0])
    }
}
