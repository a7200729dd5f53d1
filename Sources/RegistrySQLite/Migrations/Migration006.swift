/// How far the journal of erasures beside the store has been carried out here, and how far the feed's erasures stand in
/// that journal. Both move when the store opens; what lies behind them is done again, which changes nothing.
enum Migration006 {
    static let sql = """
        CREATE TABLE erasure_state (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            journal_offset INTEGER NOT NULL CHECK (journal_offset >= 0),
            feed_sequence INTEGER NOT NULL CHECK (feed_sequence >= 0)
        ) STRICT;
        INSERT INTO erasure_state (id, journal_offset, feed_sequence) VALUES (1, 0, 0);
        """
}
