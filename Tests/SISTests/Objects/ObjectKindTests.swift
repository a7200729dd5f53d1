import Access
import Identity
import Operations
import Registry
import Testing

@testable import SIS

/// A description of each kind of object, by the number that tells it.
func object(_ kind: ObjectKind, _ serial: Int = 1) -> SoughtObject {
    let number = String(1000 + serial)
    switch SoughtObject.description(of: kind) {
    case .vehicle:
        return SoughtObject(
            vehicle: VehicleDescription(registrationMark: "AB \(number)", registrationState: CountryCode("FRA")!), kind: kind)
    case .document:
        return SoughtObject(document: TravelDocument(kind: .passport, number: "P\(number)99", issuer: CountryCode("FRA")!))
    case .item:
        let kindOfNumber = ObjectItem.numbers(of: kind).telling.sorted { $0.rawValue < $1.rawValue }[0]
        let issued = kindOfNumber == .documentNumber || kindOfNumber == .registrationMark
        return SoughtObject(
            kind,
            ObjectItem([
                ObjectNumber(
                    kindOfNumber, "X\(number)77", issuer: issued ? CountryCode("FRA")! : nil,
                    maker: kindOfNumber == .serialNumber ? "Maker" : nil)
            ]))
    }
}

func alert(on object: SoughtObject, _ category: AlertCategory = .object) -> AlertContent {
    var content = AlertContent()
    content.category = category
    content.object = object
    return content
}

