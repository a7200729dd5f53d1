// Names of Arabic-speaking countries. One spelling in Arabic, three on passports: French habits in the Maghreb,
// English ones with Egyptian vowels on the Nile, English ones in the Levant and Iraq.

extension NameTable {
    /// Arabic=Maghreb/Egypt/Levant and Iraq, most frequent first.
    private static let arabicMale = """
        محمد=Mohamed/Mohamed/Mohammad أحمد=Ahmed/Ahmed/Ahmad علي=Ali/Aly/Ali محمود=Mahmoud/Mahmoud/Mahmood
        حسين=Hocine/Hussein/Hussein حسن=Hassan/Hassan/Hasan يوسف=Youssef/Youssef/Yousef إبراهيم=Brahim/Ibrahim/Ibrahim
        عبد_الله=Abdellah/Abdalla/Abdullah مصطفى=Mustapha/Mostafa/Mustafa خالد=Khalid/Khaled/Khaled
        عمر=Omar/Omar/Omar كريم=Karim/Kareem/Kareem سعيد=Saïd/Said/Saeed رشيد=Rachid/Rashid/Rasheed
        عبد_الرحمن=Abderrahmane/Abdelrahman/Abdulrahman طارق=Tarik/Tarek/Tariq ياسين=Yassine/Yassin/Yaseen
        أمين=Amine/Amin/Ameen بلال=Bilal/Belal/Bilal حمزة=Hamza/Hamza/Hamzeh إسماعيل=Ismaïl/Ismail/Ismaeel
        فؤاد=Fouad/Fouad/Fuad جمال=Jamal/Gamal/Jamal نبيل=Nabil/Nabil/Nabeel سمير=Samir/Samir/Sameer
        مراد=Mourad/Morad/Murad وليد=Walid/Walid/Waleed هشام=Hicham/Hesham/Hisham أيوب=Ayoub/Ayoub/Ayoob
        أنس=Anas/Anas/Anas زكرياء=Zakaria/Zakaria/Zakariya منير=Mounir/Mounir/Muneer عثمان=Othmane/Osman/Othman
        رضا=Réda/Reda/Ridha عبد_القادر=Abdelkader/Abdelkader/Abdulqader صلاح=Salah/Salah/Salah أسامة=Oussama/Osama/Usama
        عماد=Imad/Emad/Imad شريف=Chérif/Sherif/Shareef ماهر=Maher/Maher/Maher باسم=Bassem/Bassem/Basim
        حسام=Houssam/Hossam/Husam زياد=Ziad/Ziad/Ziyad عدنان=Adnane/Adnan/Adnan غسان=Ghassane/Ghassan/Ghassan
        قاسم=Kacem/Kassem/Qasim ليث=Laïth/Laith/Layth مهدي=Mehdi/Mahdy/Mahdi نزار=Nizar/Nezar/Nizar
        هيثم=Haïtem/Haitham/Haitham يحيى=Yahya/Yehia/Yahya أكرم=Akram/Akram/Akram بشار=Bachar/Bashar/Bashar
        تامر=Tamer/Tamer/Tamir ثامر=Tamer/Thamer/Thamir جعفر=Djaafar/Gaafar/Jaafar حيدر=Haïdar/Haidar/Haider
        ذو_الفقار=Zoulfikar/Zulfikar/Dhulfiqar ضياء=Diyaâ/Diaa/Dhiya
        """
    private static let arabicFemale = """
        فاطمة=Fatima/Fatma/Fatimah عائشة=Aïcha/Aisha/Aisha خديجة=Khadija/Khadiga/Khadijah مريم=Meryem/Mariam/Maryam
        زينب=Zineb/Zeinab/Zainab نور=Nour/Nour/Noor سارة=Sara/Sara/Sarah أمينة=Amina/Amina/Ameena
        ليلى=Leïla/Laila/Layla سلمى=Salma/Salma/Salma هدى=Houda/Hoda/Huda إيمان=Imane/Eman/Iman نادية=Nadia/Nadia/Nadia
        سميرة=Samira/Samira/Sameera حنان=Hanane/Hanan/Hanan رشيدة=Rachida/Rashida/Rasheeda كريمة=Karima/Karima/Kareema
        نعيمة=Naïma/Naima/Naeema سعاد=Souad/Soad/Suad لطيفة=Latifa/Latifa/Lateefa مليكة=Malika/Malaka/Maleeka
        هاجر=Hajar/Hagar/Hajar أسماء=Asmae/Asmaa/Asma شيماء=Chaïmae/Shaimaa/Shaima ياسمين=Yasmine/Yasmin/Yasmeen
        رانيا=Rania/Rania/Rania دنيا=Dounia/Donia/Dunya إلهام=Ilham/Elham/Ilham جميلة=Djamila/Gamila/Jameela
        وفاء=Ouafae/Wafaa/Wafa نجاة=Najat/Nagat/Najat سناء=Sanae/Sanaa/Sana رحمة=Rahma/Rahma/Rahmah
        منى=Mouna/Mona/Muna أمل=Amal/Amal/Amal هالة=Hala/Hala/Hala دعاء=Douae/Doaa/Duaa رباب=Rabab/Rabab/Rabab
        زهراء=Zahra/Zahraa/Zahraa شهد=Chahd/Shahd/Shahad عبير=Abir/Abeer/Abeer غادة=Ghada/Ghada/Ghada
        لمياء=Lamia/Lamiaa/Lamya ماجدة=Majda/Magda/Majida نسرين=Nesrine/Nesreen/Nisreen هبة=Hiba/Heba/Hiba
        يسرى=Yousra/Yousra/Yusra بشرى=Bouchra/Boshra/Bushra رغد=Raghad/Raghad/Raghad صفاء=Safae/Safaa/Safa
        """
    private static let maghrebTail = (
        stems: "بن=Ben بو=Bou أولاد_=Ouled_ آيت_=Aït_ بل=Bel ال=El_ سيدي_=Sidi_ حاج_=Hadj_",
        endings:
            "عيسى=aïssa زيان=ziane سعيد=saïd عمر=amar يحيى=yahia علي=ali ناصر=nacer حمد=hamed موسى=moussa منصور=mansour رابح=rabah خالد=khaled شعيب=chaïb طاهر=tahar جلول=djelloul قدور=kaddour مبارك=mebarek مسعود=messaoud سليمان=slimane طالب=taleb داود=daoud هاشم=hachem"
    )

