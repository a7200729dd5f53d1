import GRDB
import GRDBSQLite
import Registry

/// Wipes the parts of a database's pages that belong to nothing.
///
/// `secure_delete` overwrites a row where it is deleted. But when SQLite splits or merges pages of a tree, rows move, and the
/// room they leave between a page's row pointers and its rows keeps a copy of what stood there, which a later
/// deletion of the row does not reach. This fills that room, and free blocks between rows, with zeros, in the file itself,
/// through the connection's own file handle. SQLite never reads these bytes, so a crash halfway does no harm.
///
/// (Layout: "Database File Format", section 1.6, sqlite.org/fileformat2.html.)
enum PageScrubber {
    /// Runs while the write-ahead log is empty and nothing else writes; returns how many pages were wiped. Drops the
    /// connection's cached pages, which hold the same copies.
    @discardableResult
    static func scrub(_ connection: Connection) throws(StoreError) -> Int {
        try connection.run("BEGIN IMMEDIATE")
        defer {
            try? connection.run("COMMIT")
            sqlite3_db_release_memory(connection.database.sqliteConnection)
        }
        var file: UnsafeMutablePointer<sqlite3_file>?
        let code = sqlite3_file_control(
            connection.database.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        guard code == SQLITE_OK, let file, let methods = file.pointee.pMethods?.pointee,
            let read = methods.xRead, let write = methods.xWrite, let sync = methods.xSync, let length = methods.xFileSize
        else { throw .unavailable("SQLite \(code): no file to scrub") }
        func check(_ code: CInt, _ what: String) throws(StoreError) {
            guard code == SQLITE_OK else { throw StoreError(code: code, message: "scrub: \(what)") }
        }

        let pageSize = Int(try connection.number("PRAGMA page_size"))
        var size: sqlite3_int64 = 0
        try check(length(file, &size), "size")
        var pages = 0
        var page = [UInt8](repeating: 0, count: pageSize)
        for start in stride(from: 0, to: Int(size), by: pageSize) where start + pageSize <= Int(size) {
            try check(page.withUnsafeMutableBytes { read(file, $0.baseAddress, CInt(pageSize), Int64(start)) }, "read")
            let reserved = start == 0 ? Int(page[20]) : 0
            var wiped = false
            for range in vacant(page, isFirst: start == 0, usable: pageSize - reserved) where page[range].contains(where: { $0 != 0 }) {
                let zeros = [UInt8](repeating: 0, count: range.count)
                try check(write(file, zeros, CInt(zeros.count), Int64(start + range.lowerBound)), "write")
                wiped = true
            }
            if wiped { pages += 1 }
        }
        if pages > 0 { try check(sync(file, SQLITE_SYNC_NORMAL), "sync") }
        return pages
    }

    /// Where a page of a tree holds nothing; empty for pages of other kinds, and for whatever does not look right.
    ///
    /// Other pages begin with a page number, whose first byte is none of the four below in files of less than 128 GiB.
    static func vacant(_ page: [UInt8], isFirst: Bool, usable: Int) -> [Range<Int>] {
        let head = isFirst ? 100 : 0
        func word(_ at: Int) -> Int { Int(page[at]) << 8 | Int(page[at + 1]) }
        guard page.count >= head + 12, usable <= page.count else { return [] }
        let pointers: Int
        switch page[head] {
        case 2, 5: pointers = head + 12
        case 10, 13: pointers = head + 8
        default: return []
        }
        let gapStart = pointers + 2 * word(head + 3)
        var gapEnd = word(head + 5)
        if gapEnd == 0 { gapEnd = 65_536 }
        guard gapStart <= gapEnd, gapEnd <= usable else { return [] }
        var ranges = [gapStart..<gapEnd]
        // Free blocks, each with the place of the next and its own size in front.
        var block = word(head + 1)
        var last = gapEnd - 1
        while block != 0 {
            guard block > last, block + 4 <= usable, block + word(block + 2) <= usable, word(block + 2) >= 4 else { return [] }
            last = block
            ranges.append((block + 4)..<(block + word(block + 2)))
            block = word(block)
        }
        return ranges
    }
}
