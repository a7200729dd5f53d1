// Names of Serbia (Cyrillic) and Albania, most frequent first.

extension NameTable {
    static let serbia = NameTable(
        .cyrillic, .serbian,
        surnames: """
            Јовановић Петровић Николић Марковић Ђорђевић Стојановић Илић Станковић Павловић Милошевић Поповић Ђукић
            Симић Живковић Ристић Савић Костић Лазић Милић Тодоровић Радовановић Миловановић Младеновић Пантић
            Стефановић Јанковић Божић Вуковић Митровић Цветковић Перић Васић Благојевић Антић Обрадовић Ивановић
            Крстић Јовић Лукић Јеремић Вучић Гајић Ђурић Жикић Недељковић Шћепановић Чолић Њежић Љубисављевић Бајић
            Вељковић Грујић Драгићевић Зорић Кнежевић Маринковић Нешић Орловић Рашић Тасић Ћирић Филиповић Црногорац
            """,
        male: """
            Милан Драган Зоран Александар Никола Марко Стефан Лука Милош Немања Владимир Бојан Дејан Горан Иван Јован
            Петар Слободан Миодраг Растко Урош Филип Вук Душан Ненад Предраг Саша Славиша Срђан Ђорђе Жељко Љубомир
            Братислав Веселин Војислав Огњен Лазар Павле Матеја Страхиња Михајло Радован Ратко Синиша Тихомир Небојша
            """,
        female: """
            Милица Марија Јелена Ана Драгана Снежана Љиљана Весна Гордана Мирјана Ивана Јована Катарина Тамара Наташа
            Сања Теодора Софија Анђела Дуња Душица Јасмина Бранка Биљана Зорица Слађана Светлана Тијана Тања Уна Невена
            Нина Маја Милена Олга Ружица Радмила Сара Славица Хелена Исидора Кристина Лана Лена Емилија Ђурђа
            """,
        tailStems:
            "Богдан Борис Вас Велимир Владислав Војин Вучин Вујадин Гаврил Гвозден Живан Златан Јаков Љубинк Маријан Миладин Мирослав Мирч Обрен Остој Пав Радос Ранк Саватиј Симеон Спасој Стан Тимотиј Тихом Трифун Урошев Филипов Цвет",
        tailEndings: "овић евић ић ински ковић")

    static let albania = NameTable(
        .latin, .asPrinted,
        surnames: """
            Hoxha Shehu Prifti Dervishi Çela Gjoka Kola Leka Marku Bardhi Bajrami Hasani Hysi Krasniqi Gashi Berisha
            Morina Shala Kelmendi Rexhepi Hyseni Osmani Muja Lika Kuqi Xhafa Meta Rama Basha Topalli Balla Dema Dushku
            Elezi Frashëri Gega Gjini Haxhiu Isufi Jaku Kaçani Kodra Lala Mema Mëhilli Ndoja Nushi Pashaj Përmeti Qosja
            Ruçi Sula Shkurti Tafa Toska Uka Vata Veliu Xhaferi Ymeri Zenuni Zogu Zhuli Llalla
            """,
        male: """
            Arben Agim Besnik Bujar Dritan Edmond Fatmir Gëzim Ilir Kastriot Luan Naim Petrit Sokol Altin Ardit Armand
            Artan Besim Blerim Dardan Endri Enver Erion Ervin Fatos Florian Genc Gentian Hekuran Indrit Klajdi Kujtim
            Ledion Lorenc Mentor Redi Shpëtim Skënder Taulant Valon Xhevdet Ylli Zef Çlirim
            """,
        female: """
            Mirela Drita Elira Valbona Teuta Vjollca Ardita Albana Aurora Besa Blerta Brikena Dafina Donika Edlira Elona
            Entela Ermira Fatime Flutura Gentiana Ilda Jonida Kaltrina Ledina Lindita Liri Luljeta Majlinda Manjola
            Marjeta Mimoza Nexhmije Nora Ornela Pranvera Rudina Shpresa Silvana Suela Shqipe Valmira Yllka Zamira Anxhela
            """,
        tailStems:
            "Abaz Alush Arif Bek Cen Dalip Demir Fejz Gjon Halil Haxhi Ibrahim Islam Jahj Kadri Kol Lesh Mahmut Mark Mustaf Ndre Osman Pal Prend Qemal Ram Ruzhd Sadik Selim Shaban Tahir Veis Xhem Ymer Zeqir",
        tailEndings: "aj i ani ollari llari oj ishti")
}
