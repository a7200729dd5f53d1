import Wire

/// The official languages of the Union (Regulation No 1, Article 1), by their two letters.
public enum PortalLanguage: String, CaseIterable, Hashable, Sendable, WireChoice {
    case bg, cs, da, de, el, en, es, et, fi, fr, ga, hr, hu, it, lt, lv, mt, nl, pl, pt, ro, sk, sl, sv

    /// The language's name in itself.
    public var name: String { PortalWords.of(self).language }
}

/// The portal's words in one language. Short and in our own words, so that they can be checked by whoever speaks it; they are no
/// official translation of anything.
public struct PortalWords: Sendable {
    public let language: String
    public let title: String
    public let intro: String
    public let languageLabel: String
    public let authorityLabel: String
    public let rightLabel: String
    public let show: String
    public let nothingKept: String
    public let unknown: String
    public let contactTitle: String
    public let letterTitle: String
    public let letterHint: String
    public let access: String
    public let correction: String
    public let erasure: String
    public let subject: String
    public let greeting: String
    public let bodyAccess: String
    public let bodyCorrection: String
    public let bodyErasure: String
    public let number: String
    public let reference: String
    public let personName: String
    public let personAddress: String
    public let date: String
    public let closing: String

    /// What a person asks for, in a word.
    public func name(of request: LinkRequest) -> String {
        switch request {
        case .access: access
        case .correction: correction
        case .erasure: erasure
        }
    }

    /// The sentence that asks for it.
    public func body(_ request: LinkRequest) -> String {
        switch request {
        case .access: bodyAccess
        case .correction: bodyCorrection + " ____________________"
        case .erasure: bodyErasure + " ____________________"
        }
    }

    public static func of(_ language: PortalLanguage) -> PortalWords {
        switch language {
        case .bg: bg
        case .cs: cs
        case .da: da
        case .de: de
        case .el: el
        case .en: en
        case .es: es
        case .et: et
        case .fi: fi
        case .fr: fr
        case .ga: ga
        case .hr: hr
        case .hu: hu
        case .it: it
        case .lt: lt
        case .lv: lv
        case .mt: mt
        case .nl: nl
        case .pl: pl
        case .pt: pt
        case .ro: ro
        case .sk: sk
        case .sl: sl
        case .sv: sv
        }
    }

    private static let bg = PortalWords(
        language: "български",
        title: "Вашите права относно връзка между Ваши данни",
        intro: "Органът, който е проверил връзката, Ви е дал референтен номер. Въведете референцията на органа, за да видите как да му пишете.",
        languageLabel: "Език",
        authorityLabel: "Референция на органа",
        rightLabel: "Искам",
        show: "Покажи",
        nothingKept: "Тази страница не вижда и не пази Ваши данни.",
        unknown: "Няма орган с тази референция.",
        contactTitle: "За контакт",
        letterTitle: "Образец на писмо",
        letterHint: "Попълнете празните места и изпратете писмото на органа.",
        access: "достъп до данните",
        correction: "поправка",
        erasure: "заличаване",
        subject: "Искане относно връзка между мои данни",
        greeting: "Уважаеми дами и господа,",
        bodyAccess: "Моля да ми съобщите какви данни за мен са свързани и защо.",
        bodyCorrection: "Моля да поправите данните за мен или връзката между тях, защото не са верни:",
        bodyErasure: "Моля да заличите връзката между данните за мен, защото не е трябвало да бъде създадена:",
        number: "Единен идентификационен номер",
        reference: "Референция на органа",
        personName: "Име",
        personAddress: "Адрес",
        date: "Дата",
        closing: "С уважение")

    private static let cs = PortalWords(
        language: "čeština",
        title: "Vaše práva ve věci propojení vašich údajů",
        intro: "Orgán, který propojení ověřil, vám sdělil svou značku. Zadejte ji a uvidíte, jak mu napsat.",
        languageLabel: "Jazyk",
        authorityLabel: "Značka orgánu",
        rightLabel: "Žádám o",
        show: "Zobrazit",
        nothingKept: "Tato stránka vaše údaje nevidí ani neuchovává.",
        unknown: "Orgán s touto značkou neexistuje.",
        contactTitle: "Kontakt",
        letterTitle: "Vzor dopisu",
        letterHint: "Doplňte prázdná místa a dopis zašlete orgánu.",
        access: "přístup k údajům",
        correction: "opravu",
        erasure: "výmaz",
        subject: "Žádost týkající se propojení mých údajů",
        greeting: "Vážení,",
        bodyAccess: "žádám o sdělení, které údaje o mně jsou propojeny a proč.",
        bodyCorrection: "žádám o opravu údajů o mně nebo jejich propojení, protože nejsou správné:",
        bodyErasure: "žádám o výmaz propojení údajů o mně, protože nemělo vzniknout:",
        number: "Jednotné identifikační číslo",
        reference: "Značka orgánu",
        personName: "Jméno",
        personAddress: "Adresa",
        date: "Datum",
        closing: "S pozdravem")

