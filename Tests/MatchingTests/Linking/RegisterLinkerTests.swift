import Foundation
import Identity
import Testing

@testable import Matching

/// A register of made-up people in a temporary folder; some of them twice, with an error.
struct MadeUpRegister {
    let folder: URL
    var records: String { folder.appending(path: "records.csv").path }
    var truth: String { folder.appending(path: "truth.csv").path }

    init(people: Int, seed: UInt64) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sextant-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var crowd = Crowd(dice: Dice(state: seed))
        var text = "rec_id,register,family,given,dob,sex,nat,doc_no,doc_country\n"
        var truth = "rec_id,cluster\n"
        var number = 0
        func add(_ someone: PersonIdentity, _ person: Int) {
            text +=
                "r\(number),A,\(someone.surnames[0]),\(someone.givenNames[0]),\(someone.dateOfBirth?.description ?? ""),\(someone.sex?.rawValue ?? ""),\(someone.nationalities.first?.text ?? ""),,\n"
            truth += "r\(number),\(person)\n"
            number += 1
        }
        for person in 0..<people {
            let someone = crowd.someone()
            add(someone, person)
            guard person % 4 == 0 else { continue }
            var twin = someone
            switch person % 5 {
            case 0: twin.surnames = [String(someone.surnames[0].dropLast()) + "x"]
            case 1: twin.dateOfBirth = someone.dateOfBirth.flatMap { PartialDate(year: Int($0.year)) }
            case 2: (twin.surnames, twin.givenNames) = (someone.givenNames, someone.surnames)
            case 3: twin.surnames = [someone.surnames[0].uppercased()]
            default: twin.givenNames = [String(someone.givenNames[0].prefix(1)) + "."]
            }
            add(twin, person)
        }
        try text.write(toFile: records, atomically: true, encoding: .utf8)
        try truth.write(toFile: self.truth, atomically: true, encoding: .utf8)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}

@Suite struct RegisterLinkerTests {
    @Test func findsTheTwins() throws {
        let register = try MadeUpRegister(people: 1500, seed: 3)
        defer { register.remove() }
        let outcome = try RegisterLinker(files: [(register.records, LinkColumns())]).run()
        let person = try RecordTruth(outcome, files: [register.truth]).person
        let evaluation = LinkEvaluation(outcome, person: person)
        #expect(evaluation.truePairs == 375)
        #expect(evaluation.averagePrecision > 0.93)
        #expect(evaluation.best.f1 > 0.9)
        #expect(evaluation.averagePrecisionInterval.contains(evaluation.averagePrecision))
        #expect(evaluation.clusterF1 > 0.9)
    }

    @Test func oneRunEqualsAnother() throws {
        let register = try MadeUpRegister(people: 600, seed: 5)
        defer { register.remove() }
        func run(_ threads: Int) throws -> [String] {
            var linker = RegisterLinker(files: [(register.records, LinkColumns())])
            linker.threads = threads
            let outcome = try linker.run()
            return (0..<outcome.pairCount).map { "\(outcome.pair($0))" } + (0..<outcome.recordCount).map { "\(outcome.cluster(of: $0))" }
        }
        #expect(try run(1) == run(2))
    }

