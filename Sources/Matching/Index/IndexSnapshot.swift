#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a snapshot was not taken up. The index is then built from the records, as it always can be.
public enum SnapshotRefusal: Error, Hashable, Sendable {
    case file(FileRefusal)
    case notASnapshot
    case otherVersion(UInt32)
    case damaged
}

/// An index on disk, so that a restart need not read every record: levelled words, dates and document hashes by reference.
///
/// `position` is whatever the caller needs to know from where to follow on: the sequence number of the feed that the index has seen.
/// A snapshot holds personal data like the index, and is to be kept and erased like it.
enum IndexSnapshot {
    static let magic: [UInt8] = Array("SXTIDX\r\n".utf8)
    /// Counted on when the layout changes, and when names are levelled otherwise: what was levelled before would not be found.
    static let version: UInt32 = 2

    static func write(_ store: IdentityStore, position: UInt64, to path: String) throws(FileRefusal) {
        let file = try OutputFile(path)
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var pending: [UInt8] = magic
        func put<Number: FixedWidthInteger>(_ number: Number) {
            withUnsafeBytes(of: number.littleEndian) { pending.append(contentsOf: $0) }
        }
        func flush() throws(FileRefusal) {
            hash = checksum(hash, pending)
            try file.write(bytes: pending)
            pending.removeAll(keepingCapacity: true)
        }
        put(version)
        put(position)
        put(UInt64(store.referenceCount))
        try flush()
        for slot in 0..<UInt32(store.cores.count) where store.cores[Int(slot)].isLive {
            let reference = store.references[Int(slot)]
            guard store.firstSlot(of: reference) == slot else { continue }
            put(reference)
            var identities = 0
            store.forEachSlot(of: reference) { _ in identities += 1 }
            put(UInt16(clamping: identities))
            store.forEachSlot(of: reference) { other in
                let core = store.cores[Int(other)]
                put(core.dateAndFlags & ~IdentityStore.Core.live)
                put(core.nationality)
                put(core.identityIndex)
                put(core.tokenCount)
                let tokens = store.tokens(of: other)
                for at in 0..<Int(core.tokenCount) {
                    let token = store.dictionary.token(tokens[at] & IdentityStore.tokenMask)
                    pending.append(UInt8(tokens[at] >> IdentityStore.roleShift))
                    pending.append(token.script.rawValue)
                    pending.append(token.count)
                    for letter in 0..<token.length { pending.append(token[letter]) }
                }
            }
            let before = pending.count
            put(UInt16(0))
            var documents: UInt16 = 0
            store.forEachDocument(ofSlot: slot) { entry in
                guard documents < UInt16.max else { return }
                documents += 1
                put(entry.folded)
                put(entry.exact)
                put(entry.issuer)
            }
            pending[before] = UInt8(documents & 0xff)
            pending[before + 1] = UInt8(documents >> 8)
            if pending.count > 1 << 16 { try flush() }
        }
        try flush()
        put(hash)
        try file.write(bytes: pending)
        try file.finish()
    }

    private static func checksum(_ start: UInt64, _ bytes: [UInt8]) -> UInt64 {
        bytes.withUnsafeBytes { checksum(start, $0) }
    }

    /// Independent of how the bytes are cut into pieces.
    private static func checksum(_ start: UInt64, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = start
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    static func read(_ path: String, into take: (PreparedPerson) -> Void) throws(SnapshotRefusal) -> UInt64 {
        let file: MappedFile
        do { file = try MappedFile(path) } catch { throw .file(error) }
        let bytes = file.bytes
        guard bytes.count >= magic.count, bytes[0..<magic.count].elementsEqual(magic) else { throw .notASnapshot }
        guard bytes.count >= magic.count + 4 + 8 + 8 + 8 else { throw .damaged }
        let end = bytes.count - 8
        var at = magic.count
        func number<Number: FixedWidthInteger>(_: Number.Type) throws(SnapshotRefusal) -> Number {
            let size = MemoryLayout<Number>.size
            guard at + size <= end else { throw .damaged }
            let value = bytes.loadUnaligned(fromByteOffset: at, as: Number.self)
            at += size
            return Number(littleEndian: value)
        }
        let found = try number(UInt32.self)
        guard found == version else { throw .otherVersion(found) }
        // The sum is checked before anything is taken up.
        let sum = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self))
        guard checksum(0xCBF2_9CE4_8422_2325, UnsafeRawBufferPointer(rebasing: bytes[0..<end])) == sum else { throw .damaged }
        let position = try number(UInt64.self)
        let count = try number(UInt64.self)
        for _ in 0..<count {
            var person = PreparedPerson(reference: IndexReference(try number(UInt64.self)), identities: [], documents: [])
            for _ in 0..<(try number(UInt16.self)) {
                var identity = PreparedIdentity()
                let flags = try number(UInt32.self)
                identity.date = RecordDate(packed: flags & 0x7f_ffff)
                identity.sex = UInt8(flags >> 23 & 3)
                identity.moreNationalities = flags & IdentityStore.Core.moreNationalities != 0
                identity.nationality = try number(UInt16.self)
                identity.identityIndex = try number(UInt8.self)
                let tokens = try number(UInt8.self)
                guard Int(tokens) <= PreparedIdentity.tokenLimit else { throw .damaged }
                for _ in 0..<tokens {
                    guard let role = NameRole(rawValue: UInt32(try number(UInt8.self))),
                        let script = NameScript(rawValue: try number(UInt8.self))
                    else { throw .damaged }
                    let length = try number(UInt8.self)
                    guard Int(length) <= NameToken.capacity else { throw .damaged }
                    var token = NameToken()
                    for _ in 0..<length { token.append(try number(UInt8.self)) }
                    token.script = script
                    identity.tokens.append(token)
                    identity.roles.append(role)
                }
                person.identities.append(identity)
            }
            guard !person.identities.isEmpty else { throw .damaged }
            for _ in 0..<(try number(UInt16.self)) {
                person.documents.append(
                    DocumentKey(folded: try number(UInt64.self), exact: try number(UInt32.self), issuer: try number(UInt16.self)))
            }
            take(person)
        }
        guard at == end else { throw .damaged }
        return position
    }
}

extension DocumentKey {
    init(folded: UInt64, exact: UInt32, issuer: UInt16) {
        self.folded = folded
        self.exact = exact
        self.issuer = issuer
    }
}

extension IdentityIndex {
    /// Writes the whole index to a file, which appears when it is whole. Changes wait meanwhile; searches do not.
    public func writeSnapshot(to path: String, position: UInt64) throws(FileRefusal) {
        let outcome: Result<Void, FileRefusal> = readingUnchanged { store in
            Result { () throws(FileRefusal) in try IndexSnapshot.write(store, position: position, to: path) }
        }
        try outcome.get()
    }

    /// An index from a snapshot, and the position it stands at.
    public static func fromSnapshot(
        _ path: String, model: MatchModel = .standard
    ) throws(SnapshotRefusal) -> (index: IdentityIndex, position: UInt64) {
        let index = IdentityIndex(model: model)
        let position = try IndexSnapshot.read(path) { index.insert($0) }
        return (index, position)
    }
}
