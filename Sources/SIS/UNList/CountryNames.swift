import Foundation
import Identity

/// The states as the United Nations, and people who write for them, name them in English.
///
/// Former states that have several successors (the Soviet Union, Yugoslavia) are left out: none of the successors is
/// meant.
enum CountryNames {
    /// The code of a state by its name, whatever the case, punctuation, marks on letters and a leading "the".
    static func code(of name: String) -> CountryCode? {
        guard name.utf8.count <= 100 else { return nil }
        return names[level(name)].flatMap { CountryCode($0) }
    }

    /// The code of the state that an adjective stands for: "Libyan".
    static func code(ofAdjective word: String) -> CountryCode? {
        guard word.utf8.count <= 40 else { return nil }
        return adjectives[level(word)].flatMap { CountryCode($0) }
    }

    /// Codes by levelled name and by levelled adjective.
    static let names = read(namesByCode)
    static let adjectives = read(adjectivesByCode)

    private static func level(_ name: String) -> String {
        var words: [String] = []
        var word = ""
        func close() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for scalar in name.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.properties.isAlphabetic {
                word.unicodeScalars.append(scalar)
            } else if scalar.properties.generalCategory == .nonspacingMark || "'’".unicodeScalars.contains(scalar) {
                continue
            } else {
                close()
            }
        }
        close()
        if words.first == "the", words.count > 1 { words.removeFirst() }
        return words.joined(separator: " ")
    }

    private static func read(_ table: String) -> [String: String] {
        var names: [String: String] = [:]
        for line in table.split(separator: "\n") {
            for name in line.dropFirst(4).split(separator: "|") { names[level(String(name))] = String(line.prefix(3)) }
        }
        return names
    }

    private static let namesByCode = """
        AFG Afghanistan|Islamic Republic of Afghanistan
        ALB Albania
        DZA Algeria
        AND Andorra
        AGO Angola
        ATG Antigua and Barbuda
        ARG Argentina
        ARM Armenia
        AUS Australia
        AUT Austria
        AZE Azerbaijan
        BHS Bahamas
        BHR Bahrain
        BGD Bangladesh
        BRB Barbados
        BLR Belarus
        BEL Belgium
        BLZ Belize
        BEN Benin
        BTN Bhutan
        BOL Bolivia|Bolivia (Plurinational State of)|Plurinational State of Bolivia
        BIH Bosnia and Herzegovina|Bosnia & Herzegovina
        BWA Botswana
        BRA Brazil
        BRN Brunei Darussalam|Brunei
        BGR Bulgaria
        BFA Burkina Faso
        BDI Burundi
        CPV Cabo Verde|Cape Verde
        KHM Cambodia
        CMR Cameroon
        CAN Canada
        CAF Central African Republic|CAR
        TCD Chad
        CHL Chile
        CHN China|People's Republic of China
        COL Colombia
        COM Comoros
        COG Congo|Republic of the Congo|Congo (Republic of the)
        COD Democratic Republic of the Congo|DRC|Congo (Democratic Republic of the)
        CRI Costa Rica
        CIV Côte d'Ivoire|Cote d'Ivoire|Ivory Coast
        HRV Croatia
        CUB Cuba
        CYP Cyprus
        CZE Czechia|Czech Republic
        PRK Democratic People's Republic of Korea|DPRK|North Korea
        DNK Denmark
        DJI Djibouti
        DMA Dominica
        DOM Dominican Republic
        ECU Ecuador
        EGY Egypt|Arab Republic of Egypt
        SLV El Salvador
        GNQ Equatorial Guinea
        ERI Eritrea
        EST Estonia
        SWZ Eswatini|Swaziland
        ETH Ethiopia
        FJI Fiji
        FIN Finland
        FRA France
        GAB Gabon
        GMB Gambia|Gambia (Republic of The)
        GEO Georgia
        DEU Germany|Federal Republic of Germany
        GHA Ghana
        GRC Greece
        GRD Grenada
        GTM Guatemala
        GIN Guinea
        GNB Guinea-Bissau
        GUY Guyana
        HTI Haiti
        VAT Holy See|Vatican City
        HND Honduras
        HKG Hong Kong
        HUN Hungary
        ISL Iceland
        IND India
        IDN Indonesia
        IRN Iran (Islamic Republic of)|Iran|Islamic Republic of Iran
        IRQ Iraq
        IRL Ireland
        ISR Israel
        ITA Italy
        JAM Jamaica
        JPN Japan
        JOR Jordan
        KAZ Kazakhstan
        KEN Kenya
        KIR Kiribati
        RKS Kosovo
        KWT Kuwait
        KGZ Kyrgyzstan
        LAO Lao People's Democratic Republic|Laos
        LVA Latvia
        LBN Lebanon
        LSO Lesotho
        LBR Liberia
        LBY Libya|State of Libya|Libyan Arab Jamahiriya
        LIE Liechtenstein
        LTU Lithuania
        LUX Luxembourg
        MAC Macao|Macau
        MDG Madagascar
        MWI Malawi
        MYS Malaysia
        MDV Maldives
        MLI Mali
        MLT Malta
        MHL Marshall Islands
        MRT Mauritania
        MUS Mauritius
        MEX Mexico
        FSM Micronesia (Federated States of)|Micronesia
        MCO Monaco
        MNG Mongolia
        MNE Montenegro
        MAR Morocco
        MOZ Mozambique
        MMR Myanmar|Burma
        NAM Namibia
        NRU Nauru
        NPL Nepal
        NLD Netherlands|Netherlands (Kingdom of the)|Kingdom of the Netherlands
        NZL New Zealand
        NIC Nicaragua
        NER Niger
        NGA Nigeria
        MKD North Macedonia|Macedonia|The former Yugoslav Republic of Macedonia
        NOR Norway
        OMN Oman
        PAK Pakistan
        PLW Palau
        PSE State of Palestine|Palestine|Palestinian Territories|Occupied Palestinian Territory
        PAN Panama
        PNG Papua New Guinea
        PRY Paraguay
        PER Peru
        PHL Philippines
        POL Poland
        PRT Portugal
        QAT Qatar
        KOR Republic of Korea|South Korea
        MDA Republic of Moldova|Moldova
        ROU Romania
        RUS Russian Federation|Russia
        RWA Rwanda
        KNA Saint Kitts and Nevis
        LCA Saint Lucia
        VCT Saint Vincent and the Grenadines
        WSM Samoa
        SMR San Marino
        STP Sao Tome and Principe|São Tomé and Príncipe
        SAU Saudi Arabia|Kingdom of Saudi Arabia
        SEN Senegal
        SRB Serbia
        SYC Seychelles
        SLE Sierra Leone
        SGP Singapore
        SVK Slovakia
        SVN Slovenia
        SLB Solomon Islands
        SOM Somalia
        ZAF South Africa|South African
        SSD South Sudan
        ESP Spain
        LKA Sri Lanka
        SDN Sudan
        SUR Suriname
        SWE Sweden
        CHE Switzerland
        SYR Syrian Arab Republic|Syria
        TWN Taiwan|Taiwan Province of China
        TJK Tajikistan
        THA Thailand
        TLS Timor-Leste|East Timor
        TGO Togo
        TON Tonga
        TTO Trinidad and Tobago|Trinidad & Tobago
        TUN Tunisia
        TUR Türkiye|Turkey
        TKM Turkmenistan
        TUV Tuvalu
        UGA Uganda
        UKR Ukraine
        ARE United Arab Emirates|UAE
        GBR United Kingdom of Great Britain and Northern Ireland|United Kingdom|UK
        TZA United Republic of Tanzania|Tanzania
        USA United States of America|United States|US
        URY Uruguay
        UTO Utopia|Utopian
        UZB Uzbekistan
        VUT Vanuatu
        VEN Venezuela (Bolivarian Republic of)|Venezuela|Bolivarian Republic of Venezuela
        VNM Viet Nam|Vietnam
        ESH Western Sahara
        YEM Yemen|Republic of Yemen
        ZMB Zambia
        ZWE Zimbabwe
        """

    private static let adjectivesByCode = """
        AFG Afghan
        DZA Algerian
        GBR British
        CHN Chinese
        DNK Danish
        EGY Egyptian
        ETH Ethiopian
        FRA French
        GEO Georgian
        DEU German
        IND Indian
        IDN Indonesian
        IRN Iranian
        IRQ Iraqi
        ITA Italian
        JOR Jordanian
        KEN Kenyan
        KWT Kuwaiti
        LBN Lebanese
        LBY Libyan
        MYS Malaysian
        MLI Malian
        MAR Moroccan
        NLD Dutch
        NGA Nigerian
        PAK Pakistani
        PSE Palestinian
        PHL Philippine|Filipino
        QAT Qatari
        RUS Russian
        RWA Rwandan
        SAU Saudi
        SEN Senegalese
        SOM Somali
        ESP Spanish
        SDN Sudanese
        SWE Swedish
        SYR Syrian
        TUN Tunisian
        TUR Turkish
        UGA Ugandan
        USA American
        YEM Yemeni
        """
}