    /// Of some persons one register writes the date of birth in another calendar: link reads it as search does (Delegated Regulation (EU)
    /// 2023/333, Annex II, point 3(b)), in whichever register it stands, and says so.
    @Test func datesInOtherCalendarsAreMetAsSearchMeetsThem() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sextant-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var crowd = Crowd(dice: Dice(state: 23))
        let calendars: [OtherCalendar] = [.islamicCivil, .ummAlQura, .persian, .ethiopian, .thaiBuddhist, .minguo]
        var (left, right) = ("rec_id,family,given,dob,sex,nat\n", "rec_id,family,given,dob,sex,nat\n")
        let index = IdentityIndex()
        var twins: [(number: Int, calendar: OtherCalendar, asked: PersonIdentity)] = []
        for number in 0..<900 {
            var someone = crowd.someone()
            someone.nationalities = []
            func line(_ side: String, _ date: String) -> String {
                "\(side)\(number),\(someone.surnames[0]),\(someone.givenNames[0]),\(date),\(someone.sex?.rawValue ?? ""),\n"
            }
            let date = try #require(someone.dateOfBirth)
            var (here, there) = (date.description, date.description)
            if number % 10 == 0 {
                let calendar = calendars[number / 10 % calendars.count]
                let day = try #require(Day(year: Int(date.year), month: Int(date.month), day: Int(date.day)))
                let written = try #require(calendar.date(of: day))
                // Ethiopian years have a thirteenth month, which no field for dates takes.
                if written.month <= 12 {
                    if number % 20 == 0 { there = written.text } else { here = written.text }
                    var asked = someone
                    asked.dateOfBirth = PartialDate(year: written.year, month: written.month, day: written.day)
                    twins.append((number, calendar, asked))
                }
            }
            left += line("a", here)
            if number % 2 == 0 || here != there { right += line("b", there) }
            index.insert(IndexReference(UInt64(number)), identities: [someone])
        }
        let files = [folder.appending(path: "left.csv").path, folder.appending(path: "right.csv").path]
        try left.write(toFile: files[0], atomically: true, encoding: .utf8)
        try right.write(toFile: files[1], atomically: true, encoding: .utf8)
        let outcome = try RegisterLinker(files: files.map { ($0, LinkColumns()) }).run()
        #expect(twins.count > 80)
        let rule = DateRelation.calendar.rule
        for (number, calendar, asked) in twins {
            let explained = try #require(outcome.explain("a\(number)", "b\(number)"))
            let isMet = explained.evidence.contains { $0.kind == .dateOfBirth && $0.rule == rule && $0.bits > 0 }
            #expect(isMet, "\(calendar), person \(number)")
            #expect(outcome.standing("a\(number)", "b\(number)")?.isPair == true, "\(calendar), person \(number)")
            let found = index.search(IdentityQuery(asked), limit: 1).first
            #expect(found?.reference.number == UInt64(number))
            #expect(found?.evidence.contains { $0.rule == rule } == true, "\(calendar), person \(number)")
        }
    }

    /// The keys bring together every pair that weighing all pairs would keep with a good probability.
    @Test func fewPairsEscapeTheKeys() throws {
        let register = try MadeUpRegister(people: 400, seed: 9)
        defer { register.remove() }
        let outcome = try RegisterLinker(files: [(register.records, LinkColumns())]).run()
        let found = Set(outcome.pairs.map(\.key))
        let scorer = LinkScorer(outcome.table, outcome.model)
        var (likely, missed) = (0, 0)
        for a in 0..<outcome.recordCount {
            for b in (a + 1)..<outcome.recordCount {
                guard MatchMath.probability(bits: Double(scorer.score(a, b)) + outcome.model.priorBits) > 0.9 else { continue }
                likely += 1
                if !found.contains(UInt64(a) << 32 | UInt64(b)) { missed += 1 }
            }
        }
        #expect(likely > 80)
        #expect(Double(missed) / Double(likely) < 0.05)
    }

    @Test func evidenceAddsUpToTheBits() throws {
        let register = try MadeUpRegister(people: 300, seed: 2)
        defer { register.remove() }
        let outcome = try RegisterLinker(files: [(register.records, LinkColumns())]).run()
        for index in 0..<min(outcome.pairCount, 50) {
            let pair = outcome.pair(index)
            let why = try #require(outcome.explain(pair.left, pair.right))
            #expect(abs(why.bits - pair.bits) < 1e-3)
            #expect(abs(why.evidence.map(\.bits).reduce(0, +) - why.bits) < 0.25, "\(why)")
        }
        #expect(outcome.explain("r0", "nobody") == nil)
    }

    @Test func twoRegistersLinkOnlyAcross() throws {
        let (one, other) = (try MadeUpRegister(people: 200, seed: 4), try MadeUpRegister(people: 200, seed: 4))
        defer { one.remove(); other.remove() }
        let outcome = try RegisterLinker(files: [(one.records, LinkColumns()), (other.records, LinkColumns())]).run()
        #expect(outcome.pairCount >= 200)
        for pair in outcome.pairs { #expect((Int(pair.left) < 250) != (Int(pair.right) < 250)) }
    }

    @Test func filesAreWrittenWholeAndReadBack() throws {
        let register = try MadeUpRegister(people: 200, seed: 6)
        defer { register.remove() }
        let outcome = try RegisterLinker(files: [(register.records, LinkColumns())]).run()
        let pairs = register.folder.appending(path: "pairs.csv").path
        let clusters = register.folder.appending(path: "clusters.csv").path
        let report = register.folder.appending(path: "report.html").path
        try outcome.writePairs(to: pairs, minimumProbability: 0)
        try outcome.writeClusters(to: clusters)
        try outcome.writeReport(to: report)
        let written = try CSVFile(path: pairs)
        #expect(written.header == ["left_id", "right_id", "probability", "bits", "evidence"])
        var count = 0
        written.forEachRecord { fields in
            count += 1
            #expect(fields.count == 5)
        }
        #expect(count == outcome.pairCount)
        // Clusters as their own truth are perfect.
        let own = LinkEvaluation(outcome, person: try RecordTruth(outcome, files: [clusters]).person)
        #expect(own.clusterF1 == 1)
        #expect(try String(contentsOfFile: report, encoding: .utf8).hasSuffix("</html>\n"))
        #expect(throws: FileRefusal.self) { try outcome.writePairs(to: "/nowhere/pairs.csv") }
    }

    @Test func oddRegistersAreRefusedOrHarmless() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sextant-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func run(_ text: String) throws -> RegisterLinker.Outcome {
            let path = folder.appending(path: "odd.csv").path
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return try RegisterLinker(files: [(path, LinkColumns())]).run()
        }
        #expect(throws: FileRefusal.self) { try run("") }
        #expect(throws: FileRefusal.self) { try run("a,b\n1,2\n") }
        #expect(throws: FileRefusal.missingColumn(path: "/none", name: "x")) { throw FileRefusal.missingColumn(path: "/none", name: "x") }
        #expect(try run("rec_id,family,given\n").pairCount == 0)
        #expect(try run("rec_id,family,given\n1,,\n2,,\n").pairCount == 0)
        #expect(try run("rec_id,family,given,dob\n1,\"open,x,y\n2,b,c,d").recordCount == 1)
        _ = try run("rec_id,family,given,dob\n" + (0..<300).map { "\($0),\u{202e}\u{0},,99999999\n" }.joined())
        _ = try run("rec_id,family,given,dob\n" + (0..<300).map { _ in "1,Smith,John,1980-01-01\n" }.joined())
    }

    @Test func columnsAreReadFromText() throws {
        let columns = try LinkColumns("id=unique_id,name=full_name,birth=dob,text=birth_place,code=postcode,category=job")
        #expect(columns.id == "unique_id")
        #expect(columns.name == ["full_name"])
        #expect(columns.further.map(\.column) == ["birth_place", "postcode", "job"])
        #expect(throws: ColumnsRefusal.unknownKind("nonsense")) { try LinkColumns("nonsense=x") }
        #expect(throws: ColumnsRefusal.notAMapping("id")) { try LinkColumns("id") }
        #expect(throws: ColumnsRefusal.notAMapping("name=")) { try LinkColumns("name=") }
        #expect(throws: ColumnsRefusal.twice(kind: "birth")) { try LinkColumns("name=a,birth=b,dob=c") }
        #expect(throws: ColumnsRefusal.nothingToCompare) { try LinkColumns("id=a,sex=b") }
        #expect(throws: ColumnsRefusal.notSearched(kind: "text")) { try RegisterColumns("name=a,text=b") }
        #expect(try LinkColumns(columns.description) == columns)
    }

    @Test func groupsThatDifferAreMarked() throws {
        let register = try MadeUpRegister(people: 800, seed: 11)
        defer { register.remove() }
        let outcome = try RegisterLinker(files: [(register.records, LinkColumns())]).run()
        var person = try RecordTruth(outcome, files: [register.truth]).person
        for attribute in GroupErrors.Attribute.allCases {
            let groups = GroupErrors(outcome, person: person, by: attribute)
            #expect(!groups.rows.isEmpty)
            for row in groups.rows { #expect(row.missed.interval.contains(row.missed.value)) }
        }
        // Claim that all women are of one person: pairs of women are then missed, and only theirs.
        for record in 0..<outcome.recordCount where outcome.table.sexes[record] == 1 { person[record] = 1_000_000 }
        let groups = GroupErrors(outcome, person: person, by: .sex)
        #expect(groups.rows.first { $0.group == "F" }?.missedDiffers == true)
        #expect(abs(GroupErrors.criticalValue(groups: 1) - 1.95996) < 1e-3)
    }
}

