import Identity

@testable import Sandbox

/// A world to test in, and a whole text of everything that was made, for comparing byte by byte.
enum World {
    static let today = Day(year: 2026, month: 11, day: 22)!
    static let population = Population(seed: 20_261_122, count: 100_000, reference: today)
}

func canonical(_ person: Person) -> String {
    let i = person.identity
    let documents = person.documents.map {
        "\($0.kind.rawValue) \($0.key) \($0.issued.map(\.description) ?? "-") \($0.expiry.map(\.description) ?? "-")"
    }
    return [
        "\(person.index)", i.category.rawValue, i.surnames.joined(separator: "+"), i.givenNames.joined(separator: "+"),
        i.surnamesAtBirth.joined(separator: "+"), i.dateOfBirth?.description ?? "-", i.sex?.rawValue ?? "-",
        i.nationalities.map(\.text).joined(separator: "+"), i.placeOfBirth ?? "-", i.countryOfBirth?.text ?? "-",
        person.nativeNames.surnames.joined(separator: "+"), person.nativeNames.givenNames.joined(separator: "+"),
        person.nativeNames.script.rawValue, person.born.description, documents.joined(separator: "; "),
        "\(person.household.id)/\(person.household.members.count) \(person.role.rawValue) \(person.twin.map(String.init) ?? "-")",
        person.homeTown, person.visaRequirement.rawValue,
    ].joined(separator: "|")
}

func canonical(_ history: TravelHistory) -> String {
    func text(_ crossing: Crossing) -> String { "\(crossing.instant) \(crossing.day) \(crossing.point.code)" }
    let stays = history.stays.map {
        "\(text($0.entry)) - \($0.exit.map(text) ?? "…") d\($0.document) v\($0.visa.map(String.init) ?? "-") \($0.extendedUntil.map(\.description) ?? "-") \($0.isFallback)"
    }
    let visas = history.visas.map {
        "\($0.stickerNumber) \($0.issuer) \($0.validFrom) \($0.validUntil) \($0.days) \($0.entries) \($0.hasLimitedTerritory)"
    }
    let refusals = history.refusals.map { "\(text($0.crossing)) \(String($0.reasons)) d\($0.document)" }
    let overstay = history.overstay.map { "\($0.stay) \($0.lastLawfulDay) \($0.days)" } ?? "-"
    return (stays + visas + refusals + ["\(history.isFamilyMember) \(overstay)"]).joined(separator: "\n")
}

/// FNV-1a over a text.
func fingerprint(_ text: String, into hash: inout UInt64) {
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
