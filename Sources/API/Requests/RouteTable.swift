import Hummingbird
import Operations

/// Finds what a path and a method mean. Fixed words go before variables.
struct RouteTable: Sendable {
    enum Target: Sendable {
        case operation(AnyOperation)
        case page(PlainRoute)
    }

    enum Finding {
        case found(Target, parameters: [String: String])
        /// The address exists, with other methods.
        case otherMethods([String])
        case nothing
    }

    private final class Node: @unchecked Sendable {
        // Written while the table is built, by one thread, and never after.
        var words: [Substring: Node] = [:]
        var variable: (name: String, node: Node)?
        var targets: [String: (target: Target, names: [String])] = [:]
    }

    private let root = Node()

    mutating func add(_ operation: AnyOperation) {
        add(operation.about.method.rawValue, operation.about.path, .operation(operation))
    }

    mutating func add(_ page: PlainRoute) { add(page.method.rawValue, page.path, .page(page)) }

    private func add(_ method: String, _ path: String, _ target: Target) {
        var node = root
        var names: [String] = []
        for part in path.split(separator: "/") {
            if part.hasPrefix("{") {
                names.append(String(part.dropFirst().dropLast()))
                if node.variable == nil { node.variable = (String(part), Node()) }
                node = node.variable?.node ?? node
            } else {
                if node.words[part] == nil { node.words[part] = Node() }
                node = node.words[part] ?? node
            }
        }
        precondition(node.targets[method] == nil, "two routes for \(method) \(path)")
        node.targets[method] = (target, names)
    }

    func find(_ method: String, _ path: String) -> Finding {
        var values: [String] = []
        guard let node = walk(root, path.split(separator: "/")[...], &values) else { return .nothing }
        guard let (target, names) = node.targets[method] else { return .otherMethods(node.targets.keys.sorted()) }
        return .found(target, parameters: Dictionary(zip(names, values), uniquingKeysWith: { first, _ in first }))
    }

    private func walk(_ node: Node, _ parts: ArraySlice<Substring>, _ values: inout [String]) -> Node? {
        guard let part = parts.first else { return node.targets.isEmpty ? nil : node }
        if let next = node.words[part], let end = walk(next, parts.dropFirst(), &values) { return end }
        guard let next = node.variable?.node, let value = part.removingPercentEncoding else { return nil }
        values.append(value)
        if let end = walk(next, parts.dropFirst(), &values) { return end }
        values.removeLast()
        return nil
    }
}
