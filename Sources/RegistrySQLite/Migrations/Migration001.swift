/// Records, their earlier versions, and what is derived from their projections.
enum Migration001 {
    static let sql = """
        CREATE TABLE kinds (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 3 AND 300)
        ) STRICT;

        -- The version that stands. number: order of first commit.
        CREATE TABLE records (
            number INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            kind INTEGER NOT NULL REFERENCES kinds,
            version INTEGER NOT NULL CHECK (version >= 1),
            owner TEXT NOT NULL CHECK (owner <> ''),
            schema INTEGER NOT NULL CHECK (schema >= 0),
            payload BLOB NOT NULL,
            created INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            changed_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX records_by_kind ON records (kind, id);

        -- Versions that no longer stand.
        CREATE TABLE record_versions (
            record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
            version INTEGER NOT NULL CHECK (version >= 1),
            owner TEXT NOT NULL CHECK (owner <> ''),
            schema INTEGER NOT NULL CHECK (schema >= 0),
            payload BLOB NOT NULL,
            changed INTEGER NOT NULL,
            changed_by TEXT NOT NULL,
            UNIQUE (record, version)
        ) STRICT;

        -- Identities, documents, keys and due dates in ProjectionCodec's bytes; id and kind once more, so that indexes are
        -- built without touching payloads.
        CREATE TABLE projections (
            record INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE,
            id BLOB NOT NULL CHECK (length(id) = 16),
            kind INTEGER NOT NULL,
            bytes BLOB NOT NULL CHECK (length(bytes) >= 6)
        ) STRICT;

        CREATE TABLE templates (
            record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
            ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
            kind TEXT NOT NULL CHECK (kind <> ''),
            format TEXT NOT NULL,
            bytes BLOB NOT NULL,
            UNIQUE (record, ordinal)
        ) STRICT;

        CREATE TABLE record_keys (
            kind INTEGER NOT NULL,
            name TEXT NOT NULL CHECK (name <> ''),
            value TEXT NOT NULL,
            record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
            is_unique INTEGER NOT NULL CHECK (is_unique IN (0, 1)),
            PRIMARY KEY (kind, name, value, record)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX record_keys_unique ON record_keys (kind, name, value) WHERE is_unique = 1;
        CREATE INDEX record_keys_by_record ON record_keys (record);

        CREATE TABLE due (
            day INTEGER NOT NULL,
            record INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
            action INTEGER NOT NULL CHECK (action BETWEEN 1 AND 4),
            article TEXT NOT NULL,
            PRIMARY KEY (day, record, action, article)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX due_by_record ON due (record);
        """
}
