import Access
import Wire

/// What an operation does to which data, written down a second time: the rights witness asks the table by hand with
/// this, and never what the operation says of itself.
enum OperationNeeds {
    enum Need: Hashable {
        case data(SystemName, AccessAction, String)
        case search(SystemName, Set<SearchKey>)
        /// What is done to an alert of SIS; the group follows from the alert.
        case alert(AccessAction)
        /// Something that hangs on an alert.
        case onAlert(AccessAction, String)
    }

    private static let fixed: [String: Need] = [
        "ees.createFile": .data(.EES, .create, "individualFile"),
        "ees.updateFile": .data(.EES, .update, "individualFile"),
        "ees.readFile": .data(.EES, .read, "individualFile"), "ees.rectifyFile": .data(.EES, .update, "individualFile"),
        "ees.eraseFile": .data(.EES, .delete, "individualFile"),
        "ees.exportFile": .data(.EES, .read, "dataSubjectRequest"),
        "ees.recordEntry": .data(.EES, .create, "entryExitRecords"),
        "ees.recordExit": .data(.EES, .create, "entryExitRecords"),
        "ees.listEntryExits": .data(.EES, .read, "entryExitRecords"),
        "ees.readEntryExit": .data(.EES, .read, "entryExitRecords"),
        "ees.rectifyEntryExit": .data(.EES, .update, "entryExitRecords"),
        "ees.eraseEntryExit": .data(.EES, .delete, "entryExitRecords"),
        "ees.changeStatus": .data(.EES, .update, "authorisationStatus"),
        "ees.recordRefusal": .data(.EES, .create, "refusalRecords"),
        "ees.listRefusals": .data(.EES, .read, "refusalRecords"),
        "ees.rectifyRefusal": .data(.EES, .update, "refusalRecords"),
        "ees.eraseRefusal": .data(.EES, .delete, "refusalRecords"),
        "ees.calculateStay": .data(.EES, .read, "calculator"), "ees.whatIfStay": .data(.EES, .read, "calculator"),
        "ees.listOverstayers": .data(.EES, .read, "overstayerList"),
        "ees.delist": .data(.EES, .delete, "overstayerList"),
        "ees.verifyIdentity": .data(.EES, .read, "biometricVerification"),
        "ees.stateDoubt": .data(.EES, .create, "biometricVerification"),
        "ees.requestAccess": .data(.EES, .create, "accessRequest"),
        "ees.verifyAccess": .data(.EES, .update, "accessRequest"),
        "ees.listAccessRequests": .data(.EES, .read, "accessRequest"),
        "ees.checkForTraveller": .data(.EES, .read, "travellerAnswer"),
        "ees.submitDataSubjectRequest": .data(.EES, .create, "dataSubjectRequest"),
        "ees.decideDataSubjectRequest": .data(.EES, .update, "dataSubjectRequest"),
        "ees.readDataSubjectRequest": .data(.EES, .read, "dataSubjectRequest"),
        "sis.readAlert": .alert(.read), "sis.updateAlert": .alert(.update), "sis.extendAlert": .alert(.update),
        "sis.deleteAlert": .alert(.delete), "sis.replaceReturnAlert": .alert(.update),
        "sis.addIdentity": .alert(.update),
        "sis.removeIdentity": .alert(.update), "sis.makeUnavailable": .alert(.update),
        "sis.endUnavailability": .alert(.update),
        "sis.reportHit": .onAlert(.create, "hit"), "sis.listOwnAlerts": .data(.SIS, .read, "ownAlerts"),
        "sis.searchScenePrints": .search(.SIS, [.latentFingerprints]),
        "sis.searchObjects": .search(.SIS, [.objectNumber]), "inbox.read": .data(.administration, .read, "inbox"),
        "log.search": .data(.administration, .read, "ownAccessLog"),
        "etias.submitApplication": .data(.ETIAS, .create, "applicantService"),
        "etias.readApplication": .data(.ETIAS, .read, "applicationFile"),
        "etias.verifyHits": .data(.ETIAS, .update, "applicationFile"),
        "etias.decideApplication": .data(.ETIAS, .update, "applicationFile"),
        "etias.checkAtBorder": .data(.ETIAS, .read, "status"),
        "ecris-tcn.enterRecord": .data(.ecrisTCN, .create, "dataRecord"),
        "ecris-tcn.readRecord": .data(.ecrisTCN, .read, "dataRecord"),
        "ecris-tcn.recordNationalErasure": .data(.ecrisTCN, .update, "dataRecord"),
        "vis.createApplication": .data(.VIS, .create, "applicationFile"),
        "vis.readApplication": .data(.VIS, .read, "applicationFile"),
        "vis.issueVisa": .data(.VIS, .update, "applicationFile"), "vis.refuseVisa": .data(.VIS, .update, "applicationFile"),
        "vis.closeApplication": .data(.VIS, .update, "applicationFile"),
        "vis.verifyReference": .data(.VIS, .update, "applicationFile"),
        "vis.annulVisa": .data(.VIS, .update, "issuedVisa"), "vis.revokeVisa": .data(.VIS, .update, "issuedVisa"),
        "vis.extendVisa": .data(.VIS, .update, "issuedVisa"),
        "vis.createLongStayApplication": .data(.VIS, .create, "longStayFile"),
        "vis.issueLongStay": .data(.VIS, .update, "longStayFile"), "vis.refuseLongStay": .data(.VIS, .update, "longStayFile"),
        "vis.prolongLongStay": .data(.VIS, .update, "longStayFile"), "vis.endLongStay": .data(.VIS, .update, "longStayFile"),
        "vis.setConsultationRequirement": .data(.VIS, .update, "visaLists"),
        "vis.answerConsultation": .data(.VIS, .update, "visaConsultation"),
        "vis.listVerifications": .data(.VIS, .read, "hitVerification"),
        "vis.readVerification": .data(.VIS, .read, "hitVerification"),
        "vis.verifyHit": .data(.VIS, .update, "hitVerification"),
        "vis.giveOpinion": .data(.VIS, .update, "hitVerification"),
        "carriers.verify": .data(.EES, .read, "carrierAnswer"),
    ]

