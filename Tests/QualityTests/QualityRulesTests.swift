import Identity
import Testing

@testable import Quality

private func day(_ text: String) -> Day { Day(text)! }
private let today = day("2026-03-02")

/// Somebody about whom no rule has anything to say.
private func flawless(_ register: CheckedRegister) -> CheckedRecord {
    var record = CheckedRecord(register)
    record.identities = [
        PersonIdentity(
            surnames: ["Okonkwo"], givenNames: ["Ada"], dateOfBirth: PartialDate("1985-04-12"), sex: .female,
            nationalities: [CountryCode("NGA")!], placeOfBirth: "Enugu", countryOfBirth: CountryCode("NGA"))
    ]
    record.documents = [
        TravelDocument(kind: .passport, number: "A05312447", issuer: CountryCode("NGA")!, issued: day("2022-05-01"), expiry: day("2032-04-30"))
    ]
    record.samples = [.init(.face, quality: 80), .init(.fingerprint, position: 2, quality: 60)]
    record.recorded = today
    record.asked = Set(QualityDatum.allCases).subtracting([.homeAddress, .occupation, .reason, .decisionReference])
    record.noteGiven()
    return record
}

@Suite struct QualityRulesTests {
    @Test(arguments: CheckedRegister.allCases) func aFlawlessRecordIsGood(register: CheckedRegister) {
        let record = flawless(register)
        let assessment = QualityAssessment(record, today: today)
        #expect(assessment.findings.isEmpty, "\(assessment.findings)")
        #expect(assessment.quality == .good && assessment.overall == 100)
    }

