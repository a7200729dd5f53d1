import Identity

extension QualityRules {
    /// Travel documents: numbers, issuers, days.
    static let documents: [QualityRule] = [
        .documents(
            "document.numberEmpty", "The document number has no letter and no digit.", .accuracy, weight: 60, member: "number",
            blockingIn: Set(CheckedRegister.allCases)
        ) { document, _, _ in TravelDocument.level(number: document.number).isEmpty },
        .documents(
            "document.numberPlaceholder", "The document number is one character repeated, or counts up.", .accuracy, weight: 40,
            member: "number"
        ) { document, _, _ in isPlaceholder(TravelDocument.level(number: document.number)) },
        .documents(
            "document.numberLength", "The document number is shorter or longer than document numbers are.", .accuracy, weight: 20,
            member: "number"
        ) { document, _, _ in
            let length = TravelDocument.level(number: document.number).count
            return length > 0 && !(4...15).contains(length)
        },
        .documents(
            "document.numberNoDigit", "The document number has no digit.", .accuracy, weight: 30, member: "number"
        ) { document, _, _ in
            let level = TravelDocument.level(number: document.number)
            return !level.isEmpty && !level.unicodeScalars.contains { $0.properties.numericType == .decimal }
        },
        .documents(
            "document.expiryBeforeIssue", "The document expires before it was issued.", .consistency, weight: 50, member: "expiry",
            blockingIn: byDocument
        ) { document, _, _ in document.issued.flatMap { issued in document.expiry.map { $0 < issued } } ?? false },
        .documents(
            "document.issuedInFuture", "The document's day of issue has not come yet.", .accuracy, weight: 50, member: "issued",
            blockingIn: byDocument
        ) { document, _, today in document.issued.map { $0 > today + 1 } ?? false },
        .documents(
            "document.issuedBeforeBirth", "The document is older than its holder.", .consistency, weight: 40, member: "issued"
        ) { document, record, _ in
            guard let issued = document.issued, let born = record.identities.first?.dateOfBirth?.range?.lowerBound else { return false }
            return issued < born
        },
        .documents(
            "document.expiredOnRecording", "The document had expired when the record was made.", .timeliness, weight: 25,
            member: "expiry", in: byDocument
        ) { document, record, _ in
            // Of several documents, the first is the latest: the older ones may have expired.
            guard document == record.documents.first, let expiry = document.expiry, let recorded = record.recorded else { return false }
            return expiry < recorded
        },
        .documents(
            "document.longValidity", "The document is valid for longer than documents are issued for.", .accuracy, weight: 25,
            member: "expiry", in: byDocument
        ) { document, _, today in
            guard let expiry = document.expiry else { return false }
            return expiry > (document.issued ?? today).adding(years: 15)
        },
        .documents(
            "document.specimenIssuer", "The issuer is the code for specimens, or one that says nothing.", .accuracy, weight: 30,
            member: "issuer"
        ) { document, _, _ in document.issuer.kind == .specimen || document.issuer == .unspecified },
        .documents(
            "document.issuerGone", "The issuer's code was withdrawn long before the document could have been issued.", .accuracy,
            weight: 30, member: "issuer"
        ) { document, _, today in
            // A document can still be valid for years after its state is gone: fifteen at the longest.
            guard let gone = document.issuer.withdrawnIn else { return false }
            return (document.issued ?? today.adding(years: -15)).components.year > gone
        },
        .documents(
            "document.issuerNotNationality", "A passport of a state whose nationality the person does not have.", .consistency,
            weight: 15, member: "issuer", in: byDocument
        ) { document, record, _ in
            guard [.passport, .diplomaticPassport, .servicePassport].contains(document.kind), document.issuer.kind == .state,
                document == record.documents.first, let nationalities = record.identities.first?.nationalities, !nationalities.isEmpty,
                nationalities.allSatisfy({ $0.kind == .state })
            else { return false }
            return !nationalities.contains(document.issuer)
        },
        QualityRule("document.twice", "The same document stands there twice.", .uniqueness, weight: 30) { record, _ in
            var seen: Set<String> = []
            return record.documents.enumerated().compactMap { place, document in
                seen.insert("\(document.kind.rawValue)/\(document.key)/\(document.expiry?.description ?? "")").inserted
                    ? nil : "documents/\(place)/number"
            }
        },
        QualityRule("document.othersHaveIt", "The register has the same document for somebody else.", .uniqueness, weight: 40) { record, _ in
            record.othersWithDocument > 0 ? ["documents"] : []
        },
        QualityRule("record.twin", "The register has the same person's data in another record of the State.", .uniqueness, weight: 50) {
            record, _ in record.twins > 0 ? ["identities"] : []
        },
        QualityRule("identity.twice", "The same identity stands there twice.", .uniqueness, weight: 20) { record, _ in
            var seen: Set<PersonIdentity> = []
            return record.identities.enumerated().compactMap { place, identity in
                seen.insert(identity).inserted ? nil : "identities/\(place)"
            }
        },
    ]

    /// Somebody's way of filling a field: 0000000, XXXXXXX, 1234567.
    static func isPlaceholder(_ level: String) -> Bool {
        let bytes = Array(level.utf8)
        guard bytes.count >= 4 else { return false }
        let pairs = zip(bytes, bytes.dropFirst())
        return pairs.allSatisfy { $0 == $1 } || pairs.allSatisfy { $1 == $0 + 1 || ($0 == 57 && $1 == 48) }
    }
}
