/// The shape of a country's passport numbers: `#` a digit, `@` a letter, `[XYZ]` one of these, anything else itself.
///
/// Serial numbers map one to one to numbers of the shape, so that no two documents of a country share one.
struct DocumentNumbers: Sendable {
    private let places: [[UInt8]]
    private let scatter: Scatter
    /// How many different numbers the shape has.
    let capacity: UInt64

    init(_ shape: String, key: UInt64) {
        let digits = Array("0123456789".utf8)
        let letters = Array("ABCDEFGHJKLMNPRSTUVWXYZ".utf8)  // I, O and Q are left out by most offices
        var places: [[UInt8]] = []
        var choice: [UInt8]?
        for byte in shape.utf8 {
            switch byte {
            case UInt8(ascii: "#"): places.append(digits)
            case UInt8(ascii: "@"): places.append(letters)
            case UInt8(ascii: "["): choice = []
            case UInt8(ascii: "]"):
                places.append(choice ?? [])
                choice = nil
            default: if choice != nil { choice?.append(byte) } else { places.append([byte]) }
            }
        }
        self.places = places.filter { !$0.isEmpty }
        capacity = self.places.reduce(1) { $0 * UInt64($1.count) }
        scatter = Scatter(size: capacity, key: key)
    }

    func number(serial: UInt64) -> String {
        var rest = scatter(serial)
        return String(unsafeUninitializedCapacity: places.count) { buffer in
            for index in places.indices.reversed() {
                let place = places[index]
                buffer[index] = place[Int(rest % UInt64(place.count))]
                rest /= UInt64(place.count)
            }
            return places.count
        }
    }
}
