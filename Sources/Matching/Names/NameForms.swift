/// Forms of one given name that share too few letters to be seen as such, and words so common that meeting one says little.
///
/// Used where no register shows either: a register's own pairs teach the linker its forms, and its counts its common words.
enum NameForms {
    /// Full names with what their bearers are called, one name to a line.
    private static let groups = """
        alexander aleksandr aleksander alejandro alessandro alexandre sasha alex sandro iskander
        abraham ibrahim avraham abram
        albert bert
        andrew andy drew andreas andrei andre andrzej andres
        anthony tony antonio anton antoine
        arthur art
        barbara barb babs
        benjamin ben benny binyamin
        bernard bernie
        catherine kate kathy cathy katherine katarina ekaterina yekaterina katya kitty caterina katarzyna kasia
        charles charlie chuck carlos karl carl karel carlo karol
        christopher chris
        daniel dan danny
        david dave daoud dawud davit
        deborah debbie deb
        dmitry dima dmitri
        donald don
        dorothy dot dolly
        edward ed eddie ted ned eduardo
        elizabeth liz beth betty lisa eliza elisabeth bess betsy isabel elzbieta
        ellen helen elena eleni helena olena yelena lena
        eugene gene evgeny yevgeny evgeni
        francis frank francisco paco pancho francesco franz ferenc frantisek franciszek francois
        frederick fred freddie friedrich fritz
        gabriel gabriele jibril jibreel
        george georgios giorgi jorge georg jerzy yuri georgy jurgen jiri
        gerald gerry jerry
        gregory greg grigory
        harold harry hal
        henry hank harry heinrich enrique henri henryk heinz hendrik henk
        hermann armin
        isaac ishaq yitzhak
        ismail ishmael
        jacob jakob james jim jimmy jamie jack yakov yaqub diego santiago
        jane joan janet
        john jon johnny jack johann jan hans ivan ioan giovanni juan jean yohanan ian sean yahya
        joseph joe joey jose yusuf youssef iosif josef giuseppe pepe yosef josip jozef
        jonathan jon
        judith judy
        kenneth ken kenny
        lawrence larry laurence lorenzo laurent
        leonard leo len
        louis lou luis ludwig luigi
        lucas luke luca lukas
        magdalena lena magda
        margaret maggie peggy meg margarita marguerite malgorzata rita greta gosia
        mary maria marie molly polly maryam miriam masha
        martin marty
        matthew matt matteo matthias mateusz mathieu
        michael mike mick mickey mikhail miguel michel mikael misha mihai michele michal mikail
        moses musa moshe moussa
        natalia natasha natalie natalya
        nicholas nick nicolas nikolai nicola nikola nico mikolaj kolya
        noah nuh
        olga olya
        oliver ollie
        patricia pat patty tricia trish
        patrick pat paddy
        paul pavel pablo paolo pawel pauli bulus
        peter pete pedro pyotr piotr pietro pierre petr petro pekka butrus
        philip phil felipe filippo philippe
        rachel rahel raquel
        raymond ray
        rebecca becky
        richard dick rick rich ricky ricardo
        robert bob bobby rob roberto bert
        ronald ron ronnie
        samuel sam sammy
        sarah sara sally
        simon shimon semyon simeon
        solomon suleiman sulayman shlomo salman
        sophia sofia sonya zofia
        stephen steve steven stefan esteban stephan etienne stefano istvan
        susan sue susie suzanne
        sergei sergey serge sergio siarhei serhiy
        tatiana tanya
        terence terry
        theodore ted teddy fyodor fedor teodor
        theresa terry teresa tess
        thomas tom tommy tomas tomasz
        timothy tim timmy
        valentina valya
        victoria vicky viktoria
        victor vic
        vincent vince vincenzo vicente
        vladimir vova volodymyr uladzimir
        walter walt wally
        william bill billy will willy guillermo guillaume wilhelm willem guglielmo liam
        zachary zach zakaria zakariya
        """

    private static let common = """
        abdul abdel abdal abdur abdulla abdullah mohammed mohammad mohamed muhammad muhammed mohamad mahmoud mahmud ahmed ahmad ali hassan hasan \
        hussein hussain ibrahim omar umar yusuf khan singh kumar kaur rahman aziz said sayed syed kim lee li wang zhang chen nguyen van \
        tran pham john maria juan jose ivan aleksandr vladimir mary ana anna
        """

    /// Open addressing by the letters of a word (its first sixteen). Made once and never freed: looked up for every word of every
    /// name, it must cost neither a count of references nor a question whether it is there.
    struct Table: @unchecked Sendable, BitwiseCopyable {
        fileprivate let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: mask + 1)
        fileprivate let entries = UnsafeMutablePointer<Entry>.allocate(capacity: mask + 1)

        fileprivate init() {
            keys.initialize(repeating: 0, count: mask + 1)
            entries.initialize(repeating: Entry(), count: mask + 1)
            for (number, line) in groups.split(separator: "\n").enumerated() {
                for word in line.split(separator: " ") {
                    let at = place(word)
                    if number < 64 { entries[at].low |= 1 << UInt64(number) } else { entries[at].high |= 1 << UInt64(number - 64) }
                }
            }
            for word in common.split(whereSeparator: { $0 == " " || $0 == "\n" }) { entries[place(word)].isCommon = true }
        }

        private func place(_ word: Substring) -> Int {
            let key = NameForms.key(NameToken(word))
            var at = Int(truncatingIfNeeded: key) & mask
            while keys[at] != 0, keys[at] != key { at = (at + 1) & mask }
            keys[at] = key
            return at
        }

        @inline(__always)
        func entry(_ token: NameToken) -> Entry {
            guard token.length >= 2, token.length <= 16 else { return Entry() }
            let key = NameForms.key(token)
            var at = Int(truncatingIfNeeded: key) & mask
            while keys[at] != 0 {
                if keys[at] == key { return entries[at] }
                at = (at + 1) & mask
            }
            return Entry()
        }
    }

    private static let mask = 2047
    static let table = Table()

    @inline(__always)
    private static func key(_ token: NameToken) -> UInt64 { mix(token.first, token.second) | 1 }

    /// The names that a word is a form of, as bits, and whether it is common.
    struct Entry: BitwiseCopyable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var isCommon = false
        func shares(with other: Entry) -> Bool { low & other.low != 0 || high & other.high != 0 }
    }
}
