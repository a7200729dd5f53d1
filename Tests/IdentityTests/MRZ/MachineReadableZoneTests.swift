import Testing

@testable import Identity

@Suite("Doc 9303: reading and writing")
struct MachineReadableZoneTests {
    typealias Zone = MachineReadableZone
    static let asOf = ZoneGenerator.asOf

    @Test("What is written reads back the same, in every format", arguments: Zone.Format.allCases)
    func roundTrip(format: Zone.Format) throws {
        var generator = ZoneGenerator(seed: 1)
        for _ in 0..<500 {
            let zone = generator.zone(format)
            let lines = try zone.lines()
            let reading = Zone.read(lines, asOf: Self.asOf)
            #expect(reading.defects == [], "\(lines)")
            #expect(reading.zone == zone, "\(lines)")
            #expect(reading.repairs.isEmpty && reading.lines == lines)
        }
    }

    /// The definition of Doc 9303-3 section 4.9, written down a second time.
    private static func digit(_ text: String) -> Character {
        let values = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let sum = text.enumerated().reduce(0) { sum, next in
            sum + (values.firstIndex(of: next.element) ?? 0) * [7, 3, 1][next.offset % 3]
        }
        return Character(String(sum % 10))
    }

    @Test("Check digits stand where Doc 9303 puts them and are what it says")
    func checkDigits() throws {
        var generator = ZoneGenerator(seed: 2)
        for _ in 0..<300 {
            let lines = try generator.zone(.td3).lines()
            let second = lines[1].map(String.init)
            func part(_ range: ClosedRange<Int>) -> String {
                second[(range.lowerBound - 1)...(range.upperBound - 1)].joined()
            }
            #expect(Character(part(10...10)) == Self.digit(part(1...9)))
            #expect(Character(part(20...20)) == Self.digit(part(14...19)))
            #expect(Character(part(28...28)) == Self.digit(part(22...27)))
            let optional = part(29...42)
            let isEmpty = optional.allSatisfy { $0 == "<" }
            #expect(Character(part(43...43)) == (isEmpty ? "<" : Self.digit(optional)))
            #expect(Character(part(44...44)) == Self.digit(part(1...10) + part(14...20) + part(22...43)))

            let card = try generator.zone(.td1).lines().map { $0.map(String.init) }
            func place(_ line: Int, _ range: ClosedRange<Int>) -> String {
                card[line - 1][(range.lowerBound - 1)...(range.upperBound - 1)].joined()
            }
            #expect(
                Character(place(2, 30...30))
                    == Self.digit(place(1, 6...30) + place(2, 1...7) + place(2, 9...15) + place(2, 19...29)))
        }
    }

    @Test("Every change of one character gives a typed answer, and check digits betray it where they reach")
    func mutations() throws {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<".utf8) + [0x20, 0x61, 0x7F, 0x00]
        var generator = ZoneGenerator(seed: 3)
        for format in Zone.Format.allCases {
            let zone = generator.zone(format)
            let lines = try zone.lines()
            let layout = Zone.Layout.of(format)
            let bytes = lines.flatMap(\.utf8)
            for place in bytes.indices {
                for byte in alphabet where byte != bytes[place] {
                    var changed = bytes
                    changed[place] = byte
                    let texts = stride(from: 0, to: changed.count, by: layout.width).map {
                        String(decoding: changed[$0..<($0 + layout.width)], as: UTF8.self)
                    }
                    let reading = Zone.read(texts, asOf: Self.asOf)
                    #expect(reading.defects == reading.defects.sorted())
                    #expect((reading.zone == nil) == (reading.defects == [.format] || reading.defects == [.characters]))
                    guard reading.format == format, reading.zone != nil else { continue }
                    // Values that differ by a multiple of ten look the same to a check digit; any other change in a
                    // checked stretch is seen.
                    let difference = Self.value(byte) - Self.value(bytes[place])
                    if [.dateOfBirth, .expiry].contains(layout.field(at: place)), difference % 10 != 0 {
                        #expect(!reading.isValid, "\(texts)")
                    }
                    if layout.field(at: place) == .documentNumber, difference % 10 != 0 {
                        #expect(reading.defects.contains(.documentNumberCheck), "\(texts)")
                    }
                }
            }
        }
    }

    private static func value(_ byte: UInt8) -> Int {
        byte >= 65 ? Int(byte) - 55 : byte >= 48 && byte <= 57 ? Int(byte) - 48 : 0
    }

    @Test("Bytes at random never crash and are never a zone")
    func hostile() {
        var random = SeededGenerator(4)
        for _ in 0..<2000 {
            let lines = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                String(
                    decoding: (0..<[0, 1, 29, 30, 36, 44, 90].randomElement(using: &random)!).map { _ in
                        UInt8.random(in: 0...255, using: &random)
                    }, as: UTF8.self)
            }
            for repairing in [false, true] {
                let reading = Zone.read(lines, asOf: Self.asOf, repairing: repairing)
                #expect(!reading.isValid)
                #expect(!reading.defects.isEmpty)
            }
            _ = Zone.read(scanned: lines.joined(separator: "\n"), asOf: Self.asOf)
        }
        // Letters, digits and fillers at random, which reach every later step.
        let alphabet = Array("ABDGIKOPQSVZ0125688<<<<<<< «".unicodeScalars)
        for _ in 0..<2000 {
            let lines = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                String(
                    String.UnicodeScalarView(
                        (0..<Int.random(in: 25...95, using: &random)).map { _ in alphabet.randomElement(using: &random)!
                        }))
            }
            let reading = Zone.read(lines, asOf: Self.asOf, repairing: true)
            #expect(reading.lines == lines || reading.lines.isEmpty || !reading.repairs.isEmpty)
        }
    }

    @Test("A line of ten megabytes is refused at once")
    func hugeLines() {
        for filler in ["<", "A", "«", " ", "\n", "é"] {
            let huge = String(repeating: filler, count: 10_000_000 / filler.utf8.count)
            let clock = ContinuousClock()
            let taken = clock.measure {
                for lines in [[huge], [huge, huge], ["P<UTO", huge], [huge, huge, huge]] {
                    #expect(Zone.read(lines, asOf: Self.asOf).defects == [.format])
                    #expect(Zone.read(lines, asOf: Self.asOf, repairing: true).defects == [.format])
                }
                #expect(Zone.read(scanned: huge, asOf: Self.asOf).defects == [.format])
            }
            #expect(taken < .seconds(1))
        }
        #expect(
            Zone.read(Array(repeating: "", count: 1_000_000), asOf: Self.asOf, repairing: true).defects == [.format])
    }

    @Test("A character outside the zone's alphabet is named before anything else; it counts as one")
    func characters() {
        let second = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
        for first in ["P<UTOERIKSSÖN<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "p<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"] {
            let reading = Zone.read([first, second], asOf: Self.asOf)
            #expect(reading.format == .td3 && reading.defects == [.characters] && reading.zone == nil)
        }
    }

    @Test("Century: births in the hundred years up to the day, expiry 49 years back to 50 ahead")
    func centuries() {
        func birth(_ text: String, _ asOf: String) -> ZoneDate.Birth {
            ZoneDate.birth(Array(text.utf8)[...], asOf: Day(asOf)!)
        }
        #expect(birth("260601", "2026-06-01") == .known(PartialDate("2026-06-01")!))
        #expect(birth("260602", "2026-06-01") == .known(PartialDate("1926-06-02")!))
        #expect(birth("26<<<<", "2026-06-01") == .known(PartialDate("2026")!))
        #expect(birth("2606<<", "2026-06-01") == .known(PartialDate("2026-06")!))
        #expect(birth("2607<<", "2026-06-01") == .known(PartialDate("1926-07")!))
        #expect(birth("000229", "2026-06-01") == .known(PartialDate("2000-02-29")!))
        #expect(birth("000229", "1999-06-01") == .noSuchDay)
        #expect(birth("<<<<<<", "2026-06-01") == .unknown)
        for text in [
            "74<<12", "<<0812", "7<0812", "740<12", "740832", "741301", "740230", "740800", "5500<<", "A40812",
        ] {
            #expect(birth(text, "2026-06-01") == .noSuchDay, "\(text)")
        }
        func expiry(_ text: String, _ asOf: String) -> String? {
            ZoneDate.expiry(Array(text.utf8)[...], asOf: Day(asOf)!)?.description
        }
        #expect(expiry("760101", "2026-06-01") == "2076-01-01")
        #expect(expiry("770101", "2026-06-01") == "1977-01-01")
        #expect(expiry("120415", "2080-01-01") == "2112-04-15")
        #expect(expiry("<<<<<<", "2026-06-01") == nil)
        #expect(expiry("250229", "2026-06-01") == nil)
        #expect(expiry("000101", "0001-01-01") == nil)  // there is no year 0
        #expect(expiry("010101", "9999-01-01") == nil)  // nor a year 10001
    }

    @Test("Long numbers: optional data after the number, and a number that stops at once")
    func longNumbers() throws {
        var zone = ZoneGenerator(seed: 5).with { $0.zone(.td1) }
        zone.documentNumber = "D23145890734"
        zone.optional = "AB12"
        let lines = try zone.lines()
        #expect(lines[0].dropFirst(5) == "D23145890<7349<AB12<<<<<<")
        #expect(Zone.read(lines, asOf: Self.asOf).zone == zone)
        zone.optional = "ABCDEFGHIJK"
        #expect(throws: Zone.WritingError.unsuitable(.optional)) { try zone.lines() }
        zone.documentNumber = "D23145890" + String(repeating: "1", count: 15)
        #expect(throws: Zone.WritingError.unsuitable(.documentNumber)) { try zone.lines() }
        let reading = Zone.read(
            ["I<UTOD23145890<<<<<<<U<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"],
            asOf: Self.asOf)
        #expect(reading.defects.contains(.documentNumberCheck))
        #expect(reading.zone?.documentNumber == "D23145890")
    }

    @Test("Truncation: at the end of the field; a long surname leaves << and one letter")
    func truncation() throws {
        func name(_ surname: String, _ givenNames: String) throws -> String {
            var zone = ZoneGenerator(seed: 6).with { $0.zone(.td1) }
            (zone.surname, zone.givenNames) = (surname, givenNames)
            return try zone.lines()[2]
        }
        let long = String(repeating: "A", count: 40)
        #expect(try name(long, "Bea") == String(repeating: "A", count: 27) + "<<B")
        #expect(try name(long, "") == String(repeating: "A", count: 30))
        #expect(try name(String(repeating: "A", count: 27), "Bea") == String(repeating: "A", count: 27) + "<<B")
        #expect(try name(String(repeating: "A", count: 28), "Bea") == String(repeating: "A", count: 27) + "<<B")
        #expect(try name(String(repeating: "A", count: 26), "Bea") == String(repeating: "A", count: 26) + "<<BE")
        #expect(try name("Nilavadhanananda", "Chayapa Dejthamrong Krasuang") == "NILAVADHANANANDA<<CHAYAPA<DEJT")
    }

    @Test("The French card: twelve characters of number, given names in the second line, one issuer")
    func frenchCard() throws {
        var zone = Zone(
            format: .fraID, documentCode: "", issuer: "", surname: "Lefèvre-Dumont", givenNames: "Marie Anne Charlotte",
            documentNumber: "880692310285", nationality: "FRA", dateOfBirth: PartialDate("1965-12-06"), sex: .female,
            optional: "952042")
        let lines = try zone.lines()
        #expect(lines[0] == "IDFRALEFEVRE<DUMONT<<<<<<<<<<<952042")
        #expect(lines[1].hasPrefix("8806923102858MARIE<ANNE<CHA6512068F"))
        let reading = Zone.read(lines, asOf: Self.asOf)
        #expect(reading.isValid && reading.zone?.givenNames == "MARIE ANNE CHA" && reading.zone?.expiry == nil)
        #expect(reading.zone?.issuerCode == CountryCode("FRA"))
        zone.issuer = "DEU"
        #expect(throws: Zone.WritingError.unsuitable(.issuer)) { try zone.lines() }
        // Given names are parted by pairs of fillers on real cards.
        let real = Zone.read(
            ["IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "8806923102858CORINNE<<ANNE<6512068F3"], asOf: Self.asOf)
        #expect(real.zone?.givenNames == "CORINNE ANNE")
    }

    @Test("What a zone cannot say is refused")
    func refusals() throws {
        let good = ZoneGenerator(seed: 7).with { $0.zone(.td3) }
        func refusal(_ change: (inout Zone) -> Void) -> Zone.WritingError? {
            var zone = good
            change(&zone)
            do { _ = try zone.lines() } catch { return error }
            return nil
        }
        #expect(refusal { _ in } == nil)
        #expect(refusal { $0.documentCode = "I" } == .unsuitable(.documentCode))
        #expect(refusal { $0.documentCode = "PXX" } == .unsuitable(.documentCode))
        #expect(refusal { $0.issuer = "" } == .unsuitable(.issuer))
        #expect(refusal { $0.nationality = "utö" } == .unsuitable(.nationality))
        #expect(refusal { $0.surname = " '- " } == .noSurname)
        #expect(refusal { $0.givenNames = "R2" } == .digitInName)
        #expect(refusal { $0.documentNumber = "0123456789" } == .unsuitable(.documentNumber))
        #expect(refusal { $0.documentNumber = "12/3" } == .unsuitable(.documentNumber))
        #expect(refusal { $0.optional = String(repeating: "1", count: 15) } == .unsuitable(.optional))
        #expect(refusal { $0.dateOfBirth = PartialDate(month: 5) } == .unprintableDate(.dateOfBirth))
        #expect(refusal { $0.dateOfBirth = PartialDate(year: 1980, day: 5) } == .unprintableDate(.dateOfBirth))
        #expect(
            refusal { $0.dateOfBirth = PartialDate(year: 1366, month: 2, day: 31) } == .unprintableDate(.dateOfBirth))
        #expect(refusal { $0.expiry = nil } == .unprintableDate(.expiry))
        #expect(refusal { $0.surname = String(repeating: "王", count: 10_000) } == nil)
    }

    @Test("From a reading to person and document, and back")
    func holders() throws {
        let reading = Zone.read(
            ["P<D<<MUELLER<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<", "L898902C36XXA7408122F3204153<<<<<<<<<<<<<<<4"],
            asOf: Self.asOf)
        let holder = try reading.holder()
        #expect(holder.identity.surnames == ["MUELLER"] && holder.identity.givenNames == ["ANNA MARIA"])
        #expect(holder.identity.nationalities == [CountryCode("XXA")!])
        #expect(holder.document.issuer == CountryCode("DEU")!)
        #expect(holder.document.kind == .statelessTravelDocument)
        #expect(holder.document.key == "DEU/L898902C3")
        #expect(holder.repairedFields.isEmpty && holder.unknownNationality == nil)

        var zone = Zone(format: .td3, identity: holder.identity, document: holder.document)
        #expect(zone.issuer == "D")
        zone.documentCode = "P"
        #expect(try zone.lines() == reading.lines)

        #expect(throws: Zone.Reading.HolderError.unreadable([.format])) { try Zone.read([], asOf: Self.asOf).holder() }
        let unknown = Zone.read(
            ["P<QQQMUELLER<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<<", "L898902C36XXA7408122F3204153<<<<<<<<<<<<<<<4"],
            asOf: Self.asOf)
        #expect(throws: Zone.Reading.HolderError.unknownIssuer("QQQ")) { try unknown.holder() }
    }

    @Test("Every kind of passport comes back from its code")
    func kinds() {
        for kind in [
            TravelDocument.Kind.passport, .diplomaticPassport, .servicePassport, .emergencyTravelDocument,
            .laissezPasser,
            .refugeeTravelDocument,
        ] {
            let document = TravelDocument(kind: kind, number: "X1", issuer: CountryCode("UTO")!)
            #expect(Zone(format: .td3, identity: PersonIdentity(), document: document).documentKind == kind)
        }
    }
}

extension ZoneGenerator {
    /// For one value out of a generator that nobody keeps.
    func with<T>(_ body: (inout ZoneGenerator) -> T) -> T {
        var copy = self
        return body(&copy)
    }
}
