// Names of Pakistan, India, Bangladesh and Sri Lanka in Urdu, Hindi, Bengali, Sinhala and Tamil writing.

extension NameTable {
    static let pakistan = NameTable(
        .arabic, .paired(column: 0),
        surnames: """
            خان=Khan احمد=Ahmed علی=Ali حسین=Hussain اقبال=Iqbal ملک=Malik بٹ=Butt شاہ=Shah چوہدری=Chaudhry قریشی=Qureshi
            شیخ=Sheikh مغل=Mughal رانا=Rana راجہ=Raja جٹ=Jatt اعوان=Awan صدیقی=Siddiqui ہاشمی=Hashmi بخاری=Bukhari
            گیلانی=Gilani مرزا=Mirza بیگ=Baig انصاری=Ansari عباسی=Abbasi بھٹی=Bhatti بلوچ=Baloch آفریدی=Afridi
            یوسفزئی=Yousafzai خٹک=Khattak وزیر=Wazir محسود=Mehsud نیازی=Niazi درانی=Durrani لودھی=Lodhi میر=Mir
            زیدی=Zaidi نقوی=Naqvi کاظمی=Kazmi رضوی=Rizvi جعفری=Jafri سومرو=Soomro بھٹو=Bhutto میمن=Memon چانڈیو=Chandio
            مگسی=Magsi رند=Rind بگٹی=Bugti مری=Marri اشرف=Ashraf اسلم=Aslam اکرم=Akram انور=Anwar پرویز=Pervez
            جاوید=Javed رشید=Rasheed سلیم=Saleem صابر=Sabir طارق=Tariq ظفر=Zafar گوندل=Gondal
            """,
        male: """
            محمد=Muhammad علی=Ali احمد=Ahmed عمران=Imran بلال=Bilal عثمان=Usman حمزہ=Hamza عمر=Umar حسن=Hassan حسین=Hussain
            زین=Zain شہباز=Shahbaz فیصل=Faisal کامران=Kamran عدنان=Adnan نوید=Naveed وقاص=Waqas ذیشان=Zeeshan شاہد=Shahid
            طاہر=Tahir ندیم=Nadeem آصف=Asif ارشد=Arshad اسد=Asad اظہر=Azhar اعجاز=Ijaz امجد=Amjad اویس=Awais بابر=Babar
            تنویر=Tanveer جنید=Junaid خرم=Khurram دانش=Danish راشد=Rashid رضوان=Rizwan ساجد=Sajid شفقت=Shafqat صہیب=Sohaib
            عاطف=Atif غلام=Ghulam فرحان=Farhan قاسم=Qasim لقمان=Luqman مبشر=Mubashir نعمان=Noman
            """,
        female: """
            فاطمہ=Fatima عائشہ=Ayesha مریم=Maryam زینب=Zainab خدیجہ=Khadija ثناء=Sana سعدیہ=Sadia نازیہ=Nazia شازیہ=Shazia
            رابعہ=Rabia صائمہ=Saima عاصمہ=Asma فرح=Farah کرن=Kiran ماریہ=Maria نادیہ=Nadia نسرین=Nasreen پروین=Parveen
            رخسانہ=Rukhsana شبانہ=Shabana شمیم=Shamim طاہرہ=Tahira عظمیٰ=Uzma غزالہ=Ghazala فوزیہ=Fouzia کلثوم=Kalsoom
            گل_بانو=Gul_Bano لبنیٰ=Lubna مہوش=Mehwish نورین=Noreen ہما=Huma یاسمین=Yasmeen آمنہ=Amna ارم=Iram اقراء=Iqra
            انعم=Anam بشریٰ=Bushra تہمینہ=Tehmina جویریہ=Javeria حنا=Hina رمشا=Rimsha زاہدہ=Zahida سدرہ=Sidra شمائلہ=Shumaila
            عروج=Urooj
            """)