    private static let da = PortalWords(
        language: "dansk",
        title: "Dine rettigheder ved en forbindelse mellem dine oplysninger",
        intro: "Myndigheden, der har kontrolleret forbindelsen, har givet dig sin reference. Indtast den for at se, hvordan du skriver til myndigheden.",
        languageLabel: "Sprog",
        authorityLabel: "Myndighedens reference",
        rightLabel: "Jeg ønsker",
        show: "Vis",
        nothingKept: "Denne side ser og gemmer ingen oplysninger om dig.",
        unknown: "Der er ingen myndighed med denne reference.",
        contactTitle: "Kontakt",
        letterTitle: "Brevskabelon",
        letterHint: "Udfyld de tomme felter, og send brevet til myndigheden.",
        access: "indsigt",
        correction: "berigtigelse",
        erasure: "sletning",
        subject: "Anmodning om en forbindelse mellem mine oplysninger",
        greeting: "Til rette vedkommende",
        bodyAccess: "Jeg beder om at få oplyst, hvilke oplysninger om mig der er forbundet, og hvorfor.",
        bodyCorrection: "Jeg beder om, at oplysningerne om mig eller forbindelsen mellem dem berigtiges, fordi de ikke er rigtige:",
        bodyErasure: "Jeg beder om, at forbindelsen mellem oplysningerne om mig slettes, fordi den ikke skulle være oprettet:",
        number: "Unikt identifikationsnummer",
        reference: "Myndighedens reference",
        personName: "Navn",
        personAddress: "Adresse",
        date: "Dato",
        closing: "Med venlig hilsen")

    private static let de = PortalWords(
        language: "Deutsch",
        title: "Ihre Rechte bei einer Verknüpfung Ihrer Daten",
        intro: "Die Behörde, die die Verknüpfung geprüft hat, hat Ihnen ihr Zeichen genannt. Geben Sie es ein, dann sehen Sie, wie Sie ihr schreiben.",
        languageLabel: "Sprache",
        authorityLabel: "Zeichen der Behörde",
        rightLabel: "Ich möchte",
        show: "Anzeigen",
        nothingKept: "Diese Seite sieht und speichert keine Daten über Sie.",
        unknown: "Es gibt keine Behörde mit diesem Zeichen.",
        contactTitle: "Kontakt",
        letterTitle: "Musterbrief",
        letterHint: "Füllen Sie die Lücken aus und schicken Sie den Brief an die Behörde.",
        access: "Auskunft",
        correction: "Berichtigung",
        erasure: "Löschung",
        subject: "Antrag zu einer Verknüpfung meiner Daten",
        greeting: "Sehr geehrte Damen und Herren,",
        bodyAccess: "ich bitte um Auskunft, welche Daten über mich verknüpft sind und warum.",
        bodyCorrection: "ich bitte, die Daten über mich oder ihre Verknüpfung zu berichtigen, weil sie nicht richtig sind:",
        bodyErasure: "ich bitte, die Verknüpfung der Daten über mich zu löschen, weil sie nicht hätte entstehen dürfen:",
        number: "Einheitliche Kennnummer",
        reference: "Zeichen der Behörde",
        personName: "Name",
        personAddress: "Anschrift",
        date: "Datum",
        closing: "Mit freundlichen Grüßen")

    private static let el = PortalWords(
        language: "ελληνικά",
        title: "Τα δικαιώματά σας για έναν σύνδεσμο δεδομένων σας",
        intro: "Η αρχή που επαλήθευσε τον σύνδεσμο σάς έδωσε τα στοιχεία αναφοράς της. Πληκτρολογήστε τα για να δείτε πώς θα της γράψετε.",
        languageLabel: "Γλώσσα",
        authorityLabel: "Στοιχείο αναφοράς της αρχής",
        rightLabel: "Ζητώ",
        show: "Εμφάνιση",
        nothingKept: "Η σελίδα αυτή δεν βλέπει ούτε φυλάσσει δεδομένα σας.",
        unknown: "Δεν υπάρχει αρχή με αυτό το στοιχείο αναφοράς.",
        contactTitle: "Επικοινωνία",
        letterTitle: "Υπόδειγμα επιστολής",
        letterHint: "Συμπληρώστε τα κενά και στείλτε την επιστολή στην αρχή.",
        access: "πρόσβαση",
        correction: "διόρθωση",
        erasure: "διαγραφή",
        subject: "Αίτηση για σύνδεσμο μεταξύ δεδομένων μου",
        greeting: "Αξιότιμοι κύριοι,",
        bodyAccess: "Παρακαλώ να με ενημερώσετε ποια δεδομένα μου έχουν συνδεθεί και γιατί.",
        bodyCorrection: "Παρακαλώ να διορθώσετε τα δεδομένα μου ή τον σύνδεσμό τους, επειδή δεν είναι σωστά:",
        bodyErasure: "Παρακαλώ να διαγράψετε τον σύνδεσμο των δεδομένων μου, επειδή δεν έπρεπε να δημιουργηθεί:",
        number: "Ενιαίος αριθμός αναγνώρισης",
        reference: "Στοιχείο αναφοράς της αρχής",
        personName: "Όνομα",
        personAddress: "Διεύθυνση",
        date: "Ημερομηνία",
        closing: "Με εκτίμηση")

