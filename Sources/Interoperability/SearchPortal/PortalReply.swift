import Access
import ECRISTCN
import EES
import ETIAS
import Eurodac
import Identity
import Operations
import Registry
import SIS
import VIS
import Wire

/// One reply for one question: what each system of the asker's profile has to say.
public struct PortalReply: WireRecord {
    public var asked = AskedAbout()
    public var systems: [SystemAnswer] = []
    public var links: [PortalLink] = []
    public init() {}
    public static let meaning = "What each system of the profile has to say. A system that is not listed was not asked."
    public static let fields: [Field<PortalReply>] = [
        .required("asked", \.asked, "Whom the question was understood to be about."),
        .list("systems", \.systems, "One answer for each system."),
        .list(
            "links", \.links, "Links that join what is shown, as far as the asker may see them (2019/817 26).", count: 0...10_000),
    ]
}

/// A link that joins a record shown, and which of the records shown it joins (2019/817 and 2019/818 Articles 26, 31(2), 32(2), 33(2)).
public struct PortalLink: WireRecord {
    public var shown: [RecordID] = []
    public var link = LinkView()
    public init() {}
    init(_ link: LinkView, shown: [RecordID]) { (self.link, self.shown) = (link, shown) }
    public static let meaning = "A link that joins a record shown."
    public static let fields: [Field<PortalLink>] = [
        .list("shown", \.shown, "Records of this reply that it joins.", count: 1...2),
        .required("link", \.link, "The link, as far as the asker may see it."),
    ]
}

/// What was read from the question, so that an officer sees what was searched for.
public struct AskedAbout: WireRecord {
    public var surnames: [String] = []
    public var givenNames: [String] = []
    public var dateOfBirth: PartialDate?
    public var sex: Sex?
    public var nationalities: [CountryCode] = []
    public var documents: [TravelDocument] = []
    public var remarks: [String] = []
    public init() {}
    init(_ question: ReadQuestion) {
        surnames = question.identity.surnames
        givenNames = question.identity.givenNames
        dateOfBirth = question.identity.dateOfBirth
        sex = question.identity.sex
        nationalities = question.identity.nationalities
        documents = question.documents
        remarks = question.remarks
    }
    public static let meaning = "Whom the question was understood to be about."
    public static let fields: [Field<AskedAbout>] = [
        .list("surnames", \.surnames, "Surnames.", count: 0...20),
        .list("givenNames", \.givenNames, "Given names.", count: 0...20),
        .optional("dateOfBirth", \.dateOfBirth, "Date of birth."),
        .optional("sex", \.sex, "Sex."),
        .list("nationalities", \.nationalities, "Nationalities.", count: 0...20),
        .list("documents", \.documents, "Documents.", count: 0...5),
        .list(
            "remarks", \.remarks, "What the reading of the zone repaired or could not believe.",
            element: .text(.init(length: 1...300))),
    ]
}

/// One system's answer.
public struct SystemAnswer: WireRecord {
    public enum State: String, CaseIterable, Sendable, WireChoice {
        case hit, noHit
        /// Could not be asked, or did not answer in time. Not the same as `noHit`.
        case unavailable
    }
    public var system = SystemName.EES
    public var state = State.noHit
    /// There are more records than were asked for.
    public var more = false
    public var ees: [EESHit] = []
    public var sis: [SISHit] = []
    public var vis: [RegisterHit<VISPortalView>] = []
    public var etias: [RegisterHit<ETIASPortalView>] = []
    public var eurodac: [RegisterHit<EurodacPortalView>] = []
    public var ecris: [RegisterHit<ECRISTCNPortalView>] = []
    /// Shows what another answer of the system shows besides.
    mutating func add(_ other: SystemAnswer) {
        if other.state == .hit { state = .hit }
        ees += other.ees
        sis += other.sis
        vis += other.vis
        etias += other.etias
        eurodac += other.eurodac
        ecris += other.ecris
    }
    /// Records shown.
    public var hits: Int { ees.count + sis.count + vis.count + etias.count + eurodac.count + ecris.count }
    public init() {}
    public init(_ system: SystemName, _ state: State) {
        self.system = system
        self.state = state
    }
    public static let meaning = "One system's answer."
    public static let fields: [Field<SystemAnswer>] = [
        .required("system", \.system, "The system asked."),
        .required("state", \.state, "Hit, no hit, or unavailable."),
        .defaulted("more", \.more, to: false, "There are more records than the limit."),
        .list("ees", \.ees, "Individual files of the Entry/Exit System, likeliest first."),
        .list("sis", \.sis, "Alerts of the Schengen Information System, those to execute first."),
        .list("vis", \.vis, "Applications for visas and permits, likeliest first."),
        .list("etias", \.etias, "Applications for travel authorisation, likeliest first."),
        .list("eurodac", \.eurodac, "Data sets of Eurodac, likeliest first."),
        .list("ecris", \.ecris, "Member States that hold criminal records, by ECRIS-TCN."),
    ]
}

/// A file of the EES and why it was found.
public struct EESHit: WireRecord {
    public var match = PortalMatch()
    public var file = EESPortalView()
    public init() {}
    public init(match: PortalMatch, file: EESPortalView) {
        self.match = match
        self.file = file
    }
    public static let meaning = "An individual file and why it was found."
    public static let fields: [Field<EESHit>] = [
        .required("match", \.match, "Why it was found."), .required("file", \.file, "What the EES has on the person."),
    ]
}

/// An alert of SIS and why it was found.
public struct SISHit: WireRecord {
    public var match = PortalMatch()
    public var alert = SISPortalView()
    public init() {}
    public init(match: PortalMatch, alert: SISPortalView) {
        self.match = match
        self.alert = alert
    }
    public static let meaning = "An alert and why it was found."
    public static let fields: [Field<SISHit>] = [
        .required("match", \.match, "Why it was found."), .required("alert", \.alert, "The alert and what is to be done."),
    ]
}