    static let india = NameTable(
        .devanagari, .paired(column: 0),
        surnames: """
            कुमार=Kumar सिंह=Singh शर्मा=Sharma देवी=Devi यादव=Yadav पटेल=Patel वर्मा=Verma गुप्ता=Gupta राय=Rai मिश्रा=Mishra
            जोशी=Joshi शाह=Shah खान=Khan चौधरी=Chaudhary ठाकुर=Thakur पाण्डेय=Pandey तिवारी=Tiwari दुबे=Dubey त्रिपाठी=Tripathi
            चतुर्वेदी=Chaturvedi श्रीवास्तव=Srivastava अग्रवाल=Agarwal गोयल=Goel जैन=Jain मेहता=Mehta देसाई=Desai पाटिल=Patil
            देशमुख=Deshmukh कुलकर्णी=Kulkarni जाधव=Jadhav शिंदे=Shinde पवार=Pawar चव्हाण=Chavan मोरे=More राठौर=Rathore
            चौहान=Chauhan सोलंकी=Solanki परमार=Parmar रेड्डी=Reddy राव=Rao नायर=Nair मेनन=Menon अय्यर=Iyer अय्यंगार=Iyengar
            पिल्लै=Pillai मुखर्जी=Mukherjee बनर्जी=Banerjee चटर्जी=Chatterjee दास=Das बोस=Bose घोष=Ghosh सेन=Sen दत्ता=Dutta
            कपूर=Kapoor खन्ना=Khanna मल्होत्रा=Malhotra अरोड़ा=Arora भाटिया=Bhatia सेठी=Sethi गिल=Gill ढिल्लों=Dhillon संधू=Sandhu
            सक्सेना=Saxena माथुर=Mathur भट्ट=Bhatt नेगी=Negi
            """,
        male: """
            राजेश=Rajesh संजय=Sanjay अमित=Amit राहुल=Rahul विजय=Vijay अनिल=Anil सुनील=Sunil मनोज=Manoj अजय=Ajay रवि=Ravi
            दीपक=Deepak संदीप=Sandeep अशोक=Ashok राकेश=Rakesh मुकेश=Mukesh सुरेश=Suresh रमेश=Ramesh महेश=Mahesh दिनेश=Dinesh
            विकास=Vikas प्रवीण=Praveen अर्जुन=Arjun कृष्ण=Krishna गोपाल=Gopal हरि=Hari जितेंद्र=Jitendra नरेंद्र=Narendra
            राजेंद्र=Rajendra सुरेंद्र=Surendra धर्मेंद्र=Dharmendra योगेश=Yogesh पंकज=Pankaj नितिन=Nitin सचिन=Sachin
            रोहित=Rohit विशाल=Vishal आदित्य=Aditya अभिषेक=Abhishek आकाश=Akash करण=Karan गौरव=Gaurav चेतन=Chetan जगदीश=Jagdish
            तरुण=Tarun पवन=Pawan भारत=Bharat मोहन=Mohan लक्ष्मण=Lakshman शिव=Shiv हरप्रीत=Harpreet गुरप्रीत=Gurpreet
            """,
        female: """
            सुनीता=Sunita अनीता=Anita गीता=Geeta सीता=Sita रेखा=Rekha पूजा=Pooja प्रिया=Priya नेहा=Neha कविता=Kavita संगीता=Sangeeta
            आशा=Asha उषा=Usha मीना=Meena लक्ष्मी=Lakshmi सरिता=Sarita ममता=Mamta पूनम=Poonam ज्योति=Jyoti किरण=Kiran रीता=Rita
            अंजलि=Anjali दिव्या=Divya स्वाति=Swati शिल्पा=Shilpa रश्मि=Rashmi मंजू=Manju शांति=Shanti सावित्री=Savitri राधा=Radha
            कमला=Kamla विमला=Vimla निर्मला=Nirmala शोभा=Shobha सुमन=Suman बबीता=Babita अर्चना=Archana वंदना=Vandana
            सोनिया=Sonia निशा=Nisha प्रीति=Preeti अदिति=Aditi ईशा=Isha ऐश्वर्या=Aishwarya काव्या=Kavya गायत्री=Gayatri
            चंद्रिका=Chandrika जया=Jaya दीपा=Deepa मनप्रीत=Manpreet
            """)

