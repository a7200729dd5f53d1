// Names of Vietnam, Thailand, Indonesia and the Philippines, most frequent first.

extension NameTable {
    static let vietnam = NameTable(
        .latin, .withoutMarks,
        surnames: """
            Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm
            Phùng Mai Tô Hà Tạ Lương Cao Châu Chu Quách Thái Tăng La Lưu Kiều Triệu Nghiêm Thạch Doãn Mạc Từ Khổng Ông
            Giang Quan Bạch Văn Khưu Kim Đồng Đàm Ninh Bành Cù Diệp Hứa Lục Ngụy Tống Thân Viên
            """,
        male: """
            Anh Minh Hùng Dũng Tuấn Nam Long Hải Sơn Đức Hiếu Thành Trung Kiên Quân Huy Khánh Phong Tùng Việt Hoàng Quang
            Cường Thắng Mạnh Phúc Duy Bảo Khoa Đạt Lộc Tài Thịnh Toàn Trí Vinh Bình Chiến Công Giang Hậu Hưng Khải Lâm
            Nghĩa Nhân Phát Quốc Tâm Thiện
            """,
        female: """
            Hương Lan Linh Hoa Mai Thảo Trang Hà Ngọc Thu Hạnh Phương Nga Hằng Yến Vân Thủy Hiền Loan Nhung Oanh Dung Liên
            Tuyết Hồng Nguyệt Xuân Quỳnh My Vy Châu Diễm Giang Huệ Kiều Lý Mỹ Nhi Như Phượng Quyên Tâm Thanh Thoa Trâm Trinh
            Uyên Xuyến Ánh Đào
            """)