@Suite struct LinkWorkTests {
    func shape(_ outcome: RegisterLinker.Outcome) -> [String] {
        (0..<outcome.pairCount).map { "\(outcome.pair($0))" } + (0..<outcome.recordCount).map { "\(outcome.cluster(of: $0))" }
    }

    /// Columns in files and keys in many rounds give what memory gives; so does going on after a break, however far the run had come.
    @Test func whatGoesToDiskChangesNothing() throws {
        let register = try MadeUpRegister(people: 500, seed: 12)
        defer { register.remove() }
        var linker = RegisterLinker(files: [(register.records, LinkColumns())])
        let inMemory = shape(try linker.run())
        let work = register.folder.appending(path: "work").path
        linker.workFolder = work
        linker.memoryBytes = 1
        #expect(shape(try linker.run()) == inMemory)
        let kept = try FileManager.default.contentsOfDirectory(atPath: work)
        #expect(kept.contains("model.json") && kept.contains("job") && kept.contains { $0.hasSuffix(".pairs") })
        // Broken off before each of the files was there.
        for lost in kept.sorted() where lost != "job" {
            try FileManager.default.removeItem(atPath: work + "/" + lost)
            #expect(shape(try linker.run()) == inMemory, "without \(lost)")
        }
        // Other options are another job.
        linker.minimumProbability = 0.3
        #expect(try linker.run().pairCount < inMemory.count)
        try linker.clearWork()
        #expect(try FileManager.default.contentsOfDirectory(atPath: work).isEmpty)
    }

