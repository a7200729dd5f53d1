import Operations

/// One segment: a tag, and elements of components. Absent ones are empty texts.
public struct EdifactSegment: Hashable, Sendable {
    public var tag: String
    public var elements: [[String]]

    public init(_ tag: String, _ elements: [String]...) {
        self.tag = tag
        self.elements = elements
    }
    init(tag: String, elements: [[String]]) {
        self.tag = tag
        self.elements = elements
    }

    /// A component, from 0; empty where absent.
    public func text(_ element: Int, _ component: Int = 0) -> String {
        element < elements.count && component < elements[element].count ? elements[element][component] : ""
    }
}

/// Why bytes are no interchange.
public struct EdifactError: Error, Hashable, Sendable {
    /// From 0; of a segment once the bytes are read, else of a byte.
    public let at: Int
    public let reason: String
}

/// The syntax of UN/EDIFACT (ISO 9735, syntax version 4) as far as passenger lists use it: character sets UNOA and UNOB, no
/// repetition of elements. Strict: what is not well formed is refused and never repaired, and everything has a limit.
public enum EdifactSyntax {
    public static let bytesMax = 4 << 20
    static let segmentsMax = 60_000
    static let elementsMax = 40
    static let componentsMax = 20
    static let textMax = 512

    struct Marks: Hashable {
        var component = UInt8(ascii: ":")
        var element = UInt8(ascii: "+")
        var decimal = UInt8(ascii: ".")
        var release = UInt8(ascii: "?")
        var repetition = UInt8(ascii: "*")
        var terminator = UInt8(ascii: "'")
    }

    /// Reads all segments but the service string advice.
    public static func read(_ bytes: [UInt8]) throws(EdifactError) -> [EdifactSegment] {
        guard bytes.count <= bytesMax else { throw EdifactError(at: 0, reason: "more than \(bytesMax) bytes") }
        var (marks, start) = (Marks(), 0)
        if bytes.starts(with: Array("UNA".utf8)) {
            marks = try advice(bytes)
            start = 9
        }
        var segments: [EdifactSegment] = []
        var elements: [[String]] = []
        var components: [String] = []
        var text: [UInt8] = []
        var (at, isEmpty) = (start, true)

        func endComponent() throws(EdifactError) {
            guard components.count < componentsMax else { throw EdifactError(at: at, reason: "too many components") }
            components.append(String(decoding: text, as: UTF8.self))
            text.removeAll(keepingCapacity: true)
        }
        func endElement() throws(EdifactError) {
            try endComponent()
            guard elements.count <= elementsMax else { throw EdifactError(at: at, reason: "too many elements") }
            elements.append(components)
            components.removeAll(keepingCapacity: true)
        }
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case marks.terminator:
                guard !isEmpty else { throw EdifactError(at: at, reason: "an empty segment") }
                try endElement()
                segments.append(try segment(elements, at: at))
                guard segments.count <= segmentsMax else { throw EdifactError(at: at, reason: "too many segments") }
                elements.removeAll(keepingCapacity: true)
                isEmpty = true
            case marks.element: try endElement()
            case marks.component: try endComponent()
            case marks.release:
                at += 1
                guard at < bytes.count, (0x20...0x7E).contains(bytes[at]) else {
                    throw EdifactError(at: at, reason: "nothing follows the release character")
                }
                text.append(bytes[at])
            case marks.repetition where marks.repetition != UInt8(ascii: " "):
                throw EdifactError(at: at, reason: "repetition of elements is not used in these messages")
            case 0x0A, 0x0D:
                // Line ends stand between segments, for people who look at messages.
                guard isEmpty else { throw EdifactError(at: at, reason: "a line end within a segment") }
            case 0x20...0x7E: text.append(byte)
            default: throw EdifactError(at: at, reason: "a byte outside the character set")
            }
            if byte != 0x0A, byte != 0x0D, byte != marks.terminator { isEmpty = false }
            guard text.count <= textMax else {
                throw EdifactError(at: at, reason: "a text of more than \(textMax) characters")
            }
            at += 1
        }
        guard isEmpty else { throw EdifactError(at: bytes.count, reason: "the last segment does not end") }
        return segments
    }

    private static func advice(_ bytes: [UInt8]) throws(EdifactError) -> Marks {
        guard bytes.count >= 9 else { throw EdifactError(at: 0, reason: "the service string advice is cut off") }
        let marks = Marks(
            component: bytes[3], element: bytes[4], decimal: bytes[5], release: bytes[6], repetition: bytes[7],
            terminator: bytes[8])
        let distinct =
            [marks.component, marks.element, marks.release, marks.terminator]
            + (marks.repetition == UInt8(ascii: " ") ? [] : [marks.repetition])
        let isUsable =
            distinct.allSatisfy { (0x21...0x7E).contains($0) && !isWord($0) } && Set(distinct).count == distinct.count
        guard isUsable, (0x21...0x7E).contains(marks.decimal) else {
            throw EdifactError(at: 3, reason: "the service string advice names marks that cannot be told apart")
        }
        return marks
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    private static func segment(_ elements: [[String]], at: Int) throws(EdifactError) -> EdifactSegment {
        guard let first = elements.first, first.count == 1, first[0].utf8.count == 3,
            first[0].utf8.allSatisfy({ (65...90).contains($0) })
        else { throw EdifactError(at: at, reason: "a segment without a tag of three letters") }
        // What is absent at the end is not there: two ways of writing it are one value.
        let rest = elements.dropFirst().map { trimmed($0) }
        return EdifactSegment(tag: first[0], elements: Array(rest.reversed().drop { $0 == [""] }.reversed()))
    }

    private static func trimmed(_ components: [String]) -> [String] {
        let kept = Array(components.reversed().drop { $0.isEmpty }.reversed())
        return kept.isEmpty ? [""] : kept
    }

    /// Writes segments after a service string advice. What the character set does not have is written as a question mark's
    /// stand-in, a full stop: texts that leave here come from these messages or are made of words.
    public static func write(_ segments: [EdifactSegment]) -> [UInt8] {
        let marks = Marks()
        var out = Array("UNA:+.?*'".utf8)
        func put(_ text: String) {
            for byte in text.utf8.prefix(textMax) {
                let byte = (0x20...0x7E).contains(byte) ? byte : UInt8(ascii: ".")
                if [marks.component, marks.element, marks.release, marks.repetition, marks.terminator].contains(byte) {
                    out.append(marks.release)
                }
                out.append(byte)
            }
        }
        for segment in segments {
            out += Array(segment.tag.utf8)
            for element in segment.elements.map({ trimmed($0) }).reversed().drop(while: { $0 == [""] }).reversed() {
                out.append(marks.element)
                for (index, component) in element.enumerated() {
                    if index > 0 { out.append(marks.component) }
                    put(component)
                }
            }
            out.append(marks.terminator)
        }
        return out
    }
}
