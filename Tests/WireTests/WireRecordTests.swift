import Testing

@testable import Wire

private enum Colour: String, CaseIterable, Sendable, WireChoice { case red, green }

private struct Inner: WireRecord, Equatable {
    var number = 0
    var word: String?
    static let meaning = "An inner record."
    static let fields: [Field<Inner>] = [
        .required("number", \.number, "A number.", limits: .integer(1...9)),
        .optional("word", \.word, "A word.", limits: .text(.init(length: 2...4))),
    ]
}

private struct Outer: WireRecord, Equatable {
    var name = ""
    var colour = Colour.red
    var flag = false
    var share = 0.5
    var inner = Inner()
    var inners: [Inner] = []
    var words: [String] = []
    var maybe: Int?
    var known: Inner?
    var sealed: String?
    static let meaning = "An outer record."
    static let fields: [Field<Outer>] = [
        .required("name", \.name, "A name.", limits: .text(.init(length: 1...5))),
        .required("colour", \.colour, "A colour."),
        .defaulted("flag", \.flag, to: false, "A flag."),
        .defaulted("share", \.share, to: 0.5, "A share."),
        .required("inner", \.inner, "One."),
        .list("inners", \.inners, "Several.", count: 0...3),
        .list("words", \.words, "Words.", count: 1...2, element: .text(.init(length: 1...3))),
        .nullable("maybe", \.maybe, "Perhaps."),
        .optional("known", \.known, "Known."),
        .optional("a/b~c", \.sealed, "An awkward name.", group: "secret"),
    ]
}

/// A record's one list of fields reads, refuses, writes and describes.
@Suite struct WireRecordTests {
    static let good =
        #"{"name":"Ada","colour":"green","inner":{"number":3},"inners":[{"number":1,"word":"ab"},{"number":9}],"words":["x"],"maybe":null}"#

    static func error(_ text: String) throws -> WireError? {
        let value = try JSON(parsing: text)
        do throws(WireError) {
            _ = try Outer(reading: value)
            return nil
        } catch { return error }
    }

    /// The good message with one member replaced, added, or (with `nil`) left out.
    static func changed(_ path: [String], _ value: String?) throws -> String {
        func change(_ json: JSON, _ path: ArraySlice<String>) throws -> JSON {
            guard let name = path.first else { return try JSON(parsing: value ?? "null") }
            if case .array(var elements) = json, let place = Int(name) {
                elements[place] = try change(elements[place], path.dropFirst())
                return .array(elements)
            }
            guard case .object(var object) = json else { return json }
            object[name] = path.count == 1 && value == nil ? nil : try change(object[name] ?? .null, path.dropFirst())
            return .object(object)
        }
        return try change(try JSON(parsing: good), path[...]).compact
    }

    @Test func reads() throws {
        let outer = try Outer(reading: try JSON(parsing: Self.good))
        #expect(outer.name == "Ada")
        #expect(outer.colour == .green)
        #expect(outer.inners == [Inner(number: 1, word: "ab"), Inner(number: 9, word: nil)])
        #expect(outer.maybe == nil)
        #expect(try Outer(reading: outer.wire) == outer)
        #expect(outer.wire == (try JSON(parsing: Self.good)))
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        var path: [String]
        var value: String?
        var pointer: String
        var code: WireError.Code
        var testDescription: String { "\(pointer) \(code)" }
    }