    /// One flaw, the rule that finds it, and the field that it names.
    static let flaws: [(String, String, @Sendable (inout CheckedRecord) -> Void)] = [
        ("name.noLetter", "identities/0/surnames", { $0.identities[0].surnames = ["12-/."] }),
        ("name.unreadable", "identities/0/givenNames", { $0.identities[0].givenNames = ["ADA<<MARIA"] }),
        ("name.digit", "identities/0/surnames", { $0.identities[0].surnames = ["Ok0nkwo"] }),
        ("name.digit", "identities/0/surnames", { $0.identities[0].surnames = ["Okonkwo ٣"] }),
        ("name.placeholder", "identities/0/givenNames", { $0.identities[0].givenNames = ["Unbekannt"] }),
        ("name.placeholder", "identities/0/surnames", { $0.identities[0].surnames = ["UNKNOWN"] }),
        ("name.title", "identities/0/givenNames", { $0.identities[0].givenNames = ["Dr. Ada"] }),
        ("name.allInOne", "identities/0/surnames", { $0.identities[0].surnames = ["Okonkwo, Ada"] }),
        ("name.mixedScripts", "identities/0/surnames", { $0.identities[0].surnames = ["Ivаnov"] }),  // with a Cyrillic а
        ("name.blanks", "identities/0/surnames", { $0.identities[0].surnames = [" Okonkwo"] }),
        ("name.stutter", "identities/0/surnames", { $0.identities[0].surnames = ["Okonkwoooo"] }),
        ("name.surnameIsInitial", "identities/0/surnames", { $0.identities[0].surnames = ["K"] }),
        ("name.repeated", "identities/0/givenNames", { $0.identities[0].givenNames = ["OKONKWO"] }),
        ("name.givenOnly", "identities/0/surnames", { $0.identities[0].surnames = [] }),
        ("birth.future", "identities/0/dateOfBirth", { $0.identities[0].dateOfBirth = PartialDate("2026-03-04") }),
        ("birth.impossibleAge", "identities/0/dateOfBirth", { $0.identities[0].dateOfBirth = PartialDate("1880-01-01") }),
        ("birth.greatAge", "identities/0/dateOfBirth", { $0.identities[0].dateOfBirth = PartialDate("1918-01-01") }),
        ("birth.notInCalendar", "identities/0/dateOfBirth", { $0.identities[0].dateOfBirth = PartialDate("1985-02-30") }),
        ("birth.otherCalendar", "identities/0/dateOfBirth", { $0.identities[0].dateOfBirth = PartialDate("1364-01-23") }),
        ("birth.otherCalendar", "identities/0/dateOfBirth", { $0.identities[0].dateOfBirth = PartialDate("2528-04-12") }),
        ("birth.partial", "identities/0/dateOfBirth", { $0.identities[0].dateOfBirth = PartialDate("1985") }),
        ("birth.afterRecording", "identities/0/dateOfBirth", { $0.identities[0].dateOfBirth = PartialDate("2026-03-05") }),
        ("dates.order", "exit", { $0.orders = [.init("exit", day("2026-02-02"), day("2026-02-01"))] }),
        ("record.late", "recorded", { ($0.occurred, $0.recordedWithinDays) = (day("2026-02-20"), 5) }),
        ("record.beforeEvent", "recorded", { $0.occurred = day("2026-03-20") }),
        ("document.numberEmpty", "documents/0/number", { $0.documents[0].number = "- -" }),
        ("document.numberPlaceholder", "documents/0/number", { $0.documents[0].number = "000000000" }),
        ("document.numberPlaceholder", "documents/0/number", { $0.documents[0].number = "123456789" }),
        ("document.numberLength", "documents/0/number", { $0.documents[0].number = "A1" }),
        ("document.numberNoDigit", "documents/0/number", { $0.documents[0].number = "ABCXYZ" }),
        ("document.expiryBeforeIssue", "documents/0/expiry", { $0.documents[0].issued = day("2033-01-01") }),
        ("document.issuedInFuture", "documents/0/issued", { $0.documents[0].issued = day("2026-03-20") }),
        ("document.issuedBeforeBirth", "documents/0/issued", { $0.documents[0].issued = day("1980-01-01") }),
        ("document.specimenIssuer", "documents/0/issuer", { $0.documents[0].issuer = CountryCode("UTO")! }),
        ("document.issuerGone", "documents/0/issuer", { $0.documents[0].issuer = CountryCode("DDR")! }),
        ("document.twice", "documents/1/number", { $0.documents.append($0.documents[0]) }),
        ("document.othersHaveIt", "documents", { $0.othersWithDocument = 1 }),
        ("record.twin", "identities", { $0.twins = 1 }),
        ("identity.twice", "identities/1", { $0.identities.append($0.identities[0]) }),
        ("nationality.gone", "identities/0/nationalities", { $0.identities[0].nationalities = [CountryCode("YUG")!] }),
        ("nationality.specimen", "identities/0/nationalities", { $0.identities[0].nationalities = [CountryCode("UTO")!] }),
        ("nationality.organisation", "identities/0/nationalities", { $0.identities[0].nationalities = [CountryCode("UNO")!] }),
        ("nationality.unspecified", "identities/0/nationalities", { $0.identities[0].nationalities = [.unspecified] }),
        ("nationality.twice", "identities/0/nationalities", { $0.identities[0].nationalities += $0.identities[0].nationalities }),
        ("text.empty", "identities/0/placeOfBirth", { $0.identities[0].placeOfBirth = "..." }),
        ("text.placeholder", "form/city", { $0.texts = [.init("form/city", "N/A")] }),
        ("fingerprint.quality", "fingerprints/2", { $0.samples[1].quality = 5 }),
        ("face.quality", "face", { $0.samples[0].quality = 5 }),
        ("sample.qualityUnknown", "face", { $0.samples[0].quality = nil }),
        ("fingerprint.twice", "fingerprints/2", { $0.samples.append($0.samples[1]) }),
        ("missing.sex", "sex", { $0.given.remove(.sex) }),
    ]

