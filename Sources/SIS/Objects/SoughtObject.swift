import Identity
import Wire

extension ObjectKind: WireChoice {}
extension ObjectCircumstance: WireChoice {}

extension VehicleDescription: WireRecord {
    public init() { self.init(vin: nil) }
    public static let meaning = "A motor vehicle, trailer or caravan; at least one of the two identifiers is needed."
    public static let fields: [Field<VehicleDescription>] = [
        .optional("vin", \.vin, "Vehicle identification number as stamped.", limits: .text(.init(length: 1...60))),
        .optional(
            "registrationMark", \.registrationMark, "Registration mark as on the plate.",
            limits: .text(.init(length: 1...60))),
        .optional("registrationState", \.registrationState, "State of registration."),
        .optional("make", \.make, "Make.", limits: .text(.init(length: 1...60))),
        .optional("model", \.model, "Model.", limits: .text(.init(length: 1...60))),
        .optional("colour", \.colour, "Colour.", limits: .text(.init(length: 1...60))),
    ]

    /// What two descriptions of one vehicle have in common.
    public var keys: [String] {
        var keys: [String] = []
        if let vin = vin.map(ObjectRules.key), !vin.isEmpty { keys.append("VIN/" + vin) }
        if let mark = registrationMark.map(ObjectRules.key), !mark.isEmpty {
            keys.append("MARK/\(registrationState?.text ?? "")/\(mark)")
        }
        return keys
    }
}

/// The object of an alert, described in the way that identifies its kind.
public struct SoughtObject: WireRecord, Hashable {
    public var kind = ObjectKind.identityDocument
    public var circumstance: ObjectCircumstance?
    public var vehicle: VehicleDescription?
    public var document: TravelDocument?
    public var item: ObjectItem?

    public init() {}
    public init(vehicle: VehicleDescription, kind: ObjectKind = .motorVehicle) {
        self.kind = kind
        self.vehicle = vehicle
    }
    public init(document: TravelDocument, circumstance: ObjectCircumstance? = nil) {
        kind = .identityDocument
        self.document = document
        self.circumstance = circumstance
    }
    public init(_ kind: ObjectKind, _ item: ObjectItem, circumstance: ObjectCircumstance? = nil) {
        self.kind = kind
        self.item = item
        self.circumstance = circumstance
    }

    public static let meaning =
        "An object that is sought, identified by the description of its kind (2018/1862 Articles 36 and 38)."
    public static let fields: [Field<SoughtObject>] = [
        .required("kind", \.kind, "Kind of object: one of Article 38(2), or a non-cash means of payment."),
        .optional("circumstance", \.circumstance, "How it came to be sought; of documents and plates only."),
        .optional("vehicle", \.vehicle, "Of a motor vehicle, trailer or caravan."),
        .optional("document", \.document, "Of an issued identity document."),
        .optional("item", \.item, "Of every other kind of object."),
    ]

    /// The description that a kind is identified by.
    enum Description: String, Sendable { case vehicle, document, item }
    static func description(of kind: ObjectKind) -> Description {
        switch kind {
        case .motorVehicle, .trailer, .caravan: .vehicle
        case .identityDocument: .document
        default: .item
        }
    }

    /// The descriptions that are given.
    var given: [Description] {
        (vehicle == nil ? [] : [.vehicle]) + (document == nil ? [] : [.document]) + (item == nil ? [] : [.item])
    }

    /// Levelled identifiers: an object with one of them in common is the same object (Article 23).
    public var keys: [String] {
        (vehicle?.keys ?? []) + (document.map { ["DOC/" + $0.key] } ?? [])
            + (item?.telling(kind).flatMap { $0.keys(of: kind.rawValue) } ?? [])
    }

    /// Keys of blocks of numbers in which one of its numbers may lie.
    var enclosingKeys: [String] { item?.telling(kind).flatMap { $0.enclosingKeys(of: kind.rawValue) } ?? [] }

    /// What a search may start from: also a number without its state or issuer.
    public var searchKeys: [String] {
        var keys = (vehicle?.keys ?? []) + (document.map { ["DOC/" + $0.key] } ?? [])
        if let mark = vehicle?.registrationMark { keys.append("MARK//" + ObjectRules.key(mark)) }
        if let document { keys.append("DOC//" + TravelDocument.level(number: document.number)) }
        return keys + (item?.numbers.flatMap(\.searchKeys) ?? [])
    }

    /// The documents that checks of documents find it by: an issued one, or blank ones, which somebody may have filled in.
    var searchedDocuments: [TravelDocument] {
        if let document { return [document] }
        guard kind == .blankDocument, let item else { return [] }
        return item.numbers.flatMap(\.searchedDocuments)
    }

    /// Whether it is this travel document, or blank ones of which this may be one that somebody has filled in.
    public func reports(_ document: TravelDocument) -> Bool {
        let keys = Set(searchedDocuments.map(\.key))
        return !keys.isEmpty && ([document] + document.enclosingBlanks).contains { keys.contains($0.key) }
    }

    /// Everything that speaks against the description; `blocking` findings refuse the alert.
    public var findings: [ObjectFinding] {
        ObjectRules.findings(circumstance, of: kind) + (vehicle.map(ObjectRules.findings) ?? [])
            + (document.map { ObjectRules.findings(SoughtDocument(document: $0)) } ?? [])
            + (item?.findings(of: kind) ?? [])
    }
}
