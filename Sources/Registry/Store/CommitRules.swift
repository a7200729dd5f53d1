import Identity

extension Commit {
    /// What no store takes; `nil` where all is well. Checked before a commit waits for the disk; SQLite's schema says the
    /// same once more.
    public var fault: String? {
        for change in changes {
            switch change {
            case .create(_, let draft), .update(_, _, let draft):
                if let fault = draft.fault { return fault }
            case .erase: break
            }
        }
        for row in log {
            if row.leafData.count != 32 { return "a log leaf has 32 bytes" }
            if !Limits.name.contains(row.event.utf8.count) { return "log event" }
            if (row.sealed?.count ?? 0) > Limits.block { return "log contents too long" }
            if row.follows.count > Limits.list { return "log entry follows too many records" }
        }
        if let reply = idempotency {
            if !Limits.name.contains(reply.authority.utf8.count) { return "idempotency authority" }
            if !Limits.name.contains(reply.key.utf8.count) { return "idempotency key" }
            if reply.requestDigest.count != 32 { return "a request digest has 32 bytes" }
            if reply.reply.count > Limits.block { return "reply too long" }
        }
        for notice in notices {
            if !Limits.name.contains(notice.recipient.utf8.count) { return "notice recipient" }
            if !Limits.name.contains(notice.kind.utf8.count) { return "notice kind" }
            if notice.text.utf8.count > Limits.text { return "notice too long" }
        }
        for fact in facts {
            if !Limits.name.contains(fact.authority.utf8.count) { return "fact authority" }
            if !Limits.name.contains(fact.caseReference.utf8.count) { return "fact case" }
        }
        for (follower, position) in positions {
            if !Limits.name.contains(follower.utf8.count) || position < 0 { return "position" }
        }
        return nil
    }

    /// Sizes, in bytes, that a store takes.
    public enum Limits {
        public static let name = 1...256
        public static let text = 65_536
        public static let block = 16 << 20
        public static let list = 4096
    }
}

extension RecordDraft {
    var fault: String? {
        if !Commit.Limits.name.contains(kind.name.utf8.count) { return "record kind" }
        if !Commit.Limits.name.contains(owner.utf8.count) { return "record owner" }
        if payload.count > Commit.Limits.block { return "payload too long" }
        if schema < 0 { return "schema number" }
        if projection.keys.count > 1024 || projection.due.count > 1024 { return "too many keys or due dates" }
        for key in projection.keys {
            if !Commit.Limits.name.contains(key.name.utf8.count) { return "key name" }
            if key.value.utf8.count > 4096 { return "key too long" }
        }
        for due in projection.due where due.article.utf8.count > 256 { return "due article too long" }
        for template in projection.templates {
            if !Commit.Limits.name.contains(template.kind.utf8.count) { return "template kind" }
            if template.bytes.count > Commit.Limits.block { return "template too long" }
        }
        return nil
    }
}

extension Projection {
    /// Keys without repetition: a name and value that is unique once is unique.
    public var distinctKeys: [RecordKey] {
        if keys.count < 2 { return keys }
        var out: [RecordKey] = []
        for key in keys {
            let same = out.firstIndex { $0.name.utf8.elementsEqual(key.name.utf8) && $0.value.utf8.elementsEqual(key.value.utf8) }
            if let same {
                if key.isUnique { out[same] = key }
            } else {
                out.append(key)
            }
        }
        return out
    }

    /// Due dates without repetition.
    public var distinctDue: [DueDate] {
        if due.count < 2 { return due }
        var out: [DueDate] = []
        for date in due
        where !out.contains(where: {
            $0.day == date.day && $0.action == date.action && $0.article.utf8.elementsEqual(date.article.utf8)
        }) {
            out.append(date)
        }
        return out
    }
}

extension LogRow {
    /// The day on which contents go that follow records of which none stands any more at `instant`.
    public static func eraseDay(afterErasureAt instant: Instant) -> Day {
        instant.utcDay.adding(years: yearsAfterErasure)
    }
}
