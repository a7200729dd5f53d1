// Names of Türkiye, most frequent first.

extension NameTable {
    static let turkey = NameTable(
        .latin, .asPrinted,
        surnames: """
            Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç
            Kurt Özkan Şimşek Polat Korkmaz Çakır Erdoğan Yavuz Can Acar Güneş Aktaş Bulut Yalçın Güler Keskin Ünal
            Turan Gül Özer Işık Kaplan Avcı Sarı Tekin Taş Köse Yüksel Ateş Aksoy Bozkurt Çiftçi Uçar Kahraman Karaca
            Güngör Ekinci Altın Duman Şen Tunç Ergün Yazıcı Uysal Coşkun Erdem Çoban Toprak Karataş Gökçe İnce Ağaoğlu
            """,
        male: """
            Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan Halil Süleyman
            Abdullah Mahmut Recep Salih Fatih Kadir Emre Hakan Adem Kemal Yaşar Bekir Musa Metin Orhan Serkan Burak
            Furkan Gökhan Uğur Yunus Enes Arda Muhammed Barış Cem Cihan Çağlar Deniz Engin Erkan Ferhat Görkem Güven
            İlker Kaan Koray Levent Oğuz Onur Özgür Selim Şükrü Tolga Volkan
            """,
        female: """
            Fatma Ayşe Emine Hatice Zeynep Elif Meryem Şerife Zehra Sultan Hanife Merve Havva Zeliha Esra Fadime Özlem
            Hacer Melek Rabia Hülya Cemile Sevim Gülsüm Leyla Dilek Büşra Kübra Songül Filiz Tuğba Yasemin Aysel Derya
            Nur İrem Gamze Pınar Seda Sibel Ebru Aslı Ayşegül Betül Burcu Ceren Çiğdem Defne Ece Gizem Gönül Işıl
            Meltem Nazlı Nurcan Öykü Selin Şeyma Tülay Ümmügülsüm
            """,
        tailStems: "Ak Al Altın Ay Bay Boz Can Çelik Demir Er Gök Gün Güz Kara Kızıl Kut Oğuz Öz Sarı Sert Soy Taş Tek Ulu Ün Yiğit Yurt",
        tailEndings: "türk kaya dağ su taş er bulut gül soy tepe baş kan man doğan pınar oğlu han alp can ay")
}