    static let morocco = NameTable(
        .arabic, .paired(column: 0),
        surnames: """
            العلوي=Alaoui الإدريسي=El_Idrissi بناني=Bennani التازي=Tazi الفاسي=El_Fassi بنجلون=Benjelloun
            العمراني=El_Amrani برادة=Berrada الشرقاوي=Cherkaoui الحسني=El_Hassani المنصوري=El_Mansouri
            الناصري=Naciri السقاط=Sekkat أمزيان=Amziane أوشن=Ouchen بوزيد=Bouzid الخطابي=El_Khattabi الزروالي=Zerouali
            اليوسفي=El_Youssfi البكالي=El_Bakkali بوعزة=Bouazza الغزاوي=El_Ghazaoui بنعلي=Benali حموش=Hammouch
            الرحماني=Rahmani السعدي=Saâdi الهلالي=Hilali بلحاج=Belhaj بنشقرون=Benchekroun العزوزي=El_Azzouzi
            قاسمي=Kasmi الطاهري=Tahiri لحلو=Lahlou المرابط=El_Mrabet الودغيري=Oudghiri الصقلي=Skalli كنون=Guennoun
            أيت_لحسن=Aït_Lahcen أوعلي=Ouali زياني=Ziani شفيق=Chafik صبري=Sabri عسري=Asri غربي=Gharbi فكري=Fikri
            لمرابط=Lamrabet مرزوقي=Marzouki نجيب=Najib هاشمي=Hachimi وهبي=Ouahbi بوشعيب=Bouchaïb جبلي=Jebli حداد=Haddad
            دكالي=Doukkali رامي=Rami زيتوني=Zitouni سوسي=Soussi شكري=Choukri عبدي=Abdi غازي=Ghazi
            """,
        male: arabicMale, female: arabicFemale, tailStems: maghrebTail.stems, tailEndings: maghrebTail.endings)