    static let thailand = NameTable(
        .thai, .paired(column: 0),
        surnames: """
            แสงทอง=Saengthong ทองดี=Thongdee ศรีสุข=Srisuk บุญมา=Boonma แก้วมณี=Kaewmanee สุขใจ=Sukjai จันทร์เพ็ญ=Chanpen
            พงษ์พานิช=Pongpanich วงศ์สวัสดิ์=Wongsawat ชินวัตร=Shinawatra เจริญสุข=Charoensuk รัตนชัย=Rattanachai
            ศรีวิไล=Sriwilai ทองคำ=Thongkham บุญเรือง=Boonrueang คำแก้ว=Khamkaew พิมพ์ทอง=Pimthong สมบูรณ์=Somboon
            อินทร์แก้ว=Inkaew ไชยวงศ์=Chaiwong มณีรัตน์=Maneerat ปัญญา=Panya วิเศษ=Wiset กิตติคุณ=Kittikhun นาคสุข=Naksuk
            เพชรรัตน์=Phetcharat ประเสริฐ=Prasert ชัยชนะ=Chaichana สายทอง=Saithong สุวรรณ=Suwan ศักดิ์ดี=Sakdee
            วัฒนา=Watthana ใจดี=Jaidee ดวงแก้ว=Duangkaew พรหมมา=Phromma โพธิ์ทอง=Phothong มีสุข=Meesuk ยอดแก้ว=Yodkaew
            รุ่งเรือง=Rungrueang ลิ้มเจริญ=Limcharoen เวชกุล=Wetchakun สิงห์คำ=Singkham หอมหวน=Homhuan อ่อนน้อม=Onnom
            เอี่ยมสะอาด=Iamsaard กาญจนา=Kanchana ขวัญเมือง=Khwanmueang งามสม=Ngamsom จิตดี=Jitdee ฉายแสง=Chaisaeng
            ชูศรี=Chusri ตั้งใจ=Tangjai ธรรมรักษ์=Thammarak นิลวงศ์=Ninwong บัวทอง=Buathong ผลดี=Pholdee ภักดี=Phakdee
            ม่วงศรี=Muangsri วรรณศรี=Wannasri สว่างใจ=Sawangjai
            """,
        male: """
            สมชาย=Somchai สมศักดิ์=Somsak ประเสริฐ=Prasert วิชัย=Wichai สุรชัย=Surachai ชัยวัฒน์=Chaiwat อนุชา=Anucha
            ธนากร=Thanakorn ณัฐพล=Natthaphon กิตติ=Kitti พงศกร=Pongsakorn วีระ=Weera ปรีชา=Preecha มานะ=Mana บุญมี=Boonmee
            สมบัติ=Sombat อำนาจ=Amnat สุชาติ=Suchat ไพโรจน์=Phairot นิรันดร์=Niran ธีรพงษ์=Theerapong อภิชาติ=Apichat
            ศุภชัย=Supachai จักรพงษ์=Chakkraphong ภูมิ=Phum กฤษณะ=Kritsana ชาติชาย=Chatchai เดชา=Decha ทวีศักดิ์=Thaweesak
            นพดล=Noppadon บัณฑิต=Bandit ประยุทธ์=Prayut พิเชษฐ์=Phichet มงคล=Mongkhon ยุทธนา=Yutthana รัชชานนท์=Ratchanon
            วรวุฒิ=Worawut สันติ=Santi สิทธิชัย=Sitthichai สุเทพ=Suthep อดิศร=Adisorn อรรถพล=Atthaphon เอกชัย=Ekachai
            โชคชัย=Chokchai ไชยา=Chaiya
            """,
        female: """
            สมหญิง=Somying มาลี=Malee สุดา=Suda นิภา=Nipa วันดี=Wandee พรทิพย์=Porntip ศิริพร=Siriporn สุภาพร=Supaporn
            อรุณี=Arunee จันทรา=Chantra กัญญา=Kanya ปราณี=Pranee รัตนา=Rattana สมใจ=Somjai วิไล=Wilai นงลักษณ์=Nonglak
            ณัฐธิดา=Natthida พิมพ์ชนก=Pimchanok อารยา=Araya ดาวเรือง=Daoruang บุษบา=Butsaba ชลธิชา=Chonthicha กนกวรรณ=Kanokwan
            ขวัญใจ=Khwanjai จิราพร=Jiraporn ฉวีวรรณ=Chaweewan ดวงใจ=Duangjai ทัศนีย์=Thatsanee ธิดารัตน์=Thidarat
            นันทนา=Nanthana บุญเรือน=Boonruean ปวีณา=Paweena ผกา=Phaka เพ็ญศรี=Phensri มณี=Manee ยุพิน=Yupin รุ่งนภา=Rungnapa
            ลัดดา=Ladda วรรณา=Wanna ศศิธร=Sasithorn สายใจ=Saijai สุนิสา=Sunisa อัญชลี=Anchalee อุไร=Urai อุบล=Ubon
            """,
        tailStems:
            "แก้ว=Kaew ทอง=Thong บุญ=Boon ศรี=Sri สุข=Suk พร=Phon ชัย=Chai วงศ์=Wong จันทร์=Chan รัตน=Rattana เพชร=Phet สม=Som อุดม=Udom ไพร=Phrai มณี=Mani กิจ=Kit ธน=Thana นิล=Nin ปาน=Pan วร=Wora สิริ=Siri พงษ์=Phong ใจ=Jai คำ=Kham",
        tailEndings:
            "วงศ์=wong สกุล=sakul พันธุ์=phan กุล=kun ดี=dee งาม=ngam สุข=suk ชัย=chai ทอง=thong รักษ์=rak ศิริ=siri เจริญ=charoen นนท์=non วิทย์=wit ไพศาล=phaisan มงคล=mongkhon สมบัติ=sombat เลิศ=loet พิทักษ์=phithak สวัสดิ์=sawat"
    )