    static let bangladesh = NameTable(
        .bengali, .paired(column: 0),
        surnames: """
            ইসলাম=Islam হোসেন=Hossain রহমান=Rahman আহমেদ=Ahmed খান=Khan আলী=Ali মিয়া=Mia উদ্দিন=Uddin হক=Haque আলম=Alam
            চৌধুরী=Chowdhury সরকার=Sarkar শেখ=Sheikh মন্ডল=Mondal দাস=Das রায়=Roy পাল=Paul সাহা=Saha ঘোষ=Ghosh বিশ্বাস=Biswas
            মজুমদার=Majumder তালুকদার=Talukder ভূঁইয়া=Bhuiyan মোল্লা=Mollah শিকদার=Sikder হাওলাদার=Howlader কাজী=Kazi
            সৈয়দ=Syed করিম=Karim কবির=Kabir মাহমুদ=Mahmud হাসান=Hasan রশিদ=Rashid মান্নান=Mannan জামান=Zaman ইকবাল=Iqbal
            আনোয়ার=Anwar আজাদ=Azad সিদ্দিক=Siddique পাটোয়ারী=Patwary খন্দকার=Khandaker দেওয়ান=Dewan প্রামাণিক=Pramanik
            ফকির=Fakir বেপারী=Bepari লস্কর=Laskar মীর=Mir মুন্সী=Munshi শাহ=Shah সুলতান=Sultan হালদার=Halder চক্রবর্তী=Chakraborty
            ব্যানার্জী=Banerjee ভট্টাচার্য=Bhattacharya দত্ত=Dutta সেন=Sen নাথ=Nath শীল=Shil বড়ুয়া=Barua চাকমা=Chakma
            """,
        male: """
            মোহাম্মদ=Mohammad আব্দুল=Abdul রফিকুল=Rafiqul শফিকুল=Shafiqul নজরুল=Nazrul জাহাঙ্গীর=Jahangir আনিসুর=Anisur মিজানুর=Mizanur
            হাবিবুর=Habibur মাহবুব=Mahbub সাইফুল=Saiful তৌহিদ=Towhid রাশেদ=Rashed কামাল=Kamal জামাল=Jamal সোহেল=Sohel রুবেল=Rubel
            জুয়েল=Jewel শাহিন=Shahin মাসুদ=Masud ফারুক=Faruk আরিফ=Arif তানভীর=Tanvir সাকিব=Shakib তামিম=Tamim মুশফিক=Mushfiq
            নাসির=Nasir ইমরান=Imran রনি=Rony সুমন=Sumon বাবুল=Babul দেলোয়ার=Delwar শাহজাহান=Shahjahan মোস্তফা=Mostofa মনির=Monir
            আলমগীর=Alamgir খোকন=Khokon লিটন=Liton মিলন=Milon পলাশ=Palash রিপন=Ripon শ্যামল=Shyamal তপন=Tapan উত্তম=Uttam
            ইউসুফ=Yusuf
            """,
        female: """
            ফাতেমা=Fatema আয়েশা=Ayesha রাবেয়া=Rabeya সালমা=Salma নাসরিন=Nasrin শারমিন=Sharmin তাসলিমা=Taslima রোকেয়া=Rokeya
            হাসিনা=Hasina খালেদা=Khaleda জাহানারা=Jahanara মরিয়ম=Moriom নাজমা=Nazma পারভীন=Parvin রেহানা=Rehana সাবিনা=Sabina
            শিরিন=Shirin সুফিয়া=Sufia তানিয়া=Tania ফারজানা=Farzana ফরিদা=Farida মাহমুদা=Mahmuda মোমেনা=Momena আকলিমা=Aklima
            আনোয়ারা=Anwara বিলকিস=Bilkis দিলরুবা=Dilruba হালিমা=Halima জেসমিন=Jesmin কুলসুম=Kulsum লায়লা=Laila লাকী=Lucky
            মিতু=Mitu মুন্নী=Munni নূরজাহান=Nurjahan রুমা=Ruma শাহনাজ=Shahnaz শেফালী=Shefali সুমাইয়া=Sumaiya তানজিলা=Tanzila
            উম্মে=Umme অঞ্জলি=Anjali গীতা=Gita মালতী=Malati রত্না=Ratna
            """)