    private static let en = PortalWords(
        language: "English",
        title: "Your rights about a link between your data",
        intro: "The authority that verified the link gave you its reference. Enter it to see how to write to the authority.",
        languageLabel: "Language",
        authorityLabel: "Reference of the authority",
        rightLabel: "I ask for",
        show: "Show",
        nothingKept: "This page sees and keeps no data about you.",
        unknown: "There is no authority with this reference.",
        contactTitle: "Contact",
        letterTitle: "Letter",
        letterHint: "Fill in the blanks and send the letter to the authority.",
        access: "access",
        correction: "correction",
        erasure: "erasure",
        subject: "Request about a link between my data",
        greeting: "Dear Sir or Madam,",
        bodyAccess: "Please tell me which data about me are linked, and why.",
        bodyCorrection: "Please correct the data about me or the link between them, because they are wrong:",
        bodyErasure: "Please erase the link between the data about me, because it should not have been made:",
        number: "Single identification number",
        reference: "Reference of the authority",
        personName: "Name",
        personAddress: "Address",
        date: "Date",
        closing: "Yours faithfully")

    private static let es = PortalWords(
        language: "español",
        title: "Sus derechos sobre un vínculo entre sus datos",
        intro: "La autoridad que verificó el vínculo le dio su referencia. Escríbala para ver cómo dirigirse a ella.",
        languageLabel: "Idioma",
        authorityLabel: "Referencia de la autoridad",
        rightLabel: "Solicito",
        show: "Mostrar",
        nothingKept: "Esta página no ve ni guarda datos suyos.",
        unknown: "No hay ninguna autoridad con esa referencia.",
        contactTitle: "Contacto",
        letterTitle: "Modelo de carta",
        letterHint: "Rellene los espacios y envíe la carta a la autoridad.",
        access: "acceso",
        correction: "rectificación",
        erasure: "supresión",
        subject: "Solicitud sobre un vínculo entre mis datos",
        greeting: "Muy señores míos:",
        bodyAccess: "Ruego que me indiquen qué datos míos están vinculados y por qué.",
        bodyCorrection: "Ruego que rectifiquen mis datos o su vínculo, porque no son correctos:",
        bodyErasure: "Ruego que supriman el vínculo entre mis datos, porque no debió crearse:",
        number: "Número de identificación único",
        reference: "Referencia de la autoridad",
        personName: "Nombre",
        personAddress: "Dirección",
        date: "Fecha",
        closing: "Atentamente")

    private static let et = PortalWords(
        language: "eesti",
        title: "Teie õigused seoses teie andmete lingiga",
        intro: "Lingi kontrollinud asutus andis teile oma viite. Sisestage see, et näha, kuidas asutusele kirjutada.",
        languageLabel: "Keel",
        authorityLabel: "Asutuse viide",
        rightLabel: "Soovin",
        show: "Näita",
        nothingKept: "See leht ei näe ega säilita teie andmeid.",
        unknown: "Sellise viitega asutust ei ole.",
        contactTitle: "Kontakt",
        letterTitle: "Kirja näidis",
        letterHint: "Täitke lüngad ja saatke kiri asutusele.",
        access: "tutvumist andmetega",
        correction: "parandamist",
        erasure: "kustutamist",
        subject: "Taotlus minu andmete vahelise lingi kohta",
        greeting: "Lugupeetud",
        bodyAccess: "Palun teatage, millised minu andmed on lingitud ja miks.",
        bodyCorrection: "Palun parandage minu andmed või nendevaheline link, sest need ei ole õiged:",
        bodyErasure: "Palun kustutage minu andmete vaheline link, sest seda ei oleks tohtinud luua:",
        number: "Ühtne identifitseerimisnumber",
        reference: "Asutuse viide",
        personName: "Nimi",
        personAddress: "Aadress",
        date: "Kuupäev",
        closing: "Lugupidamisega")

