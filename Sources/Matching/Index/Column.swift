#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A growing run of plain values outside Swift's heap objects: no retain counts, no copy on write, and pages that were
/// never touched cost no memory. Its owner frees it and guards it against simultaneous writing.
struct Column<Element: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private(set) var capacity: Int

    init(capacity: Int = 1024) {
        self.capacity = max(capacity, 16)
        let bytes = self.capacity * MemoryLayout<Element>.stride
        guard let memory = malloc(bytes) else { fatalError("no memory for \(bytes) bytes of the identity index") }
        base = memory.bindMemory(to: Element.self, capacity: self.capacity)
    }

    func release() { free(base) }

    @inline(__always)
    subscript(index: Int) -> Element {
        get { base[index] }
        nonmutating set { base[index] = newValue }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: capacity + capacity / 2) }
        base[count] = element
        count += 1
    }

    /// Room for `extra` more elements, not initialised; returns where they begin.
    mutating func extend(by extra: Int) -> Int {
        if count + extra > capacity { grow(to: max(count + extra, capacity + capacity / 2)) }
        let start = count
        count += extra
        return start
    }

    mutating func removeAll() { count = 0 }

    private mutating func grow(to wanted: Int) {
        guard let moved = realloc(base, wanted * MemoryLayout<Element>.stride) else {
            fatalError("no memory for \(wanted * MemoryLayout<Element>.stride) bytes of the identity index")
        }
        base = moved.bindMemory(to: Element.self, capacity: wanted)
        capacity = wanted
        adviseHugePages(base, wanted * MemoryLayout<Element>.stride)
    }

    var byteCount: Int { count * MemoryLayout<Element>.stride }
}

/// Asks for large pages where the system has them: random reads then miss the address cache less often.
func adviseHugePages(_ start: UnsafeMutableRawPointer, _ bytes: Int) {
    #if os(Linux)
        let huge = 1 << 21
        guard bytes >= 2 * huge else { return }
        let first = (Int(bitPattern: start) + huge - 1) & ~(huge - 1)
        let last = (Int(bitPattern: start) + bytes) & ~(huge - 1)
        if last > first, let aligned = UnsafeMutableRawPointer(bitPattern: first) { madvise(aligned, last - first, 14) }
    #endif
}
