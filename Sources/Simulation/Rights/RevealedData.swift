import Access
import Wire

/// Which groups of data a reply really shows, read off its fields. Written by hand for the replies whose fields come
/// under different rights.
enum RevealedData {
    /// A group of a system of which something is seen.
    struct Group: Hashable, Comparable, CustomStringConvertible {
        var system: SystemName
        var name: String
        var description: String { "\(system.rawValue) \(name)" }
        static func < (a: Group, b: Group) -> Bool { (a.system.rawValue, a.name) < (b.system.rawValue, b.name) }
    }

    static func groups(_ operation: String, _ body: JSON) -> Set<Group> {
        switch operation {
        case "portal.search": portal(body)
        case "ees.search": body["hits"] == nil ? [] : [Group(system: .EES, name: "individualFile")]
        case "ees.readFile": [Group(system: .EES, name: "individualFile")]
        case "ees.listEntryExits", "ees.readEntryExit": [Group(system: .EES, name: "entryExitRecords")]
        case "ees.listRefusals": [Group(system: .EES, name: "refusalRecords")]
        case "ees.calculateStay": [Group(system: .EES, name: "calculator")]
        case "ees.listOverstayers": [Group(system: .EES, name: "overstayerList")]
        case "sis.readAlert": Set(alert(body["alert"]?["content"]).map { [$0] } ?? [])
        case "sis.searchObjects", "sis.searchScenePrints": Set((body["alerts"]?.elements ?? []).compactMap { alert($0) })
        case "etias.readApplication": fields(body, of: .ETIAS, applicationFields)
        case "vis.readApplication": application(body)
        case "vis.search": (body["hits"]?.elements ?? []).reduce(into: []) { $0.formUnion(application($1)) }
        case "ecris-tcn.readRecord": fields(body, of: .ecrisTCN, ["record": "dataRecord", "flags": "flag"])
        case "ecris-tcn.search":
            (body["hits"]?.elements ?? []).reduce(into: []) {
                $0.formUnion(fields($1, of: .ecrisTCN, ["person": "dataRecord", "flags": "flag"]))
            }
        default: []
        }
    }

    /// The parts of a visa application that come under rights of their own.
    private static func application(_ view: JSON?) -> Set<Group> {
        guard let view else { return [] }
        if ["longStayVisa", "residencePermit"].contains(view["sort"]?.text) { return longStay(view) }
        var names: Set<String> = []
        let parts = [
            "identity": "applicationFile", "document": "applicationFile", "number": "applicationFile", "documents": "travelDocuments",
            "lodging": "visaAuthorities", "facialImage": "visaFacialImage", "fingerprints": "visaFacialImage",
            "previous": "previousApplications", "together": "familyApplications", "hits": "automatedHits",
            "riskIndicators": "automatedHits", "opinions": "reasonedOpinion",
        ]
        for (field, group) in parts {
            guard let value = view[field] else { continue }
            if let list = value.elements, list.isEmpty { continue }
            names.insert(group)
        }
        if view["hasDocumentScan"] == .bool(true) { names.insert("documentScan") }
        if case .object(let form)? = view["form"] {
            for name in form.names {
                if let list = form[name]?.elements, list.isEmpty { continue }
                names.insert(["jobGroup", "employer", "educationalEstablishment"].contains(name) ? "occupation" : "applicationForm")
            }
        }
        for decision in view["decisions"]?.elements ?? [] {
            if decision["status"]?.text == "refused" { names.insert("visaRefusals") }
            if let authority = decision["authority"]?.text, authority != "withheld" { names.insert("visaAuthorities") }
        }
        return Set(names.map { Group(system: .VIS, name: $0) })
    }

    /// The same of a long stay: the document comes under one right, the rest under another (Articles 22a, 22g, 22h).
    private static func longStay(_ view: JSON) -> Set<Group> {
        var names: Set<String> = []
        let parts = [
            "document": "longStayDocument", "number": "longStayFile", "identity": "longStayFile", "documents": "longStayFile",
            "lodging": "longStayFile", "decisions": "longStayFile", "facialImage": "visaFacialImage", "fingerprints": "visaFacialImage",
            "together": "familyApplications", "hits": "automatedHits", "riskIndicators": "automatedHits", "opinions": "reasonedOpinion",
        ]
        for (field, group) in parts {
            guard let value = view[field] else { continue }
            if let list = value.elements, list.isEmpty { continue }
            names.insert(group)
        }
        return Set(names.map { Group(system: .VIS, name: $0) })
    }

    private static func fields(_ record: JSON, of system: SystemName, _ groups: [String: String]) -> Set<Group> {
        guard case .object(let object) = record else { return [] }
        return Set(object.names.compactMap { groups[$0].map { Group(system: system, name: $0) } })
    }

    /// The parts of an application file that come under rights of their own.
    private static let applicationFields = [
        "identity": "applicationFile", "document": "applicationFile", "hits": "applicationFile", "education": "education",
        "occupation": "occupation", "answers": "answers",
    ]

    /// Systems that a reply of the portal answers for.
    static func systems(_ body: JSON) -> [SystemName] {
        (body["systems"]?.elements ?? []).compactMap { $0["system"]?.text.flatMap { SystemName(rawValue: $0) } }
    }

    /// A link as a reply of the portal shows it.
    struct Link {
        var colour: String
        var systems: [SystemName]
        /// Records shown that it joins.
        var shown: Int
        var responsible: (kind: String, memberState: String?)?
    }

    static func links(_ body: JSON) -> [Link] {
        (body["links"]?.elements ?? []).compactMap { entry in
            guard let link = entry["link"], let colour = link["colour"]?.text else { return nil }
            return Link(
                colour: colour, systems: (link["systems"]?.elements ?? []).compactMap { $0.text.flatMap { SystemName(rawValue: $0) } },
                shown: entry["shown"]?.elements?.count ?? 0,
                responsible: link.at("responsible", "kind")?.text.map { ($0, link.at("responsible", "memberState")?.text) })
        }
    }

    private static func portal(_ body: JSON) -> Set<Group> {
        var groups: Set<Group> = []
        for system in body["systems"]?.elements ?? [] {
            for hit in system["ees"]?.elements ?? [] {
                guard case .object(let file)? = hit["file"] else { continue }
                for name in file.names {
                    if let group = fileFields[name] { groups.insert(Group(system: .EES, name: group)) }
                }
            }
            for hit in system["vis"]?.elements ?? [] { groups.formUnion(application(hit.at("record", "file"))) }
            for hit in system["sis"]?.elements ?? [] { if let group = alert(hit["alert"]) { groups.insert(group) } }
        }
        return groups
    }

    private static func alert(_ alert: JSON?) -> Group? {
        guard let category = alert?["category"]?.text else { return nil }
        return Group(system: .SIS, name: AlertGroup.of(category: category, object: alert?["object"]?["kind"]?.text))
    }

    /// The fields of a file as a border check shows it.
    private static let fileFields: [String: String] = [
        "traveller": "individualFile", "identity": "individualFile", "document": "individualFile",
        "documents": "individualFile", "fingerprints": "individualFile", "facialImage": "individualFile",
        "facilitation": "individualFile", "present": "entryExitRecords", "crossings": "entryExitRecords",
        "listed": "entryExitRecords", "stay": "calculator", "strip": "calculator", "refusals": "refusalRecords",
        "lastRefusal": "refusalRecords",
    ]
}
