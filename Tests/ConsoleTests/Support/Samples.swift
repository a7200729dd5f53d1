import Access
import EES
import Identity
import Interoperability
import SIS

@testable import Console

func day(_ text: String) -> Day { Day(text)! }

/// Replies of the portal for one traveller, made with the real calculator.
enum Samples {
    static let today = day("2027-02-10")

    static func match(_ probability: Double = 0.9999, exact: Bool = true) -> PortalMatch {
        var match = PortalMatch()
        match.exact = exact
        match.probability = probability
        match.bits = 61.4
        match.evidence = [
            evidence("document", "UKR/FA123456", "UKR/FA123456", "same number and issuer", 33.2),
            evidence(
                "surname", "SHEVCHENKO", exact ? "SHEVCHENKO" : "SHEWTSCHENKO", exact ? "same" : "one name in two transliterations",
                exact ? 14.1 : 9.6),
            evidence("dateOfBirth", "1990-05-17", exact ? "1990-05-17" : "1990", exact ? "same day" : "same year", exact ? 14.6 : 4.2),
            evidence("sex", "F", exact ? "F" : "M", exact ? "same" : "differs", exact ? 1.0 : -4.3),
        ]
        return match
    }

    static func evidence(_ kind: String, _ asked: String, _ found: String, _ rule: String, _ bits: Double) -> PortalEvidence {
        var evidence = PortalEvidence()
        evidence.kind = kind
        evidence.asked = asked
        evidence.found = found
        evidence.rule = rule
        evidence.bits = bits
        return evidence
    }

    static let traveller = PersonIdentity(
        surnames: ["Shevchenko"], givenNames: ["Olena", "Mykolaivna"], dateOfBirth: PartialDate("1990-05-17"), sex: .female,
        nationalities: [CountryCode("UKR")!])

    static func asked(_ person: PersonIdentity = traveller, remarks: [String] = [], expiry: Day? = day("2031-04-30")) -> AskedAbout {
        var asked = AskedAbout()
        asked.surnames = person.surnames
        asked.givenNames = person.givenNames
        asked.dateOfBirth = person.dateOfBirth
        asked.sex = person.sex
        asked.nationalities = person.nationalities
        asked.documents = [TravelDocument(kind: .passport, number: "FA123456", issuer: CountryCode("UKR")!, expiry: expiry)]
        asked.remarks = remarks
        return asked
    }

    static func file(_ stays: [(String, String?)], euFamily: Bool = false, match: PortalMatch = Samples.match()) -> EESHit {
        let question = StayQuestion(
            asOf: today, stays: stays.map { try! Stay(entry: day($0.0), exit: $0.1.map { day($0) }) }, euFamily: euFamily)
        let answer = StayCalculator.answer(question)
        var view = EESPortalView()
        view.file = .init(high: 7, low: 9)
        view.asOf = today
        view.traveller = .visaExempt
        var identity = RegisteredIdentity()
        identity.surnames = traveller.surnames
        identity.givenNames = traveller.givenNames
        identity.dateOfBirth = traveller.dateOfBirth
        identity.nationalities = traveller.nationalities
        identity.sex = .female
        view.identity = identity
        view.present = answer?.present ?? false
        view.stay = StayReply(answer, asOf: today)
        view.strip = StayStrip(question).map { EESPortalView.StripReply($0) }
        view.crossings = stays.reversed().map { stay in
            var line = EESPortalView.CrossingLine()
            line.entry = day(stay.0)
            line.entryPoint = "FR-CDG-2E"
            line.exit = stay.1.map { day($0) }
            line.exitPoint = stay.1 == nil ? nil : "DE-FRA-T1"
            return line
        }
        return EESHit(match: match, file: view)
    }

    static func alert(
        _ action: AlertAction, _ article: String, by state: String = "FRA", match: PortalMatch = Samples.match()
    ) -> SISHit {
        var view = SISPortalView()
        view.schengenID = "FRA0G7K2M9QXT4B1"
        view.action = action
        view.article = article
        view.issuingState = state
        view.authority = state + "-1"
        view.instruction = action.words
        view.discreet = action.isDiscreet
        view.executeFirst = action == .arrest
        view.entered = day("2026-03-01")
        view.validUntil = day("2029-03-01")
        return SISHit(match: match, alert: view)
    }

    static func reply(ees: [EESHit]? = [], sis: [SISHit]? = [], asked: AskedAbout = Samples.asked()) -> PortalReply {
        var reply = PortalReply()
        reply.asked = asked
        var answer = SystemAnswer(.SIS, sis == nil ? .unavailable : sis?.isEmpty == true ? .noHit : .hit)
        answer.sis = sis ?? []
        reply.systems.append(answer)
        answer = SystemAnswer(.EES, ees == nil ? .unavailable : ees?.isEmpty == true ? .noHit : .hit)
        answer.ees = ees ?? []
        reply.systems.append(answer)
        return reply
    }

    static func verdict(_ reply: PortalReply, at place: CheckPlace = .entry) -> Verdict {
        BorderVerdict.of(CheckFindings(reply, today: today), at: place)
    }

    /// 34 days: 3 to 20 October and 26 January to 10 February, all ends counted.
    static let lawfulStays: [(String, String?)] = [("2026-10-03", "2026-10-20"), ("2027-01-26", nil)]
    static let overstay: [(String, String?)] = [("2026-11-01", nil)]
}
