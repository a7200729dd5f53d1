import Identity

/// A date of birth in 23 bits: year, month, day, 0 = unknown part; 0 = wholly unknown.
struct RecordDate: Hashable, BitwiseCopyable, Sendable {
    let packed: UInt32

    init(packed: UInt32) { self.packed = packed }
    init(year: Int, month: Int, day: Int) { packed = UInt32(year << 9 | month << 5 | day) }
    init(_ date: PartialDate?) {
        guard let date else { packed = 0; return }
        packed = UInt32(date.year) << 9 | UInt32(date.month) << 5 | UInt32(date.day)
    }

    @inline(__always) var year: Int { Int(packed >> 9) }
    @inline(__always) var month: Int { Int(packed >> 5 & 15) }
    @inline(__always) var day: Int { Int(packed & 31) }
    @inline(__always) var isUnknown: Bool { packed == 0 }
    @inline(__always) var isComplete: Bool { packed & 31 != 0 && packed & 0x1e0 != 0 && packed >> 9 != 0 }
    /// 1 January stands in many registers for "some day of that year".
    @inline(__always) var isFirstOfYear: Bool { packed & 0x1ff == 0x21 }

    /// Parts that both dates have: 4 year, 2 month, 1 day.
    @inline(__always)
    func partsKnown(with other: RecordDate) -> Int {
        func both(_ mask: UInt32, _ value: Int) -> Int { packed & mask != 0 && other.packed & mask != 0 ? value : 0 }
        return both(~0x1ff, 4) + both(0x1e0, 2) + both(31, 1)
    }

    var text: String {
        if isUnknown { return "" }
        return PartialDate(year: year, month: month, day: day)?.description ?? ""
    }
}

/// How two dates of birth stand to each other.
enum DateRelation: UInt8, CaseIterable {
    case unknown, exact, partial, firstOfYear, dayMonthSwapped, oneDigit, dayDigits, yearOnlyDiffers, calendar, sameYear, different

    init(_ a: RecordDate, _ b: RecordDate) {
        if a.packed == 0 || b.packed == 0 { self = .unknown; return }
        if a == b { self = .exact; return }
        if !a.isComplete || !b.isComplete {
            let years = a.year == b.year || a.year == 0 || b.year == 0
            let months = a.month == b.month || a.month == 0 || b.month == 0
            let days = a.day == b.day || a.day == 0 || b.day == 0
            self = years && months && days ? .partial : a.year == b.year ? .sameYear : .different
            return
        }
        if a.year == b.year {
            if a.month == b.day, a.day == b.month { self = .dayMonthSwapped; return }
            if a.month == b.month {
                if a.day / 10 == b.day / 10 || a.day % 10 == b.day % 10 { self = .oneDigit; return }
                self = a.isFirstOfYear || b.isFirstOfYear ? .firstOfYear : .dayDigits
                return
            }
            if a.day == b.day, a.month / 10 == b.month / 10 || a.month % 10 == b.month % 10 { self = .oneDigit; return }
            self = a.isFirstOfYear || b.isFirstOfYear ? .firstOfYear : .sameYear
            return
        }
        if a.packed & 0x1ff == b.packed & 0x1ff {
            self = RecordDate.digitsDiffering(a.year, b.year) == 1 ? .oneDigit : abs(a.year - b.year) <= 10 ? .yearOnlyDiffers : .different
            return
        }
        self = .different
    }
}

extension RecordDate {
    static func digitsDiffering(_ a: Int, _ b: Int) -> Int {
        var (a, b, count) = (a, b, 0)
        for _ in 0..<4 {
            if a % 10 != b % 10 { count += 1 }
            a /= 10
            b /= 10
        }
        return count
    }
}
