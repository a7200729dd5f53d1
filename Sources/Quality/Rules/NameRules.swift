import Identity

extension QualityRules {
    /// Names that cannot be names, or stand where they do not belong.
    static let names: [QualityRule] = [
        .names(
            "name.noLetter", "A name has no letter.", .accuracy, weight: 60, blockingIn: byDocument.union([.ecrisTCN])
        ) { name in !name.unicodeScalars.contains { $0.properties.isAlphabetic } },
        .names(
            "name.unreadable", "A name holds a filler of the machine-readable zone or a replacement character.", .accuracy,
            weight: 50, blockingIn: byDocument.union([.Eurodac, .ecrisTCN])
        ) { name in name.unicodeScalars.contains { $0 == "<" || $0 == "\u{FFFD}" } },
        .names("name.digit", "A name has a digit.", .accuracy, weight: 30) { name in
            name.unicodeScalars.contains { $0.properties.numericType == .decimal }
        },
        .names("name.placeholder", "A word that stands for a name that is not known stands as a name.", .accuracy, weight: 50) {
            placeholders.contains(levelled($0))
        },
        .names("name.title", "A form of address or title stands in a name.", .consistency, weight: 20) { name in
            let words = name.split(whereSeparator: { $0 == " " || $0 == "." }).map { levelled(String($0)) }
            // Herr and Miss are surnames too: beside another word they are not.
            let known = words.count > 1 ? titles : abbreviatedTitles
            return words.contains { known.contains($0) }
        },
        .names("name.allInOne", "A comma: surname and given name stand in one field.", .consistency, weight: 30) { name in
            if name.contains(",") || name.contains(";") { return true }
            return name.split(separator: " ").contains { word in word.contains("/") && !patronymics.contains(word.lowercased()) }
        },
        .names("name.mixedScripts", "One word of a name mixes scripts, so that letters look alike and are others.", .accuracy, weight: 40) {
            $0.split(whereSeparator: { $0 == " " || $0 == "-" }).contains { mixesScripts($0) }
        },
        .names("name.blanks", "A name has blanks at an end, or two in a row.", .accuracy, weight: 10) { name in
            name.hasPrefix(" ") || name.hasSuffix(" ") || name.contains("  ")
        },
        .names("name.stutter", "One letter stands four times in a row.", .accuracy, weight: 30) { name in
            var (last, count): (Character?, Int) = (nil, 0)
            for letter in name.lowercased() {
                count = letter == last ? count + 1 : 1
                last = letter
                if count == 4, letter.isLetter { return true }
            }
            return false
        },
        QualityRule("name.surnameIsInitial", "The only surname is one letter.", .accuracy, weight: 20) { record, _ in
            record.identities.enumerated().compactMap { place, identity in
                guard identity.surnames.count == 1, let name = identity.surnames.first else { return nil }
                let level = levelled(name)
                // O, E, U and Y are surnames, of Korea, China, Burma and Flanders; a consonant alone is no syllable of any.
                let isInitial = level.count == 1 && !level.uppercased().allSatisfy { "AEIOUY".contains($0) }
                return isInitial && !name.unicodeScalars.contains(where: isWordLetter) ? "identities/\(place)/surnames" : nil
            }
        },
        QualityRule(
            "name.repeated", "Surname and given name are the same: one of them stands in the wrong field.", .consistency, weight: 25
        ) { record, _ in
            record.identities.enumerated().compactMap { place, identity in
                let surname = levelled(identity.surnames.joined(separator: " "))
                let given = levelled(identity.givenNames.joined(separator: " "))
                return !surname.isEmpty && surname == given ? "identities/\(place)/givenNames" : nil
            }
        },
        QualityRule(
            "name.givenOnly", "There are given names and no surname; a single name is a surname.", .consistency, weight: 40
        ) { record, _ in
            record.identities.enumerated().compactMap { place, identity in
                identity.surnames.isEmpty && !identity.givenNames.isEmpty ? "identities/\(place)/surnames" : nil
            }
        },
        QualityRule(
            "name.truncated", "The names fill a machine-readable zone exactly: they may be cut there, and the page shows more.",
            .completeness, weight: 15, in: byDocument
        ) { record, _ in
            record.identities.enumerated().compactMap { place, identity in
                // TD3: 39 characters for both, with two fillers between (ICAO Doc 9303-4).
                let surname = Transliteration.machineReadable(identity.surnames.joined(separator: " "))
                let given = Transliteration.machineReadable(identity.givenNames.joined(separator: " "))
                return surname.count + given.count + 2 == 39 && !given.isEmpty ? "identities/\(place)/givenNames" : nil
            }
        },
    ]

    /// Words of the Union's languages, and of forms, for a name that is not known.
    static let placeholders: Set<String> = Set(
        [
            "unknown", "not known", "unknown unknown", "no name", "noname", "none", "n a", "na na", "not available",
            "not applicable", "anonymous", "test", "test test", "testing", "dummy", "sample", "specimen", "xxx", "xxxx", "xxxxx",
            "yyy", "zzz", "abc", "abcd", "asdf", "qwerty", "fnu", "lnu", "fnu lnu", "john doe", "jane doe", "mustermann", "unbekannt",
            "ohne namen", "inconnu", "inconnue", "sans nom", "sconosciuto", "sconosciuta", "desconocido", "desconocida",
            "desconhecido", "onbekend", "ukendt", "okand", "tuntematon", "neznamy", "neznama", "nieznany", "nieznana", "ismeretlen",
            "necunoscut", "nepoznat", "neznan", "nezinams", "nezinomas", "teadmata", "agnostos", "neizvesten", "moghruf",
        ].map(levelled))

    static let titles: Set<String> = Set(
        [
            "mr", "mrs", "miss", "dr", "prof", "professor", "herr", "frau", "mme", "mlle", "monsieur", "madame", "signor", "signora",
            "senor", "senora",
        ].map(levelled))

    /// Those that are no names even alone.
    static let abbreviatedTitles: Set<String> = Set(["mr", "mrs", "dr", "prof", "mme", "mlle"].map(levelled))

    /// Son, daughter and wife of, as the passports of Malaysia, Singapore and India print them between names.
    static let patronymics: Set<String> = ["s/o", "d/o", "w/o", "a/l", "a/p"]

    /// Letters, case and marks levelled, in Latin script.
    static func levelled(_ text: String) -> String { Transliteration.searchKey(text) }

    /// Scripts in which one letter is a word: a name of one such letter is whole.
    private static func isWordLetter(_ scalar: Unicode.Scalar) -> Bool {
        (0x3400...0x9FFF).contains(scalar.value) || (0xAC00...0xD7AF).contains(scalar.value) || (0x20000...0x323AF).contains(scalar.value)
    }

    /// Latin beside Cyrillic or Greek in one word.
    private static func mixesScripts(_ word: Substring) -> Bool {
        var (latin, other) = (false, false)
        for scalar in word.unicodeScalars where scalar.properties.isAlphabetic {
            switch scalar.value {
            case 0x41...0x24F, 0x1E00...0x1EFF: latin = true
            case 0x370...0x52F: other = true
            default: break
            }
        }
        return latin && other
    }
}