    /// Each defect is refused with its code and a JSON Pointer (RFC 6901) to what is wrong.
    @Test(arguments: [
        Wrong(path: ["extra"], value: "1", pointer: "/extra", code: .unknownField),
        Wrong(path: ["Name"], value: "\"x\"", pointer: "/Name", code: .unknownField),
        Wrong(path: ["x/y~z"], value: "1", pointer: "/x~1y~0z", code: .unknownField),
        Wrong(path: [""], value: "1", pointer: "/", code: .unknownField),
        Wrong(path: ["inner", "extra"], value: "1", pointer: "/inner/extra", code: .unknownField),
        Wrong(path: ["inners", "1", "extra"], value: "1", pointer: "/inners/1/extra", code: .unknownField),
        Wrong(path: ["name"], value: nil, pointer: "/name", code: .missingField),
        Wrong(path: ["inner"], value: nil, pointer: "/inner", code: .missingField),
        Wrong(path: ["inner", "number"], value: nil, pointer: "/inner/number", code: .missingField),
        Wrong(path: ["words"], value: nil, pointer: "/words", code: .missingField),
        Wrong(path: ["maybe"], value: nil, pointer: "/maybe", code: .missingField),
        Wrong(path: ["name"], value: "null", pointer: "/name", code: .wrongType),
        Wrong(path: ["name"], value: "1", pointer: "/name", code: .wrongType),
        Wrong(path: ["name"], value: "\"\"", pointer: "/name", code: .tooShort),
        Wrong(path: ["name"], value: "\"abcdef\"", pointer: "/name", code: .tooLong),
        Wrong(path: ["name"], value: #""a\u0000b""#, pointer: "/name", code: .notAValue),
        Wrong(path: ["colour"], value: "\"blue\"", pointer: "/colour", code: .notAChoice),
        Wrong(path: ["colour"], value: "\"Green\"", pointer: "/colour", code: .notAChoice),
        Wrong(path: ["colour"], value: "true", pointer: "/colour", code: .wrongType),
        Wrong(path: ["flag"], value: "\"true\"", pointer: "/flag", code: .wrongType),
        Wrong(path: ["flag"], value: "null", pointer: "/flag", code: .wrongType),
        Wrong(path: ["share"], value: "\"0.5\"", pointer: "/share", code: .wrongType),
        Wrong(path: ["inner"], value: "[]", pointer: "/inner", code: .wrongType),
        Wrong(path: ["inner", "number"], value: "0", pointer: "/inner/number", code: .outOfRange),
        Wrong(path: ["inner", "number"], value: "10", pointer: "/inner/number", code: .outOfRange),
        Wrong(path: ["inner", "number"], value: "1.5", pointer: "/inner/number", code: .wrongType),
        Wrong(path: ["inners"], value: "{}", pointer: "/inners", code: .wrongType),
        Wrong(path: ["inners"], value: #"[{"number":1},{"number":1},{"number":1},{"number":1}]"#, pointer: "/inners", code: .tooLong),
        Wrong(path: ["inners", "0", "word"], value: "\"a\"", pointer: "/inners/0/word", code: .tooShort),
        Wrong(path: ["inners", "1"], value: "7", pointer: "/inners/1", code: .wrongType),
        Wrong(path: ["words"], value: "[]", pointer: "/words", code: .tooShort),
        Wrong(path: ["words"], value: #"["a","b","c"]"#, pointer: "/words", code: .tooLong),
        Wrong(path: ["words"], value: #"["abcd"]"#, pointer: "/words/0", code: .tooLong),
        Wrong(path: ["words"], value: "[1]", pointer: "/words/0", code: .wrongType),
        Wrong(path: ["maybe"], value: "\"1\"", pointer: "/maybe", code: .wrongType),
        Wrong(path: ["known"], value: "null", pointer: "/known", code: .wrongType),
        Wrong(path: ["a/b~c"], value: "1", pointer: "/a~1b~0c", code: .wrongType),
    ]) func refuses(_ wrong: Wrong) throws {
        let error = try #require(try Self.error(try Self.changed(wrong.path, wrong.value)))
        #expect(error.pointer == wrong.pointer)
        #expect(error.code == wrong.code)
        #expect(!error.message.isEmpty)
    }

    @Test func whatIsNoObject() throws {
        for text in ["null", "1", "\"x\"", "[]", "true"] {
            let error = try #require(try Self.error(text))
            #expect(error.pointer == "")
            #expect(error.code == .wrongType)
        }
    }

    /// Length is counted in Unicode scalars, as JSON Schema counts.
    @Test func lengthCountsScalars() throws {
        #expect(try Self.error(try Self.changed(["name"], "\"ééééé\"")) == nil)
        #expect(try Self.error(try Self.changed(["name"], "\"e\u{301}e\u{301}e\u{301}\"")) != nil)
        #expect(try Self.error(try Self.changed(["name"], "\"😀😀😀😀😀\"")) == nil)
    }

    /// Every mutation of a good message is read or refused, and what is read writes itself back to the same meaning.
    @Test func everyMutationIsReadOrRefused() throws {
        let bytes = Array(Self.good.utf8)
        var read = 0
        for place in bytes.indices {
            for byte in UInt8.min...UInt8.max {
                var mutated = bytes
                mutated[place] = byte
                guard let json = try? JSON(parsing: mutated) else { continue }
                do throws(WireError) {
                    let outer = try Outer(reading: json)
                    read += 1
                    if (try? Outer(reading: outer.wire)) != outer { Issue.record("\(json.compact)") }
                } catch { if !error.pointer.isEmpty, !error.pointer.hasPrefix("/") { Issue.record("\(error)") } }
            }
        }
        #expect(read > 100)
    }

    /// A field with a group of data is shown only to whom the group is open.
    @Test func groupsAreLeftOut() throws {
        var outer = try Outer(reading: try JSON(parsing: Self.good))
        outer.sealed = "hidden"
        #expect(outer.wire["a/b~c"]?.text == "hidden")
        #expect(outer.wire(visible: [])["a/b~c"] == nil)
        #expect(outer.wire(visible: ["other"])["a/b~c"] == nil)
        #expect(outer.wire(visible: ["secret"])["a/b~c"]?.text == "hidden")
        // Nothing else goes with it.
        guard case .object(let whole) = outer.wire, case .object(let part) = outer.wire(visible: []) else { return }
        #expect(part.count == whole.count - 1)
    }

    /// The description says what reading does.
    @Test func describesItself() {
        guard case .record(let record) = Outer.schema else { return }
        #expect(record.name == "Outer")
        #expect(record.fields.filter(\.required).map(\.name) == ["name", "colour", "inner", "words", "maybe"])
        #expect(record.fields.first?.schema == .text(.init(length: 1...5)))
        #expect(record.fields.first { $0.name == "colour" }?.schema == .choice(["red", "green"]))
        #expect(record.fields.first { $0.name == "inners" }?.schema == .list(Inner.schema, 0...3))
        #expect(record.fields.first { $0.name == "maybe" }?.schema == .nullable(Int.schema))
    }

    @Test func eitherTakesEachAndNothingElse() {
        let schema = Schema.either([.text(.init(length: 2...3)), .integer(0...9)])
        func accepts(_ value: JSON) -> Bool { (try? schema.check(value, at: .root)) != nil }
        #expect(accepts("ab") && accepts(5))
        #expect(!accepts("a") && !accepts(10) && !accepts(true) && !accepts(.null) && !accepts([]))
    }

    @Test func wholeNumbersBeyondExactDoublesAreRefused() {
        #expect((try? Int(reading: .integer(9_007_199_254_740_991))) != nil)
        #expect((try? Int(reading: .integer(9_007_199_254_740_992))) == nil)
        #expect((try? Int(reading: .number(1.5))) == nil)
    }
}

/// A record whose fields are stored, computed and observed, of every kind of value.
private struct Mixed: WireRecord, Equatable {
    var number = 0
    var share = 0.0
    var words: [String] = []
    var inner: Inner?
    private var twice = 0
    var half: Int {
        get { twice / 2 }
        set { twice = newValue * 2 }
    }
    var watched = "" {
        didSet { changes += 1 }
    }
    private(set) var changes = 0
    static let meaning = "A record of every kind of property."
    static let fields: [Field<Mixed>] = [
        .required("number", \.number, "A number."),
        .required("share", \.share, "A share."),
        .list("words", \.words, "Words.", count: 0...20, element: .text(.init(length: 0...20))),
        .optional("inner", \.inner, "A record.", group: "inner"),
        .required("half", \.half, "A computed property."),
        .defaulted("watched", \.watched, to: "", "An observed property.", limits: .text(.init(length: 0...20))),
    ]
}

/// What is written at once is what the tree would write.
@Suite struct WireWritingTests {
    @Test(arguments: 1...40 as ClosedRange<UInt64>) func theSameBytesAsTheTree(seed: UInt64) throws {
        var random = SeededRandom(state: seed &* 31)
        for _ in 0..<50 {
            var record = Mixed()
            record.number = Int(
                Int64.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &random) >> Int64.random(in: 0...62, using: &random))
            record.share = Double.random(in: -10...10, using: &random) * (Bool.random(using: &random) ? 1e16 : 1)
            if Bool.random(using: &random) { record.share = record.share.rounded() }
            record.words = (0..<Int.random(in: 0...3, using: &random)).map { _ in randomText(&random) }
            if Bool.random(using: &random) { record.inner = Inner(number: 4, word: Bool.random(using: &random) ? "abc" : nil) }
            record.half = Int.random(in: 0...1000, using: &random)
            if Bool.random(using: &random) { record.watched = "seen" }
            #expect(record.wireBytes == record.wire.bytes)
            for visible in [nil, ["inner"], []] as [Set<String>?] {
                var written: [UInt8] = []
                record.write(visible: visible, into: &written)
                #expect(written == record.wire(visible: visible).bytes)
            }
            let forbidden = record.words.contains { $0.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0x7F } }
            guard !forbidden else { continue }
            let read = try Mixed(reading: try JSON(parsing: record.wireBytes))
            #expect(read.wire == record.wire)
            // Members in another order mean the same.
            guard case .object(let object) = record.wire else { continue }
            let turned = JSON.object(JSONObject(object.reversed().map { ($0.name, $0.value) }))
            #expect(try Mixed(reading: turned).wire == record.wire)
        }
    }

    /// A property with an observer is set through it.
    @Test func observersSee() throws {
        #expect(try Mixed(reading: try JSON(parsing: #"{"number":1,"share":1,"half":3,"watched":"x"}"#)).changes > 0)
    }

    @Test(arguments: [0, 1, 9, 10, 99, 100, 999, 1000, 9999, 10_000, -1, -10, .max, .min] as [Int64]) func numbers(number: Int64) {
        #expect(JSON.integer(number).compact == "\(number)")
    }
}

/// Texts of one form: who sends another form of a day or an identifier is told the form, and how long a text may be where that is all
/// that is wrong with it.
@Suite struct WireTextTests {
    struct Short: WireText {
        static var textRule: Schema.TextRule { .init(length: 4...4) }
        static var noun: String { "a year" }
        let wireText: String
        init?(wireText: String) {
            guard Int(wireText) != nil else { return nil }
            self.wireText = wireText
        }
    }
    struct Long: WireText {
        static var textRule: Schema.TextRule { .init(length: 4...100) }
        static var noun: String { "an essay" }
        let wireText: String
        init?(wireText: String) { self.wireText = wireText }
    }

    private func mistake<Value: WireText>(_ type: Value.Type, _ value: JSON) -> WireError? {
        do throws(WireError) { _ = try Value(reading: value) } catch { return error }
        return nil
    }

    @Test func theFormIsNamed() {
        for text in ["", "197", "19744", "19a4", "1974-08-12T10:00:00+01:00"] {
            let error = mistake(Short.self, .string(text))
            #expect(error?.code == .notAValue && error?.message == "is not a year", "\(text)")
        }
        #expect(mistake(Short.self, "1974") == nil)
        #expect(mistake(Short.self, 1974)?.code == .wrongType)
        #expect(mistake(Long.self, "abc")?.code == .tooShort)
        #expect(mistake(Long.self, .string(String(repeating: "a", count: 101)))?.code == .tooLong)
    }
}
