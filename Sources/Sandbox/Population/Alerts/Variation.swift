import Identity

/// One way in which an identity on record differs from the one in the passport. The labels say what was done, so that a
/// search can be measured by kind of difference.
public enum Variation: String, CaseIterable, Hashable, Sendable {
    /// Another spelling in Latin of the same name in another script or tongue.
    case respelling
    /// A key beside the right one, two letters swapped, one doubled or left out.
    case typing
    /// Letters that look alike, taken for one another.
    case misreading
    /// Diacritics left out.
    case marksLost
    /// A surname, given name or particle of several left out.
    case partMissing
    /// Surname in the place of the given name and the other way round.
    case namesSwapped
    /// The surname of the time before marriage.
    case maidenName
    /// Hyphens or apostrophes left out, parts run together or apart.
    case runTogether
    /// Day and month of birth exchanged.
    case dayMonthSwapped
    /// One digit of the birth date wrong.
    case dateDigit
    /// Only the year of birth known.
    case yearOnly
    /// Another nationality than the passport's.
    case otherNationality
    /// An invented identity with nothing in common but the person.
    case assumed
}

/// Makes variations. Its spelling rules are its own and deliberately not those of any matcher: measuring a matcher with
/// the error model that it was built on would only show that it knows itself.
struct IdentityVariations {
    private static let all: [Variation] = [
        .respelling, .respelling, .respelling, .typing, .typing, .misreading, .marksLost, .partMissing, .partMissing,
        .namesSwapped, .maidenName, .runTogether, .dayMonthSwapped, .dateDigit, .yearOnly,
    ]

    /// One or two variations of an identity; those that would change nothing are not made. Empty where none applies.
    static func vary(
        _ identity: PersonIdentity, _ g: inout SeededGenerator
    ) -> (identity: PersonIdentity, variations: [Variation]) {
        var result = identity
        var done: [Variation] = []
        let wanted = g.chance(permille: 300) ? 2 : 1
        var tries = 0
        while done.count < wanted, tries < 12 {
            tries += 1
            let kind = all[g.below(all.count)]
            guard !done.contains(kind) else { continue }
            let before = result
            apply(kind, to: &result, &g)
            if result != before { done.append(kind) }
        }
        // The second may have undone the first.
        return (result, result == identity ? [] : done)
    }

    static func apply(_ kind: Variation, to identity: inout PersonIdentity, _ g: inout SeededGenerator) {
        switch kind {
        case .respelling: onOneName(&identity, &g) { respelled($0, &$1) }
        case .typing: onOneName(&identity, &g) { mistyped($0, &$1) }
        case .misreading: onOneName(&identity, &g) { misread($0, &$1) }
        case .marksLost:
            identity.surnames = identity.surnames.map(LatinMarks.removed)
            identity.givenNames = identity.givenNames.map(LatinMarks.removed)
        case .partMissing: dropPart(&identity, &g)
        case .namesSwapped:
            guard !identity.givenNames.isEmpty else { return }
            swap(&identity.surnames, &identity.givenNames)
        case .maidenName:
            guard !identity.surnamesAtBirth.isEmpty, identity.surnamesAtBirth != identity.surnames else { return }
            identity.surnames = identity.surnamesAtBirth
            identity.surnamesAtBirth = []
        case .runTogether:
            onOneName(&identity, &g) { name, g in
                if let mark = name.firstIndex(where: { "-' ".contains($0) }) {
                    var joined = name
                    let blank = g.chance(permille: 400) && name[mark] != " "
                    joined.replaceSubrange(mark...mark, with: blank ? " " : "")
                    return joined
                }
                return name
            }
        case .dayMonthSwapped:
            guard let date = identity.dateOfBirth, date.isComplete, date.day <= 12 else { return }
            identity.dateOfBirth = PartialDate(year: Int(date.year), month: Int(date.day), day: Int(date.month))
        case .dateDigit:
            guard let date = identity.dateOfBirth, date.isComplete else { return }
            let (year, month, day) = (Int(date.year), Int(date.month), Int(date.day))
            let step = g.chance(permille: 500) ? 1 : -1
            let changed: PartialDate? =
                switch g.below(3) {
                case 0: PartialDate(year: year + (year % 10 + step < 0 || year % 10 + step > 9 ? -step : step), month: month, day: day)
                case 1: PartialDate(year: year - 10 * (1 + g.below(2)), month: month, day: day)
                default: PartialDate(year: year, month: month, day: day % 10 + step < 1 ? day + 1 : day % 10 + step > 9 ? day - 1 : day + step)
                }
            if let changed, changed.exactDay != nil { identity.dateOfBirth = changed }
        case .yearOnly:
            guard let date = identity.dateOfBirth, date.year > 0 else { return }
            identity.dateOfBirth = PartialDate(year: Int(date.year))
        case .otherNationality:
            let others = Population.nationalities
            let other = others[g.below(others.count)]
            if !identity.nationalities.contains(other) { identity.nationalities = [other] }
        case .assumed: break  // made whole by whoever asks for it
        }
    }

