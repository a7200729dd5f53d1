/// The access log. Entries are numbered in commit order without gaps, and never deleted: the entry with number n has
/// position n - 1 once `sequenced` has passed it.
enum Migration005 {
    static let sql = """
        CREATE TABLE log (
            number INTEGER PRIMARY KEY CHECK (number >= 1),
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            at INTEGER NOT NULL,
            leaf BLOB NOT NULL CHECK (length(leaf) = 32),
            sealed BLOB,
            erase_on INTEGER,
            follows BLOB CHECK (length(follows) % 16 = 0),
            system TEXT NOT NULL CHECK (system <> ''),
            event TEXT NOT NULL CHECK (event <> '')
        ) STRICT;
        CREATE INDEX log_to_erase ON log (erase_on) WHERE sealed IS NOT NULL AND erase_on IS NOT NULL;

        -- Records that an entry still waits for.
        CREATE TABLE log_follows (
            record BLOB NOT NULL CHECK (length(record) = 16),
            entry INTEGER NOT NULL REFERENCES log,
            PRIMARY KEY (record, entry)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX log_follows_by_entry ON log_follows (entry);

        -- The widest tile known at each place; narrower ones are its beginning.
        CREATE TABLE log_tiles (
            level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 63),
            place INTEGER NOT NULL CHECK (place >= 0),
            width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 256),
            bytes BLOB NOT NULL CHECK (length(bytes) = 32 * width),
            PRIMARY KEY (level, place)
        ) STRICT;

        CREATE TABLE log_state (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            sequenced INTEGER NOT NULL CHECK (sequenced >= 0),
            checkpoint BLOB
        ) STRICT;
        INSERT INTO log_state (id, sequenced) VALUES (1, 0);
        """
}
