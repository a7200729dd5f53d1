import Identity

/// One traveller at the desk, and what a faultless system would say.
public struct BorderCheck: Hashable, Sendable {
    public enum Direction: String, CaseIterable, Hashable, Sendable { case entry, exit }

    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Has been here before and comes again; comes for the first time; leaves.
        case returning, firstTime, leaving
        /// Leaves, or is met, after the last lawful day.
        case overstayer
        /// Has an alert under the very data of the passport, or under other data.
        case alertSameData, alertOtherData
        /// Shows a document that is reported stolen, lost, misappropriated or invalidated.
        case reportedDocument
        /// Shows another person's genuine document.
        case impostor
        /// Has a twin whom the system knows, and must not be taken for.
        case twin
        case expiredDocument
        /// The zone of the visa sticker is read instead of the passport's.
        case visaSticker
        /// Holds a residence permit of a Member State: outside the Entry/Exit System (Article 2(3)(c)).
        case residencePermit
        /// A printed letter in the place of a digit that looks like it: a tolerant reader can mend the zone.
        case misreadZone
        /// The check digits cannot be met.
        case spoiledZone
        case specimen
    }

    public struct Expectation: Hashable, Sendable {
        /// Who stands there; `nil` for the specimen.
        public var personTruth: Int?
        /// Whose data the zone shows, where that is somebody else.
        public var shownTruth: Int?
        /// Whether the zone has valid check digits as it stands.
        public var isValidZone = true
        /// Whether the Entry/Exit System has a file on the person whose data are shown.
        public var hasFile = false
        /// Whether that file has an open stay.
        public var isPresent = false
        public var overstayDays = 0
        public var isDocumentExpired = false
        /// The alert on the person whose data are shown.
        public var alert: PersonAlertCategory?
        /// How the alert's main identity differs from the passport; empty where it does not or there is none.
        public var alertVariations: [Variation] = []
        public var documentReported: ObjectAlert.DocumentLoss?
        /// The twin who must not be the answer.
        public var mustNotBe: Int?
    }

    public var number: Int
    public var kind: Kind
    public var direction: Direction
    public var crossing: Crossing
    public var lines: [String]
    /// What was printed in the zone; `nil` for a specimen.
    public var contents: ZoneContents?
    public var expected: Expectation
}
