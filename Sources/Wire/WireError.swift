/// Where in a message something stands, written as a JSON Pointer (RFC 6901).
public struct WirePath: Hashable, Sendable, CustomStringConvertible {
    private var parts: [String] = []
    public init() {}
    public static let root = WirePath()
    public func appending(_ name: String) -> WirePath {
        var path = self
        path.parts.append(name)
        return path
    }
    public func appending(_ index: Int) -> WirePath { appending(String(index)) }
    public var description: String {
        parts.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }
}

/// A message that does not have the shape its operation asks for. Nothing was done with it.
public struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, CaseIterable, Sendable {
        case unknownField, missingField, wrongType, tooShort, tooLong, outOfRange, notAChoice, notAValue
    }
    public let pointer: String
    public let code: Code
    public let message: String

    public init(_ path: WirePath, _ code: Code, _ message: String) {
        pointer = path.description
        self.code = code
        self.message = message
    }

    private init(pointer: String, code: Code, message: String) {
        self.pointer = pointer
        self.code = code
        self.message = message
    }

    /// The same mistake, seen from where the part that has it stands. Parts are read without knowing their place, so that
    /// a message without mistakes pays for no pointers.
    @usableFromInline
    func inside(_ path: WirePath) -> WireError {
        WireError(pointer: path.description + pointer, code: code, message: message)
    }

    public var description: String { "\(pointer.isEmpty ? "the message" : pointer) \(message)" }
}
