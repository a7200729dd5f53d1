import Identity
import Operations
import Testing

@testable import EES

@Suite("EES 15–18: which biometric data are entered")
struct EnrolmentRuleTests {
    let today = Day("2027-03-01")!

    func rule(_ traveller: TravellerCategory = .visaExempt, born: String? = "1990-05-04", missing: Bool = false) -> EnrolmentRule {
        EnrolmentRule(traveller: traveller, dateOfBirth: born.flatMap { PartialDate($0) }, today: today, mayBeMissing: missing)
    }
    func kind(_ body: () throws(Refusal) -> Void) -> RefusalKind? {
        do { try body(); return nil } catch { return error.kind }
    }

    @Test("16(1): of visa holders the VIS holds the fingerprints")
    func visaHolders() throws {
        #expect(try rule(.visaRequired).fingerprints(nil).mark == .heldInVIS)
        #expect(kind { () throws(Refusal) in _ = try rule(.visaRequired).fingerprints(.right) } == .fingerprintsNotForeseen)
    }

    @Test("3(1)(16), 17(1)(c): index to little finger of the right hand, else of the left")
    func fourFingers() throws {
        #expect(try rule().fingerprints(.right).positions == [2, 3, 4, 5])
        for wrong in [[2, 3, 4], [1, 2, 3, 4], [2, 3, 4, 7], [2, 2, 3, 4], [7, 8, 9, 10]] {
            #expect(
                kind { () throws(Refusal) in _ = try rule().fingerprints(FingerprintEnrolment(prints: FingerprintEnrolment.prints(wrong))) } != nil,
                "\(wrong)")
        }
        let left = FingerprintEnrolment(prints: FingerprintEnrolment.prints([7, 8, 9, 10]), fingersAbsent: [2, 3, 4, 5])
        #expect(try rule().fingerprints(left).positions == [7, 8, 9, 10])
        let three = FingerprintEnrolment(prints: FingerprintEnrolment.prints([2, 3, 5]), fingersAbsent: [4])
        #expect(try rule().fingerprints(three).positions == [2, 3, 5])
    }

    @Test("17(3): children under the age of 12 give none; the field says not applicable (17(5))")
    func children() throws {
        #expect(try rule(born: "2015-03-02").fingerprints(nil) == FingerprintNote(mark: .notApplicable, exemption: .underTwelve))
        #expect(kind { () throws(Refusal) in _ = try rule(born: "2015-03-02").fingerprints(.right) } == .fingerprintsNotForeseen)
        #expect(kind { () throws(Refusal) in _ = try rule(born: "2015-03-01").fingerprints(nil) } == .fingerprintsRequired)
        // The year alone leaves open whether the child is twelve: either is taken, nothing is assumed.
        #expect(try rule(born: "2015").fingerprints(FingerprintEnrolment(exemption: .underTwelve)).mark == .notApplicable)
        #expect(try rule(born: "2015").fingerprints(.right).mark == .taken)
        #expect(
            kind { () throws(Refusal) in _ = try rule(born: "2014").fingerprints(FingerprintEnrolment(exemption: .underTwelve)) }
                == .fingerprintsRequired)
    }

    @Test("17(4): physical impossibility exempts, a temporary one is recorded and asked again")
    func impossibility() throws {
        let lasting = try rule().fingerprints(FingerprintEnrolment(exemption: .physicallyImpossible))
        #expect(lasting.mark == .notApplicable && !lasting.isDue(dateOfBirth: nil, on: today))
        let temporary = try rule().fingerprints(FingerprintEnrolment(temporarilyImpossible: "hand in plaster"))
        #expect(temporary.mark == .temporarilyImpossible && temporary.ground == "hand in plaster")
        #expect(temporary.isDue(dateOfBirth: nil, on: today))
        var both = FingerprintEnrolment.right
        both.temporarilyImpossible = "x"
        #expect(kind { () throws(Refusal) in _ = try rule().fingerprints(both) } == .fingerprintsUnclear)
    }

    @Test("17(3): who has become twelve gives fingerprints at the next crossing")
    func twelve() {
        let note = FingerprintNote(mark: .notApplicable, exemption: .underTwelve)
        #expect(!note.isDue(dateOfBirth: PartialDate("2015-03-02"), on: today))
        #expect(note.isDue(dateOfBirth: PartialDate("2015-03-01"), on: today))
    }

    @Test("15(2): an image from the chip only after it was verified against the live face")
    func chip() throws {
        let chip = FacialImage(source: .chip, format: "jpeg2000", quality: nil, data: [1, 2, 3])
        #expect(kind { () throws(Refusal) in _ = try rule().face(chip) } == .chipImageNotVerified)
        var verified = chip
        verified.verifiedAgainstLive = true
        #expect(try rule().face(verified)?.source == .chip)
        #expect(kind { () throws(Refusal) in _ = try rule().face(nil) } == .facialImageRequired)
    }

    @Test("21(3), 4(5): after a fall-back, or without biometric functions, they may be missing")
    func missing() throws {
        #expect(try rule(missing: true).face(nil) == nil)
        #expect(try rule(missing: true).fingerprints(nil).mark == .missing)
    }

    @Test("18(2)–(5): every set of reasons, against the paragraphs read one by one")
    func refusals() {
        for bits in 1..<(1 << RefusalReason.allCases.count) {
            let reasons = Set(RefusalReason.allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element))
            for flags in 0..<16 {
                let (notInVIS, inAlert, security, held) = (flags & 1 > 0, flags & 2 > 0, flags & 4 > 0, flags & 8 > 0)
                for traveller in TravellerCategory.allCases {
                    let need = RefusalBiometrics(
                        reasons: reasons, traveller: traveller, notInVIS: notInVIS, inAlert: inAlert,
                        internalSecurity: security, alreadyHeld: held
                    ).rule.need
                    let expected: RefusalBiometrics.Need
                    let asked = !reasons.isDisjoint(with: ["B", "D", "H"].compactMap(RefusalReason.init)) || (reasons.contains(.I) && security)
                    if reasons.contains(.J) {
                        expected = .chipImageOnly
                    } else if held || (reasons.contains(.H) && inAlert) || !asked {
                        expected = .none
                    } else {
                        expected = traveller == .visaRequired && !notInVIS ? .face : .faceAndFingerprints
                    }
                    if need != expected { Issue.record("\(reasons) \(traveller) \(flags): \(need), \(expected) expected"); return }
                }
            }
        }
    }

    @Test("Base64 has one form for each sample")
    func base64() {
        var generator = SystemRandomNumberGenerator()
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let text = BiometricBytes(bytes).wireText
            if length > 0 { #expect(BiometricBytes(wireText: text)?.bytes == bytes) }
        }
        for bad in ["", "A", "AA", "AAA", "AB==", "AAB=", "A===", "====", "AA=A", "AAA\n", "A-_A", "AAAA="] {
            #expect(BiometricBytes(wireText: bad) == nil, "\(bad)")
        }
    }
}
