/// A folder of samples for an evaluation: files `FINGER_IMPRESSION.*`, or one folder for each finger (person) with a file for
/// each impression, and perhaps `subjects.csv` with attributes.
struct EvaluationFolder {
    struct Item {
        /// As it stands in the scores: the file's name without its ending.
        var name: String
        var path: String
        var finger: String
        var attributes: [String: String]
    }

    private(set) var items: [Item] = []
    /// Attributes that `subjects.csv` has.
    private(set) var columns: [String] = []

    /// Endings of files that lie beside samples and are none.
    private static let beside: Set<String> = ["csv", "txt", "md", "json", "html", "zip", "log"]

    /// Refuses a folder without samples.
    init(_ folder: String) throws {
        let names = try LocalFiles.list(folder)
        var attributes: [String: [String: String]] = [:]
        if names.contains("subjects.csv") {
            let text = String(decoding: try LocalFiles.read(folder + "/subjects.csv"), as: UTF8.self)
            let rows = text.split(whereSeparator: \.isNewline).map(Self.fields)
            columns = Array((rows.first ?? []).dropFirst())
            for (i, row) in rows.dropFirst().enumerated() {
                guard row.count == columns.count + 1 else {
                    throw FormatError("subjects.csv", at: "row \(i + 2)", "\(row.count) fields where the head has \(columns.count + 1)")
                }
                attributes[row[0]] = Dictionary(zip(columns, row.dropFirst()), uniquingKeysWith: { a, _ in a })
            }
        }
        func found(_ finger: String, _ name: String) -> [String: String] {
            // The first column names the finger, the sample, or the person whose fingers are PERSON_FINGER.
            attributes[finger] ?? attributes[name] ?? attributes[String(finger.prefix { $0 != "_" })] ?? [:]
        }
        for name in names {
            let path = folder + "/" + name
            if LocalFiles.isFolder(path) {
                for file in try LocalFiles.list(path) where !Self.beside.contains(Self.ending(file)) {
                    let sample = name + "/" + Self.stem(file)
                    items.append(Item(name: sample, path: path + "/" + file, finger: name, attributes: found(name, sample)))
                }
            } else if !Self.beside.contains(Self.ending(name)), let underscore = Self.stem(name).lastIndex(of: "_") {
                let stem = Self.stem(name), finger = String(stem[..<underscore])
                items.append(Item(name: stem, path: path, finger: finger, attributes: found(finger, stem)))
            }
        }
        guard !items.isEmpty else {
            throw FormatError("folder", at: folder, "neither files named FINGER_IMPRESSION.* nor folders of impressions")
        }
        // Two files of one name and different endings are different samples.
        var seen: [String: Int] = [:]
        for item in items { seen[item.name, default: 0] += 1 }
        for i in items.indices where (seen[items[i].name] ?? 0) > 1 {
            items[i].name += "." + Self.ending(items[i].path)
        }
    }

    /// Refuses an attribute to group by that nobody has.
    func check(attribute: String?) throws {
        guard let attribute, attribute != "quality" else { return }
        guard columns.contains(attribute) else {
            let known = columns.isEmpty ? "there is no subjects.csv with columns" : "subjects.csv has " + columns.joined(separator: ", ")
            throw FormatError("--by", at: attribute, "neither \"quality\" nor a column: \(known)")
        }
    }

    static func stem(_ name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    static func ending(_ name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// Fields of a line of comma-separated values (RFC 4180), trimmed.
    static func fields(_ line: Substring) -> [String] {
        var result: [String] = [], field = "", quoted = false
        var rest = line
        while let c = rest.popFirst() {
            if quoted {
                if c == "\"" {
                    if rest.first == "\"" { field.append(rest.removeFirst()) } else { quoted = false }
                } else {
                    field.append(c)
                }
            } else if c == "\"" {
                quoted = true
            } else if c == "," || c == ";" {
                result.append(field.trimmedASCII)
                field = ""
            } else if c != "\u{feff}" {
                field.append(c)
            }
        }
        return result + [field.trimmedASCII]
    }
}
