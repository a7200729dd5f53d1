import Identity

/// What the generator knows of a country: whom it sends to Schengen, what they are called, what they carry.
struct CountryProfile: Sendable {
    let code: CountryCode
    /// Its share of travellers, in thousandths of all: the orders of magnitude of EU border statistics.
    let weight: Int
    /// Peoples, of which a household is one; repeated for greater shares.
    let names: [NameTable]
    let custom: NamingCustom
    let passportShape: String
    /// Years of validity for adults and for minors.
    let validity: (adult: Int, minor: Int)
    let birthDates: BirthDateHabit
    /// Whether its passports may say X for the sex.
    let issuesX: Bool
    let places: [String]
}

/// How a country's registers know birth dates, in thousandths: those who were all entered on 1 January, those of whom only the
/// year is known, and those of whom year and month are.
struct BirthDateHabit: Sendable {
    var firstOfJanuary = 0
    var yearOnly = 0
    var monthOnly = 0

    static let exact = BirthDateHabit()
    static let mostlyExact = BirthDateHabit(firstOfJanuary: 25, yearOnly: 8, monthOnly: 2)
    static let oftenEstimated = BirthDateHabit(firstOfJanuary: 170, yearOnly: 25, monthOnly: 5)
    static let mostlyEstimated = BirthDateHabit(firstOfJanuary: 330, yearOnly: 45, monthOnly: 5)
}

