// Names of Iran and Afghanistan. Iranians have had registered surnames since 1925; many Afghans have one name.

extension NameTable {
    static let iran = NameTable(
        .arabic, .paired(column: 0),
        surnames: """
            محمدی=Mohammadi حسینی=Hosseini احمدی=Ahmadi رضایی=Rezaei مرادی=Moradi حیدری=Heidari کریمی=Karimi
            جعفری=Jafari موسوی=Mousavi قاسمی=Ghasemi رحیمی=Rahimi هاشمی=Hashemi اکبری=Akbari صادقی=Sadeghi
            محمودی=Mahmoudi ابراهیمی=Ebrahimi علیزاده=Alizadeh نوری=Nouri یوسفی=Yousefi زارع=Zare باقری=Bagheri
            سلیمانی=Soleimani رستمی=Rostami کاظمی=Kazemi شریفی=Sharifi طاهری=Taheri فرهادی=Farhadi قربانی=Ghorbani
            میرزایی=Mirzaei نجفی=Najafi اسدی=Asadi امیری=Amiri بهرامی=Bahrami پورحسین=Pourhossein تهرانی=Tehrani
            جلالی=Jalali حسن‌زاده=Hassanzadeh خسروی=Khosravi دهقان=Dehghan ذاکری=Zakeri رنجبر=Ranjbar زمانی=Zamani
            ژیان=Zhian سعیدی=Saeedi شیرازی=Shirazi صالحی=Salehi ضیایی=Ziaei عباسی=Abbasi غفاری=Ghaffari
            فلاح=Fallah قنبری=Ghanbari گلستانی=Golestani لطفی=Lotfi مقدم=Moghaddam نیکنام=Niknam وحیدی=Vahidi
            همتی=Hemmati یزدانی=Yazdani اصفهانی=Esfahani بختیاری=Bakhtiari
            """,
        male: """
            محمد=Mohammad علی=Ali حسین=Hossein مهدی=Mehdi رضا=Reza امیر=Amir حسن=Hassan احمد=Ahmad عباس=Abbas
            مجید=Majid حمید=Hamid سعید=Saeed محسن=Mohsen مصطفی=Mostafa ابراهیم=Ebrahim بهرام=Bahram بهروز=Behrouz
            پرویز=Parviz پویا=Pouya جمشید=Jamshid جواد=Javad خسرو=Khosrow داریوش=Dariush رامین=Ramin روح‌الله=Ruhollah
            سامان=Saman سروش=Soroush سهراب=Sohrab سیاوش=Siavash شاهین=Shahin شهرام=Shahram فرهاد=Farhad فریدون=Fereydoun
            کامران=Kamran کاوه=Kaveh کوروش=Kourosh منصور=Mansour میلاد=Milad نادر=Nader نیما=Nima هادی=Hadi هوشنگ=Houshang
            یاسر=Yaser آرش=Arash امیرحسین=Amirhossein محمدرضا=Mohammadreza
            """,
        female: """
            فاطمه=Fatemeh زهرا=Zahra مریم=Maryam معصومه=Masoumeh زینب=Zeinab سکینه=Sakineh لیلا=Leila نرگس=Narges
            سارا=Sara نازنین=Nazanin شیرین=Shirin مینا=Mina پریسا=Parisa پروین=Parvin الهام=Elham الهه=Elaheh آزاده=Azadeh
            بهاره=Bahareh ترانه=Taraneh ثریا=Soraya جمیله=Jamileh حدیث=Hadis خدیجه=Khadijeh رویا=Roya ریحانه=Reyhaneh
            ژاله=Zhaleh سپیده=Sepideh سحر=Sahar سمیرا=Samira سمانه=Samaneh شهلا=Shahla شیدا=Sheida طاهره=Tahereh عاطفه=Atefeh
            فرشته=Fereshteh فریبا=Fariba کبری=Kobra گلناز=Golnaz لاله=Laleh مرضیه=Marzieh مهناز=Mahnaz مهسا=Mahsa ناهید=Nahid
            نسترن=Nastaran نیلوفر=Niloufar هانیه=Hanieh یاسمن=Yasaman
            """,
        tailStems:
            "علی=Ali حسن=Hassan قلی=Gholi محمد=Mohammad رضا=Reza کریم=Karim رحمان=Rahman خان=Khan مهدی=Mehdi نصیر=Nasir شکر=Shokr بابا=Baba درویش=Darvish فتح=Fath اسماعیل=Esmaeil یعقوب=Yaghoub سلطان=Soltan عبد=Abd ملک=Malek جهان=Jahan",
        tailEndings: "پور=pour زاده=zadeh نژاد=nejad فر=far یان=ian لو=lou نیا=nia منش=manesh خواه=khah بخش=bakhsh دوست=doust وند=vand")

