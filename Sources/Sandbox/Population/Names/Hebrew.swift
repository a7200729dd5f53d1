// Names of Israel in Hebrew writing, most frequent first.

extension NameTable {
    static let israel = NameTable(
        .hebrew, .paired(column: 0),
        surnames: """
            כהן=Cohen לוי=Levy מזרחי=Mizrahi פרץ=Peretz ביטון=Biton דהן=Dahan אברהם=Avraham פרידמן=Friedman מלכה=Malka
            אזולאי=Azoulay כץ=Katz יוסף=Yosef דוד=David עמר=Amar אוחיון=Ohayon חדד=Hadad גבאי=Gabay בן_דוד=Ben_David
            אדרי=Edri לוין=Levin טל=Tal קליין=Klein חן=Chen שפירא=Shapira חזן=Hazan משה=Moshe אשכנזי=Ashkenazi אוחנה=Ohana
            סגל=Segal סולומון=Solomon גולן=Golan יצחק=Yitzhak בר=Bar מור=Mor שלום=Shalom אליהו=Eliyahu ברוך=Baruch
            רוזנברג=Rosenberg גולדשטיין=Goldstein וייס=Weiss שוורץ=Schwartz הופמן=Hoffman ברגר=Berger רוזן=Rosen
            גרינברג=Greenberg פישר=Fischer הרצוג=Herzog נתניהו=Netanyahu בן_שמעון=Ben_Shimon אבוטבול=Abutbul סויסה=Suissa
            טולדנו=Toledano אלבז=Elbaz שרון=Sharon ברק=Barak צור=Tzur נחום=Nahum קפלן=Kaplan אופיר=Ofir חיים=Haim
            זהבי=Zehavi שטרן=Stern בן_חיים=Ben-Haim
            """,
        male: """
            יוסף=Yosef דוד=David משה=Moshe יעקב=Yaakov אברהם=Avraham דניאל=Daniel יצחק=Yitzhak איתן=Eitan נועם=Noam אורי=Uri
            אריאל=Ariel עומר=Omer יונתן=Yonatan עידו=Ido גיא=Guy רון=Ron אלון=Alon אמיר=Amir יניב=Yaniv שי=Shai תומר=Tomer
            ליאור=Lior אסף=Assaf רועי=Roy ניר=Nir עופר=Ofer גיל=Gil דורון=Doron חיים=Haim שלמה=Shlomo שמואל=Shmuel מאיר=Meir
            אליהו=Eliyahu מרדכי=Mordechai בנימין=Binyamin שמעון=Shimon יהודה=Yehuda אהרן=Aharon ראובן=Reuven נתן=Natan
            צבי=Zvi זאב=Zeev הראל=Harel לביא=Lavi יגאל=Yigal
            """,
        female: """
            נועה=Noa תמר=Tamar מאיה=Maya אביגיל=Avigail שירה=Shira רחל=Rachel שרה=Sarah מרים=Miriam אסתר=Esther חנה=Hannah
            לאה=Leah יעל=Yael מיכל=Michal רונית=Ronit אורית=Orit ענת=Anat גלית=Galit דנה=Dana שרון=Sharon הילה=Hila
            מורן=Moran עדי=Adi טל=Tal ליאת=Liat קרן=Keren אפרת=Efrat רות=Ruth נעמי=Naomi דבורה=Devorah רבקה=Rivka
            שושנה=Shoshana יהודית=Yehudit ברכה=Bracha פנינה=Pnina ציפורה=Tzipora אילנה=Ilana דליה=Dalia ורד=Vered סיגל=Sigal
            איילת=Ayelet הדס=Hadas נטע=Neta רוני=Roni ליה=Lia זהבה=Zehava
            """,
        tailStems:
            "גולד=Gold רוזנ=Rosen זילבר=Silber אייזנ=Eisen גרינ=Green ויינ=Wein שטיינ=Stein הירש=Hirsch לינדנ=Linden מנדל=Mandel פינקל=Finkel אפל=Apfel בלומנ=Blumen בירנ=Biren דיאמנט=Diamant טננ=Tannen",
        tailEndings: "ברג=berg שטיין=stein פלד=feld בוים=baum מן=man טל=thal באך=bach הולץ=holz בלט=blatt צוויג=zweig")
}
