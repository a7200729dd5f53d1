import Wire

extension LinkModel {
    /// Writes the weights as JSON: each chance under its name, and the words that were learned to stand for each other.
    func write(to path: String, words table: LinkTable) throws(FileRefusal) {
        func numbers(_ values: [Double]) -> JSON { .array(values.map { .number($0) }) }
        func levels(_ names: [String], _ values: [Double]) -> JSON {
            var object = JSONObject()
            for (name, value) in zip(names, values) { object.append(name, .number(value)) }
            return .object(object)
        }
        var object = JSONObject([("version", .string(version))])
        object.append("priorBits", .number(priorBits))
        object.append("expectedPairs", .number(expectedPairs))
        object.append("name", levels(LinkModel.nameLevels, name))
        object.append("nameMissing", numbers(missing))
        object.append("nameMissingByChance", numbers(missingByChance))
        object.append("nameConflict", numbers(conflict))
        object.append("nameExchanged", .number(exchanged))
        object.append("date", levels(LinkModel.dateLevels, date))
        object.append("dateByChance", levels(LinkModel.dateLevels, dateByChance))
        object.append("sex", numbers(sex))
        object.append("sexByChance", numbers(sexByChance))
        object.append("nationality", numbers(state))
        object.append("nationalityByChance", numbers(stateByChance))
        object.append("document", numbers(document))
        object.append("documentByChance", numbers(documentByChance))
        var columns: [JSON] = []
        for (index, column) in table.further.enumerated() {
            columns.append(
                .object(
                    JSONObject([
                        ("column", .string(column.name)), ("kind", .string(column.kind.rawValue)), ("one", numbers(further[index])),
                        ("byChance", numbers(furtherByChance[index])),
                    ])))
        }
        object.append("further", .array(columns))
        var pairs: [JSON] = []
        for (key, bits) in learned.sorted(by: { $0.key < $1.key }) {
            let (a, b) = (table.words[Int(key >> 32)], table.words[Int(key & 0xffff_ffff)])
            pairs.append(
                .array([.string(a.text), .string(b.text), .number(Double(bits)), .bool(a.script.leavesVowelsOut), .bool(b.script.leavesVowelsOut)]))
        }
        object.append("wordsForEachOther", .array(pairs))
        let file = try OutputFile(path)
        var bytes: [UInt8] = []
        JSON.object(object).write(into: &bytes)
        bytes.append(10)
        try file.write(bytes: bytes)
        try file.finish()
    }

    private static let nameLevels = NameRelation.allCases.map { "\($0)" }
    private static let dateLevels = DateRelation.allCases.map { "\($0)" }

    /// Reads weights for a register. Refuses a file that is damaged, of another version, or for other further columns.
    init(readFrom path: String, for table: LinkTable) throws(FileRefusal) {
        self.init(furtherColumns: table.further.count)
        func refuse(_ reason: String) -> FileRefusal { .unreadable(path: path, reason: reason) }
        let file = try MappedFile(path)
        let json: JSON
        do { json = try JSON(parsing: file.bytes, limits: JSON.Limits(bytesMax: 1 << 28)) } catch { throw refuse("\(error)") }
        func number(_ value: JSON?, _ name: String) throws(FileRefusal) -> Double {
            switch value {
            case .number(let number): return number
            case .integer(let number): return Double(number)
            default: throw refuse("“\(name)” is not a number")
            }
        }
        func chances(_ value: JSON?, _ count: Int, _ name: String) throws(FileRefusal) -> [Double] {
            guard let elements = value?.elements, elements.count == count else { throw refuse("“\(name)” is not a list of \(count)") }
            var chances: [Double] = []
            for element in elements {
                let chance = try number(element, name)
                guard (0...1).contains(chance) else { throw refuse("“\(name)” holds what is no chance") }
                chances.append(chance)
            }
            return chances
        }
        func levels(_ name: String, _ names: [String]) throws(FileRefusal) -> [Double] {
            var chances: [Double] = []
            for level in names {
                let chance = try number(json[name]?[level], name + "." + level)
                guard (0...1).contains(chance) else { throw refuse("“\(name)” holds what is no chance") }
                chances.append(chance)
            }
            return chances
        }
        guard let text = json["version"]?.text, text == version else { throw refuse("its version is not \(version)") }
        priorBits = try number(json["priorBits"], "priorBits")
        expectedPairs = try number(json["expectedPairs"], "expectedPairs")
        name = try levels("name", LinkModel.nameLevels)
        missing = try chances(json["nameMissing"], 2, "nameMissing")
        missingByChance = try chances(json["nameMissingByChance"], 2, "nameMissingByChance")
        conflict = try chances(json["nameConflict"], 2, "nameConflict")
        exchanged = try number(json["nameExchanged"], "nameExchanged")
        date = try levels("date", LinkModel.dateLevels)
        dateByChance = try levels("dateByChance", LinkModel.dateLevels)
        sex = try chances(json["sex"], 2, "sex")
        sexByChance = try chances(json["sexByChance"], 2, "sexByChance")
        state = try chances(json["nationality"], 2, "nationality")
        stateByChance = try chances(json["nationalityByChance"], 2, "nationalityByChance")
        document = try chances(json["document"], 4, "document")
        documentByChance = try chances(json["documentByChance"], 4, "documentByChance")
        let columns = json["further"]?.elements ?? []
        guard columns.map({ $0["kind"]?.text }) == table.further.map(\.kind.rawValue) else { throw refuse("it is for other further columns") }
        for (index, column) in columns.enumerated() {
            further[index] = try chances(column["one"], 4, "further")
            furtherByChance[index] = try chances(column["byChance"], 4, "further")
        }
        let pairs = json["wordsForEachOther"]?.elements ?? []
        guard !pairs.isEmpty else { return }
        struct Word: Hashable {
            var text: String
            var vowelless: Bool
        }
        var wanted: Set<Word> = []
        var read: [(Word, Word, Float)] = []
        for pair in pairs {
            guard let parts = pair.elements, parts.count == 5, let a = parts[0].text, let b = parts[1].text, case .bool(let aless) = parts[3],
                case .bool(let bless) = parts[4]
            else { throw refuse("“wordsForEachOther” is not a list of two words and their bits") }
            let words = (Word(text: a, vowelless: aless), Word(text: b, vowelless: bless))
            wanted.formUnion([words.0, words.1])
            read.append((words.0, words.1, Float(try number(parts[2], "wordsForEachOther"))))
        }
        var numbers: [Word: UInt32] = [:]
        for (index, word) in table.words.enumerated() {
            let key = Word(text: word.text, vowelless: word.script.leavesVowelsOut)
            if wanted.contains(key) { numbers[key] = UInt32(index) }
        }
        for (a, b, bits) in read {
            guard let a = numbers[a], let b = numbers[b] else { continue }
            learned[UInt64(min(a, b)) << 32 | UInt64(max(a, b))] = bits
        }
    }
}

extension RegisterLinker.Outcome {
    /// Writes the weights that this run used, for another run of `sextant link --model`.
    public func writeModel(to path: String) throws(FileRefusal) { try model.write(to: path, words: table) }
}