    /// Weights of somebody's own in the folder are no work of a run.
    @Test func aFolderOfOthersIsNotEmptied() throws {
        let register = try MadeUpRegister(people: 20, seed: 17)
        defer { register.remove() }
        let model = register.folder.appending(path: "model.json").path
        try "mine".write(toFile: model, atomically: true, encoding: .utf8)
        var linker = RegisterLinker(files: [(register.records, LinkColumns())])
        linker.workFolder = register.folder.path
        #expect(throws: FileRefusal.self) { try linker.run() }
        #expect(try String(contentsOfFile: model, encoding: .utf8) == "mine")
    }

    @Test func damagedWorkIsRefused() throws {
        let register = try MadeUpRegister(people: 200, seed: 13)
        defer { register.remove() }
        var linker = RegisterLinker(files: [(register.records, LinkColumns())])
        linker.workFolder = register.folder.appending(path: "work").path
        _ = try linker.run()
        let model = URL(fileURLWithPath: register.folder.appending(path: "work/model.json").path)
        let whole = try Data(contentsOf: model)
        for text in [
            Data(), Data("{}".utf8), whole.prefix(whole.count / 2),
            Data(String(decoding: whole, as: UTF8.self).replacingOccurrences(of: "2026", with: "1926").utf8),
        ] {
            try text.write(to: model)
            #expect(throws: FileRefusal.self) { try linker.run() }
        }
        linker.workFolder = "/nowhere/at/all"
        #expect(throws: FileRefusal.self) { try linker.run() }
    }

    /// Weights that were written are read back as they were, and give the same pairs.
    @Test func weightsAreStored() throws {
        let register = try MadeUpRegister(people: 400, seed: 14)
        defer { register.remove() }
        var linker = RegisterLinker(files: [(register.records, LinkColumns())])
        let first = try linker.run()
        let path = register.folder.appending(path: "model.json").path
        try first.writeModel(to: path)
        linker.modelFile = path
        let second = try linker.run()
        #expect(second.model == first.model)
        #expect(shape(second) == shape(first))
    }