    // MARK: - Names

    private static func onOneName(
        _ identity: inout PersonIdentity, _ g: inout SeededGenerator,
        _ change: (String, inout SeededGenerator) -> String
    ) {
        let total = identity.surnames.count + identity.givenNames.count
        guard total > 0 else { return }
        let place = g.below(total)
        // Where one name cannot be changed so, the next may.
        for offset in 0..<total {
            let index = (place + offset) % total
            if index < identity.surnames.count {
                let changed = change(identity.surnames[index], &g)
                if changed != identity.surnames[index] {
                    identity.surnames[index] = changed
                    return
                }
            } else {
                let given = index - identity.surnames.count
                let changed = change(identity.givenNames[given], &g)
                if changed != identity.givenNames[given] {
                    identity.givenNames[given] = changed
                    return
                }
            }
        }
    }

    private static func dropPart(_ identity: inout PersonIdentity, _ g: inout SeededGenerator) {
        if identity.surnames.count > 1, g.chance(permille: 600) {
            identity.surnames.remove(at: g.chance(permille: 750) ? identity.surnames.count - 1 : 0)
        } else if identity.givenNames.count > 1 {
            identity.givenNames.removeLast()
        } else if let surname = identity.surnames.first {
            for particle in ["Al-", "El-", "El ", "Al ", "da ", "dos ", "de ", "De ", "Dela ", "Abu ", "O'", "Ben "]
            where surname.hasPrefix(particle) && surname.count > particle.count + 2 {
                identity.surnames[0] = String(surname.dropFirst(particle.count))
                return
            }
        }
    }

    /// Spellings that offices in different countries give to one sound. Each entry lists equals; `$` is the end of a name.
    /// Double letters and `ck` begin no name.
    private static let spellings: [[String]] = [
        ["ou", "u", "oo"], ["ch", "sh", "sch"], ["kh", "h", "ch", "x"], ["dj", "j", "zh", "dzh"], ["q", "k", "c"], ["y", "i", "j"],
        ["ie", "e", "ye"], ["iu", "yu", "ju"], ["ia", "ya", "ja"], ["ts", "tz", "c"], ["v", "w"], ["gh", "g"], ["ee", "i"],
        ["mm", "m"], ["nn", "n"], ["dd", "d"], ["ss", "s"], ["ll", "l"], ["ah$", "a$", "eh$"], ["ei", "ey", "ai", "ay"], ["th", "t"], ["dh", "d"],
        ["zz", "z"],
        ["ph", "f"], ["ck", "k"], ["ae", "ä"], ["oe", "ö"], ["ue", "ü"], ["Mohammad", "Mohamed", "Muhammad", "Mohammed", "Mohamad"],
        ["Ahmad", "Ahmed", "Ahmet"], ["Yousef", "Youssef", "Yusuf", "Yousif"], ["Husse", "Hoce", "Huse", "Hosse"],
        ["Abdel", "Abdul", "Abd El ", "Abdol"],
        ["Al-", "El-", "Al ", "El "], ["Oleks", "Aleks", "Alex"], ["Serhii", "Sergei", "Sergey", "Serhiy"], ["Volodymyr", "Vladimir"],
        ["Dmitrii", "Dmitry", "Dmitriy", "Dmytro"], ["Evgenii", "Yevgeny", "Evgeny", "Yevhen"], ["Iulii", "Yuli", "Juli"], ["Nguyen", "Nguyên"],
        ["Hussain", "Hussein", "Husain"], ["Said", "Saeed", "Saïd", "Sayed"], ["Lee", "Yi", "Rhee"], ["Park", "Pak", "Bak"], ["Choi", "Choe"],
    ]

