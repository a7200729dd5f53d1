/// The words of the standard form by which a person is told of a link, in one language. Short and in our own words, like the portal's, so that
/// they can be checked by whoever speaks it; they are no official translation of anything.
public struct FormWords: Sendable {
    public let title: String
    /// Article 32(4): identity data are used in an unjustified manner.
    public let red: String
    /// Article 33(4): several identities, and nothing wrong.
    public let white: String
    /// Two persons; told to whoever was told something else before.
    public let green: String
    /// The link is gone; told to whoever was told of it before.
    public let erased: String
    public let replaces: String
    public let earlierDate: String
    /// Article 32(2).
    public let noConsequence: String
    /// Articles 48(1), 49.
    public let rights: String
    public let website: String

    public static func of(_ language: PortalLanguage) -> FormWords {
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

    private static let bg = FormWords(
        title: "Информация за връзка между данни за Вас",
        red: """
            В информационни системи на Европейския съюз има няколко набора данни за самоличност, които се отнасят до Вас или до документ за \
            пътуване, който използвате. \
            Стигнахме до заключението, че те се използват неоснователно.
            """,
        white: """
            В информационни системи на Европейския съюз има няколко набора данни за самоличност, които се отнасят до Вас. \
            Стигнахме до заключението, че всички те са Ваши и че това е редно.
            """,
        green: """
            Сравнихме набори от данни за самоличност в информационни системи на Европейския съюз. \
            Стигнахме до заключението, че те са на две различни лица.
            """,
        erased: "Връзката между тези данни вече не съществува.",
        replaces: "Това писмо заменя предишното писмо, което сте получили за тази връзка.",
        earlierDate: "Дата на предишното писмо",
        noConsequence: "Никое решение срещу Вас не може да се основава единствено на тази връзка.",
        rights: """
            Имате право да поискате достъп до тези данни и тяхното коригиране или заличаване. Можете да пишете на нас или на орган на всяка \
            друга държава членка. \
            Посочете номера; на уебсайта е обяснено как.
            """,
        website: "Уебсайт")

    private static let cs = FormWords(
        title: "Informace o propojení vašich údajů",
        red: """
            V informačních systémech Evropské unie je několik souborů údajů o totožnosti, které se týkají vás nebo cestovního dokladu, \
            který používáte. \
            Dospěli jsme k závěru, že jsou používány neoprávněně.
            """,
        white: """
            V informačních systémech Evropské unie je několik souborů údajů o totožnosti, které se týkají vás. \
            Dospěli jsme k závěru, že všechny patří vám a že je to v pořádku.
            """,
        green: """
            Porovnali jsme soubory údajů o totožnosti v informačních systémech Evropské unie. \
            Dospěli jsme k závěru, že patří dvěma různým osobám.
            """,
        erased: "Propojení těchto údajů již neexistuje.",
        replaces: "Tento dopis nahrazuje dřívější dopis, který jste o tomto propojení obdrželi.",
        earlierDate: "Datum dřívějšího dopisu",
        noConsequence: "Žádné rozhodnutí ve váš neprospěch se nesmí zakládat jen na tomto propojení.",
        rights: """
            Máte právo požádat o přístup k těmto údajům a o jejich opravu nebo výmaz. Můžete napsat nám nebo orgánu kteréhokoli jiného \
            členského státu. \
            Uveďte číslo; na internetových stránkách je popsáno, jak postupovat.
            """,
        website: "Internetové stránky")

    private static let da = FormWords(
        title: "Oplysninger om et link mellem dine oplysninger",
        red: """
            I Den Europæiske Unions informationssystemer findes der flere sæt identitetsoplysninger, som vedrører dig eller et \
            rejsedokument, som du bruger. \
            Vi har konkluderet, at de bruges på en uberettiget måde.
            """,
        white: """
            I Den Europæiske Unions informationssystemer findes der flere sæt identitetsoplysninger, som vedrører dig. \
            Vi har konkluderet, at de alle er dine, og at det er i orden.
            """,
        green: """
            Vi har sammenlignet sæt af identitetsoplysninger i Den Europæiske Unions informationssystemer. \
            Vi har konkluderet, at de tilhører to forskellige personer.
            """,
        erased: "Linket mellem disse oplysninger findes ikke længere.",
        replaces: "Dette brev erstatter det tidligere brev, som du har fået om linket.",
        earlierDate: "Dato for det tidligere brev",
        noConsequence: "Ingen afgørelse imod dig må bygge på dette link alene.",
        rights: """
            Du har ret til at anmode om indsigt i oplysningerne og om, at de berigtiges eller slettes. Du kan skrive til os eller til en \
            myndighed i enhver anden medlemsstat. \
            Angiv nummeret; webstedet viser hvordan.
            """,
        website: "Websted")

    private static let de = FormWords(
        title: "Information über eine Verknüpfung Ihrer Daten",
        red: """
            In Informationssystemen der Europäischen Union sind mehrere Sätze von Identitätsdaten gespeichert, die Sie oder ein von Ihnen \
            benutztes Reisedokument betreffen. \
            Wir sind zu dem Schluss gekommen, dass sie in ungerechtfertigter Weise verwendet werden.
            """,
        white: """
            In Informationssystemen der Europäischen Union sind mehrere Sätze von Identitätsdaten gespeichert, die Sie betreffen. \
            Wir sind zu dem Schluss gekommen, dass alle zu Ihnen gehören und dass dies in Ordnung ist.
            """,
        green: """
            Wir haben Sätze von Identitätsdaten in Informationssystemen der Europäischen Union verglichen. \
            Wir sind zu dem Schluss gekommen, dass sie zu zwei verschiedenen Personen gehören.
            """,
        erased: "Die Verknüpfung dieser Daten besteht nicht mehr.",
        replaces: "Dieses Schreiben ersetzt das frühere Schreiben, das Sie zu dieser Verknüpfung erhalten haben.",
        earlierDate: "Datum des früheren Schreibens",
        noConsequence: "Keine Entscheidung gegen Sie darf allein auf diese Verknüpfung gestützt werden.",
        rights: """
            Sie haben das Recht, Auskunft über diese Daten sowie ihre Berichtigung oder Löschung zu verlangen. Sie können uns oder einer \
            Behörde jedes anderen Mitgliedstaats schreiben. \
            Geben Sie die Nummer an; die Website zeigt, wie es geht.
            """,
        website: "Website")

    private static let el = FormWords(
        title: "Ενημέρωση για σύνδεσμο μεταξύ δεδομένων σας",
        red: """
            Στα συστήματα πληροφοριών της Ευρωπαϊκής Ένωσης υπάρχουν περισσότερα σύνολα δεδομένων ταυτότητας που αφορούν εσάς ή ταξιδιωτικό \
            έγγραφο που χρησιμοποιείτε. \
            Καταλήξαμε στο συμπέρασμα ότι χρησιμοποιούνται με αδικαιολόγητο τρόπο.
            """,
        white: """
            Στα συστήματα πληροφοριών της Ευρωπαϊκής Ένωσης υπάρχουν περισσότερα σύνολα δεδομένων ταυτότητας που αφορούν εσάς. \
            Καταλήξαμε στο συμπέρασμα ότι είναι όλα δικά σας και ότι αυτό είναι σύννομο.
            """,
        green: """
            Συγκρίναμε σύνολα δεδομένων ταυτότητας στα συστήματα πληροφοριών της Ευρωπαϊκής Ένωσης. \
            Καταλήξαμε στο συμπέρασμα ότι ανήκουν σε δύο διαφορετικά πρόσωπα.
            """,
        erased: "Ο σύνδεσμος μεταξύ των δεδομένων αυτών δεν υπάρχει πλέον.",
        replaces: "Η παρούσα επιστολή αντικαθιστά την προηγούμενη επιστολή που λάβατε για τον σύνδεσμο αυτόν.",
        earlierDate: "Ημερομηνία της προηγούμενης επιστολής",
        noConsequence: "Καμία απόφαση εις βάρος σας δεν μπορεί να στηριχθεί μόνο στον σύνδεσμο αυτόν.",
        rights: """
            Έχετε το δικαίωμα να ζητήσετε πρόσβαση στα δεδομένα αυτά και τη διόρθωση ή τη διαγραφή τους. Μπορείτε να γράψετε σε εμάς ή σε \
            αρχή οποιουδήποτε άλλου κράτους μέλους. \
            Αναφέρετε τον αριθμό· στον ιστότοπο εξηγείται ο τρόπος.
            """,
        website: "Ιστότοπος")

    private static let en = FormWords(
        title: "Information about a link between your data",
        red: """
            Information systems of the European Union hold several sets of identity data that relate to you or to a travel document that \
            you use. \
            We have concluded that they are used in an unjustified manner.
            """,
        white: """
            Information systems of the European Union hold several sets of identity data that relate to you. \
            We have concluded that all of them are yours and that this is in order.
            """,
        green: """
            We compared sets of identity data in information systems of the European Union. \
            We have concluded that they are of two different persons.
            """,
        erased: "The link between these data no longer exists.",
        replaces: "This letter takes the place of the earlier letter that you received about this link.",
        earlierDate: "Date of the earlier letter",
        noConsequence: "No decision against you may be based on this link alone.",
        rights: """
            You have the right to ask for access to these data and for their correction or erasure. You can write to us or to an authority \
            of any other Member State. \
            Give the number; the website shows how.
            """,
        website: "Website")

    private static let es = FormWords(
        title: "Información sobre un vínculo entre sus datos",
        red: """
            En los sistemas de información de la Unión Europea constan varios conjuntos de datos de identidad relativos a usted o a un \
            documento de viaje que usted utiliza. \
            Hemos llegado a la conclusión de que se utilizan de manera injustificada.
            """,
        white: """
            En los sistemas de información de la Unión Europea constan varios conjuntos de datos de identidad relativos a usted. \
            Hemos llegado a la conclusión de que todos son suyos y de que ello es correcto.
            """,
        green: """
            Hemos comparado conjuntos de datos de identidad de los sistemas de información de la Unión Europea. \
            Hemos llegado a la conclusión de que corresponden a dos personas distintas.
            """,
        erased: "El vínculo entre estos datos ya no existe.",
        replaces: "Esta carta sustituye a la carta anterior que recibió sobre este vínculo.",
        earlierDate: "Fecha de la carta anterior",
        noConsequence: "Ninguna decisión en su contra puede basarse únicamente en este vínculo.",
        rights: """
            Tiene derecho a solicitar el acceso a estos datos y su rectificación o supresión. Puede escribirnos a nosotros o a una \
            autoridad de cualquier otro Estado miembro. \
            Indique el número; en el sitio web se explica cómo hacerlo.
            """,
        website: "Sitio web")

    private static let et = FormWords(
        title: "Teave teie andmete vahelise lingi kohta",
        red: """
            Euroopa Liidu infosüsteemides on mitu isikuandmete kogumit, mis on seotud teie või teie kasutatava reisidokumendiga. \
            Oleme jõudnud järeldusele, et neid kasutatakse põhjendamatult.
            """,
        white: """
            Euroopa Liidu infosüsteemides on mitu isikuandmete kogumit, mis on seotud teiega. \
            Oleme jõudnud järeldusele, et need kõik on teie andmed ja et see on korras.
            """,
        green: "Võrdlesime isikuandmete kogumeid Euroopa Liidu infosüsteemides. Oleme jõudnud järeldusele, et need kuuluvad kahele eri isikule.",
        erased: "Nende andmete vahelist linki enam ei ole.",
        replaces: "See kiri asendab varasemat kirja, mille te selle lingi kohta saite.",
        earlierDate: "Varasema kirja kuupäev",
        noConsequence: "Ühtki teie vastu suunatud otsust ei tohi teha üksnes selle lingi põhjal.",
        rights: """
            Teil on õigus taotleda nende andmetega tutvumist ning nende parandamist või kustutamist. Võite kirjutada meile või mis tahes \
            muu liikmesriigi asutusele. \
            Märkige number; veebisait näitab, kuidas seda teha.
            """,
        website: "Veebisait")

    private static let fi = FormWords(
        title: "Tieto tietojesi välisestä linkistä",
        red: """
            Euroopan unionin tietojärjestelmissä on useita henkilöllisyystietoja, jotka koskevat sinua tai käyttämääsi matkustusasiakirjaa. \
            Olemme todenneet, että niitä käytetään perusteettomasti.
            """,
        white: """
            Euroopan unionin tietojärjestelmissä on useita henkilöllisyystietoja, jotka koskevat sinua. \
            Olemme todenneet, että ne kaikki ovat sinun ja että asia on kunnossa.
            """,
        green: "Vertasimme henkilöllisyystietoja Euroopan unionin tietojärjestelmissä. Olemme todenneet, että ne koskevat kahta eri henkilöä.",
        erased: "Näiden tietojen välistä linkkiä ei enää ole.",
        replaces: "Tämä kirje korvaa aiemman kirjeen, jonka sait tästä linkistä.",
        earlierDate: "Aiemman kirjeen päiväys",
        noConsequence: "Mitään päätöstä sinua vastaan ei saa tehdä pelkästään tämän linkin perusteella.",
        rights: """
            Sinulla on oikeus pyytää pääsyä näihin tietoihin sekä niiden oikaisemista tai poistamista. Voit kirjoittaa meille tai minkä \
            tahansa muun jäsenvaltion viranomaiselle. \
            Ilmoita numero; verkkosivustolla kerrotaan, miten se tehdään.
            """,
        website: "Verkkosivusto")

    private static let fr = FormWords(
        title: "Information concernant un lien entre vos données",
        red: """
            Les systèmes d’information de l’Union européenne contiennent plusieurs ensembles de données d’identité qui se rapportent à vous \
            ou à un document de voyage que vous utilisez. \
            Nous avons conclu qu’elles sont utilisées de manière injustifiée.
            """,
        white: """
            Les systèmes d’information de l’Union européenne contiennent plusieurs ensembles de données d’identité qui se rapportent à vous. \
            Nous avons conclu qu’elles sont toutes les vôtres et que cela est en règle.
            """,
        green: """
            Nous avons comparé des ensembles de données d’identité contenus dans les systèmes d’information de l’Union européenne. \
            Nous avons conclu qu’elles concernent deux personnes différentes.
            """,
        erased: "Le lien entre ces données n’existe plus.",
        replaces: "Cette lettre remplace la lettre précédente que vous avez reçue au sujet de ce lien.",
        earlierDate: "Date de la lettre précédente\u{00A0}",
        noConsequence: "Aucune décision à votre encontre ne peut être fondée sur ce seul lien.",
        rights: """
            Vous avez le droit de demander l’accès à ces données, leur rectification ou leur effacement. Vous pouvez nous écrire ou écrire \
            à une autorité de tout autre État membre. \
            Indiquez le numéro\u{00A0}; le site internet explique comment faire.
            """,
        website: "Site internet\u{00A0}")

    private static let ga = FormWords(
        title: "Faisnéis faoi nasc idir do shonraí",
        red: """
            Tá roinnt tacar sonraí aitheantais i gcórais faisnéise an Aontais Eorpaigh a bhaineann leat nó le doiciméad taistil a úsáideann \
            tú. \
            Tá sé de chonclúid againn go bhfuil siad á n-úsáid ar bhealach nach bhfuil údar leis.
            """,
        white: """
            Tá roinnt tacar sonraí aitheantais i gcórais faisnéise an Aontais Eorpaigh a bhaineann leat. \
            Tá sé de chonclúid againn gur leatsa iad uile agus go bhfuil sé sin i gceart.
            """,
        green: """
            Chuireamar tacair sonraí aitheantais i gcórais faisnéise an Aontais Eorpaigh i gcomparáid lena chéile. \
            Tá sé de chonclúid againn gur le beirt dhaoine éagsúla iad.
            """,
        erased: "Níl an nasc idir na sonraí sin ann a thuilleadh.",
        replaces: "Tagann an litir seo in áit na litreach a fuair tú roimhe seo faoin nasc seo.",
        earlierDate: "Dáta na litreach roimhe seo",
        noConsequence: "Ní féidir aon chinneadh i d’aghaidh a bhunú ar an nasc seo amháin.",
        rights: """
            Tá sé de cheart agat rochtain ar na sonraí sin a iarraidh, chomh maith lena gceartú nó a léirscriosadh. Is féidir leat scríobh \
            chugainn nó chuig údarás in aon Bhallstát eile. \
            Luaigh an uimhir; míníonn an suíomh gréasáin conas é a dhéanamh.
            """,
        website: "Suíomh gréasáin")

    private static let hr = FormWords(
        title: "Obavijest o poveznici između vaših podataka",
        red: """
            U informacijskim sustavima Europske unije nalazi se nekoliko skupova podataka o identitetu koji se odnose na vas ili na putnu \
            ispravu kojom se služite. \
            Zaključili smo da se njima služi na neopravdan način.
            """,
        white: """
            U informacijskim sustavima Europske unije nalazi se nekoliko skupova podataka o identitetu koji se odnose na vas. \
            Zaključili smo da su svi vaši i da je to u redu.
            """,
        green: """
            Usporedili smo skupove podataka o identitetu u informacijskim sustavima Europske unije. \
            Zaključili smo da pripadaju dvjema različitim osobama.
            """,
        erased: "Poveznica između tih podataka više ne postoji.",
        replaces: "Ovo pismo zamjenjuje prijašnje pismo koje ste primili o toj poveznici.",
        earlierDate: "Datum prijašnjeg pisma",
        noConsequence: "Nijedna odluka protiv vas ne smije se temeljiti samo na toj poveznici.",
        rights: """
            Imate pravo zatražiti pristup tim podacima te njihov ispravak ili brisanje. Možete pisati nama ili tijelu bilo koje druge \
            države članice. \
            Navedite broj; na internetskim stranicama objašnjeno je kako.
            """,
        website: "Internetske stranice")

    private static let hu = FormWords(
        title: "Tájékoztatás az Ön adatai közötti kapcsolatról",
        red: """
            Az Európai Unió információs rendszereiben több olyan személyazonosító adatsor található, amely Önre vagy egy Ön által használt \
            úti okmányra vonatkozik. \
            Arra a következtetésre jutottunk, hogy ezeket indokolatlan módon használják.
            """,
        white: """
            Az Európai Unió információs rendszereiben több olyan személyazonosító adatsor található, amely Önre vonatkozik. \
            Arra a következtetésre jutottunk, hogy ezek mind az Ön adatai, és ez rendben van.
            """,
        green: """
            Személyazonosító adatsorokat hasonlítottunk össze az Európai Unió információs rendszereiben. \
            Arra a következtetésre jutottunk, hogy ezek két különböző személyre vonatkoznak.
            """,
        erased: "Az adatok közötti kapcsolat már nem áll fenn.",
        replaces: "Ez a levél a kapcsolatról korábban kapott levél helyébe lép.",
        earlierDate: "A korábbi levél dátuma",
        noConsequence: "Önnel szemben egyetlen döntés sem alapulhat kizárólag ezen a kapcsolaton.",
        rights: """
            Ön jogosult hozzáférést kérni ezekhez az adatokhoz, valamint kérni helyesbítésüket vagy törlésüket. Írhat nekünk vagy bármely \
            más tagállam hatóságának. \
            Adja meg a számot; a honlap bemutatja, hogyan járjon el.
            """,
        website: "Honlap")

    private static let it = FormWords(
        title: "Informazioni su un collegamento tra i suoi dati",
        red: """
            I sistemi di informazione dell’Unione europea contengono più serie di dati di identità che riguardano lei o un documento di \
            viaggio che lei utilizza. \
            Abbiamo concluso che sono utilizzati in modo ingiustificato.
            """,
        white: """
            I sistemi di informazione dell’Unione europea contengono più serie di dati di identità che la riguardano. \
            Abbiamo concluso che sono tutti suoi e che ciò è regolare.
            """,
        green: """
            Abbiamo confrontato serie di dati di identità nei sistemi di informazione dell’Unione europea. \
            Abbiamo concluso che appartengono a due persone diverse.
            """,
        erased: "Il collegamento tra questi dati non esiste più.",
        replaces: "Questa lettera sostituisce la lettera precedente che ha ricevuto su questo collegamento.",
        earlierDate: "Data della lettera precedente",
        noConsequence: "Nessuna decisione nei suoi confronti può basarsi unicamente su questo collegamento.",
        rights: """
            Lei ha il diritto di chiedere l’accesso a questi dati e la loro rettifica o cancellazione. Può scrivere a noi o a un’autorità \
            di qualsiasi altro Stato membro. \
            Indichi il numero; il sito web spiega come fare.
            """,
        website: "Sito web")

    private static let lt = FormWords(
        title: "Informacija apie jūsų duomenų sąsają",
        red: """
            Europos Sąjungos informacinėse sistemose yra keli tapatybės duomenų rinkiniai, susiję su jumis arba su jūsų naudojamu kelionės \
            dokumentu. \
            Padarėme išvadą, kad jie naudojami nepagrįstai.
            """,
        white: """
            Europos Sąjungos informacinėse sistemose yra keli tapatybės duomenų rinkiniai, susiję su jumis. \
            Padarėme išvadą, kad jie visi yra jūsų ir kad tai teisėta.
            """,
        green: """
            Palyginome tapatybės duomenų rinkinius Europos Sąjungos informacinėse sistemose. \
            Padarėme išvadą, kad jie yra dviejų skirtingų asmenų.
            """,
        erased: "Šių duomenų sąsajos nebėra.",
        replaces: "Šis laiškas pakeičia ankstesnį laišką, kurį gavote dėl šios sąsajos.",
        earlierDate: "Ankstesnio laiško data",
        noConsequence: "Joks jums nepalankus sprendimas negali būti grindžiamas vien šia sąsaja.",
        rights: """
            Turite teisę prašyti susipažinti su šiais duomenimis ir prašyti juos ištaisyti arba ištrinti. Galite rašyti mums arba bet \
            kurios kitos valstybės narės institucijai. \
            Nurodykite numerį; svetainėje paaiškinta, kaip tai padaryti.
            """,
        website: "Interneto svetainė")

    private static let lv = FormWords(
        title: "Informācija par saikni starp jūsu datiem",
        red: """
            Eiropas Savienības informācijas sistēmās ir vairākas identitātes datu kopas, kas attiecas uz jums vai uz jūsu izmantotu \
            ceļošanas dokumentu. \
            Mēs secinājām, ka tās tiek izmantotas nepamatoti.
            """,
        white: """
            Eiropas Savienības informācijas sistēmās ir vairākas identitātes datu kopas, kas attiecas uz jums. \
            Mēs secinājām, ka tās visas ir jūsu un ka tas ir kārtībā.
            """,
        green: """
            Mēs salīdzinājām identitātes datu kopas Eiropas Savienības informācijas sistēmās. \
            Mēs secinājām, ka tās pieder divām dažādām personām.
            """,
        erased: "Saikne starp šiem datiem vairs nepastāv.",
        replaces: "Šī vēstule aizstāj iepriekšējo vēstuli, ko saņēmāt par šo saikni.",
        earlierDate: "Iepriekšējās vēstules datums",
        noConsequence: "Nevienu lēmumu pret jums nedrīkst pamatot tikai ar šo saikni.",
        rights: """
            Jums ir tiesības lūgt piekļuvi šiem datiem un to labošanu vai dzēšanu. Varat rakstīt mums vai jebkuras citas dalībvalsts \
            iestādei. \
            Norādiet numuru; tīmekļa vietnē ir paskaidrots, kā to darīt.
            """,
        website: "Tīmekļa vietne")

    private static let mt = FormWords(
        title: "Informazzjoni dwar link bejn id-data tiegħek",
        red: """
            Fis-sistemi ta’ informazzjoni tal-Unjoni Ewropea hemm diversi settijiet ta’ data tal-identità li jirrigwardaw lilek jew \
            dokument tal-ivvjaġġar li tuża. \
            Ikkonkludejna li qed jintużaw b’mod mhux ġustifikat.
            """,
        white: """
            Fis-sistemi ta’ informazzjoni tal-Unjoni Ewropea hemm diversi settijiet ta’ data tal-identità li jirrigwardaw lilek. \
            Ikkonkludejna li kollha huma tiegħek u li dan huwa fis-sewwa.
            """,
        green: """
            Qabbilna settijiet ta’ data tal-identità fis-sistemi ta’ informazzjoni tal-Unjoni Ewropea. \
            Ikkonkludejna li huma ta’ żewġ persuni differenti.
            """,
        erased: "Il-link bejn din id-data ma għadux jeżisti.",
        replaces: "Din l-ittra tieħu post l-ittra ta’ qabel li rċevejt dwar dan il-link.",
        earlierDate: "Data tal-ittra ta’ qabel",
        noConsequence: "L-ebda deċiżjoni kontrik ma tista’ tkun ibbażata fuq dan il-link biss.",
        rights: """
            Għandek id-dritt titlob aċċess għal din id-data u r-rettifika jew it-tħassir tagħha. Tista’ tikteb lilna jew lil awtorità ta’ \
            kwalunkwe Stat Membru ieħor. \
            Agħti n-numru; is-sit web juri kif.
            """,
        website: "Sit web")

    private static let nl = FormWords(
        title: "Informatie over een link tussen uw gegevens",
        red: """
            In informatiesystemen van de Europese Unie staan meerdere reeksen identiteitsgegevens die betrekking hebben op u of op een \
            reisdocument dat u gebruikt. \
            Wij hebben geconcludeerd dat deze op ongerechtvaardigde wijze worden gebruikt.
            """,
        white: """
            In informatiesystemen van de Europese Unie staan meerdere reeksen identiteitsgegevens die betrekking hebben op u. \
            Wij hebben geconcludeerd dat ze allemaal van u zijn en dat dit in orde is.
            """,
        green: """
            Wij hebben reeksen identiteitsgegevens in informatiesystemen van de Europese Unie vergeleken. \
            Wij hebben geconcludeerd dat ze van twee verschillende personen zijn.
            """,
        erased: "De link tussen deze gegevens bestaat niet meer.",
        replaces: "Deze brief vervangt de eerdere brief die u over deze link hebt ontvangen.",
        earlierDate: "Datum van de eerdere brief",
        noConsequence: "Geen enkele beslissing tegen u mag alleen op deze link worden gebaseerd.",
        rights: """
            U hebt het recht om inzage in deze gegevens en om rectificatie of wissing ervan te vragen. U kunt schrijven naar ons of naar \
            een autoriteit van elke andere lidstaat. \
            Vermeld het nummer; op de website staat hoe.
            """,
        website: "Website")

    private static let pl = FormWords(
        title: "Informacja o powiązaniu między Twoimi danymi",
        red: """
            W systemach informacyjnych Unii Europejskiej znajduje się kilka zestawów danych dotyczących tożsamości, które odnoszą się do \
            Ciebie lub do dokumentu podróży, którego używasz. \
            Uznaliśmy, że są one wykorzystywane w sposób nieuzasadniony.
            """,
        white: """
            W systemach informacyjnych Unii Europejskiej znajduje się kilka zestawów danych dotyczących tożsamości, które odnoszą się do \
            Ciebie. \
            Uznaliśmy, że wszystkie są Twoje i że jest to w porządku.
            """,
        green: """
            Porównaliśmy zestawy danych dotyczących tożsamości w systemach informacyjnych Unii Europejskiej. \
            Uznaliśmy, że należą one do dwóch różnych osób.
            """,
        erased: "Powiązanie między tymi danymi już nie istnieje.",
        replaces: "To pismo zastępuje wcześniejsze pismo, które otrzymano w sprawie tego powiązania.",
        earlierDate: "Data wcześniejszego pisma",
        noConsequence: "Żadna decyzja na Twoją niekorzyść nie może opierać się wyłącznie na tym powiązaniu.",
        rights: """
            Masz prawo zażądać dostępu do tych danych oraz ich sprostowania lub usunięcia. Możesz napisać do nas lub do organu każdego \
            innego państwa członkowskiego. \
            Podaj numer; na stronie internetowej wyjaśniono, jak to zrobić.
            """,
        website: "Strona internetowa")

    private static let pt = FormWords(
        title: "Informação sobre uma ligação entre os seus dados",
        red: """
            Os sistemas de informação da União Europeia contêm vários conjuntos de dados de identidade que dizem respeito a si ou a um \
            documento de viagem que utiliza. \
            Concluímos que são utilizados de forma injustificada.
            """,
        white: """
            Os sistemas de informação da União Europeia contêm vários conjuntos de dados de identidade que lhe dizem respeito. \
            Concluímos que são todos seus e que tal está em ordem.
            """,
        green: """
            Comparámos conjuntos de dados de identidade nos sistemas de informação da União Europeia. \
            Concluímos que pertencem a duas pessoas diferentes.
            """,
        erased: "A ligação entre estes dados já não existe.",
        replaces: "Esta carta substitui a carta anterior que recebeu sobre esta ligação.",
        earlierDate: "Data da carta anterior",
        noConsequence: "Nenhuma decisão contra si pode basear-se apenas nesta ligação.",
        rights: """
            Tem o direito de pedir o acesso a estes dados e a sua retificação ou apagamento. Pode escrever-nos ou escrever a uma autoridade \
            de qualquer outro Estado-Membro. \
            Indique o número; o sítio Web explica como fazê-lo.
            """,
        website: "Sítio Web")

    private static let ro = FormWords(
        title: "Informare privind o legătură între datele care vă privesc",
        red: """
            În sistemele de informații ale Uniunii Europene există mai multe seturi de date de identitate care se referă la dumneavoastră \
            sau la un document de călătorie pe care îl utilizați. \
            Am concluzionat că acestea sunt utilizate în mod nejustificat.
            """,
        white: """
            În sistemele de informații ale Uniunii Europene există mai multe seturi de date de identitate care se referă la dumneavoastră. \
            Am concluzionat că toate vă aparțin și că acest lucru este în regulă.
            """,
        green: """
            Am comparat seturi de date de identitate din sistemele de informații ale Uniunii Europene. \
            Am concluzionat că aparțin a două persoane diferite.
            """,
        erased: "Legătura dintre aceste date nu mai există.",
        replaces: "Această scrisoare înlocuiește scrisoarea anterioară pe care ați primit-o cu privire la această legătură.",
        earlierDate: "Data scrisorii anterioare",
        noConsequence: "Nicio decizie împotriva dumneavoastră nu se poate întemeia doar pe această legătură.",
        rights: """
            Aveți dreptul să solicitați accesul la aceste date, precum și rectificarea sau ștergerea lor. Ne puteți scrie nouă sau unei \
            autorități din orice alt stat membru. \
            Indicați numărul; site-ul web arată cum.
            """,
        website: "Site web")

    private static let sk = FormWords(
        title: "Informácia o prepojení vašich údajov",
        red: """
            V informačných systémoch Európskej únie je niekoľko súborov údajov o totožnosti, ktoré sa týkajú vás alebo cestovného dokladu, \
            ktorý používate. \
            Dospeli sme k záveru, že sa používajú neoprávnene.
            """,
        white: """
            V informačných systémoch Európskej únie je niekoľko súborov údajov o totožnosti, ktoré sa týkajú vás. \
            Dospeli sme k záveru, že všetky patria vám a že je to v poriadku.
            """,
        green: """
            Porovnali sme súbory údajov o totožnosti v informačných systémoch Európskej únie. \
            Dospeli sme k záveru, že patria dvom rôznym osobám.
            """,
        erased: "Prepojenie týchto údajov už neexistuje.",
        replaces: "Tento list nahrádza predchádzajúci list, ktorý ste o tomto prepojení dostali.",
        earlierDate: "Dátum predchádzajúceho listu",
        noConsequence: "Žiadne rozhodnutie vo váš neprospech sa nesmie zakladať len na tomto prepojení.",
        rights: """
            Máte právo požiadať o prístup k týmto údajom a o ich opravu alebo vymazanie. Môžete napísať nám alebo orgánu ktoréhokoľvek \
            iného členského štátu. \
            Uveďte číslo; na webovom sídle je vysvetlené, ako postupovať.
            """,
        website: "Webové sídlo")

    private static let sl = FormWords(
        title: "Obvestilo o povezavi med vašimi podatki",
        red: """
            V informacijskih sistemih Evropske unije je več sklopov identifikacijskih podatkov, ki se nanašajo na vas ali na potno listino, \
            ki jo uporabljate. \
            Ugotovili smo, da se uporabljajo neupravičeno.
            """,
        white: """
            V informacijskih sistemih Evropske unije je več sklopov identifikacijskih podatkov, ki se nanašajo na vas. \
            Ugotovili smo, da so vsi vaši in da je to v redu.
            """,
        green: """
            Primerjali smo sklope identifikacijskih podatkov v informacijskih sistemih Evropske unije. \
            Ugotovili smo, da pripadajo dvema različnima osebama.
            """,
        erased: "Povezava med temi podatki ne obstaja več.",
        replaces: "To pismo nadomešča prejšnje pismo, ki ste ga prejeli o tej povezavi.",
        earlierDate: "Datum prejšnjega pisma",
        noConsequence: "Nobena odločitev proti vam ne sme temeljiti zgolj na tej povezavi.",
        rights: """
            Imate pravico zahtevati dostop do teh podatkov ter njihov popravek ali izbris. Pišete lahko nam ali organu katere koli druge \
            države članice. \
            Navedite številko; na spletnem mestu je pojasnjeno, kako to storite.
            """,
        website: "Spletno mesto")

    private static let sv = FormWords(
        title: "Information om en länk mellan dina uppgifter",
        red: """
            I Europeiska unionens informationssystem finns flera uppsättningar identitetsuppgifter som rör dig eller en resehandling som du \
            använder. \
            Vi har dragit slutsatsen att de används på ett oberättigat sätt.
            """,
        white: """
            I Europeiska unionens informationssystem finns flera uppsättningar identitetsuppgifter som rör dig. \
            Vi har dragit slutsatsen att alla är dina och att det är i sin ordning.
            """,
        green: """
            Vi har jämfört uppsättningar av identitetsuppgifter i Europeiska unionens informationssystem. \
            Vi har dragit slutsatsen att de gäller två olika personer.
            """,
        erased: "Länken mellan dessa uppgifter finns inte längre.",
        replaces: "Detta brev ersätter det tidigare brev som du har fått om länken.",
        earlierDate: "Datum för det tidigare brevet",
        noConsequence: "Inget beslut mot dig får grundas enbart på denna länk.",
        rights: """
            Du har rätt att begära tillgång till uppgifterna och att få dem rättade eller raderade. Du kan skriva till oss eller till en \
            myndighet i vilken annan medlemsstat som helst. \
            Ange numret; på webbplatsen visas hur.
            """,
        website: "Webbplats")
}