    static let sriLanka = NameTable(
        .sinhala, .paired(column: 0),
        surnames: """
            පෙරේරා=Perera සිල්වා=Silva ප්‍රනාන්දු=Fernando ද_සිල්වා=De_Silva බණ්ඩාර=Bandara කුමාර=Kumara ජයසිංහ=Jayasinghe
            විජේසිංහ=Wijesinghe රත්නායක=Rathnayake දිසානායක=Dissanayake හේරත්=Herath ගුණවර්ධන=Gunawardena ජයවර්ධන=Jayawardena
            සේනානායක=Senanayake රාජපක්ෂ=Rajapaksa වික්‍රමසිංහ=Wickramasinghe ගමගේ=Gamage ලියනගේ=Liyanage මෙන්ඩිස්=Mendis
            ඩයස්=Dias අබේසිංහ=Abeysinghe අමරසිංහ=Amarasinghe බස්නායක=Basnayake එකනායක=Ekanayake ගුණසේකර=Gunasekara
            ජයරත්න=Jayaratne කරුණාරත්න=Karunaratne මධුශංක=Madushanka නානායක්කාර=Nanayakkara පතිරණ=Pathirana රණසිංහ=Ranasinghe
            සමරවීර=Samaraweera තෙන්නකෝන්=Tennakoon උඩවත්ත=Udawatta වීරසිංහ=Weerasinghe විජේවර්ධන=Wijewardena යාපා=Yapa
            මුණසිංහ=Munasinghe කුලතුංග=Kulatunga හෙට්ටිආරච්චි=Hettiarachchi ද_අල්විස්=De_Alwis පීරිස්=Peiris ද_සොයිසා=De_Soysa
            රොඩ්‍රිගෝ=Rodrigo ගුණතිලක=Gunathilaka සිරිසේන=Sirisena විතාන=Vithana එදිරිසිංහ=Edirisinghe සමරසේකර=Samarasekara
            ප්‍රේමදාස=Premadasa කොඩිකාර=Kodikara මාරසිංහ=Marasinghe අතපත්තු=Athapaththu කළුආරච්චි=Kaluarachchi දහනායක=Dahanayake
            ධර්මදාස=Dharmadasa බාලසූරිය=Balasuriya මුදලිගේ=Mudalige රූපසිංහ=Rupasinghe වීරක්කොඩි=Weerakkody
            """,
        male: """
            නිමල්=Nimal සුනිල්=Sunil කමල්=Kamal අජිත්=Ajith චමින්ද=Chaminda රුවන්=Ruwan නුවන්=Nuwan දිනේෂ්=Dinesh කසුන්=Kasun
            ලහිරු=Lahiru මහේල=Mahela කුමාර=Kumar සනත්=Sanath අරවින්ද=Aravinda මුදිත=Muditha තිලක්=Thilak ගාමිණී=Gamini
            සමන්=Saman ප්‍රියන්ත=Priyantha අනුර=Anura බුද්ධික=Buddhika චතුර=Chathura දසුන්=Dasun ඉසුරු=Isuru ජනිත්=Janith
            නලින්=Nalin පසිඳු=Pasindu රවීන්=Raveen සජිත්=Sajith තරිඳු=Tharindu උදය=Udaya වසන්ත=Wasantha චන්දන=Chandana
            උපුල්=Upul රොෂාන්=Roshan ශෙහාන්=Shehan මලින්ද=Malinda ගයාන්=Gayan හසිත=Hasitha දිලිප්=Dilip අසංක=Asanka ඉන්දික=Indika
            ලක්ෂාන්=Lakshan මනෝජ්=Manoj නාමල්=Namal
            """,
        female: """
            කුමාරි=Kumari නිලූෂා=Nilusha චන්ද්‍රිකා=Chandrika දිල්හානි=Dilhani සඳමාලි=Sandamali ඉෂාරා=Ishara නදීෂා=Nadeesha
            තරුෂි=Tharushi සචිනි=Sachini හිරුණි=Hiruni මල්ලිකා=Mallika පද්මා=Padma සීතා=Seetha කාන්ති=Kanthi රම්‍යා=Ramya
            සුනේත්‍රා=Sunethra ලක්මාලි=Lakmali අනෝමා=Anoma බිනාරි=Binari චතුරිකා=Chathurika දුලානි=Dulani ගීතිකා=Geethika
            හංසිකා=Hansika ඉරේෂා=Iresha ජයනි=Jayani කෞෂල්‍යා=Kaushalya මධුෂිකා=Madushika නිරෝෂා=Nirosha පූර්ණිමා=Poornima
            රසිකා=Rasika සංජීවනී=Sanjeewani තිළිණි=Thilini උදේශිකා=Udeshika වාසනා=Wasana යසෝධා=Yashodha සුමනා=Sumana
            මංගලිකා=Mangalika ඩිනූෂා=Dinusha අයේෂා=Ayesha අමාලි=Amali චමරි=Chamari දීපිකා=Deepika නයනා=Nayana රුවනි=Ruwani ශිරානි=Shirani
            """)

