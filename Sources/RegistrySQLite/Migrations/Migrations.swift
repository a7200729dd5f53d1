import GRDB

/// The schema's history. A migration that a release has shipped never changes; what comes next is a new file.
enum Migrations {
    static let all: [(name: String, sql: String)] = [
        ("001 records", Migration001.sql),
        ("002 feed", Migration002.sql),
        ("003 replies", Migration003.sql),
        ("004 notices", Migration004.sql),
        ("005 log", Migration005.sql),
        ("006 erasures", Migration006.sql),
    ]

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in all {
            migrator.registerMigration(migration.name, foreignKeyChecks: .immediate) { try $0.execute(sql: migration.sql) }
        }
        return migrator
    }
}
