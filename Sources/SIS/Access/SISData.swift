import Access

/// The groups of data that rights in SIS are given on: kinds of alert, and kinds of object.
extension DataGroup {
    /// Alerts on return (2018/1860).
    public static let sisReturn: DataGroup = "return"
    /// Refusal of entry and stay, entry bans and restrictive measures (2018/1861 Articles 24 and 25).
    public static let sisRefusal: DataGroup = "refusal"
    /// 2018/1862 Article 26.
    public static let sisArrest: DataGroup = "arrest"
    /// Missing persons and those to be prevented from travelling (2018/1862 Article 32).
    public static let sisMissing: DataGroup = "missing"
    /// 2018/1862 Article 34.
    public static let sisJudicial: DataGroup = "judicial"
    /// Persons for discreet, inquiry and specific checks (2018/1862 Article 36).
    public static let sisCheck: DataGroup = "check"
    /// Information alerts (2018/1862 Article 37a).
    public static let sisInformation: DataGroup = "information"
    /// Objects for such checks (2018/1862 Article 36); a group of its own, because Article 47 opens those on persons alone.
    public static let sisObjectCheck: DataGroup = "objectCheck"
    /// 2018/1862 Article 40.
    public static let sisUnknownWanted: DataGroup = "unknownWanted"
    /// Objects of every kind (2018/1862 Article 38).
    public static let sisObject: DataGroup = "object"
    /// An alert that another one is linked to (2018/1862 Article 63).
    public static let sisLinkedAlert: DataGroup = "linkedAlert"
    /// Reports of hits (2018/1862 Articles 48(2), 49(2), 50(3) and 58; 2018/1861 Article 43; 2018/1860 Articles 6 and 8).
    public static let sisHit: DataGroup = "hit"
    /// What SIRENE Bureaux exchange (2018/1860 Article 5; 2018/1861 and 2018/1862 Article 8).
    public static let sisSupplementary: DataGroup = "supplementaryInformation"
    /// Consultations between Member States (2018/1860 Articles 9-12, 2018/1861 Articles 26-30).
    public static let sisConsultation: DataGroup = "consultation"
    /// Flags, which the SIRENE Bureau of the issuing Member State adds (2018/1862 Article 24(1)).
    public static let sisFlag: DataGroup = "flag"
    /// Requests for flags, which other Member States make.
    public static let sisFlagRequest: DataGroup = "flagRequest"
    /// Europol's proposals of information alerts (2018/1862 Article 37a).
    public static let sisProposal: DataGroup = "informationProposal"
    /// That the purpose of an alert is achieved (2018/1862 Article 53(9)).
    public static let sisPurpose: DataGroup = "purposeAchieved"
    /// What became of alerts that have gone (2018/1861 and 2018/1862 Article 18(4)).
    public static let sisHistory: DataGroup = "alertHistory"
    /// The list of the alerts that one's own Member State has entered.
    public static let sisOwnAlerts: DataGroup = "ownAlerts"
}

extension ObjectKind {
    /// The group that a right of access to this kind of object must cover.
    public var dataGroup: DataGroup {
        switch self {
        case .motorVehicle: "vehicle"
        case .trailer: "trailer"
        case .caravan: "caravan"
        case .industrialEquipment: "industrialEquipment"
        case .boat: "boat"
        case .boatEngine: "boatEngine"
        case .container: "container"
        case .aircraft: "aircraft"
        case .aircraftEngine: "aircraftEngine"
        case .firearm: "firearm"
        case .blankDocument: "blankDocument"
        case .identityDocument: "identityDocument"
        case .vehicleRegistrationCertificate: "registrationCertificate"
        case .numberPlate: "registrationPlate"
        case .banknote: "banknote"
        case .informationTechnology: "informationTechnology"
        case .vehicleComponent: "vehicleComponent"
        case .industrialEquipmentComponent: "industrialEquipmentComponent"
        case .otherHighValue: "otherHighValue"
        case .nonCashMeansOfPayment: "nonCashMeansOfPayment"
        }
    }
}

extension AlertCategory {
    /// The group that a right of access to alerts of this category must cover; for an alert on an object, its kind's.
    public func dataGroup(object: ObjectKind?) -> DataGroup {
        switch self {
        case .return: .sisReturn
        case .refusal, .entryBan, .restrictiveMeasure: .sisRefusal
        case .arrest: .sisArrest
        case .missingProtect, .missing, .childAbduction, .childRisk, .vulnerableAdult: .sisMissing
        case .judicial: .sisJudicial
        case .discreetCheck, .inquiryCheck, .specificCheck: object == nil ? .sisCheck : .sisObjectCheck
        case .unknownWanted: .sisUnknownWanted
        case .information: object == nil ? .sisInformation : .sisObjectCheck
        case .object: object?.dataGroup ?? .sisObject
        }
    }
}
