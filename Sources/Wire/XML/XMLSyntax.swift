/// Why bytes are no message in XML.
public struct XMLError: Error, Hashable, Sendable {
    /// In bytes, from 0.
    public let at: Int
    public let reason: String
    public init(at: Int, reason: String) {
        self.at = at
        self.reason = reason
    }
    /// The reason with its place. What is wrong with an element's value names the element and has none.
    public var explanation: String { at > 0 ? "byte \(at): \(reason)" : reason }
}

/// An element: children, or text.
public struct XMLElement: Hashable, Sendable {
    public var name: String
    public var text = ""
    public var children: [XMLElement] = []
    public init(name: String, text: String = "", children: [XMLElement] = []) {
        self.name = name
        self.text = text
        self.children = children
    }
}

/// The part of XML 1.0 that messages of named values need: elements, text, the five named entities and character references.
/// No document type, no processing instruction, no attribute but a namespace, no mixed content; depth, number and length have
/// limits. So nothing can expand, nothing is fetched, and the time is linear in the bytes.
public enum XMLSyntax {
    public static let bytesMax = 4 << 20
    static let depthMax = 12
    static let elementsMax = 60_000
    public static let textMax = 4096

    /// - Parameter namespace: the one namespace that elements must be in; `nil` reads over whatever namespace is named.
    /// - Parameter textMax: the longest text, in bytes; messages with samples of biometric data have longer ones than others.
    public static func read(
        _ bytes: [UInt8], namespace: String? = nil, textMax: Int = XMLSyntax.textMax
    ) throws(XMLError) -> XMLElement {
        guard bytes.count <= bytesMax else { throw XMLError(at: 0, reason: "more than \(bytesMax) bytes") }
        var reader = XMLReading(bytes, namespace: namespace, textMax: textMax)
        return try reader.document()
    }

    /// - Parameter namespace: the namespace of all elements, declared by the first.
    public static func write(_ root: XMLElement, namespace: String? = nil) -> [UInt8] {
        var out = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
        put(root, namespace, &out)
        return out
    }

    private static func put(_ element: XMLElement, _ namespace: String?, _ out: inout [UInt8]) {
        out += Array("<\(element.name)\(namespace.map { " xmlns=\"\($0)\"" } ?? "")>".utf8)
        for child in element.children { put(child, nil, &out) }
        for scalar in element.text.unicodeScalars {
            switch scalar {
            case "<": out += Array("&lt;".utf8)
            case ">": out += Array("&gt;".utf8)
            case "&": out += Array("&amp;".utf8)
            case "\n", "\t", "\r": out += Array("&#\(scalar.value);".utf8)
            // What XML 1.0 has no way to write (2.2) is not left to break the message.
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: out += Array("\u{FFFD}".utf8)
            default: out += Array(String(scalar).utf8)
            }
        }
        out += Array("</\(element.name)>".utf8)
    }
}

private struct XMLReading {
    let bytes: [UInt8]
    var at = 0
    var elements = 0
    let namespace: String?
    let textMax: Int

    init(_ bytes: [UInt8], namespace: String?, textMax: Int) {
        self.bytes = bytes
        self.namespace = namespace
        self.textMax = textMax
    }

    func wrong(_ reason: String) -> XMLError { XMLError(at: at, reason: reason) }

    func looking(at word: String) -> Bool {
        let word = word.utf8
        return at + word.count <= bytes.count && bytes[at..<(at + word.count)].elementsEqual(word)
    }

    mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    mutating func document() throws(XMLError) -> XMLElement {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw wrong("the bytes are not UTF-8") }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        if looking(at: "<?xml ") { try declaration() }
        try skipBetween()
        let root = try element(depth: 1)
        try skipBetween()
        guard at == bytes.count else { throw wrong("something after the root element") }
        return root
    }

    /// The version, then the encoding, then whether the document stands alone (XML 1.0, 2.8 and 4.3.3); nothing else, and in that order.
    mutating func declaration() throws(XMLError) {
        at += 5
        var expected = ["version", "encoding", "standalone"]
        while true {
            skipSpace()
            if looking(at: "?>") {
                guard expected.first != "version" else { throw wrong("the version is not 1.0") }
                at += 2
                return
            }
            let part = try name()
            guard let place = expected.firstIndex(of: part), part == "version" || expected.first != "version" else {
                throw wrong("the declaration is none of XML 1.0")
            }
            expected.removeFirst(place + 1)
            skipSpace()
            guard looking(at: "=") else { throw wrong("the declaration is none of XML 1.0") }
            at += 1
            skipSpace()
            let value = try quoted()
            switch part {
            case "version": guard value == "1.0" else { throw wrong("the version is not 1.0") }
            case "encoding": guard value.lowercased() == "utf-8" else { throw wrong("the encoding is not UTF-8") }
            default: guard value == "yes" || value == "no" else { throw wrong("the declaration is none of XML 1.0") }
            }
        }
    }

    /// What stands between two quotation marks.
    mutating func quoted() throws(XMLError) -> String {
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
            throw wrong("a quotation mark is expected here")
        }
        let quote = bytes[at]
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != quote, bytes[at] != UInt8(ascii: "<") { at += 1 }
        guard at < bytes.count, bytes[at] == quote else { throw wrong("a quotation mark is missing") }
        at += 1
        return String(decoding: bytes[start..<(at - 1)], as: UTF8.self)
    }

    /// Blanks and comments.
    mutating func skipBetween() throws(XMLError) {
        while true {
            skipSpace()
            if looking(at: "<!--") {
                at += 4
                while at < bytes.count, !looking(at: "-->") { at += 1 }
                guard at < bytes.count else { throw wrong("a comment does not end") }
                at += 3
            } else if looking(at: "<!") {
                throw wrong("declarations and entities are refused")
            } else if looking(at: "<?") {
                throw wrong("processing instructions are refused")
            } else {
                return
            }
        }
    }

    mutating func name() throws(XMLError) -> String {
        let start = at
        while at < bytes.count, isName(bytes[at], first: at == start) { at += 1 }
        guard at > start, at - start <= 60 else { throw wrong("a name is expected here") }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    func isName(_ byte: UInt8, first: Bool) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte)
            || (!first && ((48...57).contains(byte) || byte == 45 || byte == 95))
    }

    mutating func element(depth: Int) throws(XMLError) -> XMLElement {
        guard depth <= XMLSyntax.depthMax else { throw wrong("more than \(XMLSyntax.depthMax) levels") }
        elements += 1
        guard elements <= XMLSyntax.elementsMax else { throw wrong("more than \(XMLSyntax.elementsMax) elements") }
        guard looking(at: "<") else { throw wrong("an element is expected here") }
        at += 1
        var element = XMLElement(name: try name())
        if try tagEnd(isRoot: depth == 1) { return element }
        var text: [UInt8] = []
        while true {
            guard at < bytes.count else { throw wrong("\(element.name) is not closed") }
            if looking(at: "</") {
                at += 2
                guard try name() == element.name else { throw wrong("another element is closed than \(element.name)") }
                skipSpace()
                guard looking(at: ">") else { throw wrong("a closing tag does not end") }
                at += 1
                break
            }
            switch bytes[at] {
            case UInt8(ascii: "<"):
                if looking(at: "<!") || looking(at: "<?") {
                    try skipBetween()
                } else {
                    element.children.append(try self.element(depth: depth + 1))
                }
            case UInt8(ascii: "&"): text += try reference()
            case 0..<0x20 where ![0x09, 0x0A, 0x0D].contains(bytes[at]): throw wrong("a control character")
            default:
                text.append(bytes[at])
                at += 1
            }
            guard text.count <= textMax else { throw wrong("a text of more than \(textMax) bytes") }
        }
        let isBlank = text.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard element.children.isEmpty || isBlank else { throw wrong("text between elements") }
        if element.children.isEmpty { element.text = String(decoding: text, as: UTF8.self) }
        return element
    }

    /// Reads the rest of an opening tag; true where the element is empty. Attributes other than the namespace are refused. Where one
    /// namespace is asked for, the root must name it, and no element may name another.
    mutating func tagEnd(isRoot: Bool) throws(XMLError) -> Bool {
        var isNamed = false
        while true {
            skipSpace()
            if looking(at: "/>") || looking(at: ">") {
                guard namespace == nil || isNamed || !isRoot else { throw wrong("the message names no namespace") }
                let isEmpty = looking(at: "/>")
                at += isEmpty ? 2 : 1
                return isEmpty
            }
            guard looking(at: "xmlns=") else { throw wrong("attributes and prefixes are refused") }
            at += 6
            guard !isNamed else { throw wrong("an attribute stands there twice") }
            isNamed = true
            let named = try quoted()
            if let namespace, !named.utf8.elementsEqual(namespace.utf8) { throw wrong("an unknown namespace") }
        }
    }

    mutating func reference() throws(XMLError) -> [UInt8] {
        var end = at + 1
        while end < bytes.count, end - at < 10, bytes[end] != UInt8(ascii: ";") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ";") else { throw wrong("an ampersand without a name") }
        let name = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
        let scalar: Unicode.Scalar? =
            switch name {
            case "lt": "<"
            case "gt": ">"
            case "amp": "&"
            case "quot": "\""
            case "apos": "'"
            case _ where name.hasPrefix("#x"): UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
            case _ where name.hasPrefix("#"): UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
            default: nil
            }
        guard let scalar, scalar.value >= 0x20 || ["\t", "\n", "\r"].contains(scalar) else {
            throw wrong("no such entity: declarations are refused")
        }
        at = end + 1
        return Array(String(scalar).utf8)
    }
}
