/// The codes that exist: ISO 3166-1 alpha-3, withdrawn codes of ISO 3166-3 that birth data still show, and the codes
/// that ICAO Doc 9303 part 3 section 5 and the passport practice of the bodies named add.
enum CountryTable {
    struct Entry: Sendable {
        var alpha2: String?
        var kind: CountryCode.Kind
        var withdrawn: Int?
        var name: String
    }

    /// The code that three letters, as a number in base 26, stand for; `nil` where no table knows them.
    static func level(_ packed: UInt16) -> UInt16? {
        let level = levels[Int(packed)]
        return level == unknown ? nil : level
    }

    /// Precondition: `packed` is known, which every `CountryCode` is.
    static func entry(_ packed: UInt16) -> Entry { entries[Int(positions[Int(packed)])] }

    static var all: [CountryCode] {
        positions.indices.filter { positions[$0] != 0 }.map { CountryCode(packed: UInt16($0)) }
    }

    // `levels` has a place for each three letters, so that reading a code is one load.
    private static let unknown = UInt16.max
    private static let levels: [UInt16] = {
        var levels = positions.indices.map { positions[$0] == 0 ? unknown : UInt16($0) }
        for alias in ["XXK", "XKX"] { levels[place(of: alias)] = UInt16(place(of: "RKS")) }
        return levels
    }()

    private static func place(of code: some StringProtocol) -> Int {
        code.utf8.reduce(0) { $0 * 26 + Int($1 - UInt8(ascii: "A")) }
    }

    // Entry 0 is nobody's.
    private static let (entries, positions): ([Entry], [UInt16]) = {
        var entries = [Entry(alpha2: nil, kind: .specimen, withdrawn: nil, name: "")]
        var positions = [UInt16](repeating: 0, count: 26 * 26 * 26)
        for line in rows.split(separator: "\n") {
            let columns = line.split(separator: " ", maxSplits: 3)
            guard columns.count == 4 else { continue }
            // `state/1990` is a state whose code was withdrawn in 1990.
            let kind = columns[2].split(separator: "/")
            guard let kindOfBody = CountryCode.Kind(rawValue: String(kind[0])) else { continue }
            positions[place(of: columns[0])] = UInt16(entries.count)
            entries.append(
                Entry(
                    alpha2: columns[1] == "-" ? nil : String(columns[1]), kind: kindOfBody,
                    withdrawn: kind.count > 1 ? Int(kind[1]) : nil, name: String(columns[3])))
        }
        return (entries, positions)
    }()

