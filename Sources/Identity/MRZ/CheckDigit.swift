/// Check digits of Doc 9303-3 section 4.9: weights 7, 3, 1 over the values of the characters, modulo 10.
enum CheckDigit {
    /// The check digit's character. Fillers count 0, digits their value, letters 10 (A) to 35 (Z).
    static func of(_ bytes: some Sequence<UInt8>) -> UInt8 {
        var sum = Sum()
        sum.add(bytes)
        return sum.character
    }

    /// Over several stretches one after the other, as the composite check digit is taken.
    struct Sum {
        private var total = 0
        private var weight = 7

        mutating func add(_ bytes: some Sequence<UInt8>) {
            for byte in bytes {
                let value =
                    switch byte {
                    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 48
                    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 55
                    default: 0
                    }
                total += value * weight
                weight = weight == 7 ? 3 : weight == 3 ? 1 : 7
            }
        }

        var character: UInt8 { UInt8(ascii: "0") + UInt8(total % 10) }
    }
}