    static let indonesia = NameTable(
        .latin, .asPrinted,
        surnames: """
            Wijaya Setiawan Saputra Hidayat Susanto Kurniawan Santoso Nugroho Pratama Siregar Nasution Lubis Hutapea
            Simanjuntak Sihombing Situmorang Harahap Ginting Tarigan Sembiring Gunawan Halim Tanoto Hartono Salim
            Wibowo Purnomo Prabowo Suharto Sukarno Handoko Budiman Rahman Maulana Firmansyah Ramadhan Hakim Syahputra
            Lestari Wulandari Rahayu Utami Anggraini Permata Suryadi Mulyadi Suryanto Hariyanto Supriyadi Subagyo
            Widodo Yudhoyono Pohan Manurung Pandjaitan Silalahi Tobing Matondang Rumbiak Wenda Kaisiepo Sitompul Daulay
            """,
        male: """
            Muhammad Ahmad Budi Agus Slamet Eko Joko Andi Rudi Dedi Hendra Bambang Sutrisno Yusuf Rizki Fajar Dimas Adi
            Arif Bayu Dwi Edi Firman Galih Hadi Iwan Irfan Kadek Ketut Made Nyoman Wayan Putu Gede Rahmat Supriyanto
            Sugeng Taufik Teguh Toni Untung Wahyu Yanto Yudi Zainal Suparman Sukardi Paijo Mulyono Rusdi
            """,
        female: """
            Siti Sri Dewi Nur Ni_Luh Ani Rina Wati Yanti Ratna Fitri Indah Ayu Putri Maya Lina Dian Endang Kartini Lilis
            Mega Ningsih Nurul Puji Rini Sari Suryani Tri Tuti Umi Wahyuni Yuliana Yuni Aisyah Anisa Bunga Citra Eka
            Hesti Intan Kartika Laras Mawar Melati Novi Rosita Suharti Sumarni Sulastri Zahra
            """)

    static let philippines = NameTable(
        .latin, .asPrinted,
        surnames: """
            Dela_Cruz Garcia Reyes Ramos Mendoza Santos Flores Gonzales Bautista Villanueva Fernandez Cruz De_Guzman Lopez
            Perez Castillo Francisco Rivera Aquino Castro Sanchez Torres De_Leon Domingo Martinez Rodriguez Santiago
            Soriano Delos_Santos Diaz Hernandez Tolentino Valdez Ramirez Morales Mercado Tan Aguilar Navarro Manalo
            Gomez Dizon Del_Rosario Javier Corpuz Gutierrez Salvador Velasco Miranda David Salazar Ferrer Alvarez Sarmiento
            Pascual Lim Delos_Reyes Marquez Jimenez Cortez Antonio Macapagal Catacutan Dimaculangan Panganiban Batungbakal
            Magsaysay Lacson Abad Ocampo Sison
            """,
        male: """
            Jose Antonio Juan Mark John_Paul Michael Christian Joshua John_Lloyd Angelo Ronald Rodel Rommel Jerome Jomar
            Reynaldo Rolando Eduardo Danilo Ernesto Ferdinand Benigno Emmanuel Gilbert Jericho Joel Jonathan Kenneth
            Lito Manuel Marlon Nestor Noel Orlando Pedro Ramon Renato Ricardo Roberto Rogelio Romeo Ruel Ryan Teodoro
            Vicente Wilfredo Bong Dindo Efren
            """,
        female: """
            Maria Mary_Grace Mary_Jane Jennifer Michelle Angelica Cristina Rosario Luzviminda Marites Marilou Analyn Jocelyn
            Rowena Lorna Rosalie Maricel Jessa_Mae Princess Althea Kristine Corazon Imelda Gloria Leonora Josefina
            Teresita Erlinda Estrella Evangeline Felicidad Fe Girlie Glenda Hazel Janice Jasmine Joy Liezl Ligaya Lourdes
            Melanie Myrna Nenita Norma Perla Remedios Rosemarie Sheryl Vilma
            """,
        tailStems: "Baga Cabu Cala Daga Dima Gala Gat Guin Laca Lag Lumi Mag Maka Mala Mana Mang Pan Pana Puno Sala Sima Sum Taga Tola Tum",
        tailEndings: "bayan bat dong gan guit lang lao lawan mot nao ngal pag pusan san sing tao ting tubig wis yao")
}
