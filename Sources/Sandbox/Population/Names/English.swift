// Names of the English-speaking world, most frequent first; `_` stands for a blank inside a name.

extension NameTable {
    private static let englishMale = """
        James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark
        Steven Paul Andrew Joshua Kenneth Kevin Brian George Edward Ronald Timothy Jason Jeffrey Ryan Jacob Gary
        Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Patrick Jack
        Dennis Tyler Aaron Adam Henry Nathan Peter Zachary Kyle Noah Ethan Harry Oliver Callum Liam Graham Neil
        Jean-Luc Hugh Anthony-James
        """
    private static let englishFemale = """
        Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Margaret Sandra Ashley
        Kimberly Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Dorothy Amy
        Kathleen Angela Shirley Emma Brenda Pamela Nicole Anna Samantha Katherine Christine Helen Rachel Carolyn Janet
        Maria Olivia Heather Diane Julie Joyce Victoria Ruth Grace Chloe Lucy Hannah Charlotte Mary-Jane Sarah-Louise
        Anne-Marie Siobhan Fiona
        """

    static let unitedStates = NameTable(
        .latin, .asPrinted,
        surnames: """
            Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson
            Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis
            Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall
            Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes
            Stewart Morris Morales Murphy Cook Rogers O'Connor McDonald Van_Buren DiMaggio Schwartz Kowalski Olson
            """,
        male: englishMale, female: englishFemale,
        tailStems:
            "Ash Black Brad Brook Cart Clay Crest Farn Green Hart High Holl King Lang Lock Marsh Nor Oak Rad Red Rock Sand Shel Stan Stock Thorn Wal West Whit Win Wood",
        tailEndings: "field ford ton ley well wood worth burn bridge man son er ridge land stead")

    static let unitedKingdom = NameTable(
        .latin, .asPrinted,
        surnames: """
            Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White
            Roberts Green Hall Thomas Clarke Jackson Wood Harris Edwards Turner Martin Cooper Hill Ward Hughes Moore
            Clark King Harrison Lewis Baker Lee Allen Morris Khan Scott Watson Davis Parker James Bennett Young
            Phillips Richardson Mitchell Bailey Carter Cook Singh Shaw Bell Collins Morgan Kelly Begum Miller Cox
            Hussain Marshall Simpson Anderson Ali Price MacDonald O'Neill Murray Smith-Jones Fforbes Campbell
            """,
        male: englishMale, female: englishFemale,
        tailStems:
            "Ash Bar Birk Black Brom Burn Chat Clif Cran Dal Eccles Fair Ger Hal Hather King Lang Mal New Nor Old Pem Rams Sel Shut Staf Stan Thorn Wake Wel Whit Win",
        tailEndings: "ton ford ley ham by field worth thwaite bottom wick well shaw stead more combe")

    static let canada = NameTable(
        .latin, .asPrinted,
        surnames: """
            Smith Brown Tremblay Martin Roy Wilson MacDonald Gagnon Johnson Taylor Côté Campbell Anderson Lee Jones
            Williams Bouchard Miller Gauthier Morin White Lavoie Thompson Fortin Gagné Young Wong Ouellet Pelletier
            Bélanger Lévesque Bergeron Leblanc Paquette Girard Simard Boucher Caron Beaulieu Cloutier Dubé Poirier
            Fournier Lapointe Leclerc Lefebvre Poulin Thibault St-Pierre Nadeau Martel Grant Stewart Robertson
            MacLeod Singh Chen Li Patel Fraser Reid Ross McKenzie Murray Kowalchuk
            """,
        male: "Marc-André Jean-François Étienne Guillaume Mathieu Alexandre Luc Pierre François Benoît " + englishMale,
        female: "Marie-Ève Geneviève Isabelle Chloé Amélie Josée Mélanie Sylvie Noémie Élise " + englishFemale,
        tailStems: "Ash Black Brad Bon Beau Clay Farn Green Hart High Holl Lang Marsh Mont Oak Red Rock Sand Stan Thorn Wal West Whit Win",
        tailEndings: "field ford ton ley well wood worth burn man son ridge land")

    static let australia = NameTable(
        .latin, .asPrinted,
        surnames: """
            Smith Jones Williams Brown Wilson Taylor Nguyen Johnson Martin White Anderson Walker Thompson Thomas Lee
            Harris Ryan Robinson Kelly King Singh Campbell Wright Davis Evans Young Clarke Roberts Hall Hill Moore
            Scott Green Baker Adams Edwards Turner Stewart Mitchell Phillips O'Brien Murphy Collins Parker Bell Cook
            McDonald Wood Watson Morris Bailey Murray Richardson Cooper Cox Chen Papadopoulos Kennedy Simpson Reid
            Fitzgerald Hughes Gray Marshall
            """,
        male: englishMale, female: englishFemale,
        tailStems: "Ash Bar Black Brom Burn Clif Cran Dal Fair Hal Hather Lang Mal Nor Old Pem Rams Staf Stan Thorn Wake Whit Win",
        tailEndings: "ton ford ley ham by field worth well stead more combe")
}
