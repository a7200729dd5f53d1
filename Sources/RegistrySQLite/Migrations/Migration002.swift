/// The change feed, and how far its followers are. Nothing personal; never trimmed, so that it also tells which
/// records were erased.
enum Migration002 {
    static let sql = """
        CREATE TABLE feed (
            sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
            id BLOB NOT NULL CHECK (length(id) = 16),
            kind INTEGER NOT NULL REFERENCES kinds,
            version INTEGER NOT NULL CHECK (version >= 1),
            event INTEGER NOT NULL CHECK (event BETWEEN 1 AND 3)
        ) STRICT;
        CREATE INDEX feed_erasures ON feed (sequence) WHERE event = 3;

        CREATE TABLE positions (
            follower TEXT NOT NULL PRIMARY KEY CHECK (follower <> ''),
            position INTEGER NOT NULL CHECK (position >= 0)
        ) STRICT, WITHOUT ROWID;
        """
}
