import Identity

extension QualityRules {
    /// States and bodies as nationalities.
    static let countries: [QualityRule] = [
        .nationalities("nationality.gone", "The state of the nationality exists no more.", .accuracy, weight: 30) { code, _ in
            code.isHistorical
        },
        .nationalities("nationality.specimen", "The nationality is the code for specimens.", .accuracy, weight: 40) { code, _ in
            code.kind == .specimen
        },
        .nationalities("nationality.organisation", "An organisation gives no nationality.", .accuracy, weight: 30) { code, _ in
            code.kind == .organisation
        },
        .nationalities("nationality.unspecified", "The nationality is not specified.", .completeness, weight: 20) { code, _ in
            code == .unspecified
        },
        .nationalities(
            "nationality.ofTheUnion", "Nationals of the Union are not registered here; a former nationality may stand there.",
            .consistency, weight: 40, in: [.EES, .VIS, .ETIAS, .Eurodac]
        ) { code, today in code.isEUMemberState(on: today) },
        QualityRule("nationality.twice", "The same nationality stands there twice.", .uniqueness, weight: 20) { record, _ in
            record.identities.enumerated().compactMap { place, identity in
                Set(identity.nationalities).count < identity.nationalities.count ? "identities/\(place)/nationalities" : nil
            }
        },
    ]

    /// Places and addresses.
    static let texts: [QualityRule] = [
        QualityRule("text.empty", "A text has no letter.", .accuracy, weight: 30) { record, _ in
            allTexts(record).filter { !$0.text.unicodeScalars.contains { $0.properties.isAlphabetic } }.map(\.field)
        },
        QualityRule("text.placeholder", "A word that stands for what is not known stands as a text.", .accuracy, weight: 30) { record, _ in
            allTexts(record).filter { placeholders.contains(levelled($0.text)) }.map(\.field)
        },
    ]

    private static func allTexts(_ record: CheckedRecord) -> [CheckedRecord.NamedText] {
        record.texts
            + record.identities.enumerated().compactMap { place, identity in
                identity.placeOfBirth.map { CheckedRecord.NamedText("identities/\(place)/placeOfBirth", $0) }
            }
    }

    /// Samples: whether there are any, and of what quality (2021/2224 Article 5(2); Implementing Decision (EU) 2019/329).
    static let biometrics: [QualityRule] = [
        QualityRule(
            "fingerprint.quality", "A fingerprint is of a quality that comparisons suffer from.", .accuracy, weight: 15,
            article: "817 13(3), 2021/2224 5(2), 2019/329 Annex"
        ) { record, _ in
            record.samples.compactMap { sample in
                guard sample.modality == .fingerprint, let quality = sample.quality, quality < QualityStandard.fingerprintQualityLeast
                else { return nil }
                return "fingerprints/\(sample.position ?? 0)"
            }
        },
        QualityRule(
            "face.quality", "The facial image is of a quality that comparisons suffer from.", .accuracy, weight: 30,
            article: "817 13(3), 2021/2224 5(2), 2019/329 Annex"
        ) { record, _ in
            record.samples.contains { $0.modality == .face && ($0.quality ?? 100) < QualityStandard.faceQualityLeast } ? ["face"] : []
        },
        QualityRule(
            "fingerprint.twice", "The same finger stands there twice.", .uniqueness, weight: 20, article: "817 13(3), 2021/2224 5(2)",
            // Elsewhere a finger may stand there rolled and flat.
            in: [.EES, .VIS]
        ) { record, _ in
            var seen: Set<Int> = []
            return record.samples.compactMap { sample in
                guard sample.modality == .fingerprint, let position = sample.position, (1...10).contains(position),
                    !seen.insert(position).inserted
                else { return nil }
                return "fingerprints/\(position)"
            }
        },
        QualityRule(
            "sample.qualityUnknown", "A sample came without a measure of its quality.", .completeness, weight: 5,
            article: "817 13(3), 2021/2224 5(2)"
        ) { record, _ in
            var fields: [String] = []
            if record.samples.contains(where: { $0.modality == .fingerprint && $0.quality == nil }) { fields.append("fingerprints") }
            if record.samples.contains(where: { $0.modality == .face && $0.quality == nil }) { fields.append("face") }
            return fields
        },
    ]