    static let algeria = NameTable(
        .arabic, .paired(column: 0),
        surnames: """
            بوعلام=Boualem بن_علي=Benali سعيدي=Saidi بلقاسم=Belkacem حداد=Haddad براهيمي=Brahimi رحماني=Rahmani
            بوزيد=Bouzid منصوري=Mansouri شريف=Cherif عمراني=Amrani خليفي=Khelifi زروقي=Zerrouki بن_عيسى=Benaïssa
            مزيان=Meziane حميدي=Hamidi طاهري=Tahri قاسمي=Kaci يحياوي=Yahiaoui عزوز=Azzouz بوقرة=Bougherra
            بن_صالح=Bensalah دحماني=Dahmani عيساوي=Aïssaoui غربي=Gherbi فرحات=Ferhat قدور=Kaddour لعريبي=Laribi
            مباركي=Mebarki ناصري=Naceri هواري=Houari وهراني=Ouahrani زيتوني=Zitouni بوتفليقة=Bouteflika
            تبون=Tebboune جلول=Djelloul حاجي=Hadji خروبي=Kharroubi دراجي=Derradji رابحي=Rabhi زيدان=Zidane
            سليماني=Slimani شاوي=Chaoui صحراوي=Sahraoui ضيف=Dif عباس=Abbas غزالي=Ghezali فغولي=Feghouli
            قندوسي=Guendouzi كروم=Kerroum محرز=Mahrez نايلي=Naïli هني=Henni واعلي=Ouali يوسفي=Yousfi
            أوشيش=Aouchiche بجاوي=Bedjaoui توهامي=Touhami مسعودي=Messaoudi آيت_أحمد=Aït_Ahmed
            """,
        male: arabicMale, female: arabicFemale, tailStems: maghrebTail.stems, tailEndings: maghrebTail.endings)

    static let egypt = NameTable(
        .arabic, .paired(column: 1),
        surnames: """
            السيد=El-Sayed عبد_العزيز=Abdelaziz حسن=Hassan علي=Ali إبراهيم=Ibrahim محمود=Mahmoud خليل=Khalil
            الشافعي=El-Shafei منصور=Mansour سالم=Salem فهمي=Fahmy رمضان=Ramadan الجندي=El-Gendy زكي=Zaki
            المصري=El-Masry عبد_الفتاح=Abdelfattah نصر=Nasr شعبان=Shaaban عطية=Attia يوسف=Youssef البنا=El-Banna
            الشناوي=El-Shenawy حجازي=Hegazy صبحي=Sobhy عوض=Awad غنيم=Ghoneim فرج=Farag قنديل=Kandil
            كامل=Kamel لطفي=Lotfy مرسي=Morsi نجيب=Naguib هلال=Helal وهبة=Wahba بدوي=Badawy توفيق=Tawfik
            ثابت=Thabet جابر=Gaber حماد=Hammad خضر=Khedr درويش=Darwish رزق=Rizk سرور=Sorour شاهين=Shahin
            صادق=Sadek طه=Taha عامر=Amer عبد_الحميد=Abdelhamid عثمان=Othman عشماوي=Ashmawy غالي=Ghali
            فوزي=Fawzy الدسوقي=El-Desouky الطنطاوي=El-Tantawy النجار=El-Naggar أبو_النجا=Abu_El-Naga أبو_زيد=Abouzeid
            بطرس=Boutros جرجس=Guirguis ميخائيل=Mikhail حنا=Hanna عبد_المسيح=Abdelmessih
            """,
        male: arabicMale + " مينا=-/Mina/- جرجس=-/Girgis/- بيشوي=-/Bishoy/-", female: arabicFemale,
        tailStems: "عبد_ال=Abdel ال=El-",
        tailEndings:
            "سلام=salam غني=ghany كريم=kareem مجيد=meguid رحيم=rehim لطيف=latif ناصر=nasser وهاب=wahab حكيم=hakim عال=aal هادي=hady باسط=baset قادر=kader مقصود=maksoud جواد=gawad ظاهر=zaher عظيم=azim رازق=razek ستار=sattar حليم=halim"
    )

