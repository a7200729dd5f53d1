// Names of Somalia, Nigeria (Yoruba, Igbo and Hausa), Senegal and the Democratic Republic of the Congo.

extension NameTable {
    static let somalia = NameTable(
        .latin, .asPrinted,
        surnames: somaliMale,
        male: somaliMale,
        female: """
            Fadumo Halimo Hodan Sahra Amina Faiza Ifrah Khadija Maryan Asha Ayan Caasha Deqa Farhiya Fartun Hafsa Hamdi
            Hawa Hibaq Hinda Idil Ikran Ilhan Istahil Kowsar Ladan Leyla Luul Muna Muno Nasra Nimco Qamar Rahma Ruqiya
            Sacdiya Safiya Sagal Salma Shukri Sucaad Ubah Warsan Xaawo Yasmin Zamzam Zeinab
            """)
    private static let somaliMale = """
        Mohamed Ahmed Abdi Ali Hassan Ibrahim Omar Abdullahi Yusuf Hussein Mohamud Farah Osman Isse Warsame Nur Jama
        Abdirahman Abdikadir Aden Ismail Salad Mukhtar Bile Dahir Elmi Guled Hersi Hirsi Kulmiye Liban Mahad Muse Nuur
        Roble Said Samatar Sharif Shire Siyad Suleiman Tahlil Wehliye Yonis Abshir Adan Awale Barre Bashir Burhan Cabdi
        Cali Daud Diriye Egal Faarax Geedi Haji Idris Jibril Khalif Mumin Qasim Rage Sheikh Xasan Xirsi Yasin Zakariya
        """

    static let yoruba = NameTable(
        .latin, .asPrinted,
        surnames: """
            Adeyemi Adebayo Ogunleye Oladipo Akinwande Balogun Adeleke Olawale Afolabi Bakare Ojo Ajayi Fashola Oyelaran
            Olatunji Adesina Awolowo Obasanjo Soyinka Akintola Salami Lawal Oladele Odunsi Ogundele Owolabi Shonibare
            Adekunle Adeola Aderibigbe Ayodele Babatunde Bamidele Coker Dada Ekundayo Falana Gbadamosi Idowu Ige Ilori
            Jegede Kayode Kuti Majekodunmi Odukoya Ogunbanjo Ogunsola Okunade Olaniyan Olorunfemi Onabanjo Oni Osinbajo
            Oyebanji Oyewole Sanusi Shittu Sowande Tinubu Williams Johnson
            """,
        male: """
            Oluwaseun Babatunde Ayodeji Olumide Adewale Olusegun Kayode Femi Tunde Kunle Segun Gbenga Dele Wale Rotimi
            Damilola Tobi Dayo Biodun Bola Sola Niyi Ladipo Jide Akin Ademola Adeolu Oluwafemi Olamide Ibrahim Musa Samuel
            David Emmanuel Michael Daniel Joseph Peter John Gideon Rasheed Sunday Friday
            """,
        female: """
            Folake Yetunde Abimbola Omolara Funmilayo Titilayo Bukola Aderonke Adunni Ayomide Bisi Bolanle Damilola Dupe
            Ebunoluwa Folasade Ibukun Iyabo Kehinde Mojisola Morenike Ngozi Olabisi Oluwakemi Omotola Ronke Sade Simisola
            Taiwo Temitope Tolulope Toyin Yewande Esther Grace Mary Ruth Blessing Comfort Deborah Elizabeth Sarah
            """,
        tailStems: "Ade Ola Olu Ogun Oye Ayo Akin Fa Odu Oluwa Ife Omo",
        tailEndings:
            "bayo bode dele dipo femi fisayo gbemi jobi kanmi kunle lana lola mide niyi peju ronke seun seye soji tade tayo tola tunde wale wole yemi yinka"
    )

    static let igbo = NameTable(
        .latin, .asPrinted,
        surnames: """
            Okafor Okonkwo Eze Nwosu Obi Okeke Onyeka Chukwu Nnamdi Azikiwe Achebe Adichie Ibe Igwe Mbah Nwachukwu Nwankwo
            Okoro Okoye Onwudiwe Uche Umeh Uzor Agu Anyanwu Chidi Dike Ekwueme Emecheta Ezeh Ezekwesili Iheanacho Ihejirika
            Ikpeazu Iwu Madu Mbanefo Ndukwe Nweke Nwobodo Obiora Odinga Odili Ogbu Ojukwu Okpara Onuoha Onyeama Orji Osuji
            Otti Ozoemena Udeh Udoka Ugwu Ukpabi Umeadi Unachukwu Uwazie Uzodinma Amadi O'Kafor
            """,
        male: """
            Chinedu Emeka Ikenna Obinna Chidi Chukwuemeka Kelechi Uche Nnamdi Ifeanyi Okechukwu Chibuike Chigozie Chijioke
            Ebuka Ekene Ugochukwu Uzoma Kenechukwu Kosisochukwu Obiora Onyekachi Somto Tobenna Zubem Arinze Azubuike
            Anthony Augustine Charles Christian Cyprian Cosmas Dominic Festus Innocent Kingsley Livinus Patrick Raphael Sylvester Victor
            """,
        female: """
            Ngozi Chioma Adaeze Amaka Chiamaka Ifeoma Nkechi Nneka Obioma Oluchi Uju Ugochi Adaora Adanna Akunna Amarachi
            Chidinma Chinelo Chinwe Chinyere Ebele Ezinne Ginika Ijeoma Kambili Kosiso Lotanna Munachi Nkiruka Nnenna Nwakaego
            Ogechi Olanna Onyinye Somkelechi Uchenna Ukamaka Zikora Zina Blessing Patience Perpetua
            """,
        tailStems: "Chukwu Nwa Oko Eze Onye Obi Ike Uche Ugo Uzo Ani Aku",
        tailEndings: "ma ka dinma emeka nonso wuebu nkem kwe gozi meka zuoke nweike ebuka nna mere jindu kaego lumba")