    @Test(arguments: flaws.indices) func eachFlawIsFoundByItsRule(place: Int) {
        let (rule, field, spoil) = Self.flaws[place]
        for register in CheckedRegister.allCases where QualityRules.rule(rule)?.registers.contains(register) ?? false {
            var record = flawless(register)
            spoil(&record)
            let findings = QualityRules.findings(in: record, today: today)
            #expect(findings.contains(QualityFinding(rule: rule, field: field)), "\(rule) in \(register.rawValue): \(findings)")
            #expect(QualityAssessment(record, today: today).overall < 100)
        }
    }

    /// Names of every custom are names: nothing that blocks, and nothing that says they are wrong.
    @Test(arguments: [
        ["O'Neill"], ["de la Cruz"], ["Nguyễn"], ["Ő"], ["Müller-Lüdenscheidt"], ["Вознесенский"], ["王"], ["김"], ["Ng"], ["بن علي"],
        ["Nwa-nne-di-na-mba"], ["Pan"], ["van 't Hoff"], ["M'Bala"], ["García", "Márquez"], ["Wu"], ["Ing"],
        ["O"], ["E"], ["U"], ["Å"], ["Null"], ["Nil"], ["Herr"], ["Miss"], ["Raman s/o Krishnan"], ["Siti A/P Osman"], ["Mac Giolla Phádraig"],
        ["ben-Gurion"], ["Abd al-Raḥmān"], ["Петрович"], ["Παπαδόπουλος"], ["ქართველი"], ["Հակոբյան"], ["ทองดี"], ["መንግሥቱ"], ["李小龙"],
        ["D’Souza"], ["Ōno"], ["Şükrü-Oğlu"], ["Guðmundsdóttir"], ["Sigurðsson"], ["Ivanovna"],
    ])
    func namesOfEveryCustomAreNames(surnames: [String]) {
        var record = flawless(.EES)
        record.identities[0].surnames = surnames
        let findings = QualityRules.findings(in: record, today: today)
        #expect(findings.isEmpty, "\(surnames): \(findings)")
    }

    /// A title beside a name is one, and a slash between two names.
    @Test(arguments: [("Herr Meyer", "name.title"), ("Dr", "name.title"), ("Miss Ada", "name.title"), ("Okonkwo/Ada", "name.allInOne")])
    func whatIsNoPartOfANameIsFound(name: String, rule: String) {
        var record = flawless(.EES)
        record.identities[0].surnames = [name]
        #expect(QualityRules.findings(in: record, today: today).map(\.rule) == [rule])
    }

    /// A month or day that is not known is said to be unknown: the data are good all the same, and agree with a zone that says so.
    @Test(arguments: ["1985", "1985-04"]) func anUnknownDayOfBirthIsNoBadData(born: String) throws {
        var record = flawless(.EES)
        record.identities[0].dateOfBirth = PartialDate(born)
        let assessment = QualityAssessment(record, today: today)
        #expect(assessment.findings.map(\.rule) == ["birth.partial"] && assessment.quality == .good)
        let lines = try MachineReadableZone(format: .td3, identity: record.identities[0], document: record.documents[0]).lines()
        record.zone = MachineReadableZone.read(lines, asOf: today).zone
        #expect(!QualityRules.findings(in: record, today: today).contains { $0.rule == "zone.dateOfBirth" })
        // Whoever knows more than the zone contradicts nothing.
        record.identities[0].dateOfBirth = PartialDate("1985-04-12")
        #expect(!QualityRules.findings(in: record, today: today).contains { $0.rule == "zone.dateOfBirth" })
        record.identities[0].dateOfBirth = PartialDate("1984-04-12")
        #expect(QualityRules.findings(in: record, today: today).contains { $0.rule == "zone.dateOfBirth" })
    }