    /// What the request needs a right to; `nil` for an operation that the witness does not know.
    static func of(_ operation: String, _ input: JSON) -> Need? {
        switch operation {
        case "ees.search":
            let keys: [(String, SearchKey)] = [
                ("identity", .identity), ("document", .document), ("visaSticker", .visaSticker),
                ("fingerprints", .fingerprints), ("latentFingerprints", .latentFingerprints), ("facialImage", .face),
                ("crossing", .entryCrossingPoint),
            ]
            return .search(.EES, Set(keys.filter { input[$0.0] != nil }.map { $0.1 }))
        case "portal.search":
            var keys: Set<SearchKey> = []
            if input["machineReadableZone"] != nil { keys = [.identity, .document] }
            if input["document"] != nil { keys.insert(.document) }
            if input["surnames"] != nil || input["givenNames"] != nil { keys.insert(.identity) }
            return .search(.ESP, keys)
        case "vis.search":
            let keys: [(String, SearchKey)] = [
                ("applicationNumber", .applicationNumber), ("identity", .identity), ("document", .document), ("inviter", .inviter),
                ("visaSticker", .visaSticker), ("fingerprints", .fingerprints), ("latentFingerprints", .latentFingerprints),
                ("facialImage", .face),
            ]
            return .search(.VIS, Set(keys.filter { input[$0.0] != nil }.map { $0.1 }))
        case "ecris-tcn.search":
            let keys: [(String, SearchKey)] = [
                ("identity", .identity), ("document", .document), ("fingerprints", .fingerprints),
            ]
            return .search(.ecrisTCN, Set(keys.filter { input[$0.0] != nil }.map { $0.1 }))
        case "eurodac.transmitDataset":
            return .data(.Eurodac, .create, input["data"]?["category"]?.text ?? "")
        case "sis.enterAlert":
            let alert = input["alert"]
            return .data(
                .SIS, .create,
                AlertGroup.of(category: alert?["category"]?.text ?? "", object: alert?["object"]?["kind"]?.text))
        default: return fixed[operation]
        }
    }
}

/// The group of data that an alert belongs to, from its category and its object.
enum AlertGroup {
    static func of(category: String, object: String?) -> String {
        switch category {
        case "return": "return"
        case "refusal", "entryBan", "restrictiveMeasure": "refusal"
        case "arrest": "arrest"
        case "missingProtect", "missing", "childAbduction", "childRisk", "vulnerableAdult": "missing"
        case "judicial": "judicial"
        case "discreetCheck", "inquiryCheck", "specificCheck": object == nil ? "check" : "objectCheck"
        case "unknownWanted": "unknownWanted"
        default:
            switch object {
            case "motorVehicle": "vehicle"
            case "vehicleRegistrationCertificate": "registrationCertificate"
            case "numberPlate": "registrationPlate"
            case let kind?: kind
            case nil: "object"
            }
        }
    }
}
