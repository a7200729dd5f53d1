/// Notices to authorities, and facts that later rights depend on.
enum Migration004 {
    static let sql = """
        CREATE TABLE notices (
            number INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            recipient TEXT NOT NULL CHECK (recipient <> ''),
            kind TEXT NOT NULL CHECK (kind <> ''),
            article TEXT NOT NULL,
            record BLOB CHECK (length(record) = 16),
            text TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX notices_by_recipient ON notices (recipient, number);
        CREATE INDEX notices_by_record ON notices (record) WHERE record IS NOT NULL;

        CREATE TABLE facts (
            number INTEGER PRIMARY KEY,
            authority TEXT NOT NULL CHECK (authority <> ''),
            case_reference TEXT NOT NULL CHECK (case_reference <> ''),
            condition TEXT NOT NULL CHECK (condition <> ''),
            system TEXT NOT NULL CHECK (system <> ''),
            at INTEGER NOT NULL,
            expires INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX facts_by_case ON facts (authority, case_reference);
        CREATE INDEX facts_by_expiry ON facts (expires);
        """
}
