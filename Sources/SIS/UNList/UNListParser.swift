import Foundation
import Identity

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Why a file was refused as a whole.
public enum UNListRefusal: Error, Hashable, Sendable {
    case unreadableFile(String)
    case tooLarge(bytes: Int, limit: Int)
    case notUTF8
    /// A document type declaration: with it come entities, and with those files that grow without bound. The list has
    /// none.
    case documentTypeDeclaration
    case notWellFormed(line: Int, column: Int)
    /// The root is not CONSOLIDATED_LIST.
    case notAConsolidatedList(root: String)
    case tooDeep(limit: Int)
    case tooManyEntries(limit: Int)
    case entryTooLarge(line: Int)
}

/// Reads the XML form of the consolidated list.
///
/// The file is parsed as a stream, so that only one entry at a time is held as XML. Document type declarations are
/// refused before the parser sees a byte; size, depth and the size of an entry are bounded.
public enum UNListParser {
    /// Bounds, far above the real list (2 MB, 1,003 entries, depth 5).
    public struct Limits: Sendable {
        public var bytes = 64 << 20
        public var depth = 16
        public var entries = 200_000
        /// Elements and bytes of text of one entry.
        public var elementsOfEntry = 20_000
        public var textOfEntry = 1 << 20

        public init() {}
    }

    /// Reads a file. No more than the limit is ever read.
    public static func parse(contentsOf url: URL, limits: Limits = Limits()) throws(UNListRefusal) -> UNList {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: url)
            defer { try? handle.close() }
            data = try handle.read(upToCount: limits.bytes + 1) ?? Data()
        } catch {
            throw .unreadableFile(url.lastPathComponent)
        }
        return try parse(data, limits: limits)
    }

    public static func parse(_ data: Data, limits: Limits = Limits()) throws(UNListRefusal) -> UNList {
        guard data.count <= limits.bytes else { throw .tooLarge(bytes: data.count, limit: limits.bytes) }
        let bytes = [UInt8](data)
        try checkBytes(bytes)
        let stream = EntryStream(limits: limits)
        let parser = XMLParser(data: data)
        parser.shouldProcessNamespaces = false
        parser.shouldResolveExternalEntities = false
        parser.delegate = stream
        let finished = parser.parse()
        if let refusal = stream.refusal { throw refusal }
        guard finished, stream.closed, endsWithRoot(bytes) else {
            throw .notWellFormed(line: parser.lineNumber, column: parser.columnNumber)
        }
        return stream.list
    }

    /// UTF-8 and no document type declaration. Other encodings could hide one from this look, so they are refused.
    private static func checkBytes(_ bytes: [UInt8]) throws(UNListRefusal) {
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else { throw .notUTF8 }
        let head = String(decoding: bytes.prefix(256), as: UTF8.self).lowercased()
        let text = head.hasPrefix("\u{FEFF}") ? head.dropFirst() : Substring(head)
        if text.hasPrefix("<?xml") {
            guard let end = text.firstRange(of: "?>") else { throw .notWellFormed(line: 1, column: 1) }
            let declaration = text[..<end.lowerBound]
            if let encoding = declaration.firstRange(of: "encoding") {
                let value = declaration[encoding.upperBound...].drop {
                    $0 == " " || $0 == "=" || $0 == "\t" || $0.isNewline
                }
                guard value.hasPrefix("\"utf-8\"") || value.hasPrefix("'utf-8'") else { throw .notUTF8 }
            }
        }
        var index = bytes.startIndex
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            guard index < bytes.endIndex, bytes[index] == UInt8(ascii: "!") else { continue }
            let rest = bytes[(index + 1)...]
            let markup = rest.starts(with: "--".utf8) || rest.starts(with: "[CDATA[".utf8)
            if !markup { throw .documentTypeDeclaration }
        }
    }
}