    private static let fi = PortalWords(
        language: "suomi",
        title: "Oikeutesi, kun tietojesi välillä on linkki",
        intro: "Linkin tarkistanut viranomainen antoi sinulle viitteensä. Kirjoita se, niin näet, miten viranomaiselle kirjoitetaan.",
        languageLabel: "Kieli",
        authorityLabel: "Viranomaisen viite",
        rightLabel: "Pyydän",
        show: "Näytä",
        nothingKept: "Tämä sivu ei näe eikä säilytä tietojasi.",
        unknown: "Tällä viitteellä ei ole viranomaista.",
        contactTitle: "Yhteystiedot",
        letterTitle: "Mallikirje",
        letterHint: "Täytä tyhjät kohdat ja lähetä kirje viranomaiselle.",
        access: "pääsyä tietoihin",
        correction: "oikaisua",
        erasure: "poistamista",
        subject: "Pyyntö, joka koskee tietojeni välistä linkkiä",
        greeting: "Hyvä vastaanottaja",
        bodyAccess: "Pyydän ilmoittamaan, mitkä tietoni on linkitetty ja miksi.",
        bodyCorrection: "Pyydän oikaisemaan tietoni tai niiden välisen linkin, koska ne eivät ole oikein:",
        bodyErasure: "Pyydän poistamaan tietojeni välisen linkin, koska sitä ei olisi pitänyt luoda:",
        number: "Yksilöllinen tunnistenumero",
        reference: "Viranomaisen viite",
        personName: "Nimi",
        personAddress: "Osoite",
        date: "Päiväys",
        closing: "Kunnioittavasti")

    private static let fr = PortalWords(
        language: "français",
        title: "Vos droits concernant un lien entre vos données",
        intro: "L’autorité qui a vérifié le lien vous a donné sa référence. Saisissez-la pour savoir comment lui écrire.",
        languageLabel: "Langue",
        authorityLabel: "Référence de l’autorité",
        rightLabel: "Je demande",
        show: "Afficher",
        nothingKept: "Cette page ne voit ni ne conserve aucune donnée sur vous.",
        unknown: "Aucune autorité ne porte cette référence.",
        contactTitle: "Contact",
        letterTitle: "Modèle de lettre",
        letterHint: "Remplissez les blancs et envoyez la lettre à l’autorité.",
        access: "l’accès",
        correction: "la rectification",
        erasure: "l’effacement",
        subject: "Demande concernant un lien entre mes données",
        greeting: "Madame, Monsieur,",
        bodyAccess: "Je vous prie de m’indiquer quelles données me concernant sont liées, et pourquoi.",
        bodyCorrection: "Je vous prie de rectifier les données me concernant ou le lien entre elles, car elles sont inexactes :",
        bodyErasure: "Je vous prie d’effacer le lien entre les données me concernant, car il n’aurait pas dû être créé :",
        number: "Numéro d’identification unique",
        reference: "Référence de l’autorité",
        personName: "Nom",
        personAddress: "Adresse",
        date: "Date",
        closing: "Veuillez agréer mes salutations distinguées")

    private static let ga = PortalWords(
        language: "Gaeilge",
        title: "Do chearta maidir le nasc idir do shonraí",
        intro: "Thug an t-údarás a d’fhíoraigh an nasc a thagairt duit. Cuir isteach í chun a fheiceáil conas scríobh chuige.",
        languageLabel: "Teanga",
        authorityLabel: "Tagairt an údaráis",
        rightLabel: "Iarraim",
        show: "Taispeáin",
        nothingKept: "Ní fheiceann an leathanach seo sonraí fút agus ní choinníonn sé iad.",
        unknown: "Níl aon údarás leis an tagairt sin.",
        contactTitle: "Teagmháil",
        letterTitle: "Teimpléad litreach",
        letterHint: "Líon na bearnaí agus seol an litir chuig an údarás.",
        access: "rochtain",
        correction: "ceartú",
        erasure: "léirscriosadh",
        subject: "Iarraidh maidir le nasc idir mo shonraí",
        greeting: "A chara,",
        bodyAccess: "Inis dom le do thoil cé na sonraí fúm atá nasctha, agus cén fáth.",
        bodyCorrection: "Ceartaigh na sonraí fúm nó an nasc eatarthu le do thoil, toisc nach bhfuil siad cruinn:",
        bodyErasure: "Scrios an nasc idir na sonraí fúm le do thoil, toisc nár cheart é a chruthú:",
        number: "Uimhir aitheantais aonair",
        reference: "Tagairt an údaráis",
        personName: "Ainm",
        personAddress: "Seoladh",
        date: "Dáta",
        closing: "Is mise le meas")

