import Identity
import Testing

@testable import Matching

func person(_ surname: String, _ given: String, _ birth: String? = nil, _ sex: Sex? = nil, _ state: String? = nil) -> PersonIdentity {
    PersonIdentity(
        surnames: surname.isEmpty ? [] : [surname], givenNames: given.isEmpty ? [] : [given],
        dateOfBirth: birth.flatMap { PartialDate($0) }, sex: sex, nationalities: state.flatMap { CountryCode($0) }.map { [$0] } ?? [])
}

/// SplitMix64: the tests' own dice, the same in every run.
struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &self)] }
}

/// People made of syllables, so that names resemble each other and no list of names is needed.
struct Crowd {
    var dice: Dice
    let syllables = ["ka", "ro", "mi", "ten", "dal", "shi", "ver", "no", "lan", "bek", "su", "zar", "ob", "in", "ghe", "tuo"]
    mutating func name() -> String {
        (0..<Int.random(in: 2...4, using: &dice)).map { _ in dice.pick(syllables) }.joined().capitalizedFirst
    }
    mutating func someone() -> PersonIdentity {
        let year = Int.random(in: 1940...2005, using: &dice)
        let month = Int.random(in: 1...12, using: &dice)
        let day = Int.random(in: 1...28, using: &dice)
        return PersonIdentity(
            surnames: [name()], givenNames: [name() + (Bool.random(using: &dice) ? " " + name() : "")],
            dateOfBirth: PartialDate(year: year, month: month, day: day), sex: dice.pick([.female, .male]),
            nationalities: [dice.pick(["DEU", "SYR", "KOR", "GEO"])].compactMap { CountryCode($0) })
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

@Suite struct IdentityIndexTests {
    func crowded() -> IdentityIndex {
        let index = IdentityIndex()
        var crowd = Crowd(dice: Dice(state: 4))
        for number in 1000..<4000 { index.insert(IndexReference(UInt64(number)), identities: [crowd.someone()]) }
        return index
    }

    @Test(arguments: [
        ("exact", person("Petrenko", "Oksana", "1984-03-07", .female, "UKR")),
        ("case and marks", person("PÉTRENKO", "oksana", "1984-03-07")),
        ("Cyrillic", person("Петренко", "Оксана", "1984-03-07")),
        ("one edit", person("Petrenco", "Oksana", "1984-03-07")),
        ("day and month exchanged", person("Petrenko", "Oksana", "1984-07-03")),
        ("one digit of the year", person("Petrenko", "Oksana", "1983-03-07")),
        ("surname and given name exchanged", person("Oksana", "Petrenko", "1984-03-07")),
        ("cut by a machine-readable zone", person("PETREN", "OKSANA", "1984-03-07")),
        ("given name missing", person("Petrenko", "", "1984-03-07")),
        ("given name as initial", person("Petrenko", "O.", "1984-03-07")),
        ("year of birth only", person("Petrenko", "Oksana", "1984")),
        ("no date of birth", person("Petrenko", "Oksana")),
        ("misread characters", person("Petrenk0", "0ksana", "1984-03-07")),
        ("a Persian date", person("Petrenko", "Oksana", "1362-12-16")),
        ("a Buddhist date", person("Petrenko", "Oksana", "2527-03-07")),
    ])
    func finds(_ what: String, _ asked: PersonIdentity) {
        let index = crowded()
        index.insert(IndexReference(7), identities: [person("Petrenko", "Oksana", "1984-03-07", .female, "UKR")])
        let found = index.search(IdentityQuery(asked), limit: 3)
        #expect(found.first?.reference == IndexReference(7), "\(what)")
        #expect((found.first?.probability ?? 0) > 0.5, "\(what)")
    }

    @Test(arguments: [
        ("عبد الرحمن الخطيب", "Abdulrahman", "al-Khatib"), ("יוסף כהן", "Yosef", "Cohen"), ("Γεώργιος Παπαδόπουλος", "Georgios", "Papadopoulos"),
        ("გიორგი ბერიძე", "Giorgi", "Beridze"), ("Արամ Խաչատրյան", "Aram", "Khachatryan"), ("ሀይሌ ገብረሥላሴ", "Haile", "Gebresilase"),
        ("たなか ひろし", "Hiroshi", "Tanaka"), ("김 민준", "Minjun", "Gim"), ("习近平", "Jinping", "Xi"),
        ("Nguyễn Văn Đức", "Van Duc", "Nguyen"), ("अमित शर्मा", "Amit", "Sharma"),
    ])
    func findsAcrossScripts(_ asked: String, _ given: String, _ surname: String) {
        let index = crowded()
        index.insert(IndexReference(7), identities: [person(surname, given, "1979-11-23")])
        let query = IdentityQuery(wholeName: asked, dateOfBirth: PartialDate("1979-11-23"))
        #expect(index.search(query, limit: 1).first?.reference == IndexReference(7))
    }

    @Test func evidenceAddsUpToTheScore() throws {
        let index = crowded()
        let passport = TravelDocument(kind: .passport, number: "C01X00T47", issuer: try #require(CountryCode("DEU")))
        index.insert(
            IndexReference(7), identities: [person("von der Heide", "Anna Maria", "1984-03-07", .female, "DEU")], documents: [passport])
        for asked in [
            person("Heide", "Anna", "1984-07-03", .male, "DEU"), person("Anna", "Vonderheide", "1984-03-07", .female, "SYR"),
            person("Haide", "A. M.", "1984", nil, nil), person("Kovacs", "Anna Maria", "1984-03-07"),
        ] {
            let found = index.search(IdentityQuery(asked, documents: [passport]), limit: 5, minimumScore: -1000)
            let candidate = try #require(found.first { $0.reference == IndexReference(7) })
            #expect(!candidate.evidence.isEmpty)
            #expect(abs(candidate.evidence.map(\.bits).reduce(0, +) - candidate.score) < 0.01, "\(asked) \(candidate)")
        }
    }

    /// Leaving out the unlikely while searching gives what leaving them out afterwards gives, and so does every alias of a
    /// person with documents.
    @Test func theUnlikelyAreLeftOut() throws {
        let index = crowded()
        var crowd = Crowd(dice: Dice(state: 4))
        let everybody = (0..<300).map { _ in crowd.someone() }
        for (number, one) in everybody.enumerated() where number % 5 == 0 {
            let passport = TravelDocument(kind: .passport, number: "P\(number)", issuer: try #require(CountryCode("GEO")))
            var alias = crowd.someone()
            alias.dateOfBirth = one.dateOfBirth
            index.insert(IndexReference(UInt64(number)), identities: [one, alias], documents: [passport])
        }
        for (number, one) in everybody.enumerated() {
            let passport = TravelDocument(kind: .passport, number: "P\(number)", issuer: try #require(CountryCode("GEO")))
            for query in [IdentityQuery(one), IdentityQuery(one, documents: [passport]), IdentityQuery(crowd.someone(), documents: [passport])] {
                let all = index.search(query, limit: 30)
                for least in [0.1, 0.5, 0.999] {
                    let likely = index.search(query, limit: 30, minimumProbability: least)
                    #expect(likely.map(\.reference) == all.filter { $0.probability >= least }.map(\.reference))
                    #expect(likely.map(\.evidence.count) == all.filter { $0.probability >= least }.map(\.evidence.count))
                }
            }
        }
    }

    @Test func documentsAreFoundByIssuerAndNumberAndByNumber() throws {
        let index = IdentityIndex()
        let (germany, france) = (try #require(CountryCode("D<<")), try #require(CountryCode("FRA")))
        index.insert(
            IndexReference(1), identities: [person("A", "B")],
            documents: [TravelDocument(kind: .passport, number: "C01-X00 T47", issuer: germany)])
        index.insert(
            IndexReference(2), identities: [],
            documents: [TravelDocument(kind: .visa, number: "c01x00t47", issuer: france)])
        index.insert(
            IndexReference(3), identities: [], documents: [TravelDocument(kind: .visa, number: "CO1XOOT47", issuer: france)])
        func find(_ number: String, _ issuer: CountryCode) -> [UInt64] {
            index.find(document: TravelDocument(kind: .other, number: number, issuer: issuer)).map(\.number)
        }
        #expect(find("C01X00T47", germany) == [1])
        #expect(find("C01X00T47", france) == [2])
        #expect(find("C01X00T48", germany) == [])
        #expect(find("", germany) == [])
        #expect(index.find(documentNumber: "C01X00T47").map(\.number) == [1, 2])
        #expect(index.find(documentNumber: "C01X00T47", misread: true).map(\.number) == [1, 2, 3])
        #expect(index.remove(IndexReference(2)))
        #expect(!index.remove(IndexReference(2)))
        #expect(index.find(documentNumber: "C01X00T47").map(\.number) == [1])
    }

    @Test func aliasesAreFoundAndNameTheirIdentity() {
        let index = crowded()
        var alias = person("Meridian", "Tobias", "1970-01-02")
        alias.category = .alias
        alias.otherNames = ["El Comandante Verdugo"]
        index.insert(IndexReference(9), identities: [person("Lindqvist", "Aron", "1971-02-03"), alias])
        let found = index.search(IdentityQuery(wholeName: "Comandante Verdugo", dateOfBirth: PartialDate("1970-01-02")), limit: 1)
        #expect(found.first?.reference == IndexReference(9))
        #expect(found.first?.identityIndex == 1)
        #expect(index.count == 3001)
    }

    /// Random changes from several tasks with searches between them; afterwards the index equals one built afresh.
    @Test func changesFromSeveralTasksEqualARebuild() async {
        let index = IdentityIndex()
        let rounds = 400
        let parts = await withTaskGroup(of: [UInt64: PersonIdentity].self) { group in
            for task in 0..<4 {
                group.addTask {
                    var crowd = Crowd(dice: Dice(state: UInt64(task)))
                    var held: [UInt64: PersonIdentity] = [:]
                    for round in 0..<rounds {
                        let reference = UInt64(task * 1000 + Int.random(in: 0..<150, using: &crowd.dice))
                        if held[reference] != nil, round % 3 == 0 {
                            index.remove(IndexReference(reference))
                            held[reference] = nil
                        } else {
                            let someone = crowd.someone()
                            index.insert(IndexReference(reference), identities: [someone])
                            held[reference] = someone
                            let found = index.search(IdentityQuery(someone), limit: 1)
                            #expect(found.first?.reference.number == reference)
                        }
                    }
                    return held
                }
            }
            return await group.reduce(into: [:]) { $0.merge($1) { a, _ in a } }
        }
        let rebuilt = IdentityIndex()
        for (reference, someone) in parts.sorted(by: { $0.key < $1.key }) {
            rebuilt.insert(IndexReference(reference), identities: [someone])
        }
        #expect(index.count == parts.count)
        var crowd = Crowd(dice: Dice(state: 99))
        for query in parts.values.prefix(100) + (0..<50).map({ _ in crowd.someone() }) {
            func shape(_ candidates: [Candidate]) -> [String] {
                candidates.map { "\($0.reference.number) \($0.score)" }.sorted()
            }
            let (a, b) = (index.search(IdentityQuery(query), limit: 5), rebuilt.search(IdentityQuery(query), limit: 5))
            // Equal scores may stand in either order, so that a tie at the end of the list is left out.
            let last = a.last?.score ?? 0
            #expect(shape(a.filter { $0.score > last }) == shape(b.filter { $0.score > last }))
        }
        for reference in parts.keys { #expect(index.remove(IndexReference(reference))) }
        #expect(index.count == 0)
        #expect(index.recordCount == 0)
        #expect(index.search(IdentityQuery(surnames: ["Karomi"]), limit: 5).isEmpty)
    }

    @Test func anUpdateReplacesAndIsSeenAtOnce() {
        let index = crowded()
        index.insert(IndexReference(1), identities: [person("Quintessa", "Orla", "1960-06-06")])
        index.update(IndexReference(1), identities: [person("Zwingli", "Uda", "1961-07-07")])
        #expect(index.search(IdentityQuery(person("Quintessa", "Orla", "1960-06-06")), limit: 1).first?.reference != IndexReference(1))
        #expect(index.search(IdentityQuery(person("Zwingli", "Uda", "1961-07-07")), limit: 1).first?.reference == IndexReference(1))
        #expect(index.count == 3001)
    }

    /// Names that a hostile or broken source may send: bounded time, no crash, and still removable.
    @Test func absurdNamesAreHarmless() {
        let index = crowded()
        var dice = Dice(state: 12)
        var names = [
            "", "a", String(repeating: "a", count: 500), String(repeating: "e\u{301}\u{302}\u{303}", count: 400),
            "\u{202e}nimdA\u{202c}", "\u{0}\u{1}\u{7f}", String(repeating: "x ", count: 600), "💥🙂", "'-'-'-'", "ーーー", "ــــ",
            String(repeating: "김", count: 300), String(repeating: "习", count: 300), "\u{10FFFF}\u{FFFD}", "ใใใใ", "्््", "ッッ", "\u{0300}",
        ]
        for _ in 0..<300 {
            names.append(
                String(
                    String.UnicodeScalarView(
                        (0..<Int.random(in: 1...60, using: &dice)).compactMap { _ in
                            Unicode.Scalar(UInt32.random(in: 0...0x1_FFFF, using: &dice))
                        })))
        }
        for (number, name) in names.enumerated() {
            let identity = PersonIdentity(
                surnames: [name], givenNames: [name, name], otherNames: [name],
                dateOfBirth: PartialDate(year: Int.random(in: 0...9999, using: &dice), month: 13, day: 31))
            index.insert(IndexReference(UInt64(number)), identities: [identity])
            _ = index.search(IdentityQuery(identity), limit: 3, minimumScore: -100)
            _ = index.search(IdentityQuery(wholeName: name), limit: 3)
        }
        for number in names.indices { #expect(index.remove(IndexReference(UInt64(number)))) }
        #expect(index.count == 3000)
    }

    /// What the fast search returns scores as high as a search that reads every record.
    @Test func theBestCandidateIsTheBestOfAll() {
        let index = IdentityIndex()
        var crowd = Crowd(dice: Dice(state: 77))
        var people: [PersonIdentity] = []
        for number in 0..<800 {
            people.append(crowd.someone())
            index.insert(IndexReference(UInt64(number)), identities: [people[number]])
        }
        for _ in 0..<100 {
            var asked = crowd.dice.pick(people)
            asked.surnames = [String(asked.surnames[0].dropLast())]
            let best = index.search(IdentityQuery(asked), limit: 1).first
            let brute = index.bruteForceSearch(IdentityQuery(asked)).first
            #expect(best?.score == brute?.score)
        }
    }
}
