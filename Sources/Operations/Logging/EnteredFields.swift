import Access
import Wire

/// The kinds of data that a request enters: the names of its fields and never a value (2017/2226 Article 46(1)(c), 767/2008 Article
/// 34(1): the log shows what data were transmitted).
enum EnteredFields {
    /// Names of one entry at most; no message has as many.
    static let limit = 256

    /// Paths such as `identity.surnames` in the order written, each once, whatever list it stands in. The message must have been read
    /// against its shape before: a name is then one of Sextant's own.
    static func names(in input: JSON) -> [String] {
        var names: [String] = []
        var seen: Set<String> = []
        func visit(_ value: JSON, at path: String) {
            switch value {
            case .object(let object) where object.count > 0:
                for (name, member) in object { visit(member, at: path.isEmpty ? name : path + "." + name) }
            case .array(let elements) where !elements.isEmpty:
                for element in elements { visit(element, at: path) }
            case .null: return
            default:
                guard !path.isEmpty, names.count < limit, path.utf8.count <= AccessLogEntry.Limit.name, seen.insert(path).inserted else { return }
                names.append(path)
            }
        }
        visit(input, at: "")
        return names
    }
}