    /// The Tamil-speaking share of Sri Lanka and South India: a person's own name after the father's.
    static let tamil = NameTable(
        .tamil, .paired(column: 0),
        surnames: """
            கிருஷ்ணன்=Krishnan சுப்பிரமணியம்=Subramaniam கந்தசாமி=Kandasamy நடராஜா=Nadarajah சிவலிங்கம்=Sivalingam தம்பையா=Thambiah
            பாலசுப்ரமணியம்=Balasubramaniam சண்முகநாதன்=Shanmuganathan விக்னேஸ்வரன்=Vigneswaran இராஜேந்திரன்=Rajendran
            செல்வநாயகம்=Selvanayagam பொன்னம்பலம்=Ponnambalam குமாரசாமி=Kumaraswamy முருகேசு=Murugesu தர்மலிங்கம்=Dharmalingam
            சிவகுமார்=Sivakumar ஆறுமுகம்=Arumugam இளங்கோ=Ilango கணேசன்=Ganesan சுந்தரம்=Sundaram நாகராஜன்=Nagarajan பழனி=Palani
            மாணிக்கம்=Manickam ரங்கநாதன்=Ranganathan வேலாயுதம்=Velayutham அருணாசலம்=Arunachalam அண்ணாமலை=Annamalai சின்னத்தம்பி=Sinnathamby
            துரைராஜா=Thurairajah தேவராஜன்=Devarajan பரமேஸ்வரன்=Parameswaran மகேந்திரன்=Mahendran யோகராஜா=Yogarajah ரவீந்திரன்=Raveendran
            லோகநாதன்=Loganathan வரதராஜன்=Varadarajan ஜெயராமன்=Jayaraman கோபால்=Gopal சேகர்=Sekar தியாகராஜா=Thiagarajah நவரத்தினம்=Navaratnam
            பெருமாள்=Perumal மோகன்=Mohan ராமசாமி=Ramasamy வெங்கடேசன்=Venkatesan வைத்தியநாதன்=Vaidyanathan ஐயாத்துரை=Iyathurai
            கதிர்காமர்=Kadirgamar சபாரத்தினம்=Sabaratnam சோமசுந்தரம்=Somasundaram தங்கராஜா=Thangarajah நல்லதம்பி=Nallathamby
            பத்மநாதன்=Pathmanathan மயில்வாகனம்=Mylvaganam ராஜரத்தினம்=Rajaratnam விநாயகம்=Vinayagam அமிர்தலிங்கம்=Amirthalingam
            இராமநாதன்=Ramanathan கனகசபை=Kanagasabai சந்திரன்=Chandran
            """,
        male: """
            குமார்=Kumar சிவா=Siva ரமேஷ்=Ramesh சுரேஷ்=Suresh முருகன்=Murugan கார்த்திக்=Karthik விஜய்=Vijay அஜித்=Ajith ராஜா=Raja
            மணி=Mani செந்தில்=Senthil பிரபு=Prabhu அரவிந்த்=Aravind கண்ணன்=Kannan பாலா=Bala தினேஷ்=Dinesh ஹரி=Hari இளவரசன்=Ilavarasan
            ஜெகன்=Jegan கோகுல்=Gokul லோகேஷ்=Logesh மாதவன்=Madhavan நந்தன்=Nandan பரணி=Bharani ரஞ்சித்=Ranjith சரவணன்=Saravanan
            தமிழ்=Tamil உதயன்=Uthayan வசந்தன்=Vasanthan யோகன்=Yogan அன்பு=Anbu பவன்=Pavan சதீஷ்=Sathish தயாளன்=Thayalan எழில்=Ezhil
            கபிலன்=Kabilan கவின்=Kavin நிரோஷன்=Niroshan நிமலன்=Nimalan பிரகாஷ்=Prakash ராகவன்=Raghavan சஞ்சயன்=Sanjayan சுதன்=Suthan
            வேலன்=Velan விமல்=Vimal
            """,
        female: """
            லட்சுமி=Lakshmi மீனா=Meena கவிதா=Kavitha பிரியா=Priya சுமதி=Sumathi வாணி=Vani ராதா=Radha கீதா=Geetha சாந்தி=Shanthi
            தேவி=Devi கமலா=Kamala விமலா=Vimala நிர்மலா=Nirmala சரோஜா=Saroja மல்லிகா=Mallika ரஞ்சனி=Ranjani அபிராமி=Abirami
            ஐஸ்வர்யா=Aishwarya பவானி=Bhavani சித்ரா=Chitra தீபா=Deepa கௌரி=Gowri ஹேமா=Hema இந்திரா=Indira ஜெயந்தி=Jeyanthi
            கலா=Kala லதா=Latha மாலா=Mala நளினி=Nalini பத்மா=Padma புவனா=Bhuvana ரேவதி=Revathi சங்கீதா=Sangeetha தமிழ்ச்செல்வி=Tamilselvi
            உமா=Uma வசந்தா=Vasantha யமுனா=Yamuna அனுஷா=Anusha தர்ஷினி=Tharshini நிலா=Nila ஷாலினி=Shalini கோமதி=Komathi மதிவதனி=Mathivathani
            சுபா=Suba துர்கா=Durga
            """)
}
