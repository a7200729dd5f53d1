import Identity
import Wire

/// A kind of data that an act may ask of a record.
public enum QualityDatum: String, CaseIterable, Hashable, Comparable, Sendable, WireChoice {
    case surname, givenName, dateOfBirth, sex, nationality, placeOfBirth, countryOfBirth
    case documentNumber, documentExpiry
    case face, fingerprints
    case homeAddress, occupation, reason, decisionReference

    public static func < (a: QualityDatum, b: QualityDatum) -> Bool { a.rawValue < b.rawValue }
}

/// A record as the rules of data quality see it: values alone, whatever register they stand in.
public struct CheckedRecord: Hashable, Sendable {
    public var register: CheckedRegister
    public var identities: [PersonIdentity] = []
    public var documents: [TravelDocument] = []
    public var samples: [Sample] = []
    /// What the act asks of this very record.
    public var asked: Set<QualityDatum> = []
    /// Of these, what is there.
    public var given: Set<QualityDatum> = []
    /// Of these, what is stated not to apply or not to be known, for a reason that the act accepts.
    public var excused: Set<QualityDatum> = []
    /// Day of the event that the record is about…
    public var occurred: Day?
    /// …the day on which it was recorded…
    public var recorded: Day?
    /// …and within how many days the act wants that.
    public var recordedWithinDays: Int?
    /// Days that must follow each other.
    public var orders: [Order] = []
    public var texts: [NamedText] = []
    /// The document's machine-readable zone, where it was read.
    public var zone: MachineReadableZone?
    /// What the reading of the zone found wrong with it.
    public var zoneDefects: [MachineReadableZone.Defect] = []
    /// Records of other persons in the same register that have one of these documents; counted by whoever can look.
    public var othersWithDocument = 0
    /// Records of the same register, State and person's data beside this one, where one person has one record.
    public var twins = 0

    public init(_ register: CheckedRegister) { self.register = register }

    /// One sample that is held.
    public struct Sample: Hashable, Sendable {
        public enum Modality: String, Hashable, Sendable { case face, fingerprint }
        public var modality: Modality
        /// Of fingerprints, as in ISO/IEC 19794-4.
        public var position: Int?
        /// 0 to 100, the higher the better (NFIQ 2; ISO/IEC 29794-5); `nil` where none was given.
        public var quality: Int?
        public init(_ modality: Modality, position: Int? = nil, quality: Int? = nil) {
            self.modality = modality
            self.position = position
            self.quality = quality
        }
    }

    /// Two days of which the first cannot be after the second.
    public struct Order: Hashable, Sendable {
        public var field: String
        public var first: Day
        public var second: Day
        public init(_ field: String, _ first: Day, _ second: Day) {
            self.field = field
            self.first = first
            self.second = second
        }
    }

    /// A text that should say something: a place, an address.
    public struct NamedText: Hashable, Sendable {
        public var field: String
        public var text: String
        public init(_ field: String, _ text: String) {
            self.field = field
            self.text = text
        }
    }

    /// What stands in a field, as findings name it, for comparing two versions; `nil` where nothing does. Of a finding on a whole list it is
    /// the list.
    public func content(of field: String) -> AnyHashable? {
        let parts = field.split(separator: "/").map(String.init)
        let place = parts.count > 1 ? Int(parts[1]) : nil
        switch parts.first ?? "" {
        case "identities":
            guard let place else { return AnyHashable(identities) }
            return identities.indices.contains(place) ? CheckedRecord.content(of: parts.last ?? "", in: identities[place]) : nil
        case "documents":
            guard let place else { return AnyHashable(documents) }
            return documents.indices.contains(place) ? CheckedRecord.content(of: parts.last ?? "", in: documents[place]) : nil
        case "fingerprints": return AnyHashable(samples.filter { $0.modality == .fingerprint && (place == nil || $0.position ?? 0 == place) })
        case "face": return AnyHashable(samples.filter { $0.modality == .face })
        case "recorded": return AnyHashable([occurred, recorded])
        default:
            if let text = texts.first(where: { $0.field == field }) { return AnyHashable(text) }
            return orders.first { $0.field == field }.map { AnyHashable($0) }
        }
    }

    private static func content(of member: String, in identity: PersonIdentity) -> AnyHashable {
        switch member {
        case "surnames": AnyHashable(identity.surnames)
        case "givenNames": AnyHashable(identity.givenNames)
        case "surnamesAtBirth": AnyHashable(identity.surnamesAtBirth)
        case "dateOfBirth": AnyHashable(identity.dateOfBirth)
        case "nationalities": AnyHashable(identity.nationalities)
        case "placeOfBirth": AnyHashable(identity.placeOfBirth)
        default: AnyHashable(identity)
        }
    }

    private static func content(of member: String, in document: TravelDocument) -> AnyHashable {
        switch member {
        case "number": AnyHashable(document.number)
        case "issuer": AnyHashable(document.issuer)
        case "issued": AnyHashable(document.issued)
        case "expiry": AnyHashable(document.expiry)
        default: AnyHashable(document)
        }
    }

    /// What the act asks for and is neither there nor excused.
    public var missing: Set<QualityDatum> { asked.subtracting(given).subtracting(excused) }

    /// Notes what identities and documents give; systems add the rest.
    public mutating func noteGiven() {
        if !documents.isEmpty { given.insert(.documentNumber) }
        if documents.contains(where: { $0.expiry != nil }) { given.insert(.documentExpiry) }
        if samples.contains(where: { $0.modality == .face }) { given.insert(.face) }
        if samples.contains(where: { $0.modality == .fingerprint }) { given.insert(.fingerprints) }
        guard let first = identities.first else { return }
        if !first.surnames.isEmpty { given.insert(.surname) }
        if !first.givenNames.isEmpty { given.insert(.givenName) }
        // A person with one name has it as a surname (ICAO Doc 9303-3, 4.6): nothing is missing then.
        if first.givenNames.isEmpty, first.surnames.count == 1 { excused.insert(.givenName) }
        if first.dateOfBirth != nil { given.insert(.dateOfBirth) }
        if first.sex != nil { given.insert(.sex) }
        if !first.nationalities.isEmpty { given.insert(.nationality) }
        if first.placeOfBirth != nil { given.insert(.placeOfBirth) }
        if first.countryOfBirth != nil { given.insert(.countryOfBirth) }
    }
}
