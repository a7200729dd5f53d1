/// A reader for the XML that ANSI/NIST-ITL packages are written in: elements, text, character references. Document type
/// declarations are refused, so that no entity can expand; depth and number of elements are bounded.
struct XMLTree {
    struct Element {
        /// Without the prefix.
        var name: String
        var text: String = ""
        var children: [Element] = []

        func first(_ name: String) -> Element? { children.first { $0.name == name } }

        /// Depth first, this element excluded.
        func descendant(_ name: String) -> Element? {
            for c in children {
                if c.name == name { return c }
                if let found = c.descendant(name) { return found }
            }
            return nil
        }
    }

    private let bytes: [UInt8]
    private var at = 0
    private var elements = 0
    private static let depthLimit = 64, elementLimit = 500_000

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func parse(_ bytes: [UInt8]) throws(FormatError) -> Element {
        var tree = XMLTree(bytes)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { tree.at = 3 }
        try tree.skipMisc()
        let root = try tree.element(depth: 0)
        try tree.skipMisc()
        guard tree.at == bytes.count else { throw tree.wrong("something after the root element") }
        return root
    }

    private func wrong(_ reason: String) -> FormatError { FormatError("XML", at: "byte \(at)", reason) }

    private func looking(at text: StaticString) -> Bool {
        text.withUTF8Buffer { t in at + t.count <= bytes.count && (0..<t.count).allSatisfy { bytes[at + $0] == t[$0] } }
    }

    private mutating func skip(past text: StaticString) throws(FormatError) {
        while at < bytes.count && !looking(at: text) { at += 1 }
        guard at < bytes.count else { throw wrong("the file ends inside a comment or instruction") }
        at += text.utf8CodeUnitCount
    }

    private mutating func skipMisc() throws(FormatError) {
        while at < bytes.count {
            if bytes[at] <= 32 {
                at += 1
            } else if looking(at: "<?") {
                try skip(past: "?>")
            } else if looking(at: "<!--") {
                try skip(past: "-->")
            } else if looking(at: "<!DOCTYPE") {
                throw wrong("a document type declaration, which packages have no use for")
            } else {
                return
            }
        }
    }

    private static func isName(_ c: UInt8) -> Bool {
        c >= 0x80 || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || (c >= 48 && c <= 58) || c == 0x2d || c == 0x2e || c == 0x5f
    }

    private mutating func name() throws(FormatError) -> String {
        let start = at
        while at < bytes.count, Self.isName(bytes[at]) { at += 1 }
        guard at > start, at - start < 256 else { throw wrong("a name is expected here") }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func element(depth: Int) throws(FormatError) -> Element {
        guard depth < Self.depthLimit else { throw wrong("more than \(Self.depthLimit) levels") }
        elements += 1
        guard elements < Self.elementLimit else { throw wrong("more than \(Self.elementLimit) elements") }
        guard at < bytes.count, bytes[at] == 0x3c else { throw wrong("an element is expected here") }
        at += 1
        let full = try name()
        var result = Element(name: full.split(separator: ":").last.map(String.init) ?? full)
        // Attributes carry nothing that is needed here: namespaces and schema hints.
        while true {
            guard at < bytes.count else { throw wrong("a tag does not end") }
            if looking(at: "/>") {
                at += 2
                return result
            }
            if bytes[at] == 0x3e {
                at += 1
                break
            }
            if bytes[at] == 0x22 || bytes[at] == 0x27 {
                let quote = bytes[at]
                at += 1
                while at < bytes.count, bytes[at] != quote { at += 1 }
            }
            guard at < bytes.count, bytes[at] != 0x3c else { throw wrong("a tag does not end") }
            at += 1
        }
        var text: [UInt8] = []
        while true {
            guard at < bytes.count else { throw wrong("<\(full)> is not closed") }
            if bytes[at] == 0x3c {
                if looking(at: "</") {
                    at += 2
                    let closing = try name()
                    guard closing == full else { throw wrong("</\(closing)> closes <\(full)>") }
                    while at < bytes.count, bytes[at] <= 32 { at += 1 }
                    guard at < bytes.count, bytes[at] == 0x3e else { throw wrong("a closing tag does not end") }
                    at += 1
                    break
                } else if looking(at: "<!--") {
                    try skip(past: "-->")
                } else if looking(at: "<![CDATA[") {
                    at += 9
                    while at < bytes.count, !looking(at: "]]>") {
                        text.append(bytes[at])
                        at += 1
                    }
                    guard at < bytes.count else { throw wrong("the file ends inside a CDATA section") }
                    at += 3
                } else if looking(at: "<?") {
                    try skip(past: "?>")
                } else {
                    result.children.append(try element(depth: depth + 1))
                }
            } else if bytes[at] == 0x26 {
                try reference(&text)
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        result.text = String(decoding: text, as: UTF8.self).trimmedASCII
        return result
    }

    private mutating func reference(_ text: inout [UInt8]) throws(FormatError) {
        var end = at + 1
        while end < bytes.count, end - at < 12, bytes[end] != 0x3b { end += 1 }
        guard end < bytes.count, bytes[end] == 0x3b else { throw wrong("a bare ampersand") }
        let body = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
        switch body {
        case "lt": text.append(0x3c)
        case "gt": text.append(0x3e)
        case "amp": text.append(0x26)
        case "quot": text.append(0x22)
        case "apos": text.append(0x27)
        default:
            let code = body.hasPrefix("#x") ? UInt32(body.dropFirst(2), radix: 16) : body.hasPrefix("#") ? UInt32(body.dropFirst()) : nil
            guard let code, let scalar = Unicode.Scalar(code) else { throw wrong("the entity &\(body); is not defined") }
            text += Array(String(Character(scalar)).utf8)
        }
        at = end + 1
    }
}
