import Identity
import Wire

/// Every object but a vehicle and an issued document, as an alert describes it: by its numbers first.
public struct ObjectItem: WireRecord, Hashable {
    public var numbers: [ObjectNumber] = []
    public var type: String?
    public var make: String?
    public var model: String?
    public var colour: String?
    public var name: String?
    public var calibre: String?
    public var currency: String?
    public var denomination: String?
    public var features: String?

    public init() {}
    public init(_ numbers: [ObjectNumber], type: String? = nil) {
        self.numbers = numbers
        self.type = type
    }

    public static let meaning = "An object told by its numbers; which numbers tell it depends on its kind."
    public static let fields: [Field<ObjectItem>] = [
        .list("numbers", \.numbers, "Its numbers; at least one that tells such an object.", count: 1...10),
        .optional("type", \.type, "What exactly it is: sailing boat, pistol, laptop.", limits: ObjectNumber.text),
        .optional("make", \.make, "Make.", limits: ObjectNumber.text),
        .optional("model", \.model, "Model.", limits: ObjectNumber.text),
        .optional("colour", \.colour, "Colour.", limits: ObjectNumber.text),
        .optional("name", \.name, "Name of a boat.", limits: ObjectNumber.text),
        .optional("calibre", \.calibre, "Calibre of a firearm.", limits: ObjectNumber.text),
        .optional(
            "currency", \.currency, "Currency of a banknote or means of payment (ISO 4217).",
            limits: .text(.init(length: 3...3, pattern: "^[A-Z]{3}$"))),
        .optional("denomination", \.denomination, "Face value of a banknote.", limits: .text(.init(length: 1...20))),
        .optional("features", \.features, "Engraving, damage, motif.", limits: .text(.init(length: 1...500))),
    ]

    /// Numbers that tell an object of this kind, and numbers that may stand beside them (1862 Article 38(2)).
    static func numbers(of kind: ObjectKind) -> (telling: Set<ObjectNumberKind>, besides: Set<ObjectNumberKind>) {
        switch kind {
        case .motorVehicle, .trailer, .caravan, .identityDocument: ([], [])
        case .industrialEquipment: ([.serialNumber, .vin, .registrationMark], [])
        case .boat: ([.hullNumber, .imoNumber, .registrationMark, .serialNumber], [.mmsi])
        case .boatEngine, .aircraftEngine, .firearm, .industrialEquipmentComponent: ([.serialNumber], [])
        case .container: ([.containerNumber, .serialNumber], [])
        case .aircraft: ([.registrationMark, .serialNumber], [])
        case .blankDocument: ([.documentNumber], [])
        case .vehicleRegistrationCertificate: ([.documentNumber], [.registrationMark, .vin])
        case .numberPlate: ([.registrationMark], [.serialNumber])
        case .banknote: ([.banknoteNumber], [])
        case .informationTechnology: ([.serialNumber, .imei, .macAddress], [])
        case .vehicleComponent: ([.serialNumber, .vin], [])
        case .otherHighValue: ([.serialNumber, .registerNumber], [])
        case .nonCashMeansOfPayment: ([.cardNumber, .accountNumber, .documentNumber], [])
        }
    }

    /// Everything that speaks against the description of an object of this kind.
    func findings(of kind: ObjectKind) -> [ObjectFinding] {
        let known = ObjectItem.numbers(of: kind)
        var findings = numbers.flatMap(\.findings)
        func block(_ field: String, _ problem: ObjectFinding.Problem) {
            findings.append(.init(field: field, problem: problem, weight: .blocking))
        }
        if !numbers.contains(where: { known.telling.contains($0.kind) }) { block("numbers", .notIdentifiable) }
        for number in numbers where !known.telling.union(known.besides).contains(number.kind) {
            block(number.kind.rawValue, .foreign)
        }
        // Every pattern of a block is a key; a record has room for so many.
        if numbers.reduce(0, { $0 + $1.patterns.count }) > 200 { block("numbers", .block) }
        if calibre != nil, kind != .firearm { block("calibre", .foreign) }
        if name != nil, kind != .boat { block("name", .foreign) }
        if currency != nil, kind != .banknote, kind != .nonCashMeansOfPayment { block("currency", .foreign) }
        if denomination != nil, kind != .banknote { block("denomination", .foreign) }
        return findings
    }

    /// Numbers that tell the object, alone.
    func telling(_ kind: ObjectKind) -> [ObjectNumber] {
        let telling = ObjectItem.numbers(of: kind).telling
        return numbers.filter { telling.contains($0.kind) }
    }
}
