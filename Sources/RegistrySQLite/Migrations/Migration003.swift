/// Replies kept for repeated requests, and the records that each names.
enum Migration003 {
    static let sql = """
        CREATE TABLE replies (
            number INTEGER PRIMARY KEY,
            authority TEXT NOT NULL CHECK (authority <> ''),
            key TEXT NOT NULL CHECK (key <> ''),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            reply BLOB NOT NULL,
            records BLOB NOT NULL CHECK (length(records) % 16 = 0),
            expires INTEGER NOT NULL,
            UNIQUE (authority, key)
        ) STRICT;
        CREATE INDEX replies_by_expiry ON replies (expires);

        CREATE TABLE reply_records (
            record BLOB NOT NULL CHECK (length(record) = 16),
            reply INTEGER NOT NULL REFERENCES replies ON DELETE CASCADE,
            PRIMARY KEY (record, reply)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reply_records_by_reply ON reply_records (reply);
        """
}