    static let hausa = NameTable(
        .latin, .asPrinted,
        surnames: """
            Abubakar Mohammed Ibrahim Musa Sani Yusuf Abdullahi Aliyu Bello Usman Umar Garba Suleiman Adamu Ahmed Hassan
            Lawal Idris Haruna Danjuma Yakubu Isah Shehu Tanko Audu Bala Buhari Dangote Dankwambo Danladi Dogara Gambo
            Ganduje Gumi Habu Ilyasu Inuwa Jibril Kabir Kano Kwankwaso Lamido Maikano Mai-Bornu Maitama Mustapha Nasir Ribadu
            Rimi Sambo Saraki Shagari Shekau Tambuwal Tukur Waziri Yar'Adua Yaro Yero Zubairu
            """,
        male: """
            Abubakar Muhammadu Ibrahim Musa Sani Yusuf Aliyu Bello Usman Umar Garba Suleiman Adamu Ahmadu Hassan Lawal Idris
            Haruna Danjuma Yakubu Isa Shehu Tanko Audu Bala Nuhu Kabiru Sabo Ado Aminu Bashir Faruk Ismaila Jamilu Mansur
            Murtala Nasiru Rabiu Salisu Tijjani
            """,
        female: """
            Aisha Fatima Hauwa Zainab Maryam Hadiza Halima Khadija Amina Asabe Asmau Balaraba Bilkisu Binta Fadimatu Farida
            Gambo Habiba Hafsat Hajara Hassana Hussaina Jamila Jummai Karima Kubra Ladi Laraba Lubabatu Mairo Murja Nafisa
            Rabi Rahila Rakiya Ramatu Rukayya Safiya Talatu Zuwaira
            """)

    static let senegal = NameTable(
        .latin, .asPrinted,
        surnames: """
            Diop Ndiaye Fall Diallo Ba Sow Sy Gueye Faye Sarr Mbaye Cissé Kane Diouf Thiam Seck Touré Niang Sène Camara Diagne
            Ndour Mané Mbengue Badji Diatta Sané Sagna Goudiaby Diédhiou Coly Sambou Tamba Bodian Manga Dièye Diakhaté Dramé
            Traoré Sylla Konaté Keïta Sakho Wade Senghor Ngom Tine Dione Thiaw Samb Lô Dia Ly Tall Wane Anne Barry Bâ-Diop
            N'Diaye M'Baye Kébé Gningue Thioune
            """,
        male: """
            Mamadou Moussa Ibrahima Ousmane Abdoulaye Cheikh Modou Alioune Amadou Babacar Serigne Pape Assane Saliou Ismaïla
            Aliou Abdou Boubacar Oumar Seydou Malick Lamine El_Hadji Mbaye Djibril Bassirou Gora Habib Idrissa Khadim Landing
            Makhtar Mor Moustapha Ndiaga Samba Sidy Souleymane Thierno Youssou Jean-Baptiste Birame
            """,
        female: """
            Fatou Aminata Awa Mariama Aïssatou Khady Ndèye Astou Bineta Coumba Dieynaba Fanta Fatoumata Khadidiatou Maïmouna Marième
            Mame_Diarra Mbayang Ndella Nogaye Oumou Oulimata Penda Rama Ramatoulaye Rokhaya Salimata Seynabou Sokhna Soda
            Tening Thioro Yacine Yandé Adja Adama Anta Arame Bigué Codou Daba Dior
            """)

    static let congo = NameTable(
        .latin, .asPrinted,
        surnames: """
            Kabila Mukendi Ilunga Tshibangu Kalonji Mbuyi Kasongo Mutombo Ngoy Kabongo Lumumba Tshisekedi Kabeya Mulumba
            Mwamba Kazadi Ngandu Banza Kalala Katanga Kitenge Lukusa Makengo Mbala Mbemba Mpoyi Muamba Mukoko Mulamba Mwanza
            Ndombe Nkulu Nsimba Nzuzi Okito Omari Ramazani Sefu Shabani Tshimanga Tshilombo Wemba Yamba Bakambu Bemba Bisimwa
            Bolamba Bongonda Ekanga Fayulu Ikoko Kanku Katumbi Kimbembe Luboya Mabiala Mayele Mobutu Monga Nlandu
            """,
        male: """
            Jean Joseph Pierre Patrick Christian Papy Trésor Dieudonné Emmanuel Jean-Pierre Jean-Claude Héritier Cédric Fiston
            Dieumerci Chancel Gédéon Glody Jonathan Junior Laurent Patrice Étienne Félix Augustin Célestin Espoir Faustin Freddy
            Gloire Guy Hervé Innocent Justin Lambert Moïse Olivier Pascal Serge Théo Vital
            """,
        female: """
            Marie Chantal Jeanne Béatrice Esther Grâce Divine Christelle Nadine Rachel Ruth Merveille Plamedi Bénie Deborah
            Dorcas Espérance Exaucée Falonne Francine Gisèle Gloria Henriette Immaculée Jolie Judith Julienne Laetitia Louise
            Mireille Naomie Odette Pascaline Patience Prisca Rosette Sarah Solange Thérèse Véronique Yvette
            """)
}
