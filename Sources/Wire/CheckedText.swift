extension String {
    /// The text that the bytes are in UTF-8; `nil` where they are not. Most texts are plain ASCII, which one pass over the
    /// bytes shows.
    public init?(checkedUTF8 bytes: UnsafeRawBufferPointer) {
        var all: UInt8 = 0
        for byte in bytes { all |= byte }
        let utf8 = bytes.assumingMemoryBound(to: UInt8.self)
        if all < 0x80 {
            self.init(decoding: utf8, as: UTF8.self)
        } else {
            guard let text = String(validating: utf8, as: UTF8.self) else { return nil }
            self = text
        }
    }
}
