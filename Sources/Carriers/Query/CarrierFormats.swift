import Identity
import Operations
import Wire

/// The forms in which carriers may ask (1409 Article 7, 1380 Article 7): JSON, XML, UN/EDIFACT. Reading and writing are pure; what
/// is asked and answered is the same in each.
public enum CarrierFormats {
    public static let xml = MessageFormat(
        mediaType: "application/xml",
        read: { (bytes) throws(Refusal) in
            do throws(XMLError) {
                return try XMLMessage.json(XMLSyntax.read(bytes), as: CarrierQuery.schema)
            } catch {
                throw Refusal(.notXML, error.explanation)
            }
        },
        write: { (reply, _) throws(Refusal) in XMLSyntax.write(XMLMessage.element(CarrierReply.wireName, reply)) })

    public static let edifact = MessageFormat(
        mediaType: "application/edifact",
        read: { (bytes) throws(Refusal) in try CarrierFormats.message(bytes).query.wire },
        write: { (reply, request) throws(Refusal) in
            let (query, asked) = try CarrierFormats.message(request)
            let answer: CarrierReply
            do { answer = try CarrierReply(reading: reply) } catch {
                throw Refusal(.internalError, "the reply cannot be written")
            }
            return EdifactSyntax.write(
                CarrierFormats.envelope(answering: asked, at: answer.answered).wrap(CustomsResponse.write(answer, to: query)))
        })

    public static let all = [xml, edifact]

    private static func message(_ bytes: [UInt8]) throws(Refusal) -> (query: CarrierQuery, envelope: EdifactEnvelope) {
        do throws(EdifactError) {
            let (envelope, body) = try EdifactEnvelope.open(try EdifactSyntax.read(bytes), type: PassengerList.type)
            return (try PassengerList.read(body, envelope), envelope)
        } catch {
            throw Refusal(.notEdifact, "at \(error.at): \(error.reason)")
        }
    }

    private static func envelope(answering asked: EdifactEnvelope, at answered: Instant) -> EdifactEnvelope {
        let text = answered.description
        var envelope = asked
        (envelope.sender, envelope.recipient, envelope.type) = (asked.recipient, asked.sender, CustomsResponse.type)
        envelope.date = String(text.dropFirst(2).prefix(8).filter { $0 != "-" })
        envelope.time = String(text.dropFirst(11).prefix(5).filter { $0 != ":" })
        return envelope
    }

    /// A query as a carrier's program sends it, in UN/EDIFACT. For simulators and tests.
    public static func passengerList(_ query: CarrierQuery, from sender: String, to recipient: String, reference: String)
        -> [UInt8]
    {
        var envelope = EdifactEnvelope()
        (envelope.sender, envelope.recipient, envelope.interchange, envelope.message) = (
            sender, recipient, reference, "1"
        )
        (envelope.type, envelope.release, envelope.access) = (PassengerList.type, "05B", query.reference ?? "")
        let departure = PassengerList.digits(query.departure)
        (envelope.date, envelope.time) = (String(departure.dropFirst(2).prefix(6)), String(departure.suffix(4)))
        return EdifactSyntax.write(envelope.wrap(PassengerList.write(query)))
    }

    /// A reply in UN/EDIFACT as a carrier's program reads it.
    public static func customsResponse(_ bytes: [UInt8], answered: Instant) throws(EdifactError) -> CarrierReply {
        let (_, body) = try EdifactEnvelope.open(try EdifactSyntax.read(bytes), type: CustomsResponse.type)
        return try CustomsResponse.read(body, answered: answered)
    }
}

extension RefusalKind {
    public static let notXML = RefusalKind(
        "carriers/not-xml", 400, "The body is not XML of this message", article: "2022/1409 7(c)")
    public static let notEdifact = RefusalKind(
        "carriers/not-edifact", 400, "The body is not a passenger list in UN/EDIFACT", article: "2022/1409 7(a)-(b)")
}
