import Identity

/// A border crossing point of a state that operates the Entry/Exit System.
public struct CrossingPoint: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable { case air, land, sea, rail }

    /// Its place in `all`.
    public let index: Int

    private var entry: Entry { CrossingPoint.table[index] }

    /// UN/LOCODE of airports and ports. Land posts have none of their own: theirs is the state and three letters given
    /// here, and `isLocode` is false.
    public var code: String { entry.code }
    public var isLocode: Bool { entry.kind == .air || entry.kind == .sea }
    public var name: String { entry.name }
    public var state: CountryCode { entry.state }
    public var kind: Kind { entry.kind }
    public var zone: ZoneRule { entry.zone }

    public static let all: [CrossingPoint] = table.indices.map { CrossingPoint(index: $0) }

    public init?(code: String) {
        guard let index = CrossingPoint.table.firstIndex(where: { $0.code == code }) else { return nil }
        self.index = index
    }

    init(index: Int) { self.index = index }

    // MARK: - The table

    private struct Entry: Sendable {
        let code, name: String
        let state: CountryCode
        let kind: Kind
        let zone: ZoneRule
        /// How busy it is.
        let weight: Int
    }

    private static let zones: [String: ZoneRule] = [
        "C": ZoneRule(identifier: "Europe/Brussels", standardMinutes: 60, keepsSummerTime: true),
        "W": ZoneRule(identifier: "Europe/Lisbon", standardMinutes: 0, keepsSummerTime: true),
        "A": ZoneRule(identifier: "Atlantic/Azores", standardMinutes: -60, keepsSummerTime: true),
        "K": ZoneRule(identifier: "Atlantic/Canary", standardMinutes: 0, keepsSummerTime: true),
        "I": ZoneRule(identifier: "Atlantic/Reykjavik", standardMinutes: 0, keepsSummerTime: false),
        "E": ZoneRule(identifier: "Europe/Helsinki", standardMinutes: 120, keepsSummerTime: true),
    ]

    /// code, state, kind (a, l, s, r), clock, weight, name.
    private static let table: [Entry] = """
        FRCDG FRA a C 95 Paris-Charles de Gaulle
        FRORY FRA a C 30 Paris-Orly
        FRNCE FRA a C 14 Nice-Côte d'Azur
        FRLYS FRA a C 10 Lyon-Saint-Exupéry
        FRMRS FRA a C 9 Marseille-Provence
        FRCQF FRA s C 28 Calais
        FRDKK FRA s C 9 Dunkerque
        FRGDN FRA r C 16 Paris-Gare du Nord
        DEFRA DEU a C 75 Frankfurt am Main
        DEMUC DEU a C 42 München
        DEBER DEU a C 22 Berlin Brandenburg
        DEDUS DEU a C 16 Düsseldorf
        DEHAM DEU a C 10 Hamburg
        ESMAD ESP a C 62 Madrid-Barajas
        ESBCN ESP a C 48 Barcelona-El Prat
        ESAGP ESP a C 28 Málaga-Costa del Sol
        ESPMI ESP a C 26 Palma de Mallorca
        ESLPA ESP a K 14 Gran Canaria
        ESALG ESP s C 18 Algeciras
        ESCEU ESP l C 9 Ceuta-El Tarajal
        ESMLN ESP l C 8 Melilla-Beni Enzar
        ESLIN ESP l C 12 La Línea de la Concepción
        PTLIS PRT a W 36 Lisboa
        PTOPO PRT a W 14 Porto
        PTFAO PRT a W 14 Faro
        PTPDL PRT a A 3 Ponta Delgada
        ITFCO ITA a C 46 Roma-Fiumicino
        ITMXP ITA a C 36 Milano-Malpensa
        ITVCE ITA a C 14 Venezia
        ITNAP ITA a C 9 Napoli
        ITBRI ITA s C 9 Bari
        ITGOA ITA s C 6 Genova
        NLAMS NLD a C 70 Amsterdam-Schiphol
        NLRTM NLD s C 8 Rotterdam-Europoort
        BEBRU BEL a C 26 Brussels Airport
        BEANR BEL s C 3 Antwerpen
        LULUX LUX a C 3 Luxembourg
        CHZRH CHE a C 30 Zürich
        CHGVA CHE a C 20 Genève
        ATVIE AUT a C 28 Wien-Schwechat
        CZPRG CZE a C 16 Praha
        DKCPH DNK a C 26 København
        SEARN SWE a C 18 Stockholm-Arlanda
        NOOSL NOR a C 16 Oslo-Gardermoen
        NOSTO NOR l C 1 Storskog
        ISKEF ISL a I 14 Keflavík
        FIHEL FIN a E 18 Helsinki-Vantaa
        FIVAA FIN l E 2 Vaalimaa
        EETLL EST s E 4 Tallinn
        EENAR EST l E 5 Narva
        LVRIX LVA a E 7 Rīga
        LVTER LVA l E 4 Terehova
        LTVNO LTU a E 5 Vilnius
        LTMED LTU l E 6 Medininkai
        PLWAW POL a C 24 Warszawa-Chopin
        PLKRK POL a C 10 Kraków
        PLGDN POL a C 6 Gdańsk
        PLMED POL l C 36 Medyka
        PLDOR POL l C 24 Dorohusk
        PLTER POL l C 8 Terespol
        SKVNE SVK l C 9 Vyšné Nemecké
        HUBUD HUN a C 18 Budapest
        HUZAH HUN l C 16 Záhony
        HUROS HUN l C 30 Röszke
        ROOTP ROU a E 14 București-Otopeni
        ROSIR ROU l E 14 Siret
        ROCND ROU s E 2 Constanța
        BGSOF BGR a E 9 Sofia
        BGKAP BGR l E 30 Kapitan Andreevo
        BGKAL BGR l E 14 Kalotina
        GRATH GRC a E 34 Athína
        GRSKG GRC a E 12 Thessaloníki
        GRHER GRC a E 10 Irákleio
        GRRHO GRC s E 8 Ródos
        GRKAK GRC l E 14 Kakavia
        GRKIP GRC l E 10 Kipoi
        HRZAG HRV a C 6 Zagreb
        HRBAJ HRV l C 24 Bajakovo
        HRKAR HRV l C 8 Karasovići
        HRDBV HRV a C 7 Dubrovnik
        SILJU SVN a C 3 Ljubljana
        MTMLA MLT a C 7 Malta
        """.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 5)
            let kinds: [Substring: Kind] = ["a": .air, "l": .land, "s": .sea, "r": .rail]
            guard parts.count == 6, let state = CountryCode(parts[1]), let kind = kinds[parts[2]],
                let zone = zones[String(parts[3])], let weight = Int(parts[4])
            else { return nil }
            return Entry(
                code: String(parts[0]), name: String(parts[5]), state: state, kind: kind, zone: zone, weight: weight)
        }

    // MARK: - Who crosses where

    /// Points by how busy they are; land posts only for their neighbours.
    private static let hubReach: [Int] = {
        var sum = 0
        return table.map {
            if $0.kind != .land { sum += $0.weight }
            return sum
        }
    }()

    /// Posts that a neighbouring country's people use first.
    private static let neighbours: [String: [CrossingPoint]] = [
        "UKR": "PLMED PLDOR HUZAH SKVNE ROSIR PLMED", "SRB": "HUROS HRBAJ BGKAL HUROS", "ALB": "GRKAK ITBRI GRKAK HRKAR",
        "TUR": "BGKAP GRKIP BGKAP GRRHO", "MAR": "ESALG ESCEU ESMLN ESALG", "DZA": "FRMRS ESALG",
        "RUS": "EENAR LVTER FIVAA NOSTO LTMED", "GBR": "FRCQF FRGDN FRDKK FRCQF ESLIN ESAGP PTFAO ESPMI",
        "GEO": "PLTER BGKAP", "ARM": "LVTER",
    ].mapValues { $0.split(separator: " ").compactMap { CrossingPoint(code: String($0)) } }

    /// A point that somebody of that nationality would cross at.
    static func draw(for nationality: CountryCode, _ g: inout SeededGenerator) -> CrossingPoint {
        if let near = neighbours[nationality.text], g.chance(permille: 560) { return near[g.below(near.count)] }
        let ticket = g.below(hubReach.last ?? 1)
        var (low, high) = (0, hubReach.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if hubReach[middle] > ticket { high = middle } else { low = middle + 1 }
        }
        return CrossingPoint(index: low)
    }
}
