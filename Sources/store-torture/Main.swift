import Foundation

/// Helps the store's tests: a process that may be killed, lose its power or meet failing files; and a benchmark.
@main enum Main {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "bench": try await Bench.run(Array(arguments.dropFirst()))
        default:
            print("usage: store-torture bench")
            exit(2)
        }
    }
}
