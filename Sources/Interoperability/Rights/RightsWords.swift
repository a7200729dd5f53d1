/// What a person is to know of links and of their rights (2019/817 and 2019/818 Articles 47, 48, 49(2)), in one language: on the web portal,
/// and for whoever collects data to hand out. In our own words, like the portal's others, and no official translation of anything.
public struct RightsWords: Sendable {
    public let title: String
    /// Article 47: what is done with the data that are collected.
    public let comparing: String
    /// Article 48(1): what can be asked for, and of whom.
    public let asking: String
    /// Article 48(2): by when; the days are `LinkRights.terms`.
    public let answer: String
    /// Article 48(7)–(8).
    public let refusal: String

    /// The sentences in the order in which they are read.
    public var sentences: [String] { [comparing, asking, answer, refusal] }

    public static func of(_ language: PortalLanguage) -> RightsWords {
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

    private static let bg = RightsWords(
        title: "Какво трябва да знаете",
        comparing: """
            Когато данните Ви се въвеждат в информационна система на Европейския съюз, те се сравняват с данните в другите системи, за да се \
            установи дали някой фигурира с няколко самоличности.
            """,
        asking: """
            Можете да поискате достъп до свързаните данни за Вас, тяхното коригиране или заличаване и ограничаване на обработването им. \
            Искането може да подадете до орган на всяка държава членка.
            """,
        answer: "Ще получите отговор в срок от 45 дни. Срокът може да бъде удължен веднъж с 15 дни, като Ви се съобщават причините.",
        refusal: """
            Ако искането бъде отказано, получавате писмено мотивите и сведения как да подадете жалба до съд или до орган за защита на данните.
            """)

    private static let cs = RightsWords(
        title: "Co byste měli vědět",
        comparing: """
            Když jsou vaše údaje vloženy do některého informačního systému Evropské unie, porovnají se s údaji v ostatních systémech, aby se \
            zjistilo, zda někdo nevystupuje pod několika totožnostmi.
            """,
        asking: """
            Můžete požádat o přístup k propojeným údajům o vás, o jejich opravu nebo výmaz a o omezení jejich zpracování. Žádost můžete podat \
            orgánu kteréhokoli členského státu.
            """,
        answer: "Odpověď dostanete do 45 dnů. Tuto lhůtu lze jednou prodloužit o 15 dnů; důvody vám budou sděleny.",
        refusal: "Je-li žádost zamítnuta, dostanete písemně důvody a poučení, jak si stěžovat u soudu nebo u úřadu pro ochranu osobních údajů.")

    private static let da = RightsWords(
        title: "Det bør du vide",
        comparing: """
            Når dine oplysninger registreres i et af Den Europæiske Unions informationssystemer, sammenlignes de med oplysningerne i de andre \
            systemer for at finde ud af, om nogen optræder under flere identiteter.
            """,
        asking: """
            Du kan anmode om indsigt i de sammenknyttede oplysninger om dig, om at de berigtiges eller slettes, og om at behandlingen af dem \
            begrænses. Du kan henvende dig til en myndighed i enhver medlemsstat.
            """,
        answer: "Du får svar inden for 45 dage. Fristen kan forlænges én gang med 15 dage; du får at vide hvorfor.",
        refusal: """
            Hvis din anmodning afslås, får du en skriftlig begrundelse og oplysning om, hvordan du kan klage til en domstol eller en \
            databeskyttelsesmyndighed.
            """)

    private static let de = RightsWords(
        title: "Das sollten Sie wissen",
        comparing: """
            Wenn Ihre Daten in ein Informationssystem der Europäischen Union eingegeben werden, werden sie mit den Daten der anderen Systeme \
            verglichen, um festzustellen, ob jemand unter mehreren Identitäten auftritt.
            """,
        asking: """
            Sie können Auskunft über die verknüpften Daten zu Ihrer Person, ihre Berichtigung oder Löschung und die Einschränkung ihrer \
            Verarbeitung verlangen. Sie können sich an eine Behörde jedes Mitgliedstaats wenden.
            """,
        answer: "Sie erhalten innerhalb von 45 Tagen eine Antwort. Die Frist kann einmal um 15 Tage verlängert werden; Ihnen wird gesagt, warum.",
        refusal: """
            Wird Ihr Antrag abgelehnt, so erhalten Sie die Gründe schriftlich und erfahren, wie Sie sich an ein Gericht oder eine \
            Datenschutzbehörde wenden können.
            """)

    private static let el = RightsWords(
        title: "Τι πρέπει να γνωρίζετε",
        comparing: """
            Όταν τα δεδομένα σας καταχωρίζονται σε σύστημα πληροφοριών της Ευρωπαϊκής Ένωσης, συγκρίνονται με τα δεδομένα των άλλων συστημάτων, \
            ώστε να διαπιστωθεί αν κάποιος εμφανίζεται με περισσότερες ταυτότητες.
            """,
        asking: """
            Μπορείτε να ζητήσετε πρόσβαση στα συνδεδεμένα δεδομένα σας, διόρθωση ή διαγραφή τους και περιορισμό της επεξεργασίας τους. Μπορείτε \
            να απευθυνθείτε σε αρχή οποιουδήποτε κράτους μέλους.
            """,
        answer: "Θα λάβετε απάντηση εντός 45 ημερών. Η προθεσμία μπορεί να παραταθεί μία φορά κατά 15 ημέρες· θα ενημερωθείτε για τους λόγους.",
        refusal: """
            Αν το αίτημά σας απορριφθεί, θα λάβετε γραπτώς τους λόγους και θα ενημερωθείτε πώς μπορείτε να προσφύγετε σε δικαστήριο ή σε αρχή \
            προστασίας δεδομένων.
            """)

    private static let en = RightsWords(
        title: "What you should know",
        comparing: """
            When your data are entered in an information system of the European Union, they are compared with the data in the other systems, to \
            find out whether somebody appears under several identities.
            """,
        asking: """
            You can ask for access to the linked data about you, for their correction or erasure, and for restriction of their processing. You \
            can ask an authority of any Member State.
            """,
        answer: "You get an answer within 45 days. This can be put off once by 15 days; you are told why.",
        refusal: """
            If your request is refused, you are given the reasons in writing, and told how you can complain to a court or a data protection \
            authority.
            """)

    private static let es = RightsWords(
        title: "Lo que debe saber",
        comparing: """
            Cuando sus datos se introducen en un sistema de información de la Unión Europea, se comparan con los de los demás sistemas para \
            averiguar si alguien figura con varias identidades.
            """,
        asking: """
            Puede solicitar el acceso a los datos suyos que están vinculados, su rectificación o supresión y la limitación de su tratamiento. \
            Puede dirigirse a una autoridad de cualquier Estado miembro.
            """,
        answer: "Recibirá una respuesta en un plazo de 45 días. El plazo puede prorrogarse una vez por 15 días; se le comunicarán los motivos.",
        refusal: """
            Si se deniega su solicitud, recibirá los motivos por escrito y se le indicará cómo reclamar ante un tribunal o una autoridad de \
            protección de datos.
            """)

    private static let et = RightsWords(
        title: "Mida peaksite teadma",
        comparing: """
            Kui teie andmed sisestatakse Euroopa Liidu infosüsteemi, võrreldakse neid teiste süsteemide andmetega, et selgitada välja, kas \
            keegi esineb mitme identiteediga.
            """,
        asking: """
            Võite taotleda teid käsitlevate lingitud andmetega tutvumist, nende parandamist või kustutamist ja nende töötlemise piiramist. \
            Võite pöörduda mis tahes liikmesriigi asutuse poole.
            """,
        answer: "Vastuse saate 45 päeva jooksul. Tähtaega võib üks kord pikendada 15 päeva võrra; teile teatatakse põhjus.",
        refusal: """
            Kui taotlus jäetakse rahuldamata, saate kirjaliku põhjenduse ja teabe selle kohta, kuidas esitada kaebus kohtule või \
            andmekaitseasutusele.
            """)

    private static let fi = RightsWords(
        title: "Tämä sinun on hyvä tietää",
        comparing: """
            Kun tietosi tallennetaan Euroopan unionin tietojärjestelmään, niitä verrataan muiden järjestelmien tietoihin, jotta selviää, \
            esiintyykö joku usealla henkilöllisyydellä.
            """,
        asking: """
            Voit pyytää pääsyä sinua koskeviin linkitettyihin tietoihin, niiden oikaisemista tai poistamista ja niiden käsittelyn \
            rajoittamista. Voit kääntyä minkä tahansa jäsenvaltion viranomaisen puoleen.
            """,
        answer: "Saat vastauksen 45 päivän kuluessa. Määräaikaa voidaan pidentää kerran 15 päivällä; sinulle kerrotaan syy.",
        refusal: """
            Jos pyyntösi hylätään, saat perustelut kirjallisesti ja tiedon siitä, miten voit valittaa tuomioistuimeen tai \
            tietosuojaviranomaiselle.
            """)

    private static let fr = RightsWords(
        title: "Ce que vous devez savoir",
        comparing: """
            Lorsque vos données sont introduites dans un système d’information de l’Union européenne, elles sont comparées aux données des \
            autres systèmes afin de déterminer si une personne y figure sous plusieurs identités.
            """,
        asking: """
            Vous pouvez demander l’accès aux données liées qui vous concernent, leur rectification ou leur effacement et la limitation de leur \
            traitement. Vous pouvez vous adresser à une autorité de tout État membre.
            """,
        answer: """
            Vous recevez une réponse dans un délai de 45 jours. Ce délai peut être prolongé une fois de 15 jours\u{00A0}; les raisons vous en \
            sont communiquées.
            """,
        refusal: """
            Si votre demande est refusée, vous en recevez les motifs par écrit et vous êtes informé de la manière de saisir un tribunal ou une \
            autorité de protection des données.
            """)

    private static let ga = RightsWords(
        title: "An t-eolas is gá duit",
        comparing: """
            Nuair a chuirtear do shonraí isteach i gcóras faisnéise de chuid an Aontais Eorpaigh, cuirtear i gcomparáid iad leis na sonraí sna \
            córais eile, chun a fháil amach an bhfuil duine ann faoi roinnt céannachtaí.
            """,
        asking: """
            Is féidir leat rochtain ar na sonraí nasctha fút a iarraidh, iad a cheartú nó a léirscriosadh, agus srian a chur lena bpróiseáil. \
            Is féidir leat dul i dteagmháil le húdarás in aon Bhallstát.
            """,
        answer: "Gheobhaidh tú freagra laistigh de 45 lá. Is féidir síneadh 15 lá a chur leis sin uair amháin; inseofar duit cén fáth.",
        refusal: """
            Má dhiúltaítear d’iarraidh, gheobhaidh tú na cúiseanna i scríbhinn agus inseofar duit conas gearán a dhéanamh le cúirt nó le \
            húdarás cosanta sonraí.
            """)

    private static let hr = RightsWords(
        title: "Što trebate znati",
        comparing: """
            Kada se vaši podaci unesu u informacijski sustav Europske unije, uspoređuju se s podacima u ostalim sustavima kako bi se utvrdilo \
            pojavljuje li se netko pod više identiteta.
            """,
        asking: """
            Možete zatražiti pristup povezanim podacima o vama, njihov ispravak ili brisanje te ograničavanje njihove obrade. Možete se \
            obratiti tijelu bilo koje države članice.
            """,
        answer: "Odgovor ćete dobiti u roku od 45 dana. Rok se može jednom produljiti za 15 dana; o razlozima ćete biti obaviješteni.",
        refusal: """
            Ako se vaš zahtjev odbije, dobit ćete pisane razloge i obavijest o tome kako se možete žaliti sudu ili tijelu za zaštitu podataka.
            """)

    private static let hu = RightsWords(
        title: "Amit tudnia kell",
        comparing: """
            Amikor az Ön adatait bevezetik az Európai Unió valamelyik információs rendszerébe, összehasonlítják őket a többi rendszer adataival \
            annak megállapítása érdekében, hogy szerepel-e valaki több személyazonossággal.
            """,
        asking: """
            Ön hozzáférést kérhet az Önre vonatkozó, összekapcsolt adatokhoz, kérheti helyesbítésüket vagy törlésüket, valamint kezelésük \
            korlátozását. Bármely tagállam hatóságához fordulhat.
            """,
        answer: "45 napon belül választ kap. A határidő egyszer 15 nappal meghosszabbítható; ennek okát közlik Önnel.",
        refusal: """
            Ha a kérelmét elutasítják, írásban megkapja az indokokat, és tájékoztatják arról, hogyan fordulhat bírósághoz vagy adatvédelmi \
            hatósághoz.
            """)

    private static let it = RightsWords(
        title: "Ciò che deve sapere",
        comparing: """
            Quando i suoi dati sono inseriti in un sistema di informazione dell’Unione europea, sono confrontati con i dati degli altri sistemi \
            per scoprire se qualcuno figura con più identità.
            """,
        asking: """
            Può chiedere l’accesso ai dati collegati che la riguardano, la loro rettifica o cancellazione e la limitazione del loro \
            trattamento. Può rivolgersi a un’autorità di qualsiasi Stato membro.
            """,
        answer: "Riceverà una risposta entro 45 giorni. Il termine può essere prorogato una volta di 15 giorni; gliene saranno comunicati i motivi.",
        refusal: """
            Se la sua richiesta è respinta, riceverà i motivi per iscritto e le sarà indicato come rivolgersi a un giudice o a un’autorità per \
            la protezione dei dati.
            """)

    private static let lt = RightsWords(
        title: "Ką turėtumėte žinoti",
        comparing: """
            Kai jūsų duomenys įvedami į Europos Sąjungos informacinę sistemą, jie palyginami su kitų sistemų duomenimis, siekiant nustatyti, ar \
            kas nors jose nėra įrašytas keliomis tapatybėmis.
            """,
        asking: """
            Galite prašyti susipažinti su susietais savo duomenimis, prašyti juos ištaisyti arba ištrinti ir apriboti jų tvarkymą. Galite \
            kreiptis į bet kurios valstybės narės instituciją.
            """,
        answer: "Atsakymą gausite per 45 dienas. Šis terminas gali būti vieną kartą pratęstas 15 dienų; jums bus pranešta kodėl.",
        refusal: """
            Jei jūsų prašymas atmetamas, raštu gausite motyvus ir informaciją, kaip apskųsti sprendimą teismui arba duomenų apsaugos \
            institucijai.
            """)

    private static let lv = RightsWords(
        title: "Kas jums būtu jāzina",
        comparing: """
            Kad jūsu dati tiek ievadīti Eiropas Savienības informācijas sistēmā, tos salīdzina ar citu sistēmu datiem, lai noskaidrotu, vai \
            kāds neparādās ar vairākām identitātēm.
            """,
        asking: """
            Jūs varat lūgt piekļuvi saistītajiem datiem par sevi, to labošanu vai dzēšanu un to apstrādes ierobežošanu. Jūs varat vērsties \
            jebkuras dalībvalsts iestādē.
            """,
        answer: "Atbildi saņemsiet 45 dienu laikā. Šo termiņu var vienreiz pagarināt par 15 dienām; jums tiks paziņoti iemesli.",
        refusal: """
            Ja jūsu lūgumu noraida, jūs rakstiski saņemat pamatojumu un informāciju par to, kā iesniegt sūdzību tiesā vai datu aizsardzības \
            iestādē.
            """)

    private static let mt = RightsWords(
        title: "X’għandek tkun taf",
        comparing: """
            Meta d-data tiegħek tiddaħħal f’sistema ta’ informazzjoni tal-Unjoni Ewropea, din titqabbel mad-data fis-sistemi l-oħra biex isir \
            magħruf jekk xi ħadd jidhirx b’diversi identitajiet.
            """,
        asking: """
            Tista’ titlob aċċess għad-data kkollegata dwarek, ir-rettifika jew it-tħassir tagħha, u r-restrizzjoni tal-ipproċessar tagħha. \
            Tista’ titlob lil awtorità ta’ kwalunkwe Stat Membru.
            """,
        answer: "Tirċievi tweġiba fi żmien 45 jum. Dan iż-żmien jista’ jiġi estiż darba bi 15-il jum; tiġi infurmat għaliex.",
        refusal: """
            Jekk it-talba tiegħek tiġi rrifjutata, tirċievi r-raġunijiet bil-miktub u tiġi infurmat kif tista’ tilmenta quddiem qorti jew \
            awtorità għall-protezzjoni tad-data.
            """)

    private static let nl = RightsWords(
        title: "Wat u moet weten",
        comparing: """
            Wanneer uw gegevens worden ingevoerd in een informatiesysteem van de Europese Unie, worden zij vergeleken met de gegevens in de \
            andere systemen om na te gaan of iemand onder meerdere identiteiten voorkomt.
            """,
        asking: """
            U kunt vragen om inzage in de gekoppelde gegevens over u, om rectificatie of wissing ervan en om beperking van de verwerking ervan. \
            U kunt zich wenden tot een autoriteit van elke lidstaat.
            """,
        answer: "U krijgt binnen 45 dagen antwoord. Deze termijn kan eenmaal met 15 dagen worden verlengd; u hoort dan waarom.",
        refusal: """
            Als uw verzoek wordt afgewezen, krijgt u schriftelijk de redenen en hoort u hoe u een klacht kunt indienen bij een rechter of een \
            gegevensbeschermingsautoriteit.
            """)

    private static let pl = RightsWords(
        title: "Co warto wiedzieć",
        comparing: """
            Gdy Twoje dane są wprowadzane do systemu informacyjnego Unii Europejskiej, porównuje się je z danymi w pozostałych systemach, aby \
            ustalić, czy ktoś nie występuje pod kilkoma tożsamościami.
            """,
        asking: """
            Możesz zażądać dostępu do powiązanych danych o Tobie, ich sprostowania lub usunięcia oraz ograniczenia ich przetwarzania. Możesz \
            zwrócić się do organu dowolnego państwa członkowskiego.
            """,
        answer: "Odpowiedź otrzymasz w ciągu 45 dni. Termin ten można jeden raz przedłużyć o 15 dni; otrzymasz wyjaśnienie przyczyn.",
        refusal: """
            Jeżeli Twój wniosek zostanie oddalony, otrzymasz na piśmie uzasadnienie oraz informację, jak złożyć skargę do sądu lub do organu \
            ochrony danych.
            """)

    private static let pt = RightsWords(
        title: "O que deve saber",
        comparing: """
            Quando os seus dados são introduzidos num sistema de informação da União Europeia, são comparados com os dados dos outros sistemas \
            para apurar se alguém figura com várias identidades.
            """,
        asking: """
            Pode pedir o acesso aos dados ligados que lhe dizem respeito, a sua retificação ou apagamento e a limitação do seu tratamento. Pode \
            dirigir-se a uma autoridade de qualquer Estado-Membro.
            """,
        answer: "Receberá uma resposta no prazo de 45 dias. Este prazo pode ser prorrogado uma vez por 15 dias; ser-lhe-á dito porquê.",
        refusal: """
            Se o seu pedido for recusado, receberá os motivos por escrito e será informado de como pode apresentar queixa a um tribunal ou a \
            uma autoridade de proteção de dados.
            """)

    private static let ro = RightsWords(
        title: "Ce trebuie să știți",
        comparing: """
            Atunci când datele dumneavoastră sunt introduse într-un sistem de informații al Uniunii Europene, ele sunt comparate cu datele din \
            celelalte sisteme pentru a afla dacă o persoană figurează cu mai multe identități.
            """,
        asking: """
            Puteți solicita accesul la datele legate care vă privesc, rectificarea sau ștergerea lor și restricționarea prelucrării lor. Vă \
            puteți adresa unei autorități din orice stat membru.
            """,
        answer: "Primiți un răspuns în termen de 45 de zile. Termenul poate fi prelungit o dată cu 15 zile; vi se comunică motivele.",
        refusal: """
            Dacă cererea dumneavoastră este respinsă, primiți motivele în scris și sunteți informat cum puteți depune o plângere la o instanță \
            sau la o autoritate de protecție a datelor.
            """)

    private static let sk = RightsWords(
        title: "Čo by ste mali vedieť",
        comparing: """
            Keď sa vaše údaje vložia do informačného systému Európskej únie, porovnajú sa s údajmi v ostatných systémoch, aby sa zistilo, či \
            niekto nevystupuje pod viacerými totožnosťami.
            """,
        asking: """
            Môžete požiadať o prístup k prepojeným údajom o vás, o ich opravu alebo vymazanie a o obmedzenie ich spracúvania. Môžete sa obrátiť \
            na orgán ktoréhokoľvek členského štátu.
            """,
        answer: "Odpoveď dostanete do 45 dní. Túto lehotu možno raz predĺžiť o 15 dní; dôvody vám budú oznámené.",
        refusal: """
            Ak sa vaša žiadosť zamietne, dostanete písomne dôvody a informáciu, ako sa môžete sťažovať na súde alebo na úrade na ochranu údajov.
            """)

    private static let sl = RightsWords(
        title: "Kaj morate vedeti",
        comparing: """
            Ko se vaši podatki vnesejo v informacijski sistem Evropske unije, se primerjajo s podatki v drugih sistemih, da se ugotovi, ali kdo \
            nastopa z več identitetami.
            """,
        asking: """
            Zahtevate lahko dostop do povezanih podatkov o vas, njihov popravek ali izbris in omejitev njihove obdelave. Obrnete se lahko na \
            organ katere koli države članice.
            """,
        answer: "Odgovor prejmete v 45 dneh. Ta rok se lahko enkrat podaljša za 15 dni; sporočijo vam, zakaj.",
        refusal: """
            Če je vaša zahteva zavrnjena, prejmete pisne razloge in pojasnilo, kako se lahko pritožite na sodišče ali organ za varstvo podatkov.
            """)

    private static let sv = RightsWords(
        title: "Vad du bör veta",
        comparing: """
            När dina uppgifter förs in i ett av Europeiska unionens informationssystem jämförs de med uppgifterna i de andra systemen, för att \
            ta reda på om någon förekommer under flera identiteter.
            """,
        asking: """
            Du kan begära tillgång till de länkade uppgifterna om dig, att de rättas eller raderas och att behandlingen av dem begränsas. Du \
            kan vända dig till en myndighet i vilken medlemsstat som helst.
            """,
        answer: "Du får svar inom 45 dagar. Tiden kan förlängas en gång med 15 dagar; du får veta varför.",
        refusal: "Om din begäran avslås får du skälen skriftligen och information om hur du kan klaga hos en domstol eller en dataskyddsmyndighet.")
}
