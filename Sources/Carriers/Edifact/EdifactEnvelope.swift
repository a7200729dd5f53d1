/// The envelope of one message: interchange, functional group, message. Counts and references are checked on the way in and
/// made on the way out.
struct EdifactEnvelope: Hashable, Sendable {
    var sender = "", recipient = ""
    var interchange = "", group = "", message = ""
    /// YYMMDD and HHMM of preparation.
    var date = "", time = ""
    var type = "", release = ""
    /// Common access reference of the message header.
    var access = ""

    /// The segments between header and trailer of the one message.
    static func open(_ segments: [EdifactSegment], type: String) throws(EdifactError) -> (
        EdifactEnvelope, [EdifactSegment]
    ) {
        var envelope = EdifactEnvelope()
        var index = 0
        func next(_ tag: String) throws(EdifactError) -> EdifactSegment {
            guard index < segments.count, segments[index].tag == tag else {
                throw EdifactError(at: index, reason: "\(tag) is expected here")
            }
            index += 1
            return segments[index - 1]
        }
        func need(_ condition: Bool, _ reason: String) throws(EdifactError) {
            guard condition else { throw EdifactError(at: max(index - 1, 0), reason: reason) }
        }
        let unb = try next("UNB")
        try need(["UNOA", "UNOB"].contains(unb.text(0)), "the character set is neither UNOA nor UNOB")
        try need(["1", "2", "3", "4"].contains(unb.text(0, 1)), "no such syntax version")
        (envelope.sender, envelope.recipient) = (unb.text(1), unb.text(2))
        (envelope.date, envelope.time, envelope.interchange) = (unb.text(3), unb.text(3, 1), unb.text(4))
        try need(
            !envelope.sender.isEmpty && !envelope.recipient.isEmpty && !envelope.interchange.isEmpty,
            "sender, recipient or reference is missing")
        let isGrouped = index < segments.count && segments[index].tag == "UNG"
        if isGrouped {
            let ung = try next("UNG")
            try need(ung.text(0) == type, "the group is of another type")
            envelope.group = ung.text(4)
            try need(!envelope.group.isEmpty, "the group has no reference")
        }
        let header = index
        let unh = try next("UNH")
        (envelope.message, envelope.type, envelope.release, envelope.access) = (
            unh.text(0), unh.text(1), unh.text(1, 2), unh.text(2)
        )
        try need(
            envelope.type == type && unh.text(1, 1) == "D" && unh.text(1, 3) == "UN",
            "the message is no \(type) of a UN directory")
        try need(isRelease(envelope.release), "the release is no directory from 02B on")
        try need(!envelope.message.isEmpty, "the message has no reference")
        var body: [EdifactSegment] = []
        while index < segments.count, segments[index].tag != "UNT" {
            try need(!segments[index].tag.hasPrefix("UN"), "a service segment within the message")
            body.append(segments[index])
            index += 1
        }
        let unt = try next("UNT")
        try need(
            Int(unt.text(0)) == index - header && unt.text(1) == envelope.message, "the message trailer does not fit")
        if isGrouped {
            let une = try next("UNE")
            try need(
                une.text(0) == "1" && une.text(1) == envelope.group,
                "the group trailer does not fit, or there are several messages")
        }
        let unz = try next("UNZ")
        try need(
            unz.text(0) == "1" && unz.text(1) == envelope.interchange,
            "the interchange trailer does not fit, or there are several messages")
        try need(index == segments.count, "something after the interchange")
        return (envelope, body)
    }

    /// `02B`, `05B`, `15B`: year and half.
    private static func isRelease(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 3 && (48...57).contains(bytes[0]) && (48...57).contains(bytes[1])
            && (bytes[2] == 65 || bytes[2] == 66)
            && text >= "02B" && text < "95A"
    }

    func wrap(_ body: [EdifactSegment]) -> [EdifactSegment] {
        [
            EdifactSegment("UNB", ["UNOA", "4"], [sender], [recipient], [date, time], [interchange], [""], [type]),
            EdifactSegment(
                "UNG", [type], [sender], [recipient], [date, time], [group.isEmpty ? "1" : group], ["UN"],
                ["D", release]),
            EdifactSegment("UNH", [message], [type, "D", release, "UN", "IATA"], [access]),
        ] + body + [
            EdifactSegment("UNT", [String(body.count + 2)], [message]),
            EdifactSegment("UNE", ["1"], [group.isEmpty ? "1" : group]), EdifactSegment("UNZ", ["1"], [interchange]),
        ]
    }
}
