import Wire

/// What one form says: exactly one of these.
public struct SupplementaryContent: WireRecord, Hashable {
    public var arrestInformation: ArrestInformation?
    public var multipleAlerts: MultipleAlerts?
    public var flagging: Flagging?
    public var hitInformation: HitInformation?
    public var actionNotPossible: ActionNotPossible?
    public var otherPurpose: OtherPurpose?
    public var wrongData: WrongData?
    public var dataSubjectRights: DataSubjectRights?
    public var sameDescription: SameDescription?
    public var otherInformation: OtherInformation?
    public var permitConsultation: PermitConsultation?
    public var permitHit: PermitHit?
    public var missingPerson: MissingPerson?
    public var objectDetails: ObjectDetails?
    public var misusedIdentityInformation: MisusedIdentityInformation?

    public init() {}

    public static let meaning = "What a form says: exactly one of its fields is given."
    public static let fields: [Field<SupplementaryContent>] = [
        .optional("arrestInformation", \.arrestInformation, "Form A."),
        .optional("multipleAlerts", \.multipleAlerts, "Form E."),
        .optional("flagging", \.flagging, "Form F."),
        .optional("hitInformation", \.hitInformation, "Form G."),
        .optional("actionNotPossible", \.actionNotPossible, "Form H."),
        .optional("otherPurpose", \.otherPurpose, "Form I."),
        .optional("wrongData", \.wrongData, "Form J."),
        .optional("dataSubjectRights", \.dataSubjectRights, "Form K."),
        .optional("sameDescription", \.sameDescription, "Form L."),
        .optional("otherInformation", \.otherInformation, "Form M."),
        .optional("permitConsultation", \.permitConsultation, "Form N."),
        .optional("permitHit", \.permitHit, "Form O."),
        .optional("missingPerson", \.missingPerson, "Form M on a missing person, or one to be prevented from travelling."),
        .optional("objectDetails", \.objectDetails, "Form P."),
        .optional("misusedIdentityInformation", \.misusedIdentityInformation, "Form Q."),
    ]

    /// The form that is filled in; `nil` where it is none, or more than one.
    public var form: SIRENEForm? {
        let given: [SIRENEForm?] = [
            arrestInformation.map { _ in .A },
            multipleAlerts.map { _ in .E },
            flagging.map { _ in .F },
            hitInformation.map { _ in .G },
            actionNotPossible.map { _ in .H },
            otherPurpose.map { _ in .I },
            wrongData.map { _ in .J },
            dataSubjectRights.map { _ in .K },
            sameDescription.map { _ in .L },
            otherInformation.map { _ in .M },
            permitConsultation.map { _ in .N },
            permitHit.map { _ in .O },
            missingPerson.map { _ in .M },
            objectDetails.map { _ in .P },
            misusedIdentityInformation.map { _ in .Q },
        ]
        let filled = given.compactMap { $0 }
        return filled.count == 1 ? filled[0] : nil
    }
}
