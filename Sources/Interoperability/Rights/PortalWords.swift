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
        title: "Вашите права относно връзка между данни за Вас",
        intro: "Органът, който е проверил връзката, Ви е съобщил своето обозначение. Въведете го, за да видите как да пишете на органа.",
        languageLabel: "Език",
        authorityLabel: "Обозначение на органа",
        rightLabel: "Искам",
        show: "Покажи",
        nothingKept: "Тази страница не вижда и не пази Ваши данни.",
        unknown: "Няма орган с такова обозначение.",
        contactTitle: "За контакт",
        letterTitle: "Образец на писмо",
        letterHint: "Попълнете празните места и изпратете писмото на органа.",
        access: "достъп до данните",
        correction: "коригиране",
        erasure: "заличаване",
        subject: "Искане относно връзка между данни за мен",
        greeting: "Уважаеми дами и господа,",
        bodyAccess: "Моля да ми съобщите кои данни за мен са свързани помежду си и защо.",
        bodyCorrection: "Моля да коригирате данните за мен или връзката между тях, тъй като не са верни:",
        bodyErasure: "Моля да заличите връзката между данните за мен, тъй като тя не е трябвало да бъде създадена:",
        number: "Единен идентификационен номер",
        reference: "Обозначение на органа",
        personName: "Име и фамилия",
        personAddress: "Адрес",
        date: "Дата",
        closing: "С уважение")

    private static let cs = PortalWords(
        language: "čeština",
        title: "Vaše práva v souvislosti s propojením vašich údajů",
        intro: "Orgán, který propojení ověřil, vám sdělil své označení. Zadejte je a zobrazí se, jak mu můžete napsat.",
        languageLabel: "Jazyk",
        authorityLabel: "Označení orgánu",
        rightLabel: "Žádám o",
        show: "Zobrazit",
        nothingKept: "Tato stránka vaše údaje nevidí ani neuchovává.",
        unknown: "Orgán s tímto označením neexistuje.",
        contactTitle: "Kontakt",
        letterTitle: "Vzor dopisu",
        letterHint: "Doplňte prázdná místa a dopis zašlete orgánu.",
        access: "přístup k údajům",
        correction: "opravu",
        erasure: "výmaz",
        subject: "Žádost týkající se propojení mých údajů",
        greeting: "Dobrý den,",
        bodyAccess: "žádám o sdělení, které údaje o mně jsou propojeny a proč.",
        bodyCorrection: "žádám o opravu údajů o mně nebo jejich propojení, protože nejsou správné:",
        bodyErasure: "žádám o výmaz propojení údajů o mně, protože nemělo vzniknout:",
        number: "Jednotné identifikační číslo",
        reference: "Označení orgánu",
        personName: "Jméno a příjmení",
        personAddress: "Adresa",
        date: "Datum",
        closing: "S pozdravem")

    private static let da = PortalWords(
        language: "dansk",
        title: "Dine rettigheder i forbindelse med et link mellem dine oplysninger",
        intro: "Den myndighed, der har kontrolleret linket, har givet dig sin reference. Indtast den for at se, hvordan du skriver til myndigheden.",
        languageLabel: "Sprog",
        authorityLabel: "Myndighedens reference",
        rightLabel: "Jeg anmoder om",
        show: "Vis",
        nothingKept: "Denne side hverken ser eller gemmer oplysninger om dig.",
        unknown: "Der er ingen myndighed med denne reference.",
        contactTitle: "Kontakt",
        letterTitle: "Brevskabelon",
        letterHint: "Udfyld de tomme felter, og send brevet til myndigheden.",
        access: "indsigt",
        correction: "berigtigelse",
        erasure: "sletning",
        subject: "Anmodning vedrørende et link mellem mine oplysninger",
        greeting: "Til rette vedkommende",
        bodyAccess: "Jeg beder om at få oplyst, hvilke oplysninger om mig der er knyttet sammen, og hvorfor.",
        bodyCorrection: "Jeg beder om, at oplysningerne om mig eller linket mellem dem berigtiges, fordi de ikke er rigtige:",
        bodyErasure: "Jeg beder om, at linket mellem oplysningerne om mig slettes, fordi det ikke skulle have været oprettet:",
        number: "Unikt identifikationsnummer",
        reference: "Myndighedens reference",
        personName: "Navn",
        personAddress: "Adresse",
        date: "Dato",
        closing: "Med venlig hilsen")

    private static let de = PortalWords(
        language: "Deutsch",
        title: "Ihre Rechte bei einer Verknüpfung Ihrer Daten",
        intro:
            "Die Behörde, die die Verknüpfung geprüft hat, hat Ihnen ihre Kennung mitgeteilt. Geben Sie diese ein, dann sehen Sie, wie Sie der Behörde schreiben können.",
        languageLabel: "Sprache",
        authorityLabel: "Kennung der Behörde",
        rightLabel: "Ich beantrage",
        show: "Anzeigen",
        nothingKept: "Diese Seite sieht und speichert keine Daten über Sie.",
        unknown: "Es gibt keine Behörde mit dieser Kennung.",
        contactTitle: "Kontakt",
        letterTitle: "Musterbrief",
        letterHint: "Füllen Sie die Lücken aus und schicken Sie den Brief an die Behörde.",
        access: "Auskunft",
        correction: "Berichtigung",
        erasure: "Löschung",
        subject: "Antrag zu einer Verknüpfung meiner Daten",
        greeting: "Sehr geehrte Damen und Herren,",
        bodyAccess: "ich bitte um Auskunft, welche Daten über mich miteinander verknüpft sind und warum.",
        bodyCorrection: "ich bitte Sie, die Daten über mich oder ihre Verknüpfung zu berichtigen, weil sie nicht richtig sind:",
        bodyErasure: "ich bitte Sie, die Verknüpfung der Daten über mich zu löschen, weil sie nicht hätte erstellt werden dürfen:",
        number: "Einheitliche Kennnummer",
        reference: "Kennung der Behörde",
        personName: "Name",
        personAddress: "Anschrift",
        date: "Datum",
        closing: "Mit freundlichen Grüßen")

    private static let el = PortalWords(
        language: "ελληνικά",
        title: "Τα δικαιώματά σας σχετικά με σύνδεσμο μεταξύ δεδομένων σας",
        intro: "Η αρχή που επαλήθευσε τον σύνδεσμο σάς έδωσε τα στοιχεία αναφοράς της. Πληκτρολογήστε τα για να δείτε πώς μπορείτε να της γράψετε.",
        languageLabel: "Γλώσσα",
        authorityLabel: "Στοιχεία αναφοράς της αρχής",
        rightLabel: "Ζητώ",
        show: "Εμφάνιση",
        nothingKept: "Η σελίδα αυτή δεν βλέπει ούτε αποθηκεύει δεδομένα σας.",
        unknown: "Δεν υπάρχει αρχή με αυτά τα στοιχεία αναφοράς.",
        contactTitle: "Επικοινωνία",
        letterTitle: "Υπόδειγμα επιστολής",
        letterHint: "Συμπληρώστε τα κενά και στείλτε την επιστολή στην αρχή.",
        access: "πρόσβαση",
        correction: "διόρθωση",
        erasure: "διαγραφή",
        subject: "Αίτηση σχετικά με σύνδεσμο μεταξύ δεδομένων μου",
        greeting: "Αξιότιμες κυρίες και αξιότιμοι κύριοι,",
        bodyAccess: "Παρακαλώ να με ενημερώσετε ποια δεδομένα μου έχουν συνδεθεί μεταξύ τους και γιατί.",
        bodyCorrection: "Παρακαλώ να διορθώσετε τα δεδομένα μου ή τον μεταξύ τους σύνδεσμο, επειδή δεν είναι ορθά:",
        bodyErasure: "Παρακαλώ να διαγράψετε τον σύνδεσμο μεταξύ των δεδομένων μου, επειδή δεν έπρεπε να έχει δημιουργηθεί:",
        number: "Ενιαίος αριθμός αναγνώρισης",
        reference: "Στοιχεία αναφοράς της αρχής",
        personName: "Ονοματεπώνυμο",
        personAddress: "Διεύθυνση",
        date: "Ημερομηνία",
        closing: "Με εκτίμηση")

    private static let en = PortalWords(
        language: "English",
        title: "Your rights concerning a link between your data",
        intro: "The authority that verified the link gave you its reference. Enter it to see how to write to the authority.",
        languageLabel: "Language",
        authorityLabel: "Reference of the authority",
        rightLabel: "I ask for",
        show: "Show",
        nothingKept: "This page sees and keeps no data about you.",
        unknown: "There is no authority with this reference.",
        contactTitle: "Contact",
        letterTitle: "Letter template",
        letterHint: "Fill in the blanks and send the letter to the authority.",
        access: "access",
        correction: "correction",
        erasure: "erasure",
        subject: "Request concerning a link between my data",
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
        title: "Sus derechos en relación con un vínculo entre sus datos",
        intro: "La autoridad que verificó el vínculo le ha facilitado su referencia. Introdúzcala para ver cómo dirigirse a la autoridad.",
        languageLabel: "Idioma",
        authorityLabel: "Referencia de la autoridad",
        rightLabel: "Solicito",
        show: "Mostrar",
        nothingKept: "Esta página no ve ni guarda datos suyos.",
        unknown: "No hay ninguna autoridad con esta referencia.",
        contactTitle: "Contacto",
        letterTitle: "Modelo de carta",
        letterHint: "Rellene los espacios en blanco y envíe la carta a la autoridad.",
        access: "el acceso",
        correction: "la rectificación",
        erasure: "la supresión",
        subject: "Solicitud relativa a un vínculo entre mis datos",
        greeting: "Señoras y señores:",
        bodyAccess: "Les ruego que me indiquen qué datos míos están vinculados entre sí y por qué.",
        bodyCorrection: "Les ruego que rectifiquen mis datos o el vínculo entre ellos, porque no son correctos:",
        bodyErasure: "Les ruego que supriman el vínculo entre mis datos, porque no debió crearse:",
        number: "Número de identificación único",
        reference: "Referencia de la autoridad",
        personName: "Nombre y apellidos",
        personAddress: "Dirección",
        date: "Fecha",
        closing: "Atentamente")

    private static let et = PortalWords(
        language: "eesti",
        title: "Teie õigused seoses teie andmete vahelise lingiga",
        intro: "Lingi kontrollinud asutus on teile teatanud oma viite. Sisestage see, et näha, kuidas asutusele kirjutada.",
        languageLabel: "Keel",
        authorityLabel: "Asutuse viide",
        rightLabel: "Taotlen",
        show: "Näita",
        nothingKept: "See leht ei näe ega säilita teie andmeid.",
        unknown: "Sellise viitega asutust ei ole.",
        contactTitle: "Kontaktandmed",
        letterTitle: "Näidiskiri",
        letterHint: "Täitke lüngad ja saatke kiri asutusele.",
        access: "andmetega tutvumist",
        correction: "parandamist",
        erasure: "kustutamist",
        subject: "Taotlus minu andmete vahelise lingi kohta",
        greeting: "Lugupeetud adressaat",
        bodyAccess: "Palun teatage mulle, millised minu andmed on omavahel lingitud ja miks.",
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
        intro: "Linkin tarkistanut viranomainen on antanut sinulle viitteensä. Syötä se, niin näet, miten voit kirjoittaa viranomaiselle.",
        languageLabel: "Kieli",
        authorityLabel: "Viranomaisen viite",
        rightLabel: "Pyydän",
        show: "Näytä",
        nothingKept: "Tämä sivu ei näe eikä säilytä tietojasi.",
        unknown: "Tällä viitteellä ei löydy viranomaista.",
        contactTitle: "Yhteystiedot",
        letterTitle: "Mallikirje",
        letterHint: "Täytä tyhjät kohdat ja lähetä kirje viranomaiselle.",
        access: "pääsyä tietoihin",
        correction: "oikaisemista",
        erasure: "poistamista",
        subject: "Pyyntö, joka koskee tietojeni välistä linkkiä",
        greeting: "Hyvä vastaanottaja",
        bodyAccess: "Pyydän ilmoittamaan, mitkä minua koskevat tiedot on linkitetty toisiinsa ja miksi.",
        bodyCorrection: "Pyydän oikaisemaan minua koskevat tiedot tai niiden välisen linkin, koska ne eivät pidä paikkaansa:",
        bodyErasure: "Pyydän poistamaan minua koskevien tietojen välisen linkin, koska sitä ei olisi pitänyt luoda:",
        number: "Yksilöllinen tunnistenumero",
        reference: "Viranomaisen viite",
        personName: "Nimi",
        personAddress: "Osoite",
        date: "Päiväys",
        closing: "Kunnioittavasti")

    // French sets a space that does not break before a colon; the labels of the letter bring it with them.
    private static let fr = PortalWords(
        language: "français",
        title: "Vos droits concernant un lien entre vos données",
        intro: "L’autorité qui a vérifié le lien vous a communiqué sa référence. Saisissez-la pour savoir comment lui écrire.",
        languageLabel: "Langue",
        authorityLabel: "Référence de l’autorité",
        rightLabel: "Je demande",
        show: "Afficher",
        nothingKept: "Cette page ne voit ni ne conserve aucune donnée sur vous.",
        unknown: "Aucune autorité ne porte cette référence.",
        contactTitle: "Coordonnées",
        letterTitle: "Modèle de lettre",
        letterHint: "Complétez les espaces vides et envoyez la lettre à l’autorité.",
        access: "l’accès",
        correction: "la rectification",
        erasure: "l’effacement",
        subject: "Demande concernant un lien entre mes données",
        greeting: "Madame, Monsieur,",
        bodyAccess: "Je vous prie de m’indiquer quelles données me concernant sont liées entre elles, et pourquoi.",
        bodyCorrection: "Je vous prie de rectifier les données me concernant ou le lien entre elles, car elles sont inexactes\u{00A0}:",
        bodyErasure: "Je vous prie d’effacer le lien entre les données me concernant, car il n’aurait pas dû être créé\u{00A0}:",
        number: "Numéro d’identification unique\u{00A0}",
        reference: "Référence de l’autorité\u{00A0}",
        personName: "Nom et prénom\u{00A0}",
        personAddress: "Adresse\u{00A0}",
        date: "Date\u{00A0}",
        closing: "Veuillez agréer, Madame, Monsieur, mes salutations distinguées.")

    private static let ga = PortalWords(
        language: "Gaeilge",
        title: "Do chearta maidir le nasc idir do shonraí",
        intro: "Thug an t-údarás a d’fhíoraigh an nasc a thagairt duit. Cuir isteach í chun a fheiceáil conas scríobh chuige.",
        languageLabel: "Teanga",
        authorityLabel: "Tagairt an údaráis",
        rightLabel: "Iarraim",
        show: "Taispeáin",
        nothingKept: "Ní fheiceann ná ní choinníonn an leathanach seo aon sonraí fút.",
        unknown: "Níl aon údarás ann a bhfuil an tagairt sin aige.",
        contactTitle: "Teagmháil",
        letterTitle: "Teimpléad litreach",
        letterHint: "Líon isteach na bearnaí agus seol an litir chuig an údarás.",
        access: "rochtain",
        correction: "ceartú",
        erasure: "léirscriosadh",
        subject: "Iarraidh maidir le nasc idir mo shonraí",
        greeting: "A chara,",
        bodyAccess: "Inis dom, le do thoil, cé na sonraí fúm atá nasctha le chéile, agus cén fáth.",
        bodyCorrection: "Ceartaigh, le do thoil, na sonraí fúm nó an nasc eatarthu, toisc nach bhfuil siad cruinn:",
        bodyErasure: "Léirscrios, le do thoil, an nasc idir na sonraí fúm, toisc nár cheart é a chruthú:",
        number: "Uimhir aitheantais aonair",
        reference: "Tagairt an údaráis",
        personName: "Ainm",
        personAddress: "Seoladh",
        date: "Dáta",
        closing: "Is mise, le meas")

    private static let hr = PortalWords(
        language: "hrvatski",
        title: "Vaša prava u vezi s poveznicom između vaših podataka",
        intro: "Tijelo koje je provjerilo poveznicu dalo vam je svoju oznaku. Upišite je kako biste vidjeli kako mu možete pisati.",
        languageLabel: "Jezik",
        authorityLabel: "Oznaka tijela",
        rightLabel: "Tražim",
        show: "Prikaži",
        nothingKept: "Ova stranica ne vidi i ne čuva vaše podatke.",
        unknown: "Nema tijela s tom oznakom.",
        contactTitle: "Kontakt",
        letterTitle: "Predložak pisma",
        letterHint: "Popunite praznine i pošaljite pismo tijelu.",
        access: "pristup",
        correction: "ispravak",
        erasure: "brisanje",
        subject: "Zahtjev u vezi s poveznicom između mojih podataka",
        greeting: "Poštovani,",
        bodyAccess: "Molim Vas da mi priopćite koji su moji podaci međusobno povezani i zašto.",
        bodyCorrection: "Molim Vas da ispravite moje podatke ili poveznicu između njih jer nisu točni:",
        bodyErasure: "Molim Vas da izbrišete poveznicu između mojih podataka jer nije smjela biti stvorena:",
        number: "Jedinstveni identifikacijski broj",
        reference: "Oznaka tijela",
        personName: "Ime i prezime",
        personAddress: "Adresa",
        date: "Datum",
        closing: "S poštovanjem")

    private static let hu = PortalWords(
        language: "magyar",
        title: "Az Ön jogai az adatai közötti kapcsolattal összefüggésben",
        intro: "A kapcsolatot ellenőrző hatóság közölte Önnel a hivatkozási jelét. Írja be, és megtudja, hogyan írhat a hatóságnak.",
        languageLabel: "Nyelv",
        authorityLabel: "A hatóság hivatkozási jele",
        rightLabel: "A kérelem tárgya",
        show: "Megjelenítés",
        nothingKept: "Ez az oldal nem látja és nem őrzi meg az Ön adatait.",
        unknown: "Nincs ilyen hivatkozási jelű hatóság.",
        contactTitle: "Elérhetőség",
        letterTitle: "Levélminta",
        letterHint: "Töltse ki az üres helyeket, és küldje el a levelet a hatóságnak.",
        access: "hozzáférés",
        correction: "helyesbítés",
        erasure: "törlés",
        subject: "Kérelem az adataim közötti kapcsolat ügyében",
        greeting: "Tisztelt Hatóság!",
        bodyAccess: "Kérem, közöljék velem, mely adataimat kapcsolták össze, és miért.",
        bodyCorrection: "Kérem az adataim vagy a közöttük lévő kapcsolat helyesbítését, mert azok nem helyesek:",
        bodyErasure: "Kérem az adataim közötti kapcsolat törlését, mert azt nem lett volna szabad létrehozni:",
        number: "Egyedi azonosító szám",
        reference: "A hatóság hivatkozási jele",
        personName: "Név",
        personAddress: "Cím",
        date: "Dátum",
        closing: "Tisztelettel")

    private static let it = PortalWords(
        language: "italiano",
        title: "I suoi diritti in relazione a un collegamento tra i suoi dati",
        intro:
            "L’autorità che ha verificato il collegamento le ha comunicato il proprio riferimento. Lo inserisca per sapere come scrivere all’autorità.",
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
        subject: "Richiesta relativa a un collegamento tra i miei dati",
        greeting: "Gentili Signore e Signori,",
        bodyAccess: "chiedo di sapere quali miei dati sono collegati tra loro e perché.",
        bodyCorrection: "chiedo la rettifica dei miei dati o del collegamento tra di essi, perché non sono corretti:",
        bodyErasure: "chiedo la cancellazione del collegamento tra i miei dati, perché non avrebbe dovuto essere creato:",
        number: "Numero di identificazione unico",
        reference: "Riferimento dell’autorità",
        personName: "Nome e cognome",
        personAddress: "Indirizzo",
        date: "Data",
        closing: "Distinti saluti")

    private static let lt = PortalWords(
        language: "lietuvių",
        title: "Jūsų teisės, susijusios su jūsų duomenų sąsaja",
        intro: "Sąsają patikrinusi institucija jums nurodė savo žymenį. Įveskite jį ir sužinosite, kaip jai parašyti.",
        languageLabel: "Kalba",
        authorityLabel: "Institucijos žymuo",
        rightLabel: "Prašau",
        show: "Rodyti",
        nothingKept: "Šis puslapis jūsų duomenų nemato ir nesaugo.",
        unknown: "Institucijos su tokiu žymeniu nėra.",
        contactTitle: "Kontaktai",
        letterTitle: "Laiško pavyzdys",
        letterHint: "Užpildykite tuščias vietas ir išsiųskite laišką institucijai.",
        access: "leisti susipažinti su duomenimis",
        correction: "ištaisyti duomenis ar sąsają",
        erasure: "ištrinti sąsają",
        subject: "Prašymas dėl mano duomenų sąsajos",
        greeting: "Gerbiamieji,",
        bodyAccess: "prašau pranešti, kurie mano duomenys yra susieti ir kodėl.",
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
        intro: "Iestāde, kas pārbaudīja saikni, jums ir paziņojusi savu atsauci. Ievadiet to, lai uzzinātu, kā iestādei rakstīt.",
        languageLabel: "Valoda",
        authorityLabel: "Iestādes atsauce",
        rightLabel: "Es lūdzu",
        show: "Rādīt",
        nothingKept: "Šī lapa jūsu datus neredz un neglabā.",
        unknown: "Nav iestādes ar šādu atsauci.",
        contactTitle: "Kontaktinformācija",
        letterTitle: "Vēstules paraugs",
        letterHint: "Aizpildiet tukšās vietas un nosūtiet vēstuli iestādei.",
        access: "piekļuvi",
        correction: "labošanu",
        erasure: "dzēšanu",
        subject: "Pieprasījums saistībā ar saikni starp maniem datiem",
        greeting: "Labdien!",
        bodyAccess: "Lūdzu man paziņot, kuri mani dati ir savstarpēji saistīti un kāpēc.",
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
        title: "Id-drittijiet tiegħek rigward link bejn id-data tiegħek",
        intro: "L-awtorità li vverifikat il-link tatek ir-referenza tagħha. Daħħalha biex tara kif tiktbilha.",
        languageLabel: "Lingwa",
        authorityLabel: "Referenza tal-awtorità",
        rightLabel: "Nitlob",
        show: "Uri",
        nothingKept: "Din il-paġna ma tarax u ma żżommx data dwarek.",
        unknown: "M’hemm l-ebda awtorità b’din ir-referenza.",
        contactTitle: "Kuntatt",
        letterTitle: "Mudell ta’ ittra",
        letterHint: "Imla l-ispazji vojta u ibgħat l-ittra lill-awtorità.",
        access: "aċċess",
        correction: "rettifika",
        erasure: "tħassir",
        subject: "Talba rigward link bejn id-data tiegħi",
        greeting: "Għażiż Sinjur, Għażiża Sinjura,",
        bodyAccess: "Nitlobkom tgħiduli liema data dwari hija kkollegata u għaliex.",
        bodyCorrection: "Nitlobkom tirrettifikaw id-data dwari jew il-link bejnha, għax mhumiex korretti:",
        bodyErasure: "Nitlobkom tħassru l-link bejn id-data dwari, għax ma kellux jinħoloq:",
        number: "Numru uniku ta’ identifikazzjoni",
        reference: "Referenza tal-awtorità",
        personName: "Isem u kunjom",
        personAddress: "Indirizz",
        date: "Data",
        closing: "Tagħkom tassew")

    private static let nl = PortalWords(
        language: "Nederlands",
        title: "Uw rechten bij een link tussen uw gegevens",
        intro:
            "De autoriteit die de link heeft gecontroleerd, heeft u haar kenmerk gegeven. Vul dit in om te zien hoe u de autoriteit kunt schrijven.",
        languageLabel: "Taal",
        authorityLabel: "Kenmerk van de autoriteit",
        rightLabel: "Ik vraag om",
        show: "Tonen",
        nothingKept: "Deze pagina ziet en bewaart geen gegevens over u.",
        unknown: "Er is geen autoriteit met dit kenmerk.",
        contactTitle: "Contactgegevens",
        letterTitle: "Voorbeeldbrief",
        letterHint: "Vul de open plaatsen in en stuur de brief naar de autoriteit.",
        access: "inzage",
        correction: "rectificatie",
        erasure: "wissing",
        subject: "Verzoek betreffende een link tussen mijn gegevens",
        greeting: "Geachte heer of mevrouw,",
        bodyAccess: "Graag verneem ik welke gegevens over mij aan elkaar zijn gekoppeld en waarom.",
        bodyCorrection: "Ik verzoek u de gegevens over mij of de link ertussen te rectificeren, omdat ze niet juist zijn:",
        bodyErasure: "Ik verzoek u de link tussen de gegevens over mij te wissen, omdat die niet had mogen worden aangemaakt:",
        number: "Uniek identificatienummer",
        reference: "Kenmerk van de autoriteit",
        personName: "Naam",
        personAddress: "Adres",
        date: "Datum",
        closing: "Hoogachtend")

    private static let pl = PortalWords(
        language: "polski",
        title: "Twoje prawa dotyczące powiązania między Twoimi danymi",
        intro: "Organ, który sprawdził powiązanie, podał Ci swoje oznaczenie. Wpisz je, aby zobaczyć, jak napisać do organu.",
        languageLabel: "Język",
        authorityLabel: "Oznaczenie organu",
        rightLabel: "Wnoszę o",
        show: "Pokaż",
        nothingKept: "Ta strona nie widzi ani nie przechowuje Twoich danych.",
        unknown: "Nie ma organu o takim oznaczeniu.",
        contactTitle: "Kontakt",
        letterTitle: "Wzór pisma",
        letterHint: "Uzupełnij puste miejsca i wyślij pismo do organu.",
        access: "dostęp",
        correction: "sprostowanie",
        erasure: "usunięcie",
        subject: "Wniosek w sprawie powiązania między moimi danymi",
        greeting: "Szanowni Państwo,",
        bodyAccess: "proszę o informację, które moje dane są ze sobą powiązane i dlaczego.",
        bodyCorrection: "proszę o sprostowanie moich danych lub powiązania między nimi, ponieważ są nieprawidłowe:",
        bodyErasure: "proszę o usunięcie powiązania między moimi danymi, ponieważ nie powinno było powstać:",
        number: "Jednolity numer identyfikacyjny",
        reference: "Oznaczenie organu",
        personName: "Imię i nazwisko",
        personAddress: "Adres",
        date: "Data",
        closing: "Z poważaniem")

    private static let pt = PortalWords(
        language: "português",
        title: "Os seus direitos relativamente a uma ligação entre os seus dados",
        intro: "A autoridade que verificou a ligação comunicou-lhe a respetiva referência. Introduza-a para ver como escrever à autoridade.",
        languageLabel: "Língua",
        authorityLabel: "Referência da autoridade",
        rightLabel: "Peço",
        show: "Mostrar",
        nothingKept: "Esta página não vê nem guarda dados seus.",
        unknown: "Não existe nenhuma autoridade com esta referência.",
        contactTitle: "Contacto",
        letterTitle: "Modelo de carta",
        letterHint: "Preencha os espaços em branco e envie a carta à autoridade.",
        access: "o acesso",
        correction: "a retificação",
        erasure: "o apagamento",
        subject: "Pedido relativo a uma ligação entre os meus dados",
        greeting: "Exmas. Senhoras, Exmos. Senhores,",
        bodyAccess: "Peço que me indiquem quais dos meus dados estão ligados entre si e porquê.",
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
        title: "Drepturile dumneavoastră cu privire la o legătură între datele care vă privesc",
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
        subject: "Cerere privind o legătură între datele care mă privesc",
        greeting: "Stimată doamnă, stimate domn,",
        bodyAccess: "Vă rog să îmi comunicați ce date care mă privesc sunt legate între ele și de ce.",
        bodyCorrection: "Vă rog să rectificați datele care mă privesc sau legătura dintre ele, deoarece nu sunt corecte:",
        bodyErasure: "Vă rog să ștergeți legătura dintre datele care mă privesc, deoarece nu ar fi trebuit să fie creată:",
        number: "Număr unic de identificare",
        reference: "Referința autorității",
        personName: "Nume și prenume",
        personAddress: "Adresă",
        date: "Data",
        closing: "Cu stimă")

    private static let sk = PortalWords(
        language: "slovenčina",
        title: "Vaše práva v súvislosti s prepojením vašich údajov",
        intro: "Orgán, ktorý prepojenie overil, vám oznámil svoje označenie. Zadajte ho a zistíte, ako mu môžete napísať.",
        languageLabel: "Jazyk",
        authorityLabel: "Označenie orgánu",
        rightLabel: "Žiadam o",
        show: "Zobraziť",
        nothingKept: "Táto stránka vaše údaje nevidí ani neuchováva.",
        unknown: "Orgán s týmto označením neexistuje.",
        contactTitle: "Kontakt",
        letterTitle: "Vzor listu",
        letterHint: "Doplňte prázdne miesta a list pošlite orgánu.",
        access: "prístup k údajom",
        correction: "opravu",
        erasure: "vymazanie",
        subject: "Žiadosť týkajúca sa prepojenia mojich údajov",
        greeting: "Dobrý deň,",
        bodyAccess: "žiadam o informáciu, ktoré údaje o mne sú prepojené a prečo.",
        bodyCorrection: "žiadam o opravu údajov o mne alebo ich prepojenia, pretože nie sú správne:",
        bodyErasure: "žiadam o vymazanie prepojenia údajov o mne, pretože nemalo vzniknúť:",
        number: "Jednotné identifikačné číslo",
        reference: "Označenie orgánu",
        personName: "Meno a priezvisko",
        personAddress: "Adresa",
        date: "Dátum",
        closing: "S pozdravom")

    private static let sl = PortalWords(
        language: "slovenščina",
        title: "Vaše pravice v zvezi s povezavo med vašimi podatki",
        intro: "Organ, ki je povezavo preveril, vam je sporočil svojo oznako. Vpišite jo in izvedeli boste, kako mu lahko pišete.",
        languageLabel: "Jezik",
        authorityLabel: "Oznaka organa",
        rightLabel: "Zahtevam",
        show: "Prikaži",
        nothingKept: "Ta stran vaših podatkov ne vidi in ne hrani.",
        unknown: "Organa s to oznako ni.",
        contactTitle: "Kontaktni podatki",
        letterTitle: "Vzorec pisma",
        letterHint: "Izpolnite prazna mesta in pismo pošljite organu.",
        access: "dostop",
        correction: "popravek",
        erasure: "izbris",
        subject: "Zahteva v zvezi s povezavo med mojimi podatki",
        greeting: "Spoštovani,",
        bodyAccess: "prosim, sporočite mi, kateri podatki o meni so med seboj povezani in zakaj.",
        bodyCorrection: "prosim za popravek podatkov o meni ali povezave med njimi, ker niso pravilni:",
        bodyErasure: "prosim za izbris povezave med podatki o meni, ker ne bi smela biti ustvarjena:",
        number: "Enotna identifikacijska številka",
        reference: "Oznaka organa",
        personName: "Ime in priimek",
        personAddress: "Naslov",
        date: "Datum",
        closing: "S spoštovanjem")

    private static let sv = PortalWords(
        language: "svenska",
        title: "Dina rättigheter när det gäller en länk mellan dina uppgifter",
        intro: "Den myndighet som kontrollerade länken har gett dig sin referens. Skriv in den för att se hur du skriver till myndigheten.",
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
        subject: "Begäran som gäller en länk mellan mina uppgifter",
        greeting: "Till den det berör",
        bodyAccess: "Jag ber att få veta vilka uppgifter om mig som är länkade till varandra och varför.",
        bodyCorrection: "Jag ber er rätta uppgifterna om mig eller länken mellan dem, eftersom de inte stämmer:",
        bodyErasure: "Jag ber er radera länken mellan uppgifterna om mig, eftersom den inte borde ha skapats:",
        number: "Unikt identifieringsnummer",
        reference: "Myndighetens referens",
        personName: "Namn",
        personAddress: "Adress",
        date: "Datum",
        closing: "Med vänlig hälsning")
}