    /// Names in other letters, as States write them in zones.
    @Test func aZoneInLatinLettersIsNoOtherName() {
        var record = flawless(.EES)
        record.zone = MachineReadableZone(
            format: .td3, documentCode: "P", issuer: "UKR", surname: "HRYHORENKO", givenNames: "ADA", documentNumber: "A05312447", nationality: "NGA")
        record.identities[0].surnames = ["Григоренко"]
        #expect(!QualityRules.findings(in: record, today: today).contains { $0.rule == "zone.surname" })
        record.identities[0].surnames = ["Шевченко"]
        #expect(QualityRules.findings(in: record, today: today).contains { $0.rule == "zone.surname" })
        record.identities[0].surnames = ["محمد"]
        #expect(!QualityRules.findings(in: record, today: today).contains { $0.rule == "zone.surname" })
    }

    /// 2021/2224 5(4)(b), 6(2): an indicator says nothing of records that have nothing of it.
    @Test func indicatorsAreMeasuredWhereTheySaySomething() {
        let crossing = CheckedRecord(.EES)
        #expect(QualityIndicator.allCases.allSatisfy { !crossing.isMeasured(by: $0) })
        var late = crossing
        (late.occurred, late.recorded, late.recordedWithinDays) = (day("2026-02-01"), today, 1)
        #expect(QualityIndicator.allCases.filter { late.isMeasured(by: $0) } == [.timeliness, .consistency])
        #expect(QualityIndicator.allCases.allSatisfy { flawless(.EES).isMeasured(by: $0) })
        // Whatever a rule finds is of an indicator that is measured.
        for (_, _, spoil) in Self.flaws {
            var record = flawless(.EES)
            spoil(&record)
            for finding in QualityRules.findings(in: record, today: today) {
                #expect(QualityRules.rule(finding.rule).map { record.isMeasured(by: $0.indicator) } ?? false, "\(finding.rule)")
            }
        }
    }

