// Names of Ethiopia (Amharic) and Eritrea (Tigrinya) in Ethiopic writing. There are no family names: the second name
// is the father's given name and the third the grandfather's, so the men's names serve for both.

extension NameTable {
    static let ethiopia = NameTable(
        .ethiopic, .paired(column: 0),
        surnames: ethiopianMale,
        male: ethiopianMale,
        female: """
            ብርሃን=Birhan አስቴር=Aster ሰላም=Selam ማርታ=Marta ሕይወት=Hiwot ትዕግስት=Tigist አልማዝ=Almaz መሰረት=Meseret ፀሐይ=Tsehay
            ሀና=Hana ሣራ=Sara ቤተልሔም=Bethlehem ራሔል=Rahel ሜሮን=Meron ሄለን=Helen ገነት=Genet ዘነበች=Zenebech አበበች=Abebech
            አዲስ=Addis እመቤት=Emebet ወርቅነሽ=Worknesh ወይንሸት=Weynshet የሺ=Yeshi ዙፋን=Zufan ፋንታዬ=Fantaye ማህሌት=Mahlet
            ሊያ=Liya ኤደን=Eden ሶስና=Sosina ረድኤት=Rediet ብሩክታዊት=Bruktawit ደስታ=Desta ጥሩነሽ=Tirunesh መሠረት=Mesert ሙሉ=Mulu
            ሙሉነሽ=Mulunesh አየለች=Ayelech አሰለፈች=Aselefech ውቢት=Wubit ዓይናለም=Aynalem ጽጌ=Tsige ፍቅርተ=Fikirte ፈትያ=Fetiya
            ዘይነባ=Zeyneba ከድጃ=Kedija
            """)
    private static let ethiopianMale = """
        አበበ=Abebe ከበደ=Kebede ተስፋዬ=Tesfaye ግርማ=Girma ሙሉጌታ=Mulugeta ታደሰ=Tadesse በቀለ=Bekele ኃይሉ=Hailu ዮሐንስ=Yohannes
        ዳዊት=Dawit ሰለሞን=Solomon ብርሃኑ=Birhanu አለሙ=Alemu ደረጀ=Dereje ጌታቸው=Getachew መኮንን=Mekonnen ፍቃዱ=Fekadu ኃይለ=Haile
        ተክለ=Tekle ወልደ=Wolde ገብረ=Gebre አሰፋ=Assefa ዓለማየሁ=Alemayehu ሽፈራው=Shiferaw ነጋሽ=Negash መንግስቱ=Mengistu ለማ=Lemma
        ተፈራ=Tefera አየለ=Ayele በላይ=Belay ደምሴ=Demissie ጥላሁን=Tilahun ዘውዴ=Zewde ይልማ=Yilma ሳሙኤል=Samuel ናትናኤል=Natnael
        ሄኖክ=Henok ቢኒያም=Biniyam ኤርሚያስ=Ermias እያሱ=Eyasu አብርሃም=Abraham ይስሐቅ=Yishak ያዕቆብ=Yakob ሙሐመድ=Mohammed አህመድ=Ahmed
        ሁሴን=Hussen አሊ=Ali ኢብራሂም=Ibrahim ጀማል=Jemal ከድር=Kedir አብዲ=Abdi ገመቹ=Gemechu ቶሎሳ=Tolosa ለሜሳ=Lemessa ፈይሳ=Feyisa
        ደበላ=Debela ኪሩቤል=Kirubel ሚካኤል=Mikael ገብርኤል=Gabriel ጳውሎስ=Paulos ጴጥሮስ=Petros ማርቆስ=Markos ሉቃስ=Lukas
        """

    static let eritrea = NameTable(
        .ethiopic, .paired(column: 0),
        surnames: eritreanMale,
        male: eritreanMale,
        female: """
            ሰላም=Selam ሚልየን=Miliyen ለተብርሃን=Letebrhan ኣበባ=Abeba ኣስቴር=Aster ሳባ=Saba ሚሪያም=Miriam ራሄል=Rahel ሰምሃር=Semhar
            ዛይድ=Zaid ኣልጋነሽ=Alganesh ኣልማዝ=Almaz ኣዜብ=Azieb ብርኽቲ=Brikti ትርሓስ=Tirhas ጽጌ=Tsige ጽገሬዳ=Tsegereda ሄርሜላ=Hermela
            ልዋም=Luwam ሚኪኤላ=Mikaela ማህሌት=Mahlet መድህን=Medhin መብራት=Mebrat ምሕረት=Mihret ሰናይት=Senait ሰገን=Segen ስምረት=Simret
            ሩታ=Ruta ርግበ=Rigbe ሮዛ=Roza ቅሳነት=Kisanet ተኽለ=Tekla ኤልሳ=Elsa ኤደን=Eden ኣብርሀት=Abrehet ኣኽበረት=Akberet ወይኒ=Weini
            ዘውዲ=Zewdi ዝያዳ=Ziada ገነት=Ghenet ፈቨን=Feven ፍረወይኒ=Freweini ፋጥና=Fatna ከዲጃ=Kedija ሃና=Hanna
            """)
    private static let eritreanMale = """
        ተስፋይ=Tesfay ሃይለ=Haile ኪዳነ=Kidane ገብረሚካኤል=Gebremichael ሙሴ=Musie ዮናስ=Yonas ኣብርሃም=Abraham ኣማኑኤል=Amanuel ሳሙኤል=Samuel
        ዳኒኤል=Daniel ዳዊት=Dawit ፊልሞን=Filmon ሮቤል=Robel ናሆም=Nahom ኤርምያስ=Ermias ሄኖክ=Henok ሚኪኤለ=Michael ሰመረ=Semere በርሀ=Berhe
        በረከት=Bereket ተኽለ=Tekle ተወልደ=Tewelde ተክለሃይማኖት=Teklehaimanot ንጉሰ=Neguse ኣለም=Alem ኣርኣያ=Araya ኣስመላሽ=Asmelash ኣፈወርቂ=Afwerki
        ወልዱ=Weldu ወልደሚካኤል=Woldemichael ዘርኣይ=Zeray ዘካርያስ=Zekarias የማነ=Yemane ዮሴፍ=Yosief ዮሃንስ=Yohannes ደስታ=Desta ግደይ=Gidey
        ግርማይ=Ghirmay ገብረ=Ghebre ገብረመስቀል=Ghebremeskel ገብረየሱስ=Ghebreyesus ጎይቶም=Goitom ጸጋይ=Tsegay ፍስሃ=Fisseha ፍረዝጊ=Frezghi
        ፍጹም=Fitsum ሃብቶም=Habtom ሃብተ=Habte ሓጎስ=Hagos ሕድሩ=Hidru መሓሪ=Mehari መለስ=Meles መንግስተኣብ=Mengisteab መብራህቱ=Mebrahtu ምሕረትኣብ=Mihreteab
        ረዘነ=Rezene ሰለሙን=Solomon ስዩም=Seyoum ሹሙይ=Shumuy ቅሉብ=Kilub በየነ=Beyene ብርሃነ=Birhane ኢድሪስ=Idris ዑስማን=Osman ሳልሕ=Saleh
        """
}
