import Identity

extension QualityRules {
    /// Days that cannot be, or do not follow each other.
    static let dates: [QualityRule] = [
        .births(
            "birth.future", "The date of birth has not come yet.", .accuracy, weight: 60,
            blockingIn: byDocument.union([.Eurodac, .ecrisTCN])
        ) { born, today in
            // A day of grace: it is tomorrow elsewhere already. Another calendar's year is another finding.
            guard let first = born.range?.lowerBound else { return false }
            return first > today + 1 && !isOtherCalendar(born)
        },
        .births("birth.impossibleAge", "Nobody is that old.", .accuracy, weight: 60, blockingIn: byDocument) { born, today in
            (born.certainAge(on: today) ?? 0) > 130
        },
        .births("birth.greatAge", "Hardly anybody is that old: a digit of the year may be wrong.", .accuracy, weight: 20) { born, today in
            (106...130).contains(born.certainAge(on: today) ?? 0)
        },
        .births("birth.notInCalendar", "The calendar does not have that day.", .accuracy, weight: 40) { born, _ in
            born.isComplete && born.exactDay == nil
        },
        .births("birth.otherCalendar", "The year is one of the Persian, Islamic or Buddhist calendar.", .accuracy, weight: 40) { born, _ in
            isOtherCalendar(born)
        },
        .births("birth.partial", "Part of the date of birth is not known.", .completeness, weight: 15) { born, _ in !born.isComplete },
        QualityRule(
            "birth.contradicts", "The identities of one document holder have dates of birth that exclude each other.", .consistency,
            weight: 20, in: byDocument
        ) { record, _ in
            let ranges = record.identities.compactMap { $0.dateOfBirth?.range }
            guard let first = ranges.first else { return [] }
            return ranges.contains { !$0.overlaps(first) } ? ["identities/0/dateOfBirth"] : []
        },
        QualityRule("birth.afterRecording", "The record was made before the person was born.", .consistency, weight: 40) { record, _ in
            guard let recorded = record.recorded else { return [] }
            return record.identities.enumerated().compactMap { place, identity in
                guard let born = identity.dateOfBirth, let first = born.range?.lowerBound, first > recorded + 1, !isOtherCalendar(born) else {
                    return nil
                }
                return "identities/\(place)/dateOfBirth"
            }
        },
        QualityRule("dates.order", "One day stands before another that it cannot come before.", .consistency, weight: 40) { record, _ in
            record.orders.filter { $0.first > $0.second }.map(\.field)
        },
        QualityRule("record.late", "It was recorded later than the act allows.", .timeliness, weight: 50) { record, _ in
            guard let occurred = record.occurred, let recorded = record.recorded, let within = record.recordedWithinDays,
                recorded - occurred > within
            else { return [] }
            return ["recorded"]
        },
        QualityRule("record.beforeEvent", "It was recorded before what it is about.", .consistency, weight: 40) { record, _ in
            guard let occurred = record.occurred, let recorded = record.recorded, recorded + 1 < occurred else { return [] }
            return ["recorded"]
        },
    ]

    /// Years that nobody now alive was born in by the Gregorian calendar, and many by another.
    private static func isOtherCalendar(_ born: PartialDate) -> Bool {
        (1270...1460).contains(Int(born.year)) || (2440...2640).contains(Int(born.year))
    }
}