    private static let hr = PortalWords(
        language: "hrvatski",
        title: "Vaša prava u vezi s poveznicom između vaših podataka",
        intro: "Tijelo koje je provjerilo poveznicu dalo vam je svoju oznaku. Upišite je da vidite kako mu pisati.",
        languageLabel: "Jezik",
        authorityLabel: "Oznaka tijela",
        rightLabel: "Tražim",
        show: "Prikaži",
        nothingKept: "Ova stranica ne vidi i ne čuva vaše podatke.",
        unknown: "Nema tijela s tom oznakom.",
        contactTitle: "Kontakt",
        letterTitle: "Predložak pisma",
        letterHint: "Ispunite praznine i pošaljite pismo tijelu.",
        access: "pristup",
        correction: "ispravak",
        erasure: "brisanje",
        subject: "Zahtjev u vezi s poveznicom između mojih podataka",
        greeting: "Poštovani,",
        bodyAccess: "Molim da mi priopćite koji su moji podaci povezani i zašto.",
        bodyCorrection: "Molim da ispravite moje podatke ili poveznicu između njih jer nisu točni:",
        bodyErasure: "Molim da izbrišete poveznicu između mojih podataka jer nije smjela nastati:",
        number: "Jedinstveni identifikacijski broj",
        reference: "Oznaka tijela",
        personName: "Ime",
        personAddress: "Adresa",
        date: "Datum",
        closing: "S poštovanjem")

    private static let hu = PortalWords(
        language: "magyar",
        title: "Az Ön jogai az adatai közötti kapcsolattal összefüggésben",
        intro: "A kapcsolatot ellenőrző hatóság megadta Önnek a hivatkozási számát. Írja be, és megtudja, hogyan írhat a hatóságnak.",
        languageLabel: "Nyelv",
        authorityLabel: "A hatóság hivatkozási száma",
        rightLabel: "Kérem",
        show: "Megjelenítés",
        nothingKept: "Ez az oldal nem látja és nem őrzi az Ön adatait.",
        unknown: "Nincs ilyen hivatkozási számú hatóság.",
        contactTitle: "Elérhetőség",
        letterTitle: "Levélminta",
        letterHint: "Töltse ki az üres helyeket, és küldje el a levelet a hatóságnak.",
        access: "hozzáférés",
        correction: "helyesbítés",
        erasure: "törlés",
        subject: "Kérelem az adataim közötti kapcsolat ügyében",
        greeting: "Tisztelt Hatóság!",
        bodyAccess: "Kérem, közöljék, mely adataimat kapcsolták össze, és miért.",
        bodyCorrection: "Kérem adataim vagy a közöttük lévő kapcsolat helyesbítését, mert nem helyesek:",
        bodyErasure: "Kérem az adataim közötti kapcsolat törlését, mert nem lett volna szabad létrehozni:",
        number: "Egyedi azonosító szám",
        reference: "A hatóság hivatkozási száma",
        personName: "Név",
        personAddress: "Cím",
        date: "Dátum",
        closing: "Tisztelettel")

    private static let it = PortalWords(
        language: "italiano",
        title: "I suoi diritti su un collegamento tra i suoi dati",
        intro: "L’autorità che ha verificato il collegamento le ha dato il proprio riferimento. Lo inserisca per sapere come scriverle.",
        languageLabel: "Lingua",
        authorityLabel: "Riferimento dell’autorità",
        rightLabel: "Chiedo",
        show: "Mostra",
        nothingKept: "Questa pagina non vede e non conserva i suoi dati.",
        unknown: "Nessuna autorità ha questo riferimento.",
        contactTitle: "Contatti",
        letterTitle: "Modello di lettera",
        letterHint: "Compili gli spazi vuoti e invii la lettera all’autorità.",
        access: "l’accesso",
        correction: "la rettifica",
        erasure: "la cancellazione",
        subject: "Richiesta su un collegamento tra i miei dati",
        greeting: "Gentili Signore e Signori,",
        bodyAccess: "chiedo di sapere quali miei dati sono collegati e perché.",
        bodyCorrection: "chiedo di rettificare i miei dati o il loro collegamento, perché non sono corretti:",
        bodyErasure: "chiedo di cancellare il collegamento tra i miei dati, perché non doveva essere creato:",
        number: "Numero di identificazione unico",
        reference: "Riferimento dell’autorità",
        personName: "Nome",
        personAddress: "Indirizzo",
        date: "Data",
        closing: "Distinti saluti")

