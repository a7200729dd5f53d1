import API
import Access
import Foundation
import Hummingbird
import Operations
import Registry
import Wire

/// The log as witnesses and verifiers read it (C2SP tlog-tiles): checkpoint and tiles of hashes, public because they tell
/// nothing of the entries. Entries themselves are read through operations.
enum LogRoutes {
    static func all(_ book: LogBook, store: any Store) -> [PlainRoute] {
        [
            PlainRoute(.get, "/log/checkpoint") { _ in
                guard let checkpoint = try await book.checkpoint() else { return notFound }
                return Response.text(checkpoint.text, type: "text/plain; charset=utf-8")
            },
            PlainRoute(.get, "/log/key") { _ in
                Response.text("\(book.verifierKey)\n", type: "text/plain; charset=utf-8")
            },
        ]
            + (1...6).map { depth in
                // An index is written in groups of three digits, each a part of the path.
                let groups = (0..<depth).map { "/{g\($0)}" }.joined()
                return PlainRoute(.get, "/log/tile/{level}\(groups)") { request in
                    let path =
                        "tile/\(request.parameters["level"] ?? "")/"
                        + (0..<depth).map { request.parameters["g\($0)"] ?? "" }.joined(separator: "/")
                    guard let coordinate = TileCoordinate(path: path),
                        let bytes = try await store.tile(
                            level: coordinate.level, index: Int64(coordinate.index), width: coordinate.width)
                    else { return notFound }
                    var response = Response(
                        status: .ok, headers: [.contentType: "application/octet-stream"],
                        body: .init(byteBuffer: .init(bytes: bytes)))
                    response.headers[.cacheControl] = coordinate.isPartial ? "no-store" : "public, max-age=31536000, immutable"
                    return response
                }
            }
    }

    private static var notFound: Response { Response.text("not found\n", type: "text/plain; charset=utf-8", status: .notFound) }
}