    static let afghanistan = NameTable(
        .arabic, .paired(column: 0),
        surnames: """
            احمدی=Ahmadi محمدی=Mohammadi حسینی=Hussaini رحیمی=Rahimi نوری=Noori کریمی=Karimi رضایی=Rezai حیدری=Haidari
            علیزاده=Alizada احمدزی=Ahmadzai کاکر=Kakar نورزی=Noorzai پوپل=Popal یوسفزی=Yousafzai ستانکزی=Stanikzai
            غلزی=Ghilzai دورانی=Durrani صافی=Safi شینواری=Shinwari وردک=Wardak مومند=Mohmand افغان=Afghan هاشمی=Hashimi
            صدیقی=Sediqi عظیمی=Azimi فیضی=Faizi قادری=Qaderi مرادی=Moradi نظری=Nazari یعقوبی=Yaqoobi اکبری=Akbari
            امیری=Amiri انوری=Anwari بارکزی=Barakzai پیروز=Piroz تره‌کی=Taraki جلالی=Jalali حقانی=Haqqani خلیلی=Khalili
            درانی=Dorani رسولی=Rasooli زاهدی=Zahedi سادات=Sadat شریفی=Sharifi صالحی=Salehi ظاهری=Zaheri عارفی=Arefi
            غفوری=Ghafoori فرهمند=Farahmand قیومی=Qayoumi گلزاد=Gulzad لطیفی=Latifi منصوری=Mansoori نیازی=Niazi
            وفا=Wafa هوتک=Hotak یوسفی=Yousofi اچکزی=Achakzai الکوزی=Alokozai اندر=Andar
            """,
        male: """
            محمد=Mohammad عبدالله=Abdullah احمد=Ahmad علی=Ali حبیب‌الله=Habibullah رحمت‌الله=Rahmatullah نجیب‌الله=Najibullah
            عبدالرحمن=Abdul_Rahman حمیدالله=Hamidullah اسدالله=Asadullah غلام=Ghulam گل=Gul میرویس=Mirwais فرید=Farid
            جاوید=Jawid نعمت‌الله=Nematullah ذبیح‌الله=Zabihullah صفی‌الله=Safiullah شفیق=Shafiq ضیا=Zia طارق=Tariq
            عبدالحق=Abdul_Haq عصمت‌الله=Esmatullah غنی=Ghani فضل=Fazal قدرت=Qudrat کریم=Karim لعل=Lal مصطفی=Mustafa
            نور=Noor وحید=Wahid همایون=Humayun یما=Yama اجمل=Ajmal امان‌الله=Amanullah بسم‌الله=Besmellah تیمور=Timor
            جمال=Jamal حشمت=Hashmat خان=Khan داود=Dawood رامین=Ramin زلمی=Zalmai سمیع=Sami شاه=Shah
            """,
        female: """
            فاطمه=Fatima مریم=Maryam زهرا=Zahra زرمینه=Zarmina شکریه=Shukria نازنین=Nazanin لیلا=Laila ملالی=Malalai
            فرشته=Fereshta حمیده=Hamida سمیرا=Samira پروانه=Parwana رویا=Roya سهیلا=Suhaila عایشه=Aisha بی‌بی_گل=Bibi_Gul
            ثریا=Soraya جمیله=Jamila حلیمه=Halima خدیجه=Khadija راضیه=Razia زینب=Zainab سارا=Sara شبنم=Shabnam شیما=Shaima
            صدیقه=Sediqa طیبه=Tayeba عاقله=Aqela فوزیه=Fawzia قدسیه=Qudsia گلالی=Gulalai لاله=Lala مرسل=Mursal مژگان=Muzhgan
            نرگس=Nargis نیلوفر=Nilofar هدیه=Hadia یلدا=Yalda آرزو=Arezo بصیره=Basira پلوشه=Palwasha تهمینه=Tahmina حسینه=Hasina
            خورشید=Khorshid ذکیه=Zakia
            """)
}