@Suite("1862 38(2), 36: objects of every kind") struct ObjectKindTests {
    let police = caller(.police, "FRA")

    /// The same number as a search gives it, without state or maker.
    private func query(_ object: SoughtObject) -> SearchObjects.Input {
        var input = SearchObjects.Input()
        input.registrationMark = object.vehicle?.registrationMark
        input.documentNumber = object.document?.number
        input.numbers = (object.item?.numbers ?? []).map { ObjectNumber($0.kind, $0.value.lowercased()) }
        return input
    }

    @Test("entered, found by its number alone, guarded against a second alert, kept ten years", arguments: ObjectKind.allCases)
    func everyKind(kind: ObjectKind) async throws {
        let world = SISWorld()
        let category: AlertCategory = kind.maySeize ? .object : .discreetCheck
        let entered = try await world.run(EnterAlert(), .init(alert(on: object(kind), category)), as: police).output
        #expect(entered.keptUntil == day("2036-03-02"))
        let again = await world.refusal(EnterAlert(), .init(alert(on: object(kind), category)), as: caller(.border, "FRA"))
        #expect(again?.kind == .alertExists)
        #expect(await world.refusal(EnterAlert(), .init(alert(on: object(kind, 2), category)), as: police) == nil)
        let found = try await world.run(SearchObjects(), query(object(kind)), as: caller(.border, "DEU")).output.alerts
        #expect(found.map(\.schengenID) == [entered.schengenID])
        #expect(found.first?.object == object(kind))
        #expect(try await world.run(SearchObjects(), query(object(kind, 3)), as: caller(.border, "DEU")).output.alerts.isEmpty)
    }

    @Test("a number of another kind of object, and a feature that such objects do not have, are refused", arguments: ObjectKind.allCases)
    func foreign(kind: ObjectKind) async throws {
        guard SoughtObject.description(of: kind) == .item else { return }
        let world = SISWorld()
        let category: AlertCategory = kind.maySeize ? .object : .discreetCheck
        let known = ObjectItem.numbers(of: kind)
        for number in ObjectNumberKind.allCases where !known.telling.union(known.besides).contains(number) {
            var content = alert(on: object(kind), category)
            content.object?.item?.numbers.append(ObjectNumber(number, "Z123456"))
            #expect(await world.refusal(EnterAlert(), .init(content), as: police)?.kind == .contradiction)
        }
        var content = alert(on: object(kind), category)
        content.object?.item?.calibre = "9 mm"
        #expect(await world.refusal(EnterAlert(), .init(content), as: police)?.kind == (kind == .firearm ? nil : .contradiction))
        content = alert(on: object(kind, 9), category)
        content.object?.item?.numbers = [ObjectNumber(.mmsi, "211234567")]
        #expect(await world.refusal(EnterAlert(), .init(content), as: police) != nil)
    }

    @Test("38(2)(k), (n): a block of blank documents or banknotes is found by each number in it and by no other")
    func blocks() async throws {
        let world = SISWorld()
        for (kind, number) in [(ObjectKind.blankDocument, ObjectNumberKind.documentNumber), (.banknote, .banknoteNumber)] {
            let block = ObjectNumber(number, "AB-09987", through: "AB-10212", issuer: CountryCode("ITA")!)
            let id = try await world.run(
                EnterAlert(), .init(alert(on: SoughtObject(kind, ObjectItem([block])))), as: caller(.police, "ITA")
            ).output.schengenID
            for value in [9986, 9987, 9999, 10_000, 10_199, 10_212, 10_213] {
                let text = "ab" + String(String(100_000 + value).dropFirst())
                let found = try await world.run(
                    SearchObjects(), .init([ObjectNumber(number, text)]), as: caller(.border, "DEU")
                ).output.alerts
                #expect(found.map(\.schengenID) == ((9987...10_212).contains(value) ? [id] : []), "\(text)")
            }
            // One document of the block is the same object, a document outside is not.
            let inside = SoughtObject(kind, ObjectItem([ObjectNumber(number, "AB10005", issuer: CountryCode("ITA")!)]))
            let refused = await world.refusal(EnterAlert(), .init(alert(on: inside)), as: caller(.police, "ITA"))
            #expect(refused?.kind == .alertExists)
            let outside = SoughtObject(kind, ObjectItem([ObjectNumber(number, "AB10213", issuer: CountryCode("ITA")!)]))
            #expect(await world.refusal(EnterAlert(), .init(alert(on: outside)), as: caller(.police, "ITA")) == nil)
        }
        for last in ["AB-09986", "AB-9999", "AC-09999", "AB-999999", ""] {
            let block = ObjectNumber(.documentNumber, "AB-09987", through: last.isEmpty ? "-" : last, issuer: CountryCode("ITA")!)
            let content = alert(on: SoughtObject(.blankDocument, ObjectItem([block])))
            #expect(await world.refusal(EnterAlert(), .init(content), as: police)?.kind == .objectNotIdentifiable, "\(last)")
        }
    }

    @Test("a block's patterns cover exactly the block, and no pattern twice", arguments: [1, 2, 3] as [UInt64])
    func cover(seed: UInt64) throws {
        var random = Seeded(state: seed)
        for _ in 0..<300 {
            let first = Int.random(in: 0..<20_000, using: &random)
            let last = min(99_999, first + Int.random(in: 0..<3000, using: &random))
            func text(_ number: Int) -> String { "Q" + String(String(100_000 + number).dropFirst()) }
            let block = try #require(NumberBlock(first: text(first), last: text(last)))
            let patterns = block.cover
            #expect(Set(patterns).count == patterns.count && patterns.count <= 90)
            var covered = 0
            for pattern in patterns {
                let wild = pattern.filter { $0 == "?" }.count
                covered += (0..<wild).reduce(1) { size, _ in size * 10 }
            }
            #expect(covered == last - first + 1)
            for number in [first - 1, first, (first + last) / 2, last, last + 1] where number >= 0 && number <= 99_999 {
                let meets = !Set(NumberBlock.patterns(of: text(number))).isDisjoint(with: patterns)
                #expect(meets == (first...last).contains(number))
            }
        }
    }

    @Test("38(2)(k): a block of blank documents is among the documents that checks look for, by each number in it and by no other")
    func blanksAsDocuments() throws {
        let (issuer, other) = (try #require(CountryCode("ITA")), try #require(CountryCode("FRA")))
        let block = SoughtObject(
            .blankDocument, ObjectItem([ObjectNumber(.documentNumber, "AB 09987", through: "AB 10212", issuer: issuer)]))
        let kept = Set(block.searchedDocuments.map(\.key))
        func meets(_ number: String, _ issuer: CountryCode) -> Bool {
            let document = TravelDocument(kind: .passport, number: number, issuer: issuer)
            return !kept.isDisjoint(with: [document.key] + document.enclosingBlanks.map(\.key))
        }
        for number in ["AB09987", "AB09999", "ab-10000", "AB10199", "AB10212"] { #expect(meets(number, issuer), "\(number)") }
        for number in ["AB09986", "AB10213", "AC10000", "AB1", "AB"] { #expect(!meets(number, issuer), "\(number)") }
        #expect(!meets("AB10000", other))
        let single = SoughtObject(.blankDocument, ObjectItem([ObjectNumber(.documentNumber, "X 1", issuer: issuer)]))
        #expect(single.searchedDocuments.map(\.key) == ["ITA/X1"])
        // Without an issuer a number is many States'; other objects have no documents that a check of documents could meet.
        #expect(SoughtObject(.blankDocument, ObjectItem([ObjectNumber(.documentNumber, "X 1")])).searchedDocuments.isEmpty)
        #expect(SoughtObject(.banknote, ObjectItem([ObjectNumber(.banknoteNumber, "X 1", issuer: issuer)])).searchedDocuments.isEmpty)
    }

    @Test("check digits of published examples, and each of them with one digit changed")
    func checkDigits() {
        let right: [(ObjectNumberKind, String)] = [
            (.imoNumber, "9074729"), (.containerNumber, "CSQU3054383"), (.imei, "490154203237518"),
            (.cardNumber, "4111111111111111"), (.accountNumber, "GB82WEST12345698765432"),
        ]
        for (kind, number) in right {
            #expect(CheckDigits.isRight(number, of: kind) == true, "\(number)")
            let digit = number.lastIndex { $0.isNumber }!
            var wrong = number
            wrong.replaceSubrange(digit...digit, with: number[digit] == "9" ? "0" : String(Int(String(number[digit]))! + 1))
            #expect(CheckDigits.isRight(wrong, of: kind) == false, "\(wrong)")
            #expect(CheckDigits.isRight("", of: kind) == false)
        }
        #expect(CheckDigits.isRight("ANY", of: .serialNumber) == nil)
    }

    @Test("a false check digit is worth a look and no refusal: the object may be a false one")
    func soft() async throws {
        let phone = SoughtObject(.informationTechnology, ObjectItem([ObjectNumber(.imei, "490154203237519")]))
        let entered = try await SISWorld().run(EnterAlert(), .init(alert(on: phone)), as: police).output
        #expect(entered.remarks == ["imei: checkDigit"])
    }

    @Test("45-47: registration services find their own kinds of objects and no others", arguments: ObjectKind.allCases)
    func services(kind: ObjectKind) async throws {
        guard kind.maySeize else { return }
        let world = SISWorld()
        _ = try await world.run(EnterAlert(), .init(alert(on: object(kind))), as: police)
        for (service, points) in [
            (AuthorityKind.vehicleRegistration, "abcmp"), (.vesselRegistration, "efhi"), (.firearmsRegistration, "j"),
        ] {
            let found = try await world.run(SearchObjects(), query(object(kind)), as: caller(service, "DEU")).output.alerts
            #expect(found.isEmpty != points.contains(kind.point!), "\(service)")
        }
    }
}
