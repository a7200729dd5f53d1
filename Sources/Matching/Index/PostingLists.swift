/// Many lists of 32-bit numbers in one piece of memory.
///
/// A list of one number lies in its header; a longer one has a capacity that follows from its length alone, so that no
/// capacity is stored. Freed pieces are kept by size and used again.
struct PostingLists {
    struct List: BitwiseCopyable {
        var start: UInt32 = 0
        var count: UInt32 = 0
    }

    private var memory = Column<UInt32>(capacity: 4096)
    private var free: [UInt32] = Array(repeating: .max, count: 64)

    func release() { memory.release() }
    var byteCount: Int { memory.byteCount }

    @inline(__always)
    private static func sizeClass(_ count: UInt32) -> Int {
        // 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, …: four steps to each doubling.
        if count <= 4 { return max(0, Int(count) - 2) }
        let bits = 31 - (count - 1).leadingZeroBitCount
        let step = Int((count - 1) >> UInt32(bits - 2)) - 4
        return 3 + (bits - 2) * 4 + step
    }

    @inline(__always)
    private static func capacity(of sizeClass: Int) -> Int {
        if sizeClass < 3 { return sizeClass + 2 }
        let bits = (sizeClass - 3) / 4 + 2
        return (((sizeClass - 3) % 4 + 4) + 1) << (bits - 2)
    }

    private mutating func take(_ sizeClass: Int) -> UInt32 {
        if free[sizeClass] != .max {
            let start = free[sizeClass]
            free[sizeClass] = memory[Int(start)]
            return start
        }
        return UInt32(memory.extend(by: PostingLists.capacity(of: sizeClass)))
    }

    private mutating func give(_ start: UInt32, _ sizeClass: Int) {
        (memory.base + Int(start)).update(repeating: 0, count: PostingLists.capacity(of: sizeClass))
        memory[Int(start)] = free[sizeClass]
        free[sizeClass] = start
    }

    /// A run of `count` numbers for the owner to fill; given back with `giveRun`.
    mutating func takeRun(_ count: Int) -> UInt32 { take(PostingLists.sizeClass(UInt32(count))) }
    mutating func giveRun(_ start: UInt32, count: Int) { give(start, PostingLists.sizeClass(UInt32(count))) }
    @inline(__always) func run(_ start: UInt32) -> UnsafeMutablePointer<UInt32> { memory.base + Int(start) }

    mutating func append(_ value: UInt32, to list: inout List) {
        switch list.count {
        case 0: list.start = value
        case 1:
            let start = take(0)
            memory[Int(start)] = list.start
            memory[Int(start) + 1] = value
            list.start = start
        default:
            let old = PostingLists.sizeClass(list.count)
            let new = PostingLists.sizeClass(list.count + 1)
            if new != old {
                let start = take(new)
                (memory.base + Int(start)).update(from: memory.base + Int(list.start), count: Int(list.count))
                give(list.start, old)
                list.start = start
            }
            memory[Int(list.start) + Int(list.count)] = value
        }
        list.count += 1
    }

    /// Takes out one occurrence of the value, if there is one.
    mutating func remove(_ value: UInt32, from list: inout List) {
        switch list.count {
        case 0: return
        case 1: if list.start == value { list = List() }
        case 2:
            let (a, b) = (memory[Int(list.start)], memory[Int(list.start) + 1])
            guard a == value || b == value else { return }
            give(list.start, 0)
            list = List(start: a == value ? b : a, count: 1)
        default:
            let numbers = memory.base + Int(list.start)
            var at = 0
            while at < Int(list.count), numbers[at] != value { at += 1 }
            guard at < Int(list.count) else { return }
            numbers[at] = numbers[Int(list.count) - 1]
            let old = PostingLists.sizeClass(list.count)
            let new = PostingLists.sizeClass(list.count - 1)
            if new != old {
                let start = take(new)
                (memory.base + Int(start)).update(from: numbers, count: Int(list.count) - 1)
                give(list.start, old)
                list.start = start
            }
            list.count -= 1
        }
    }

    @inline(__always)
    func forEach(_ list: List, _ body: (UInt32) -> Void) {
        if list.count == 1 { return body(list.start) }
        let numbers = memory.base + Int(list.start)
        for index in 0..<Int(list.count) { body(numbers[index]) }
    }
}