    /// Code, alpha-2 or `-`, kind with the year of withdrawal, name.
    private static let rows = """
        ABW AW dependent Aruba
        AFG AF state Afghanistan
        AGO AO state Angola
        AIA AI dependent Anguilla
        ALA AX dependent Åland Islands
        ALB AL state Albania
        AND AD state Andorra
        ARE AE state United Arab Emirates
        ARG AR state Argentina
        ARM AM state Armenia
        ASM AS dependent American Samoa
        ATA AQ dependent Antarctica
        ATF TF dependent French Southern Territories
        ATG AG state Antigua and Barbuda
        AUS AU state Australia
        AUT AT state Austria
        AZE AZ state Azerbaijan
        BDI BI state Burundi
        BEL BE state Belgium
        BEN BJ state Benin
        BES BQ dependent Bonaire, Sint Eustatius and Saba
        BFA BF state Burkina Faso
        BGD BD state Bangladesh
        BGR BG state Bulgaria
        BHR BH state Bahrain
        BHS BS state Bahamas
        BIH BA state Bosnia and Herzegovina
        BLM BL dependent Saint Barthélemy
        BLR BY state Belarus
        BLZ BZ state Belize
        BMU BM dependent Bermuda
        BOL BO state Bolivia
        BRA BR state Brazil
        BRB BB state Barbados
        BRN BN state Brunei
        BTN BT state Bhutan
        BVT BV dependent Bouvet Island
        BWA BW state Botswana
        CAF CF state Central African Republic
        CAN CA state Canada
        CCK CC dependent Cocos (Keeling) Islands
        CHE CH state Switzerland
        CHL CL state Chile
        CHN CN state China
        CIV CI state Côte d’Ivoire
        CMR CM state Cameroon
        COD CD state Democratic Republic of the Congo
        COG CG state Congo
        COK CK dependent Cook Islands
        COL CO state Colombia
        COM KM state Comoros
        CPV CV state Cabo Verde
        CRI CR state Costa Rica
        CUB CU state Cuba
        CUW CW dependent Curaçao
        CXR CX dependent Christmas Island
        CYM KY dependent Cayman Islands
        CYP CY state Cyprus
        CZE CZ state Czechia
        DEU DE state Germany
        DJI DJ state Djibouti
        DMA DM state Dominica
        DNK DK state Denmark
        DOM DO state Dominican Republic
        DZA DZ state Algeria
        ECU EC state Ecuador
        EGY EG state Egypt
        ERI ER state Eritrea
        ESH EH authority Western Sahara
        ESP ES state Spain
        EST EE state Estonia
        ETH ET state Ethiopia
        FIN FI state Finland
        FJI FJ state Fiji
        FLK FK dependent Falkland Islands
        FRA FR state France
        FRO FO dependent Faroe Islands
        FSM FM state Micronesia
        GAB GA state Gabon
        GBR GB state United Kingdom
        GEO GE state Georgia
        GGY GG dependent Guernsey
        GHA GH state Ghana
        GIB GI dependent Gibraltar
        GIN GN state Guinea
        GLP GP dependent Guadeloupe
        GMB GM state Gambia
        GNB GW state Guinea-Bissau
        GNQ GQ state Equatorial Guinea
        GRC GR state Greece
        GRD GD state Grenada
        GRL GL dependent Greenland
        GTM GT state Guatemala
        GUF GF dependent French Guiana
        GUM GU dependent Guam
        GUY GY state Guyana
        HKG HK dependent Hong Kong
        HMD HM dependent Heard Island and McDonald Islands
        HND HN state Honduras
        HRV HR state Croatia
        HTI HT state Haiti
        HUN HU state Hungary
        IDN ID state Indonesia
        IMN IM dependent Isle of Man
        IND IN state India
        IOT IO dependent British Indian Ocean Territory
        IRL IE state Ireland
        IRN IR state Iran
        IRQ IQ state Iraq
        ISL IS state Iceland
        ISR IL state Israel
        ITA IT state Italy
        JAM JM state Jamaica
        JEY JE dependent Jersey
        JOR JO state Jordan
        JPN JP state Japan
        KAZ KZ state Kazakhstan
        KEN KE state Kenya
        KGZ KG state Kyrgyzstan
        KHM KH state Cambodia
        KIR KI state Kiribati
        KNA KN state Saint Kitts and Nevis
        KOR KR state South Korea
        KWT KW state Kuwait
        LAO LA state Laos
        LBN LB state Lebanon
        LBR LR state Liberia
        LBY LY state Libya
        LCA LC state Saint Lucia
        LIE LI state Liechtenstein
        LKA LK state Sri Lanka
        LSO LS state Lesotho
        LTU LT state Lithuania
        LUX LU state Luxembourg
        LVA LV state Latvia
        MAC MO dependent Macao
        MAF MF dependent Saint Martin
        MAR MA state Morocco
        MCO MC state Monaco
        MDA MD state Moldova
        MDG MG state Madagascar
        MDV MV state Maldives
        MEX MX state Mexico
        MHL MH state Marshall Islands
        MKD MK state North Macedonia
        MLI ML state Mali
        MLT MT state Malta
        MMR MM state Myanmar
        MNE ME state Montenegro
        MNG MN state Mongolia
        MNP MP dependent Northern Mariana Islands
        MOZ MZ state Mozambique
        MRT MR state Mauritania
        MSR MS dependent Montserrat
        MTQ MQ dependent Martinique
        MUS MU state Mauritius
        MWI MW state Malawi
        MYS MY state Malaysia
        MYT YT dependent Mayotte
        NAM NA state Namibia
        NCL NC dependent New Caledonia
        NER NE state Niger
        NFK NF dependent Norfolk Island
        NGA NG state Nigeria
        NIC NI state Nicaragua
        NIU NU dependent Niue
        NLD NL state Netherlands
        NOR NO state Norway
        NPL NP state Nepal
        NRU NR state Nauru
        NZL NZ state New Zealand
        OMN OM state Oman
        PAK PK state Pakistan
        PAN PA state Panama
        PCN PN dependent Pitcairn Islands
        PER PE state Peru
        PHL PH state Philippines
        PLW PW state Palau
        PNG PG state Papua New Guinea
        POL PL state Poland
        PRI PR dependent Puerto Rico
        PRK KP state North Korea
        PRT PT state Portugal
        PRY PY state Paraguay
        PSE PS authority Palestine
        PYF PF dependent French Polynesia
        QAT QA state Qatar
        REU RE dependent Réunion
        ROU RO state Romania
        RUS RU state Russia
        RWA RW state Rwanda
        SAU SA state Saudi Arabia
        SDN SD state Sudan
        SEN SN state Senegal
        SGP SG state Singapore
        SGS GS dependent South Georgia and the South Sandwich Islands
        SHN SH dependent Saint Helena, Ascension and Tristan da Cunha
        SJM SJ dependent Svalbard and Jan Mayen
        SLB SB state Solomon Islands
        SLE SL state Sierra Leone
        SLV SV state El Salvador
        SMR SM state San Marino
        SOM SO state Somalia
        SPM PM dependent Saint Pierre and Miquelon
        SRB RS state Serbia
        SSD SS state South Sudan
        STP ST state São Tomé and Príncipe
        SUR SR state Suriname
        SVK SK state Slovakia
        SVN SI state Slovenia
        SWE SE state Sweden
        SWZ SZ state Eswatini
        SXM SX dependent Sint Maarten
        SYC SC state Seychelles
        SYR SY state Syria
        TCA TC dependent Turks and Caicos Islands
        TCD TD state Chad
        TGO TG state Togo
        THA TH state Thailand
        TJK TJ state Tajikistan
        TKL TK dependent Tokelau
        TKM TM state Turkmenistan
        TLS TL state Timor-Leste
        TON TO state Tonga
        TTO TT state Trinidad and Tobago
        TUN TN state Tunisia
        TUR TR state Türkiye
        TUV TV state Tuvalu
        TWN TW authority Taiwan
        TZA TZ state Tanzania
        UGA UG state Uganda
        UKR UA state Ukraine
        UMI UM dependent United States Minor Outlying Islands
        URY UY state Uruguay
        USA US state United States
        UZB UZ state Uzbekistan
        VAT VA state Holy See
        VCT VC state Saint Vincent and the Grenadines
        VEN VE state Venezuela
        VGB VG dependent British Virgin Islands
        VIR VI dependent United States Virgin Islands
        VNM VN state Viet Nam
        VUT VU state Vanuatu
        WLF WF dependent Wallis and Futuna
        WSM WS state Samoa
        YEM YE state Yemen
        ZAF ZA state South Africa
        ZMB ZM state Zambia
        ZWE ZW state Zimbabwe
        RKS XK authority Kosovo
        GBD - nationalityClass British Overseas Territories citizen
        GBN - nationalityClass British National (Overseas)
        GBO - nationalityClass British Overseas citizen
        GBP - nationalityClass British protected person
        GBS - nationalityClass British subject
        EUE EU organisation European Union
        UNO UN organisation United Nations
        UNA - organisation United Nations specialised agency
        UNK - organisation United Nations Interim Administration Mission in Kosovo
        XBA - organisation African Development Bank
        XCC - organisation Caribbean Community
        XCE - organisation Council of Europe
        XCO - organisation Common Market for Eastern and Southern Africa
        XDC - organisation Southern African Development Community
        XEC - organisation Economic Community of West African States
        XES - organisation Organisation of Eastern Caribbean States
        XIM - organisation African Export-Import Bank
        XMP - organisation Parliamentary Assembly of the Mediterranean
        XOM - organisation Sovereign Military Order of Malta
        XPO - organisation Interpol
        XCT - authority Turkish Republic of Northern Cyprus
        XXA - personStatus Stateless person (1954 Convention)
        XXB - personStatus Refugee (1951 Convention)
        XXC - personStatus Refugee, other than under the 1951 Convention
        XXX - personStatus Person of unspecified nationality
        UTO - specimen Utopia
        AFI AI dependent/1977 French Territory of the Afars and the Issas
        ANT AN dependent/2010 Netherlands Antilles
        ATB BQ dependent/1979 British Antarctic Territory
        ATN NQ dependent/1983 Dronning Maud Land
        BUR BU state/1989 Burma
        BYS BY state/1992 Byelorussian SSR
        CSK CS state/1993 Czechoslovakia
        CTE CT dependent/1984 Canton and Enderbury Islands
        DDR DD state/1990 German Democratic Republic
        DHY DY state/1977 Dahomey
        FXX FX dependent/1997 Metropolitan France
        GEL GE dependent/1979 Gilbert and Ellice Islands
        HVO HV state/1984 Upper Volta
        JTN JT dependent/1986 Johnston Island
        MID MI dependent/1986 Midway Islands
        NHB NH dependent/1980 New Hebrides
        NTZ NT authority/1993 Neutral Zone between Iraq and Saudi Arabia
        PCI PC dependent/1986 Trust Territory of the Pacific Islands
        PCZ PZ dependent/1980 Panama Canal Zone
        PUS PU dependent/1986 United States Miscellaneous Pacific Islands
        RHO RH dependent/1980 Southern Rhodesia
        ROM RO state/2002 Romania (code until 2002)
        SCG CS state/2006 Serbia and Montenegro
        SKM SK state/1975 Sikkim
        SUN SU state/1992 Soviet Union
        TMP TP dependent/2002 East Timor
        VDR VD state/1977 Democratic Republic of Viet-Nam
        WAK WK dependent/1986 Wake Island
        YMD YD state/1990 Democratic Yemen
        YUG YU state/2003 Yugoslavia
        ZAR ZR state/1997 Zaire
        """
}
