/// Addresses of the internet protocol, versions 4 and 6.
enum IPAddress {
    static func isWellFormed(_ text: String) -> Bool {
        if text.contains(":") { return isVersion6(text) }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                part.utf8.allSatisfy { (48...57).contains($0) } && UInt8(part) != nil && (part.count == 1 || !part.hasPrefix("0"))
            }
    }

    private static func isVersion6(_ text: String) -> Bool {
        let halves = text.components(separatedBy: "::")
        guard halves.count <= 2 else { return false }
        let groups = halves.flatMap { $0.isEmpty ? [] : $0.split(separator: ":", omittingEmptySubsequences: false).map(String.init) }
        guard
            groups.allSatisfy({
                (1...4).contains($0.utf8.count)
                    && $0.utf8.allSatisfy { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") || (97...102).contains($0 | 32) }
            })
        else { return false }
        return halves.count == 2 ? groups.count <= 7 : groups.count == 8
    }
}

extension String {
    /// Parts between a separator of several characters.
    fileprivate func components(separatedBy separator: String) -> [String] {
        var (parts, rest) = ([String](), self[...])
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