    /// The zone of a document against what was read from its page or typed.
    static let zone: [QualityRule] = [
        zoneRule("zone.checkDigit", "A check digit of the machine-readable zone fails.", .accuracy, weight: 40) { record, _ in
            !record.zoneDefects.isEmpty
        },
        zoneRule("zone.surname", "The surname is another than the machine-readable zone's.", .consistency, weight: 40) { record, zone in
            guard let identity = record.identities.first else { return false }
            return !agree(identity.surnames, zone.surname)
        },
        zoneRule("zone.givenNames", "The given names are others than the machine-readable zone's.", .consistency, weight: 30) { record, zone in
            guard let identity = record.identities.first else { return false }
            return !agree(identity.givenNames, zone.givenNames)
        },
        zoneRule("zone.dateOfBirth", "The date of birth is another than the machine-readable zone's.", .consistency, weight: 40) { record, zone in
            guard let born = record.identities.first?.dateOfBirth, let read = zone.dateOfBirth else { return false }
            // A zone has fillers for a month or day that is not known: what can be the same day is no contradiction.
            guard let typed = born.range, let shown = read.range, !born.isComplete || !read.isComplete else { return born != read }
            return !typed.overlaps(shown)
        },
        zoneRule("zone.sex", "The sex is another than the machine-readable zone's.", .consistency, weight: 20) { record, zone in
            guard let sex = record.identities.first?.sex, let read = zone.sex, read != .unspecified else { return false }
            return sex != read
        },
        zoneRule("zone.nationality", "The nationality is another than the machine-readable zone's.", .consistency, weight: 30) { record, zone in
            guard let identity = record.identities.first, let read = zone.nationalityCode, !identity.nationalities.isEmpty else { return false }
            return !identity.nationalities.contains(read)
        },
        zoneRule("zone.documentNumber", "The document number is another than the machine-readable zone's.", .consistency, weight: 50) {
            record, zone in
            guard !record.documents.isEmpty else { return false }
            let read = TravelDocument.level(number: zone.documentNumber)
            return !record.documents.contains { TravelDocument.level(number: $0.number) == read }
        },
        zoneRule("zone.expiry", "The day of expiry is another than the machine-readable zone's.", .consistency, weight: 30) { record, zone in
            let level = TravelDocument.level(number: zone.documentNumber)
            guard let read = zone.expiry,
                let expiry = record.documents.first(where: { TravelDocument.level(number: $0.number) == level })?.expiry
            else { return false }
            return expiry != read
        },
    ]

    private static func zoneRule(
        _ id: String, _ meaning: String, _ indicator: QualityIndicator, weight: Int,
        isWrong: @escaping @Sendable (CheckedRecord, MachineReadableZone) -> Bool
    ) -> QualityRule {
        QualityRule(id, meaning, indicator, weight: weight) { record, _ in
            guard let zone = record.zone else { return [] }
            return isWrong(record, zone) ? ["machineReadableZone"] : []
        }
    }

    /// Whether names are those of a zone, which writes them in its own letters and may cut them.
    private static func agree(_ names: [String], _ zone: String) -> Bool {
        let typed = Transliteration.machineReadable(names.joined(separator: " "))
        let read = Transliteration.machineReadable(zone)
        if typed == read || levelled(names.joined(separator: " ")) == levelled(zone) || (read.count >= 15 && typed.hasPrefix(read)) { return true }
        return mayBeSpelled(names.joined(separator: " "), as: read)
    }

    /// Of names in other letters than Latin, whether a State may write them in a zone like that: Cyrillic by any of its languages; of scripts
    /// that leave vowels or sounds to the reader nobody can tell.
    private static func mayBeSpelled(_ name: String, as zone: String) -> Bool {
        let letters = name.unicodeScalars.filter(\.properties.isAlphabetic).map(\.value)
        guard letters.contains(where: { $0 >= 0x370 && !(0x1E00...0x1EFF).contains($0) }) else { return false }
        let isCyrillic = letters.allSatisfy { (0x400...0x52F).contains($0) }
        return !isCyrillic || CyrillicLanguage.allCases.contains { Transliteration.machineReadable(name, language: $0) == zone }
    }

    /// What the act asks for and is not there.
    static let completeness: [QualityRule] = QualityDatum.allCases.map { datum in
        QualityRule(
            "missing.\(datum.rawValue)", "What the act asks for is missing: \(datum.rawValue).", .completeness, weight: 100,
            article: "817 37(1), 2021/2224 3(6)"
        ) { record, _ in record.missing.contains(datum) ? [datum.rawValue] : [] }
    }
}