extension UNListParser {
    /// Nothing but blanks, comments and processing instructions comes after the root element. FoundationXML does not
    /// look.
    private static func endsWithRoot(_ bytes: [UInt8]) -> Bool {
        let name = Array("CONSOLIDATED_LIST".utf8)
        var root: Int?
        var index = 0
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            let closing = index < bytes.count && bytes[index] == UInt8(ascii: "/")
            // The last closing tag of the root, or its only tag.
            if bytes[(closing ? index + 1 : index)...].starts(with: name), closing || root == nil { root = index }
        }
        guard let root, let close = bytes[root...].firstIndex(of: UInt8(ascii: ">")) else { return true }
        var rest = bytes[(close + 1)...]
        while true {
            rest = rest.drop { $0 == 32 || (9...13).contains($0) }
            if rest.isEmpty { return true }
            let end = rest.starts(with: "<!--".utf8) ? "-->" : rest.starts(with: "<?".utf8) ? "?>" : ""
            guard !end.isEmpty, let range = rest.firstRange(of: Array(end.utf8)) else { return false }
            rest = rest[range.upperBound...]
        }
    }
}

/// One element of an entry with what is in it.
struct UNListNode {
    var name: String
    var text = ""
    var children: [UNListNode] = []

    /// Without blanks at the ends, and with runs of blanks and line breaks as one blank.
    var value: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

/// Collects entries while the parser runs.
private final class EntryStream: NSObject, XMLParserDelegate {
    let limits: UNListParser.Limits
    var list = UNList()
    var refusal: UNListRefusal?
    var closed = false

    /// Names of the open elements above the entry, then the open elements of the entry.
    private var above: [String] = []
    private var open: [UNListNode] = []
    private var elements = 0
    private var bytes = 0
    private var entries = 0
    /// Text outside of entries.
    private var stray = ""

    init(limits: UNListParser.Limits) { self.limits = limits }

    /// Entries are the elements of the third level: CONSOLIDATED_LIST / INDIVIDUALS / INDIVIDUAL.
    private static let entryDepth = 3
    /// Of text between entries so much is reported.
    private static let longestStray = 4096

    private func refuse(_ parser: XMLParser, _ reason: UNListRefusal) {
        if refusal == nil { refusal = reason }
        parser.abortParsing()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        if refusal != nil { return }
        if above.isEmpty, name != "CONSOLIDATED_LIST" {
            return refuse(parser, .notAConsolidatedList(root: String(name.prefix(64))))
        }
        if above.isEmpty { list.generated = attributes["dateGenerated"].flatMap { Instant($0) } }
        if above.count + open.count >= limits.depth { return refuse(parser, .tooDeep(limit: limits.depth)) }
        if above.count < Self.entryDepth - 1 {
            keepStray()
            above.append(name)
            return
        }
        if open.isEmpty {
            (elements, bytes) = (0, 0)
            entries += 1
            if entries > limits.entries { return refuse(parser, .tooManyEntries(limit: limits.entries)) }
        }
        elements += 1
        if elements > limits.elementsOfEntry { return refuse(parser, .entryTooLarge(line: parser.lineNumber)) }
        open.append(UNListNode(name: name))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if refusal != nil { return }
        if open.isEmpty {
            // Blanks between the entries; anything else is reported.
            if stray.utf8.count < Self.longestStray {
                stray += string.prefix(Self.longestStray).drop { stray.isEmpty && $0.isWhitespace }
            }
            return
        }
        bytes += string.utf8.count
        if bytes > limits.textOfEntry { return refuse(parser, .entryTooLarge(line: parser.lineNumber)) }
        open[open.count - 1].text += string
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if refusal != nil { return }
        guard let node = open.popLast() else {
            keepStray()
            above.removeLast()
            closed = above.isEmpty
            return
        }
        if open.isEmpty {
            keepStray()
            take(node)
        } else {
            open[open.count - 1].children.append(node)
        }
    }

    private func keepStray() {
        let text = UNListNode(name: "", text: stray).value
        if !text.isEmpty {
            list.unread.append(Unread(path: above.joined(separator: "/"), text: text, reason: .unknownElement))
        }
        stray = ""
    }

    private func take(_ node: UNListNode) {
        var reader = UNListReader()
        switch (above.last, node.name) {
        case ("INDIVIDUALS", "INDIVIDUAL"):
            if let entry = reader.individual(node) { list.individuals.append(entry) }
        case ("ENTITIES", "ENTITY"):
            if let organisation = reader.organisation(node) { list.organisations.append(organisation) }
        default:
            reader.report(node, path: above.joined(separator: "/") + "/" + node.name, .unknownElement)
        }
        list.unread += reader.unread
    }
}