    private static let lt = PortalWords(
        language: "lietuvių",
        title: "Jūsų teisės dėl jūsų duomenų sąsajos",
        intro: "Sąsają patikrinusi institucija jums nurodė savo žymenį. Įveskite jį ir matysite, kaip jai parašyti.",
        languageLabel: "Kalba",
        authorityLabel: "Institucijos žymuo",
        rightLabel: "Prašau",
        show: "Rodyti",
        nothingKept: "Šis puslapis jūsų duomenų nemato ir nesaugo.",
        unknown: "Tokio žymens institucijos nėra.",
        contactTitle: "Kontaktai",
        letterTitle: "Laiško pavyzdys",
        letterHint: "Užpildykite tuščias vietas ir išsiųskite laišką institucijai.",
        access: "susipažinti",
        correction: "ištaisyti",
        erasure: "ištrinti",
        subject: "Prašymas dėl mano duomenų sąsajos",
        greeting: "Gerbiamieji,",
        bodyAccess: "prašau pranešti, kurie mano duomenys susieti ir kodėl.",
        bodyCorrection: "prašau ištaisyti mano duomenis arba jų sąsają, nes jie neteisingi:",
        bodyErasure: "prašau ištrinti mano duomenų sąsają, nes ji neturėjo būti sukurta:",
        number: "Vienas bendras identifikavimo numeris",
        reference: "Institucijos žymuo",
        personName: "Vardas ir pavardė",
        personAddress: "Adresas",
        date: "Data",
        closing: "Pagarbiai")

    private static let lv = PortalWords(
        language: "latviešu",
        title: "Jūsu tiesības saistībā ar saikni starp jūsu datiem",
        intro: "Iestāde, kas saikni pārbaudīja, jums deva savu atsauci. Ievadiet to, lai redzētu, kā iestādei rakstīt.",
        languageLabel: "Valoda",
        authorityLabel: "Iestādes atsauce",
        rightLabel: "Lūdzu",
        show: "Rādīt",
        nothingKept: "Šī lapa jūsu datus neredz un neglabā.",
        unknown: "Nav iestādes ar šādu atsauci.",
        contactTitle: "Saziņa",
        letterTitle: "Vēstules paraugs",
        letterHint: "Aizpildiet tukšās vietas un nosūtiet vēstuli iestādei.",
        access: "piekļuvi",
        correction: "labošanu",
        erasure: "dzēšanu",
        subject: "Lūgums par saikni starp maniem datiem",
        greeting: "Godātie!",
        bodyAccess: "Lūdzu paziņot, kuri mani dati ir saistīti un kāpēc.",
        bodyCorrection: "Lūdzu labot manus datus vai saikni starp tiem, jo tie nav pareizi:",
        bodyErasure: "Lūdzu dzēst saikni starp maniem datiem, jo to nevajadzēja izveidot:",
        number: "Vienotais identifikācijas numurs",
        reference: "Iestādes atsauce",
        personName: "Vārds, uzvārds",
        personAddress: "Adrese",
        date: "Datums",
        closing: "Ar cieņu")

    private static let mt = PortalWords(
        language: "Malti",
        title: "Id-drittijiet tiegħek dwar rabta bejn id-data tiegħek",
        intro: "L-awtorità li vverifikat ir-rabta tatek ir-referenza tagħha. Daħħalha biex tara kif tiktbilha.",
        languageLabel: "Lingwa",
        authorityLabel: "Referenza tal-awtorità",
        rightLabel: "Nitlob",
        show: "Uri",
        nothingKept: "Din il-paġna ma tarax u ma żżommx data dwarek.",
        unknown: "M’hemm l-ebda awtorità b’din ir-referenza.",
        contactTitle: "Kuntatt",
        letterTitle: "Mudell ta’ ittra",
        letterHint: "Imla l-vojt u ibgħat l-ittra lill-awtorità.",
        access: "aċċess",
        correction: "korrezzjoni",
        erasure: "tħassir",
        subject: "Talba dwar rabta bejn id-data tiegħi",
        greeting: "Għażiż Sinjur/Sinjura,",
        bodyAccess: "Nitlobkom tgħiduli liema data dwari hija marbuta u għaliex.",
        bodyCorrection: "Nitlobkom tikkoreġu d-data dwari jew ir-rabta bejnha, għax mhix korretta:",
        bodyErasure: "Nitlobkom tħassru r-rabta bejn id-data dwari, għax ma kellhiex issir:",
        number: "Numru uniku ta’ identifikazzjoni",
        reference: "Referenza tal-awtorità",
        personName: "Isem",
        personAddress: "Indirizz",
        date: "Data",
        closing: "Dejjem tiegħek")

