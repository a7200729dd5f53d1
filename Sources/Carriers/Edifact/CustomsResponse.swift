import Identity
import Operations

/// A reply as a response message (CUSRES): for each passenger the error point, the carrier's mark, a code and the words.
enum CustomsResponse {
    static let type = "CUSRES"
    private static let codes: [CarrierReplyWord: String] = [
        .ok: "OK", .notOK: "NOK", .notApplicable: "NA", .technicallyImpossible: "TI",
    ]

    static func write(_ reply: CarrierReply, to query: CarrierQuery) -> [EdifactSegment] {
        var body = [EdifactSegment("BGM", ["962"])]
        if let reference = reply.reference { body.append(EdifactSegment("RFF", ["TN", reference])) }
        body.append(EdifactSegment("RFF", ["AF", reply.transport]))
        body.append(EdifactSegment("DTM", ["189", PassengerList.digits(query.departure), "203"]))
        if let place = query.departurePlace { body.append(EdifactSegment("LOC", ["125"], [place])) }
        if let place = query.arrivalPlace { body.append(EdifactSegment("LOC", ["87"], [place])) }
        // When the data were extracted (2379 code 204: CCYYMMDDHHMMSS, in UTC).
        if let data = reply.dataOf { body.append(EdifactSegment("DTM", ["263", seconds(data), "204"])) }
        for passenger in reply.passengers {
            body.append(EdifactSegment("ERP", ["2"]))
            if let reference = passenger.reference { body.append(EdifactSegment("RFF", ["ABO", reference])) }
            body.append(EdifactSegment("ERC", [codes[passenger.answer] ?? "TI"]))
            body.append(
                EdifactSegment(
                    "FTX", ["AAH"], [""], [""], [passenger.answer.rawValue, passenger.source?.rawValue ?? ""]))
        }
        return body
    }

    /// Reads a reply, for carriers' programs, simulators and tests.
    static func read(_ body: [EdifactSegment], answered: Instant) throws(EdifactError) -> CarrierReply {
        var reply = CarrierReply()
        reply.answered = answered
        guard body.first?.tag == "BGM", body.first?.text(0) == "962" else {
            throw EdifactError(at: 0, reason: "BGM 962 is expected here")
        }
        for (at, segment) in body.enumerated().dropFirst() {
            let last = reply.passengers.count - 1
            switch (segment.tag, segment.text(0)) {
            case ("RFF", "TN"): reply.reference = segment.text(0, 1)
            case ("RFF", "AF"): reply.transport = segment.text(0, 1)
            case ("DTM", "263"):
                guard let instant = instant(segment.text(0, 1)) else {
                    throw EdifactError(at: at, reason: "no such instant")
                }
                reply.dataOf = instant
            case ("ERP", "2"): reply.passengers.append(PassengerReply(reference: nil, .technicallyImpossible))
            case ("RFF", "ABO") where last >= 0: reply.passengers[last].reference = segment.text(0, 1)
            case ("ERC", let code) where last >= 0:
                guard let word = codes.first(where: { $0.value == code })?.key else {
                    throw EdifactError(at: at, reason: "no such code")
                }
                reply.passengers[last].answer = word
            case ("FTX", "AAH") where last >= 0:
                reply.passengers[last].source = CarrierRule.Source(rawValue: segment.text(3, 1))
            default: continue
            }
        }
        return reply
    }

    private static func seconds(_ instant: Instant) -> String {
        String(instant.description.prefix(19).filter(\.isNumber))
    }
    private static func instant(_ text: String) -> Instant? {
        let digits = Array(text)
        guard digits.count == 14 else { return nil }
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        return Instant(
            "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z")
    }
}