    private static func respelled(_ name: String, _ g: inout SeededGenerator) -> String {
        let start = g.below(spellings.count)
        for offset in 0..<spellings.count {
            let group = spellings[(start + offset) % spellings.count]
            for spelling in group {
                let atEnd = spelling.hasSuffix("$")
                let found = atEnd ? suffix(spelling.dropLast(), of: name) : range(of: spelling, in: name)
                guard let found else { continue }
                let others = group.filter { $0 != spelling }
                var other = others[g.below(others.count)]
                if atEnd { other.removeLast() }
                let begins = found.lowerBound == name.startIndex
                if begins, other == "ck" || (other.count == 2 && other.first == other.last) { continue }
                if name[found].first?.isUppercase == true { other = other.prefix(1).uppercased() + other.dropFirst() }
                var changed = name
                changed.replaceSubrange(found, with: other)
                if changed != name, changed.contains(where: \.isLetter) { return changed }
            }
        }
        return name
    }

    private static func suffix(_ part: Substring, of name: String) -> Range<String.Index>? {
        guard name.count > part.count, name.hasSuffix(part) else { return nil }
        return name.index(name.endIndex, offsetBy: -part.count)..<name.endIndex
    }

    private static func range(of part: String, in name: String) -> Range<String.Index>? {
        let (wanted, letters) = (Array(part.lowercased()), Array(name.indices))
        guard wanted.count <= letters.count else { return nil }
        for start in 0...(letters.count - wanted.count) {
            let matches = wanted.indices.allSatisfy { name[letters[start + $0]].lowercased() == String(wanted[$0]) }
            if matches {
                let end = start + wanted.count < letters.count ? letters[start + wanted.count] : name.endIndex
                return letters[start]..<end
            }
        }
        return nil
    }

    private static let keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map(Array.init)

    private static func mistyped(_ name: String, _ g: inout SeededGenerator) -> String {
        var letters = Array(name)
        guard letters.count > 3 else { return name }
        let place = 1 + g.below(letters.count - 2)
        guard letters[place].isLetter else { return name }
        switch g.below(4) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(letters[place], at: place)
        case 2: if letters[place + 1].isLetter { letters.swapAt(place, place + 1) }
        default:
            for row in keyboard {
                guard let key = row.firstIndex(of: letters[place]) else { continue }
                letters[place] = row[key == 0 ? 1 : key == row.count - 1 ? key - 1 : g.chance(permille: 500) ? key + 1 : key - 1]
                break
            }
        }
        return String(letters)
    }

    private static let lookalikes: [(String, String)] = [
        ("rn", "m"), ("m", "rn"), ("cl", "d"), ("l", "i"), ("i", "l"), ("u", "v"), ("v", "u"), ("n", "h"), ("h", "b"), ("a", "o"), ("o", "a"),
        ("e", "c"), ("c", "e"), ("t", "f"), ("nn", "m"), ("vv", "w"), ("g", "q"),
    ]

    private static func misread(_ name: String, _ g: inout SeededGenerator) -> String {
        let start = g.below(lookalikes.count)
        for offset in 0..<lookalikes.count {
            let (seen, taken) = lookalikes[(start + offset) % lookalikes.count]
            guard let found = range(of: seen, in: name), found.lowerBound > name.startIndex else { continue }
            var changed = name
            changed.replaceSubrange(found, with: taken)
            return changed
        }
        return name
    }
}