    /// Each finding has the provision of its register: what is asked there, or who answers for it.
    @Test func everyFindingHasItsProvision() {
        for register in CheckedRegister.allCases {
            for datum in QualityDatum.allCases { #expect(register.article(of: datum).contains { $0.isNumber }) }
            for rule in QualityRules.all where rule.registers.contains(register) {
                let article = rule.article(in: register)
                #expect(article.contains("37(1)") || article.contains("13(3)"), "\(rule.id): \(article)")
            }
        }
        #expect(QualityRules.rule("missing.fingerprints")?.article(in: .EES).hasSuffix("EES 17(1)(c)") == true)
        #expect(QualityRules.rule("name.digit")?.article(in: .Eurodac) == "818 37(1), 2021/2224 3(4), Eurodac 36(1)")
        #expect(QualityRules.rule("name.digit")?.article(in: .VIS) == "817 37(1), 2021/2225 3(4), VIS 29(1)")
    }

    /// A single name is a surname, and nothing is missing (ICAO Doc 9303-3).
    @Test func aSingleNameIsComplete() {
        var record = flawless(.EES)
        record.identities[0].surnames = ["Suharto"]
        record.identities[0].givenNames = []
        record.given = []
        record.noteGiven()
        #expect(record.missing.isEmpty)
        #expect(QualityAssessment(record, today: today).values[.completeness] == 100)
    }

    /// 2021/2224 2(d): what a rule refuses it also finds, and only where it is said to refuse.
    @Test func blockingRulesAreAPartOfTheRules() {
        for place in Self.flaws.indices {
            let (id, _, spoil) = Self.flaws[place]
            for register in CheckedRegister.allCases {
                var record = flawless(register)
                spoil(&record)
                let all = QualityRules.findings(in: record, today: today)
                let blocking = QualityRules.blockingFindings(in: record, today: today)
                #expect(Set(blocking).isSubset(of: all))
                #expect(blocking.allSatisfy { QualityRules.rule($0.rule)?.strength(in: register) == .blocking }, "\(id)")
            }
        }
        // What somebody merely says may be recorded where nothing else is known: SIS refuses no name and no birth.
        #expect(QualityRules.all.filter { $0.blockingIn.contains(.SIS) }.map(\.id) == ["document.numberEmpty"])
    }

    @Test func theTableIsATable() {
        #expect(Set(QualityRules.all.map(\.id)).count == QualityRules.all.count)
        for rule in QualityRules.all {
            #expect(rule.blockingIn.isSubset(of: rule.registers) && (1...100).contains(rule.weight))
            #expect(!rule.meaning.isEmpty && rule.meaning.hasSuffix(".") || rule.id.hasPrefix("missing."))
            #expect(!rule.article.isEmpty)
        }
        #expect(Set(QualityRules.all.map(\.indicator)) == Set(QualityIndicator.allCases))
    }

    /// A finding names a rule and a field, whatever stands in the record: hostile texts never come out again.
    @Test func findingsHoldNothingOfTheRecord() {
        let token = "ZQXJTOKEN7"
        for text in [token, "\(token),\(token)", "<\(token)>", "\u{FFFD}\(token)", "  \(token)", String(repeating: token, count: 500)] {
            var record = flawless(.EES)
            record.identities[0].surnames = [text]
            record.identities[0].givenNames = [text, ""]
            record.identities[0].placeOfBirth = text
            record.documents[0].number = text
            for finding in QualityRules.findings(in: record, today: today) {
                #expect(!"\(finding.rule)\(finding.field)".contains(token))
            }
        }
    }

    /// The zone against the page: each field that differs is told, and a zone as the page says nothing.
    @Test func zoneAgainstThePage() throws {
        var record = flawless(.EES)
        let identity = record.identities[0]
        let lines = try MachineReadableZone(format: .td3, identity: identity, document: record.documents[0]).lines()
        let reading = MachineReadableZone.read(lines, asOf: today)
        record.zone = reading.zone
        record.zoneDefects = reading.defects
        #expect(QualityRules.findings(in: record, today: today).isEmpty)
        let differences: [(String, @Sendable (inout CheckedRecord) -> Void)] = [
            ("zone.surname", { $0.identities[0].surnames = ["Okafor"] }), ("zone.givenNames", { $0.identities[0].givenNames = ["Adaeze"] }),
            ("zone.dateOfBirth", { $0.identities[0].dateOfBirth = PartialDate("1985-12-04") }), ("zone.sex", { $0.identities[0].sex = .male }),
            ("zone.nationality", { $0.identities[0].nationalities = [CountryCode("GHA")!] }),
            ("zone.documentNumber", { $0.documents[0].number = "A05312474" }), ("zone.expiry", { $0.documents[0].expiry = day("2032-04-03") }),
        ]
        for (rule, spoil) in differences {
            var spoilt = record
            spoil(&spoilt)
            #expect(QualityRules.findings(in: spoilt, today: today).contains { $0.rule == rule }, "\(rule)")
        }
        // A zone that is cut where it ends is still the person's.
        record.zone?.surname = "OKONK"
        #expect(QualityRules.findings(in: record, today: today).map(\.rule) == ["zone.surname"])
    }

    /// 2021/2224 5(4): values fall with every finding and never below nought; the class follows the standard.
    @Test func moreFindingsAreNeverWorthMore() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var record = flawless(CheckedRegister.allCases.randomElement(using: &generator)!)
            var last = 100
            for flaw in Self.flaws.shuffled(using: &generator).prefix(6)
            where !["name.givenOnly", "identity.twice", "document.twice"].contains(flaw.0) {
                let before = Set(QualityRules.findings(in: record, today: today))
                var next = record
                flaw.2(&next)
                let assessment = QualityAssessment(next, today: today)
                #expect(assessment.values.values.allSatisfy { (0...100).contains($0) })
                guard before.isSubset(of: Set(assessment.findings)) else { continue }
                #expect(assessment.overall <= last)
                (record, last) = (next, assessment.overall)
                let least = QualityIndicator.allCases.allSatisfy { assessment.values[$0]! >= QualityStandard.standard.least[$0]! }
                #expect((assessment.quality == .good) == (least && assessment.overall >= QualityStandard.standard.leastOverall))
            }
        }
    }
}