    private static let nl = PortalWords(
        language: "Nederlands",
        title: "Uw rechten bij een koppeling tussen uw gegevens",
        intro: "De autoriteit die de koppeling heeft gecontroleerd, heeft u haar kenmerk gegeven. Vul het in om te zien hoe u haar kunt schrijven.",
        languageLabel: "Taal",
        authorityLabel: "Kenmerk van de autoriteit",
        rightLabel: "Ik vraag om",
        show: "Tonen",
        nothingKept: "Deze pagina ziet en bewaart geen gegevens over u.",
        unknown: "Er is geen autoriteit met dit kenmerk.",
        contactTitle: "Contact",
        letterTitle: "Voorbeeldbrief",
        letterHint: "Vul de open plaatsen in en stuur de brief naar de autoriteit.",
        access: "inzage",
        correction: "rectificatie",
        erasure: "wissing",
        subject: "Verzoek over een koppeling tussen mijn gegevens",
        greeting: "Geachte heer of mevrouw,",
        bodyAccess: "Graag verneem ik welke gegevens over mij gekoppeld zijn en waarom.",
        bodyCorrection: "Ik verzoek u de gegevens over mij of de koppeling ertussen te rectificeren, omdat ze niet juist zijn:",
        bodyErasure: "Ik verzoek u de koppeling tussen de gegevens over mij te wissen, omdat die niet had mogen ontstaan:",
        number: "Uniek identificatienummer",
        reference: "Kenmerk van de autoriteit",
        personName: "Naam",
        personAddress: "Adres",
        date: "Datum",
        closing: "Hoogachtend")

    private static let pl = PortalWords(
        language: "polski",
        title: "Twoje prawa dotyczące powiązania między Twoimi danymi",
        intro: "Organ, który sprawdził powiązanie, podał Ci swój znak. Wpisz go, aby zobaczyć, jak do niego napisać.",
        languageLabel: "Język",
        authorityLabel: "Znak organu",
        rightLabel: "Wnoszę o",
        show: "Pokaż",
        nothingKept: "Ta strona nie widzi ani nie przechowuje Twoich danych.",
        unknown: "Nie ma organu o takim znaku.",
        contactTitle: "Kontakt",
        letterTitle: "Wzór pisma",
        letterHint: "Uzupełnij puste miejsca i wyślij pismo do organu.",
        access: "dostęp",
        correction: "sprostowanie",
        erasure: "usunięcie",
        subject: "Wniosek w sprawie powiązania między moimi danymi",
        greeting: "Szanowni Państwo,",
        bodyAccess: "proszę o informację, które moje dane są powiązane i dlaczego.",
        bodyCorrection: "proszę o sprostowanie moich danych lub powiązania między nimi, ponieważ są nieprawidłowe:",
        bodyErasure: "proszę o usunięcie powiązania między moimi danymi, ponieważ nie powinno było powstać:",
        number: "Jednolity numer identyfikacyjny",
        reference: "Znak organu",
        personName: "Imię i nazwisko",
        personAddress: "Adres",
        date: "Data",
        closing: "Z poważaniem")

    private static let pt = PortalWords(
        language: "português",
        title: "Os seus direitos sobre uma ligação entre os seus dados",
        intro: "A autoridade que verificou a ligação deu-lhe a sua referência. Introduza-a para ver como lhe escrever.",
        languageLabel: "Língua",
        authorityLabel: "Referência da autoridade",
        rightLabel: "Peço",
        show: "Mostrar",
        nothingKept: "Esta página não vê nem guarda dados seus.",
        unknown: "Não há nenhuma autoridade com esta referência.",
        contactTitle: "Contacto",
        letterTitle: "Modelo de carta",
        letterHint: "Preencha os espaços e envie a carta à autoridade.",
        access: "o acesso",
        correction: "a retificação",
        erasure: "o apagamento",
        subject: "Pedido sobre uma ligação entre os meus dados",
        greeting: "Exmos. Senhores,",
        bodyAccess: "Peço que me indiquem que dados meus estão ligados e porquê.",
        bodyCorrection: "Peço que retifiquem os meus dados ou a ligação entre eles, porque não estão corretos:",
        bodyErasure: "Peço que apaguem a ligação entre os meus dados, porque não devia ter sido criada:",
        number: "Número único de identificação",
        reference: "Referência da autoridade",
        personName: "Nome",
        personAddress: "Morada",
        date: "Data",
        closing: "Com os melhores cumprimentos")

    private static let ro = PortalWords(
        language: "română",
        title: "Drepturile dumneavoastră privind o legătură între datele dumneavoastră",
        intro: "Autoritatea care a verificat legătura v-a comunicat referința sa. Introduceți-o pentru a vedea cum îi puteți scrie.",
        languageLabel: "Limba",
        authorityLabel: "Referința autorității",
        rightLabel: "Solicit",
        show: "Afișează",
        nothingKept: "Această pagină nu vede și nu păstrează date despre dumneavoastră.",
        unknown: "Nu există nicio autoritate cu această referință.",
        contactTitle: "Contact",
        letterTitle: "Model de scrisoare",
        letterHint: "Completați spațiile libere și trimiteți scrisoarea autorității.",
        access: "accesul",
        correction: "rectificarea",
        erasure: "ștergerea",
        subject: "Cerere privind o legătură între datele mele",
        greeting: "Stimată doamnă, stimate domn,",
        bodyAccess: "Vă rog să îmi comunicați ce date despre mine sunt legate și de ce.",
        bodyCorrection: "Vă rog să rectificați datele despre mine sau legătura dintre ele, deoarece nu sunt corecte:",
        bodyErasure: "Vă rog să ștergeți legătura dintre datele despre mine, deoarece nu ar fi trebuit creată:",
        number: "Număr unic de identificare",
        reference: "Referința autorității",
        personName: "Nume",
        personAddress: "Adresă",
        date: "Data",
        closing: "Cu stimă")