extension CountryProfile {
    /// Every country that the generator knows, in a fixed order.
    static let all: [CountryProfile] = [
        row(
            "GBR", 150, [.unitedKingdom], .western, "#########", (10, 5), .exact,
            "London|Birmingham|Leeds|Glasgow|Manchester|Cardiff|Belfast|Liverpool|Bristol|Kingston upon Hull"),
        row(
            "USA", 115, [.unitedStates], .western, "@########", (10, 5), .exact,
            "New York|Los Angeles|Chicago|Houston|Phoenix|Philadelphia|San Antonio|Boston|Winston-Salem|Saint Paul", x: true),
        row(
            "UKR", 80, [.ukraine], .western, "@@######", (10, 4), .exact,
            "Kyiv|Kharkiv|Odesa|Dnipro|Lviv|Zaporizhzhia|Vinnytsia|Ivano-Frankivsk|Poltava"),
        row(
            "TUR", 60, [.turkey], .western, "[SUZ]########", (10, 5), .mostlyExact,
            "İstanbul|Ankara|İzmir|Bursa|Adana|Konya|Gaziantep|Şanlıurfa|Diyarbakır|Kayseri"),
        row("CHN", 55, [.china], .chinese, "E@#######", (10, 5), .exact, "Beijing|Shanghai|Guangdong|Zhejiang|Fujian|Sichuan|Jiangsu|Shandong|Hubei"),
        row("SRB", 45, [.serbia], .western, "#########", (10, 5), .exact, "Beograd|Novi Sad|Niš|Kragujevac|Subotica|Leskovac|Čačak|Užice"),
        row("ALB", 45, [.albania], .western, "B@#######", (10, 5), .exact, "Tiranë|Durrës|Vlorë|Shkodër|Elbasan|Korçë|Fier|Gjirokastër"),
        row(
            "RUS", 40, [.russia], .russian, "[67]########", (10, 5), .exact,
            "Moskva|Sankt-Peterburg|Novosibirsk|Ekaterinburg|Kazan|Rostov-na-Donu|Omsk|Krasnodar"),
        row(
            "IND", 40, [.india, .india, .india, .tamil], .indian, "@#######", (10, 5), .mostlyExact,
            "Mumbai|Delhi|Kolkata|Chennai|Bengaluru|Hyderabad|Ahmedabad|Jaipur|Ludhiana", x: true),
        row(
            "BRA", 38, [.brazil], .portuguese, "@@######", (10, 5), .exact,
            "São Paulo|Rio de Janeiro|Belo Horizonte|Salvador|Fortaleza|Curitiba|Goiânia|Florianópolis"),
        row(
            "MAR", 36, [.morocco], .maghreb, "@@#######", (5, 5), .oftenEstimated,
            "Casablanca|Rabat|Fès|Marrakech|Tanger|Agadir|Oujda|Al Hoceïma|Beni Mellal"),
        row(
            "CAN", 28, [.canada], .western, "@@######", (10, 5), .exact,
            "Toronto|Montréal|Vancouver|Calgary|Ottawa|Québec|Halifax|Winnipeg|St. John's", x: true),
        row("KOR", 27, [.korea], .korean, "M########", (10, 5), .exact, "Seoul|Busan|Incheon|Daegu|Daejeon|Gwangju|Suwon|Ulsan"),
        row(
            "AUS", 22, [.australia], .western, "@@#######", (10, 5), .exact, "Sydney|Melbourne|Brisbane|Perth|Adelaide|Hobart|Darwin|Wagga Wagga",
            x: true),
        row(
            "ISR", 22, [.israel], .western, "########", (10, 5), .exact,
            "Jerusalem|Tel Aviv-Yafo|Haifa|Be'er Sheva|Netanya|Ashdod|Nazareth|Petah Tikva"),
        row("JPN", 20, [.japan], .japanese, "@@#######", (10, 5), .exact, "Tokyo|Osaka|Kanagawa|Aichi|Hokkaido|Fukuoka|Kyoto|Hiroshima|Miyagi"),
        row(
            "MEX", 19, [.mexico], .spanish, "[GN]########", (10, 6), .exact,
            "Ciudad de México|Guadalajara|Monterrey|Puebla|Tijuana|Mérida|León|Querétaro"),
        row(
            "ARG", 18, [.argentina], .western, "@@@######", (10, 5), .exact,
            "Buenos Aires|Córdoba|Rosario|Mendoza|San Miguel de Tucumán|La Plata|Salta|Neuquén", x: true),
        row(
            "COL", 17, [.colombia], .spanish, "@@######", (10, 10), .exact,
            "Bogotá D.C.|Medellín|Cali|Barranquilla|Cartagena|Bucaramanga|Pereira|Cúcuta"),
        row(
            "DZA", 15, [.algeria], .maghreb, "#########", (10, 5), .oftenEstimated,
            "Alger|Oran|Constantine|Annaba|Sétif|Tizi Ouzou|Béjaïa|Tlemcen|Ghardaïa"),
        row("GEO", 14, [.georgia], .western, "##@@#####", (10, 4), .exact, "Tbilisi|Batumi|Kutaisi|Rustavi|Zugdidi|Gori|Poti|Telavi"),
        row(
            "THA", 11, [.thailand], .western, "@@#######", (10, 5), .mostlyExact,
            "Bangkok|Chiang Mai|Nonthaburi|Khon Kaen|Udon Thani|Phuket|Nakhon Ratchasima|Songkhla"),
        row(
            "PHL", 11, [.philippines], .filipino, "P#######@", (10, 5), .exact,
            "Manila|Quezon City|Cebu City|Davao City|Iloilo City|Baguio City|Zamboanga City|Bacolod City"),
        row("PER", 9, [.peru], .spanish, "#########", (10, 5), .exact, "Lima|Arequipa|Trujillo|Chiclayo|Cusco|Piura|Iquitos|Huancayo"),
        row("EGY", 9, [.egypt], .egyptian, "A########", (7, 7), .mostlyExact, "Cairo|Giza|Alexandria|Mansoura|Tanta|Asyut|Luxor|Port Said|Sohag"),
        row("IRN", 8, [.iran], .western, "@########", (5, 5), .mostlyExact, "Tehran|Mashhad|Isfahan|Karaj|Shiraz|Tabriz|Ahvaz|Kermanshah|Rasht"),
        row(
            "PAK", 8, [.pakistan], .pakistani, "@@#######", (10, 5), .oftenEstimated,
            "Karachi|Lahore|Faisalabad|Rawalpindi|Gujrat|Peshawar|Multan|Quetta|Mirpur", x: true),
        row(
            "NGA", 8, [.yoruba, .igbo, .hausa], .western, "[AB]########", (10, 5), .mostlyExact,
            "Lagos|Kano|Ibadan|Abuja|Benin City|Enugu|Port Harcourt|Onitsha|Kaduna"),
        row("ARM", 8, [.armenia], .western, "@@#######", (10, 5), .exact, "Yerevan|Gyumri|Vanadzor|Vagharshapat|Abovyan|Kapan|Hrazdan|Artashat"),
        row(
            "VNM", 8, [.vietnam], .vietnamese, "@#######", (10, 5), .mostlyExact,
            "Hà Nội|TP. Hồ Chí Minh|Hải Phòng|Đà Nẵng|Cần Thơ|Nghệ An|Thanh Hóa|Huế"),
        row(
            "IDN", 8, [.indonesia], .indonesian, "@#######", (10, 5), .mostlyExact,
            "Jakarta|Surabaya|Bandung|Medan|Semarang|Makassar|Denpasar|Yogyakarta|Palembang"),
        row(
            "BGD", 7, [.bangladesh], .bangladeshi, "@########", (10, 5), .oftenEstimated,
            "Dhaka|Chattogram|Sylhet|Khulna|Rajshahi|Barishal|Cumilla|Noakhali", x: true),
        row(
            "SYR", 5, [.syria], .arabic, "0########", (6, 6), .oftenEstimated, "Damascus|Aleppo|Homs|Hama|Latakia|Deir ez-Zor|Daraa|Idlib|Al-Hasakah"),
        row(
            "IRQ", 5, [.iraq], .arabic, "A########", (8, 8), .oftenEstimated, "Baghdad|Basra|Mosul|Erbil|Najaf|Karbala|Kirkuk|Sulaymaniyah|Nasiriyah"),
        row(
            "LKA", 5, [.sriLanka, .sriLanka, .sriLanka, .tamil], .sriLankan, "N########", (10, 3), .exact,
            "Colombo|Kandy|Galle|Jaffna|Negombo|Trincomalee|Kurunegala|Batticaloa"),
        row(
            "SEN", 5, [.senegal], .western, "A########", (5, 5), .oftenEstimated, "Dakar|Thiès|Touba|Kaolack|Ziguinchor|Saint-Louis|Mbour|Tambacounda"
        ),
        row(
            "COD", 4, [.congo], .congolese, "O@#######", (5, 5), .oftenEstimated,
            "Kinshasa|Lubumbashi|Mbuji-Mayi|Kananga|Kisangani|Goma|Bukavu|Matadi"),
        row(
            "AFG", 4, [.afghanistan], .afghan, "P########", (5, 5), .mostlyEstimated,
            "Kabul|Herat|Mazar-e-Sharif|Kandahar|Jalalabad|Ghazni|Kunduz|Baghlan"),
        row(
            "ETH", 4, [.ethiopia], .fathersName, "E@#######", (5, 5), .oftenEstimated,
            "Addis Ababa|Dire Dawa|Mekelle|Gondar|Bahir Dar|Hawassa|Jimma|Harar"),
        row(
            "ERI", 3, [.eritrea], .fathersName, "@#######", (5, 5), .oftenEstimated,
            "Asmara|Keren|Massawa|Mendefera|Barentu|Adi Keyh|Dekemhare|Senafe"),
        row(
            "SOM", 3, [.somalia], .fathersName, "P########", (5, 5), .mostlyEstimated,
            "Mogadishu|Hargeisa|Bosaso|Kismayo|Baidoa|Galkayo|Burao|Beledweyne"),
    ].compactMap { $0 }

    private static func row(
        _ code: String, _ weight: Int, _ names: [NameTable], _ custom: NamingCustom, _ shape: String,
        _ validity: (Int, Int), _ birthDates: BirthDateHabit, _ places: String, x: Bool = false
    ) -> CountryProfile? {
        CountryCode(code).map {
            CountryProfile(
                code: $0, weight: weight, names: names, custom: custom, passportShape: shape,
                validity: (validity.0, validity.1), birthDates: birthDates, issuesX: x,
                places: places.split(separator: "|").map(String.init))
        }
    }
}
