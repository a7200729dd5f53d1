import Testing

@testable import Identity

@Suite("Reading what a scanner gives: repairs that field types and check digits justify, each reported")
struct RepairTests {
    typealias Zone = MachineReadableZone
    static let asOf = ZoneGenerator.asOf
    static let passport = [
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ]
    static let card = [
        "I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ]

    private static func repaired(_ lines: [String]) -> Zone.Reading { Zone.read(lines, asOf: asOf, repairing: true) }

    /// Puts every repair back, from right to left, and parts that were one line together again.
    private static func undone(_ reading: Zone.Reading) -> [String] {
        var lines = reading.lines.map { Array($0).map(String.init) }
        var joins: Set<Int> = []
        for repair in reading.repairs.reversed() {
            let index = repair.column - 1
            if repair.to == "\n" {
                joins.insert(repair.line - 1)
                continue
            }
            lines[repair.line - 1].replaceSubrange(index..<(index + repair.to.count), with: [repair.from])
        }
        var result: [String] = []
        for (index, line) in lines.enumerated() {
            if joins.contains(index), let last = result.popLast() {
                result.append(last + line.joined())
            } else {
                result.append(line.joined())
            }
        }
        return result
    }

    @Test("A valid zone is left as it is", arguments: Zone.Format.allCases)
    func validZones(format: Zone.Format) throws {
        var generator = ZoneGenerator(seed: 11)
        for _ in 0..<300 {
            let lines = try generator.zone(format).lines()
            let strict = Zone.read(lines, asOf: Self.asOf)
            #expect(Self.repaired(lines) == strict)
            #expect(Zone.read(scanned: lines.joined(separator: "\n"), asOf: Self.asOf) == strict)
            #expect(Zone.read(scanned: lines.joined(separator: "\r\n") + "\r\n\r\n", asOf: Self.asOf) == strict)
        }
    }

    @Test("Letters in dates and check digits, digits in names and codes")
    func fieldTypes() throws {
        let reading = Self.repaired(
            [
                "P<UT0ERIK5SON<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<", "L898902C3GUTO74O8I22F12O4lS9ZE184226B<<<<<1O",
            ].map { $0.replacingOccurrence(of: "l", with: "I") })
        #expect(reading.lines == Self.passport)
        #expect(reading.isValid)
        #expect(
            reading.repairs.map {
                "\($0.line):\($0.column) \($0.from)→\($0.to) \($0.field.rawValue) \($0.reason.rawValue)"
            }
                == [
                    "1:5 0→O issuer fieldType", "1:10 5→S name fieldType", "1:24 1→I name fieldType",
                    "2:10 G→6 documentNumberCheck fieldType", "2:16 O→0 dateOfBirth fieldType",
                    "2:18 I→1 dateOfBirth fieldType", "2:24 O→0 expiry fieldType", "2:26 I→1 expiry fieldType",
                    "2:27 S→5 expiry fieldType", "2:44 O→0 compositeCheck fieldType",
                ])
    }