    private static let sk = PortalWords(
        language: "slovenčina",
        title: "Vaše práva vo veci prepojenia vašich údajov",
        intro: "Orgán, ktorý prepojenie overil, vám oznámil svoju značku. Zadajte ju a uvidíte, ako mu napísať.",
        languageLabel: "Jazyk",
        authorityLabel: "Značka orgánu",
        rightLabel: "Žiadam o",
        show: "Zobraziť",
        nothingKept: "Táto stránka vaše údaje nevidí ani neuchováva.",
        unknown: "Orgán s touto značkou neexistuje.",
        contactTitle: "Kontakt",
        letterTitle: "Vzor listu",
        letterHint: "Doplňte prázdne miesta a list pošlite orgánu.",
        access: "prístup",
        correction: "opravu",
        erasure: "vymazanie",
        subject: "Žiadosť vo veci prepojenia mojich údajov",
        greeting: "Vážená pani, vážený pán,",
        bodyAccess: "žiadam o oznámenie, ktoré údaje o mne sú prepojené a prečo.",
        bodyCorrection: "žiadam o opravu údajov o mne alebo ich prepojenia, pretože nie sú správne:",
        bodyErasure: "žiadam o vymazanie prepojenia údajov o mne, pretože nemalo vzniknúť:",
        number: "Jednotné identifikačné číslo",
        reference: "Značka orgánu",
        personName: "Meno",
        personAddress: "Adresa",
        date: "Dátum",
        closing: "S pozdravom")

    private static let sl = PortalWords(
        language: "slovenščina",
        title: "Vaše pravice v zvezi s povezavo med vašimi podatki",
        intro: "Organ, ki je povezavo preveril, vam je dal svojo oznako. Vpišite jo in videli boste, kako mu pisati.",
        languageLabel: "Jezik",
        authorityLabel: "Oznaka organa",
        rightLabel: "Zahtevam",
        show: "Prikaži",
        nothingKept: "Ta stran vaših podatkov ne vidi in ne hrani.",
        unknown: "Organa s to oznako ni.",
        contactTitle: "Stik",
        letterTitle: "Vzorec pisma",
        letterHint: "Izpolnite prazna mesta in pismo pošljite organu.",
        access: "dostop",
        correction: "popravek",
        erasure: "izbris",
        subject: "Zahteva v zvezi s povezavo med mojimi podatki",
        greeting: "Spoštovani,",
        bodyAccess: "prosim za sporočilo, kateri podatki o meni so povezani in zakaj.",
        bodyCorrection: "prosim za popravek podatkov o meni ali povezave med njimi, ker niso pravilni:",
        bodyErasure: "prosim za izbris povezave med podatki o meni, ker ne bi smela nastati:",
        number: "Enotna identifikacijska številka",
        reference: "Oznaka organa",
        personName: "Ime",
        personAddress: "Naslov",
        date: "Datum",
        closing: "Lep pozdrav")

    private static let sv = PortalWords(
        language: "svenska",
        title: "Dina rättigheter när det gäller en länk mellan dina uppgifter",
        intro: "Myndigheten som kontrollerade länken gav dig sin referens. Skriv in den för att se hur du skriver till myndigheten.",
        languageLabel: "Språk",
        authorityLabel: "Myndighetens referens",
        rightLabel: "Jag begär",
        show: "Visa",
        nothingKept: "Den här sidan ser och sparar inga uppgifter om dig.",
        unknown: "Det finns ingen myndighet med den referensen.",
        contactTitle: "Kontakt",
        letterTitle: "Brevmall",
        letterHint: "Fyll i luckorna och skicka brevet till myndigheten.",
        access: "tillgång",
        correction: "rättelse",
        erasure: "radering",
        subject: "Begäran om en länk mellan mina uppgifter",
        greeting: "Hej,",
        bodyAccess: "Jag ber att få veta vilka uppgifter om mig som är länkade och varför.",
        bodyCorrection: "Jag ber er rätta uppgifterna om mig eller länken mellan dem, eftersom de inte stämmer:",
        bodyErasure: "Jag ber er radera länken mellan uppgifterna om mig, eftersom den inte borde ha skapats:",
        number: "Unikt identifieringsnummer",
        reference: "Myndighetens referens",
        personName: "Namn",
        personAddress: "Adress",
        date: "Datum",
        closing: "Med vänlig hälsning")
}
