import Registry
import Wire

/// A reply as it is kept for its `Idempotency-Key`.
struct StoredReply {
    let body: [UInt8]
    let version: Int?
    /// The entry of the log that tells of the first giving.
    let log: RecordID

    init(body: [UInt8], version: Int?, log: RecordID) {
        self.body = body
        self.version = version
        self.log = log
    }

    /// `nil` where the bytes are not what `bytes` gives.
    init?(_ bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes, limits: JSON.Limits(bytesMax: .max, depthMax: 64)),
            let body = json["body"], let log = json["log"]?.text.flatMap({ RecordID($0) })
        else { return nil }
        self.body = body.bytes
        self.log = log
        if case .integer(let number)? = json["version"] { version = Int(number) } else { version = nil }
    }

    var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(body.count + 96)
        out += Array(#"{"body":"#.utf8)
        out += body
        out += Array(#","version":\#(version.map { "\($0)" } ?? "null"),"log":"\#(log)"}"#.utf8)
        return out
    }
}
