import Access
import Identity
import Operations
import Registry
import Wire

/// What the VIS says of one application at a check, on one screen: the file as far as the right goes, whether there is a visa or permit
/// in force today, and what to look at.
public struct VISPortalView: WireRecord, Hashable {
    public enum Warning: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Requested, refused, closed or expired.
        case noValidDocument
        case annulledOrRevoked
        case notYetValid, expired
        /// Valid for some Member States alone, and not for the asker's.
        case otherTerritory
        /// The travel document has expired.
        case documentExpired
        /// No fingerprints are held: verify by the data alone (Article 18(6)).
        case noFingerprints
        /// An airport transit visa does not allow entry.
        case airportTransitOnly
    }

    public var file = VisaApplicationView()
    public var asOf = Day(number: 0)
    public var valid = false
    public var warnings: [Warning] = []

    public init() {}
    public static let meaning = "What the VIS has on an application, as a check shows it."
    public static let fields: [Field<VISPortalView>] = [
        .required("file", \.file, "The application file, as far as it may be seen."),
        .required("asOf", \.asOf, "Local day of the question."),
        .required("valid", \.valid, "A visa, long-stay visa or permit is in force."),
        .list("warnings", \.warnings, "What the officer should look at.", count: 0...20),
    ]

    /// Puts the view together. Pure.
    public init(
        _ recorded: Recorded<ApplicationFile>, links: ApplicationLinks, asOf: Day, memberState: String?, visible: Set<DataGroup>
    ) {
        self.init()
        let file = recorded.value
        self.file = VisaApplicationView(recorded, links: links, visible: visible, processing: memberState == recorded.owner)
        self.asOf = asOf
        valid = file.hasValidDocument(on: asOf)
        var warned: Set<Warning> = []
        if !valid { warned.insert(.noValidDocument) }
        if [.annulled, .revoked, .withdrawn].contains(file.status) { warned.insert(.annulledOrRevoked) }
        if file.status.isInForce, let document = file.document {
            if document.validFrom > asOf { warned.insert(.notYetValid) }
            if document.validUntil < asOf { warned.insert(.expired) }
            if let state = memberState.flatMap({ CountryCode($0) }), !document.covers(state) { warned.insert(.otherTerritory) }
            if document.sort == .airportTransit { warned.insert(.airportTransitOnly) }
        }
        if visible.contains(.travelDocuments), file.documents.allSatisfy({ $0.expiry.map { $0 < asOf } ?? false }) {
            warned.insert(.documentExpired)
        }
        if visible.contains(.visaFacialImage), file.fingerprints.positions.isEmpty { warned.insert(.noFingerprints) }
        warnings = Warning.allCases.filter(warned.contains)
    }

    /// Reads the file and puts the view together; `nil` where there is no such file, or where it is not open to the asker
    /// (Articles 6(2-a), (2d)–(2f), 21(2), 22o(6)).
    public static func read(
        _ id: RecordID, from reader: Reader, asOf: Day, memberState: String?, authority: AuthorityKind, purpose: Purpose,
        usesSamples: Bool, visible: Set<DataGroup>
    ) throws -> VISPortalView? {
        guard let recorded = try reader.value(ApplicationFile.self, id),
            recorded.value.isOpen(to: authority, for: purpose, visible: visible, usesSamples: usesSamples, on: asOf)
        else { return nil }
        let shown = visible.ofFile
        let linked: Set<DataGroup> = [.previousApplications, .familyApplications]
        let links = shown.isDisjoint(with: linked) ? ApplicationLinks() : try ApplicationLinks(of: id, recorded.value, from: reader)
        return VISPortalView(recorded, links: links, asOf: asOf, memberState: memberState, visible: shown)
    }
}
