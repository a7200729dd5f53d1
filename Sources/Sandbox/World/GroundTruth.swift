import Identity
import Wire

/// The ground truth of a labelled world as JSON Lines: one object a person, in order of index. Whoever measures searching or
/// linking reads it instead of the program.
public enum GroundTruth {
    /// One line, without its end.
    public static func line(_ labelled: LabelledPerson) -> String { json(labelled).compact }

    /// All lines, one after the other; nothing is kept.
    public static func lines(of world: LabelledWorld) -> some Sequence<String> { world.lazy.map { line($0) } }

    static func json(_ labelled: LabelledPerson) -> JSON {
        let person = labelled.person
        var object = JSONObject([
            ("person", .integer(Int64(person.index))), ("synthetic", true), ("born", .string(person.born.description)),
            ("household", .integer(Int64(person.household.id))), ("role", .string(person.role.rawValue)),
            ("visaRequirement", .string(person.visaRequirement.rawValue)),
        ])
        if let twin = person.twin { object.append("twin", .integer(Int64(twin))) }
        let history = labelled.traveller.history
        object.append("stays", .integer(Int64(history.stays.count)))
        object.append("refusals", .integer(Int64(history.refusals.count)))
        if history.isFamilyMember { object.append("familyMember", true) }
        if let overstay = history.overstay {
            object.append(
                "overstay",
                .object([
                    "stay": .integer(Int64(overstay.stay)),
                    "lastLawfulDay": .string(overstay.lastLawfulDay.description),
                    "days": .integer(Int64(overstay.days)),
                ]))
        }
        if let second = labelled.second {
            var told = JSONObject([("kind", .string(second.kind.rawValue)), ("fraud", .bool(second.kind.isFraud))])
            if let victim = second.victimTruth { told.append("victim", .integer(Int64(victim))) }
            if second.sharesDocument { told.append("sharesDocument", true) }
            object.append("secondIdentity", .object(told))
        }
        object.append("records", .array(labelled.holdings.map(holding)))
        return .object(object)
    }

    private static func holding(_ holding: LabelledPerson.Holding) -> JSON {
        var object = JSONObject([
            ("system", .string(holding.system.rawValue)), ("kind", .string(holding.kind)),
            ("state", .string(holding.state)),
            ("day", .string(holding.day.description)), ("identity", holding.identity.wire),
        ])
        if let document = holding.document { object.append("document", .string(document.key)) }
        if let truth = holding.identityTruth { object.append("identityOf", .integer(Int64(truth))) }
        if let truth = holding.biometricTruth { object.append("biometricsOf", .integer(Int64(truth))) }
        if holding.isSecondIdentity { object.append("secondIdentity", true) }
        return .object(object)
    }
}