    @Test("Letter or digit in a number: check digits decide, and only if one answer fits")
    func checkDigits() {
        // O for 0 in the number: no other change of one confusable character gives 6.
        let reading = Self.repaired([Self.passport[0], "L8989O2C36UTO7408122F1204159ZE184226B<<<<<10"])
        #expect(reading.lines == Self.passport)
        #expect(
            reading.repairs == [
                Zone.Repair(line: 2, column: 6, from: "O", to: "0", field: .documentNumber, reason: .checkDigits)
            ])
        // In optional data, which has its own check digit in a passport and the composite one in a card.
        let optional = Self.repaired([Self.passport[0], "L898902C36UTO7408122F1204159ABC<7777<X<O<H58"])
        #expect(optional.lines.last == "L898902C36UTO7408122F1204159ABC<7777<X<0<H58")
        #expect(optional.isValid && optional.repairs.map(\.field) == [.optional])
        let card = Self.repaired(["I<UTOD231458907XY0<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<7", Self.card[2]])
        #expect(card.zone?.optional == "XYO" && card.repairs.map(\.field) == [.optional])
    }

    @Test("A change that no check digit can see is not made: G and 6, K and the filler")
    func invisible() {
        for lines in [
            [Self.passport[0], "L898902C36UTO7408122F1204159ZE18422" + "GB<<<<<10"],
            [Self.passport[0], "L898902C36UTO7408122F1204159ZE184226BK<<<<10"],
        ] {
            #expect(Self.repaired(lines).repairs.isEmpty)
        }
    }

    @Test("Where two repairs of one size fit, none is made and the defects stay")
    func ambiguous() throws {
        var generator = ZoneGenerator(seed: 12)
        var (refused, right) = (0, 0)
        for _ in 0..<800 {
            var zone = generator.zone(.td3)
            zone.documentNumber = generator.text(Array("0O1I5S8B2ZDQ"), 9...9)
            let lines = try zone.lines()
            var second = Array(lines[1].utf8)
            let place = Int.random(in: 0..<9, using: &generator.random)
            second[place] = FieldTypes.confusions(of: second[place])[0]
            let scanned = [lines[0], String(decoding: second, as: UTF8.self)]
            let strict = Zone.read(scanned, asOf: Self.asOf)
            #expect(strict.defects.contains(.documentNumberCheck))
            let reading = Self.repaired(scanned)
            if reading.isValid {
                // What was done to one character is undone, never something else.
                #expect(reading.lines == lines)
                right += 1
            } else {
                #expect(reading == strict)
                refused += 1
            }
        }
        #expect(right > 80 && refused > 80, "\(right) \(refused)")
    }

    @Test("One misread character of a document number, of a kind that scanners confuse, is never put right wrongly")
    func singleConfusions() throws {
        var generator = ZoneGenerator(seed: 13)
        var outcomes = [0, 0]
        for _ in 0..<1000 {
            let lines = try generator.zone([.td1, .td2, .td3, .mrvA, .mrvB].randomElement(using: &generator.random)!)
                .lines()
            let format = try #require(Zone.read(lines, asOf: Self.asOf).format)
            let layout = Zone.Layout.of(format)
            var bytes = lines.flatMap(\.utf8)
            guard
                let place = layout.number.filter({ !FieldTypes.confusions(of: bytes[$0]).isEmpty }).randomElement(
                    using: &generator.random)
            else { continue }
            bytes[place] = FieldTypes.confusions(of: bytes[place]).randomElement(using: &generator.random)!
            let reading = Self.repaired(
                stride(from: 0, to: bytes.count, by: layout.width).map {
                    String(decoding: bytes[$0..<($0 + layout.width)], as: UTF8.self)
                })
            if reading.isValid {
                #expect(reading.lines == lines)
                outcomes[0] += 1
            } else {
                outcomes[1] += 1
            }
        }
        // Most numbers hold few confusable characters: three in four are put right.
        #expect(outcomes[0] > 2 * outcomes[1], "\(outcomes)")
    }

    @Test("Layout: lost and surplus fillers, blanks, guillemets, lower case, one line")
    func layout() {
        let (first, second) = (Self.passport[0], Self.passport[1])
        for lines in [
            ["P<UTOERIKSSON<<ANNA<MARIA", second], ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<", second],
            [first + "<<<", second],
            ["P<UTO ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", second], [" " + first + " ", second + "\t"],
            ["P‹UTOERIKSSON‹‹ANNA‹MARIA‹‹‹‹‹‹‹‹‹‹‹‹‹‹‹‹‹‹‹", second],
            ["P<UTOERIKSSON«ANNA<MARIA<<<<<<<<<<<<<<<<<<<", second],
            ["P<UTOERIKSSON  ANNA MARIA<<<<<<<<<<<<<<<<<<<", second],
            [first.lowercased(), second.lowercased()], [first, "L898902C36UTO7408122F1204159ZE184226B<<<10"],
            [first, "L898902C36UTO7408122F1204159ZE184226B<<<<<<<<10"], [first + second], [first + " " + second],
            ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<" + second], [first + "<<<<" + second], [first, second + "\r"],
            [first + "\r\n" + second], ["", first, "  ", second, ""], ["\u{FEFF}" + first, second],
            ["Ｐ＜ＵＴＯ" + first.dropFirst(5), second],
        ] {
            let reading = Self.repaired(lines)
            #expect(reading.lines == Self.passport, "\(lines) → \(reading)")
            #expect(reading.isValid && !reading.repairs.isEmpty, "\(lines)")
        }
        for lines in [
            [Self.card.joined()], [Self.card[0], Self.card[1], "ERIKSSON<<ANNA<MARIA"],
            ["I<UTOD231458907", Self.card[1], Self.card[2]], [Self.card[0], "7408122F1204159UTO<<<<6", Self.card[2]],
            [Self.card[0] + Self.card[1] + "ERIKSSON<<ANNA<MARIA"],
            ["1" + Self.card[0].dropFirst(), Self.card[1], Self.card[2]],
        ] {
            let reading = Self.repaired(lines)
            #expect(reading.lines == Self.card, "\(lines) → \(reading)")
            #expect(reading.isValid && !reading.repairs.isEmpty)
        }
        #expect(Zone.read(scanned: Self.passport.joined(), asOf: Self.asOf).lines == Self.passport)
    }

    @Test("K in the fillers behind a name; in a code that ends; in place of a check digit")
    func fillersReadAsK() {
        let padded = Self.repaired(["P<UTOERIKSSON<<ANNA<MARIA<<<K<<<KK<<<<<<<<<<", Self.passport[1]])
        #expect(padded.lines == Self.passport && padded.repairs.map(\.column) == [29, 33, 34])
        #expect(padded.repairs.allSatisfy { $0.from == "K" && $0.to == "<" && $0.field == .name })
        // K may be a given name where it stands as one.
        let initial = ["P<UTOERIKSSON<<ANNA<K<<<<<<<<<<<<<<<<<<<<<<<", Self.passport[1]]
        #expect(Self.repaired(initial).repairs.isEmpty)
        let german = Self.repaired(["P<DK<ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", Self.passport[1]])
        #expect(german.zone?.issuer == "D" && german.repairs.map(\.field) == [.issuer])
        let empty = Self.repaired([
            "P<UTODOE<<SAM<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F3204153<<<<<<<<<<<<<<K4",
        ])
        #expect(empty.isValid && empty.repairs.map(\.field) == [.optionalCheck])
        let sex = Self.repaired([Self.passport[0], "L898902C36UTO7408122K1204159ZE184226B<<<<<10"])
        #expect(sex.zone?.sex == .unspecified && sex.repairs.map(\.field) == [.sex])
    }

    @Test("What nothing justifies stays a defect")
    func unjustified() {
        for lines in [
            [Self.passport[0], "L898902C36UTO7408132F1204159ZE184226B<<<<<10"],  // a digit for a digit
            ["P<UTOERIKSSÖN<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", Self.passport[1]], ["HELLO", "WORLD"], ["", ""], [],
            [Self.passport[0], "L898902C36UTO7408122F1204159ZE184226B<<<10"].map {
                $0.replacingOccurrence(of: "C36", with: "C37")
            },
        ] {
            let reading = Self.repaired(lines)
            #expect(reading == Zone.read(lines, asOf: Self.asOf), "\(lines)")
            #expect(!reading.isValid)
        }
    }

    @Test("Fields that hang on a repair are named in the person and document made of it")
    func repairedFields() throws {
        let holder = try Self.repaired(["P<UTOERIK5SON<<ANNA<MARIA", "L8989O2C36UTO7408122F1204159ZE184226B<<<<<10"])
            .holder()
        #expect(holder.repairedFields == [.name, .documentNumber])
        #expect(holder.document.number == "L898902C3")
    }

    @Test("No repair is silent: putting each one back gives what was scanned")
    func neverSilent() throws {
        var generator = ZoneGenerator(seed: 14)
        var repairedReadings = 0
        for _ in 0..<1500 {
            let lines = try generator.zone().lines()
            var noisy = lines.map { Array($0).map(String.init) }
            for _ in 0..<Int.random(in: 1...4, using: &generator.random) {
                let line = noisy.indices.randomElement(using: &generator.random)!
                guard let place = noisy[line].indices.randomElement(using: &generator.random) else { continue }
                let old = noisy[line][place]
                switch Int.random(in: 0..<7, using: &generator.random) {
                case 0: noisy[line][place] = old.lowercased()
                case 1:
                    if let byte = old.utf8.first, let other = FieldTypes.confusions(of: byte).first {
                        noisy[line][place] = String(UnicodeScalar(other))
                    }
                case 2:
                    if old == "<" {
                        noisy[line][place] = ["«", "‹", "K", " "].randomElement(using: &generator.random)!
                    }
                case 3: noisy[line].insert(" ", at: place)
                case 4: while noisy[line].count > 8, noisy[line].last == "<" { noisy[line].removeLast() }
                case 5: noisy[line].append("<")
                default: noisy = [Array(noisy.joined())]
                }
            }
            let given = noisy.map { $0.joined() }
            let reading = Self.repaired(given)
            guard reading.format != nil else { continue }
            if reading.lines != given { repairedReadings += 1 }
            #expect(Self.undone(reading) == given, "\(given) → \(reading.lines) \(reading.repairs)")
            for repair in reading.repairs {
                #expect(repair.from != repair.to && (1...reading.lines.count).contains(repair.line))
                #expect((1...(reading.lines[0].count + 1)).contains(repair.column))
            }
        }
        #expect(repairedReadings > 700, "\(repairedReadings)")
    }
}

extension String {
    fileprivate func replacingOccurrence(of part: String, with other: String) -> String {
        split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
    }
}