    /// Labels move the weights towards what they say, and a wrong label file is refused.
    @Test func labelsAreLearntFrom() throws {
        let register = try MadeUpRegister(people: 400, seed: 15)
        defer { register.remove() }
        var linker = RegisterLinker(files: [(register.records, LinkColumns())])
        let unlabelled = try linker.run()
        linker.labelFiles = [register.truth]
        let labelled = try linker.run()
        #expect(labelled.model != unlabelled.model)
        func precision(_ outcome: RegisterLinker.Outcome) throws -> Double {
            LinkEvaluation(outcome, person: try RecordTruth(outcome, files: [register.truth]).person).averagePrecision
        }
        #expect(try precision(labelled) > (try precision(unlabelled)) - 0.01)
        linker.labelFiles = [register.records]
        #expect(throws: FileRefusal.self) { try linker.run() }
    }

    /// The truth as records with persons, and as pairs, says the same.
    @Test func truthIsReadAsPersonsOrAsPairs() throws {
        let register = try MadeUpRegister(people: 120, seed: 16)
        defer { register.remove() }
        let outcome = try RegisterLinker(files: [(register.records, LinkColumns())]).run()
        let persons = try RecordTruth(outcome, files: [register.truth])
        var pairs = "left_id,right_id,label\n"
        for a in 0..<outcome.recordCount {
            for b in 0..<a where persons.person[a] == persons.person[b] { pairs += "r\(a),r\(b),1\n" }
        }
        pairs += "r0,nobody,1\nr0,r5,0\n"
        let path = register.folder.appending(path: "pairs-truth.csv").path
        try pairs.write(toFile: path, atomically: true, encoding: .utf8)
        let read = try RecordTruth(outcome, files: [path])
        #expect(read.unknownRecords == 1)
        for a in 0..<outcome.recordCount {
            for b in 0..<a { #expect((read.person[a] == read.person[b]) == (persons.person[a] == persons.person[b])) }
        }
        #expect(LinkEvaluation(outcome, person: read.person).truePairs == LinkEvaluation(outcome, person: persons.person).truePairs)
    }

    /// What is shown of a record is what its file has, whatever stands between the quotes.
    @Test func recordsAreShownAsRecorded() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let one = try scratch.file("a.csv", "rec_id,family,given,doc_no\n1,\"O\"\"Hara, Ann\",Mary,AB 12\n\n2,Smith,\"Jo\nhn\",\n3,Ito,Ken,ZZ9\n")
        let other = try scratch.file("b.csv", "family,given,rec_id,doc_no\nO'Hara Ann,Mary,1,AB12\n")
        let outcome = try RegisterLinker(files: [(one, LinkColumns()), (other, LinkColumns())]).run()
        #expect(
            outcome.asRecorded("1", "1").map { record in record.map { $0.value } } == [
                ["1", "O\"Hara, Ann", "Mary", "AB 12"], ["O'Hara Ann", "Mary", "1", "AB12"],
            ])
        #expect(outcome.asRecorded("2", "1").first?[2].value == "Jo\nhn")
        let document = try #require(outcome.explain("1", "1")?.evidence.first { $0.kind == .document })
        #expect(document.left == "AB 12" && document.right == "AB12")
    }

    /// Names that both registers use mean the record of the register that they stand for.
    @Test func twoRegistersMayUseTheSameNames() throws {
        let (one, other) = (try MadeUpRegister(people: 150, seed: 4), try MadeUpRegister(people: 150, seed: 4))
        defer { one.remove(); other.remove() }
        let outcome = try RegisterLinker(files: [(one.records, LinkColumns()), (other.records, LinkColumns())]).run()
        let why = try #require(outcome.explain("r3", "r3"))
        #expect(why.probability > 0.99)
        #expect(outcome.standing("r3", "r3")?.isPair == true)
        let path = one.folder.appending(path: "truth-pairs.csv").path
        try ("left_id,right_id\n" + (0..<outcome.firstCount).map { "r\($0),r\($0)\n" }.joined()).write(
            toFile: path, atomically: true, encoding: .utf8)
        let evaluation = LinkEvaluation(outcome, person: try RecordTruth(outcome, files: [path]).person)
        #expect(evaluation.truePairs == outcome.firstCount)
        #expect(evaluation.best.recall.value > 0.95)
        let both = try RecordTruth(outcome, files: [one.truth, other.truth])
        #expect(LinkEvaluation(outcome, person: both.person).truePairs >= outcome.firstCount)
    }
}