    static let syria = NameTable(
        .arabic, .paired(column: 2),
        surnames: """
            الأحمد=Al-Ahmad الحسن=Al-Hasan العلي=Al-Ali المحمد=Al-Mohammad الخطيب=Al-Khatib حداد=Haddad
            الحلبي=Al-Halabi الشامي=Al-Shami النجار=Al-Najjar الحمصي=Al-Homsi دياب=Diab إبراهيم=Ibrahim
            خوري=Khoury سليمان=Suleiman العبد_الله=Al-Abdullah الحمد=Al-Hamad الخلف=Al-Khalaf الصالح=Al-Saleh
            الدرويش=Al-Darwish الرفاعي=Al-Rifai الزعبي=Al-Zoubi السيد=Al-Sayed الشيخ=Al-Sheikh الصباغ=Al-Sabbagh
            الطويل=Al-Taweel العمر=Al-Omar الغزي=Al-Ghazzi الفارس=Al-Fares القاسم=Al-Qasem الكردي=Al-Kurdi
            المصري=Al-Masri النعيمي=Al-Nuaimi الهاشمي=Al-Hashimi الياسين=Al-Yaseen بركات=Barakat جمعة=Jumaa
            حسون=Hassoun حمادة=Hamadeh خضور=Khaddour داود=Dawood رمضان=Ramadan زيتون=Zeitoun سعيد=Saeed
            شحادة=Shehadeh صوان=Sawan طلاس=Tlass عثمان=Othman غانم=Ghanem فاعور=Faour قباني=Qabbani كنعان=Kanaan
            لبابيدي=Lababidi مراد=Murad ناصيف=Nassif هنداوي=Hindawi وردة=Wardeh يازجي=Yazigi أتاسي=Atassi بيطار=Bitar
            الجاسم=Al-Jasem
            """,
        male: arabicMale, female: arabicFemale,
        tailStems: "ال=Al- أبو_=Abu_ آل_=Aal_ بني_=Bani_",
        tailEndings:
            "حمود=Hammoud عيسى=Issa فرج=Faraj سلوم=Salloum جبر=Jabr نصار=Nassar شعار=Shaar عساف=Assaf زين=Zein كيال=Kayyal عجمي=Ajami بقاعي=Biqai ترك=Turk حوراني=Hourani ديري=Deiri رقاوي=Raqqawi سراج=Siraj عطار=Attar قطان=Qattan مالح=Maleh نابلسي=Nabulsi وادي=Wadi"
    )

    static let iraq = NameTable(
        .arabic, .paired(column: 2),
        surnames: """
            الجبوري=Al-Jubouri العبيدي=Al-Obaidi الدليمي=Al-Dulaimi الربيعي=Al-Rubaie التميمي=Al-Tamimi
            الساعدي=Al-Saadi الموسوي=Al-Musawi الحسيني=Al-Husseini الخفاجي=Al-Khafaji الزبيدي=Al-Zubaidi
            الشمري=Al-Shammari العزاوي=Al-Azzawi الكعبي=Al-Kaabi اللامي=Al-Lami المالكي=Al-Maliki الهاشمي=Al-Hashimi
            البياتي=Al-Bayati الجنابي=Al-Janabi الحمداني=Al-Hamdani الطائي=Al-Taie السامرائي=Al-Samarrai
            البغدادي=Al-Baghdadi الكاظمي=Al-Kadhimi الأنصاري=Al-Ansari البدري=Al-Badri البصري=Al-Basri
            التكريتي=Al-Tikriti الحيدري=Al-Haidari الخزرجي=Al-Khazraji الراوي=Al-Rawi الزيدي=Al-Zaidi السوداني=Al-Sudani
            الشيباني=Al-Shaibani الصدر=Al-Sadr العامري=Al-Amiri العاني=Al-Ani الغزي=Al-Ghazi الفتلاوي=Al-Fatlawi
            القيسي=Al-Qaisi الكناني=Al-Kinani المشهداني=Al-Mashhadani النعيمي=Al-Nuaimi النجفي=Al-Najafi
            الوائلي=Al-Waeli الياسري=Al-Yasiri البرزاني=Barzani الطالباني=Talabani زنكنة=Zangana كركوكي=Kirkuki
            السعيدي=Al-Saeedi المحمداوي=Al-Mohammedawi الفهداوي=Al-Fahdawi الحلي=Al-Hilli الأسدي=Al-Asadi
            الشويلي=Al-Shuwaili المياحي=Al-Mayahi البهادلي=Al-Bahadli العكيلي=Al-Ukaili الغراوي=Al-Gharawi داود=Dawood
            """,
        male: arabicMale, female: arabicFemale,
        tailStems: "ال=Al- آل_=Aal_ أبو_=Abu_",
        tailEndings:
            "حسناوي=Hasnawi نداوي=Nadawi سلامي=Salami شريفي=Sharifi عطواني=Atwani قره_غولي=Qaraghuli هلالي=Hilali معموري=Mamouri جشعمي=Jashami حجامي=Hajami بديري=Budairi رماحي=Rumahi شبلي=Shibli عارضي=Aridhi كرعاوي=Karawi مرعب=Marab نصراوي=Nasrawi يعقوبي=Yaqoubi"
    )
}
