/// The person and the document that a zone names, as values that every system works with.
public struct DocumentHolder: Hashable, Sendable {
    public var identity: PersonIdentity
    public var document: TravelDocument
    /// What of this hangs on a repair; an officer checks these against the printed page.
    public var repairedFields: Set<MachineReadableZone.Field>
    /// The nationality as printed where no table knows it; the identity then has none.
    public var unknownNationality: String?
    /// What is wrong with the zone all the same.
    public var defects: [MachineReadableZone.Defect]
}

extension MachineReadableZone.Reading {
    /// Why a reading gives no person and document.
    public enum HolderError: Error, Hashable, Sendable {
        /// No zone was read.
        case unreadable([MachineReadableZone.Defect])
        /// The issuer as printed.
        case unknownIssuer(String)
    }

    /// The person and the document. A zone with defects gives them too, with what could be read of it: whether a failing
    /// check digit matters is the caller's to decide, and `defects` is there to decide by.
    public func holder() throws(HolderError) -> DocumentHolder {
        guard let zone else { throw .unreadable(defects) }
        guard let issuer = zone.issuerCode else { throw .unknownIssuer(zone.issuer) }
        let nationality = zone.nationalityCode
        let identity = PersonIdentity(
            surnames: zone.surname.isEmpty ? [] : [zone.surname],
            givenNames: zone.givenNames.isEmpty ? [] : [zone.givenNames],
            dateOfBirth: zone.dateOfBirth, sex: zone.sex, nationalities: nationality.map { [$0] } ?? [])
        let document = TravelDocument(
            kind: zone.documentKind, number: zone.documentNumber, issuer: issuer, expiry: zone.expiry)
        return DocumentHolder(
            identity: identity, document: document, repairedFields: repairedFields,
            unknownNationality: nationality == nil ? zone.nationality : nil, defects: defects)
    }
}

extension MachineReadableZone {
    /// The kind that the document code, the issuer and the nationality tell (Doc 9303 parts 4 to 7). The second letter
    /// of a code is the issuer's choice, so only letters whose use is common are looked at.
    public var documentKind: TravelDocument.Kind {
        let second = documentCode.utf8.dropFirst().first
        switch format {
        case .mrvA, .mrvB: return .visa
        case .fraID: return .identityCard
        case .td1, .td2:
            if documentCode == "AC" { return .other }  // crew member certificate
            return second == UInt8(ascii: "R") ? .residencePermit : .identityCard
        case .td3:
            switch second {
            case UInt8(ascii: "D"): return .diplomaticPassport
            case UInt8(ascii: "O"), UInt8(ascii: "S"): return .servicePassport
            case UInt8(ascii: "E"): return .emergencyTravelDocument
            case UInt8(ascii: "L"): return .laissezPasser
            case UInt8(ascii: "R"): return .refugeeTravelDocument
            default: break
            }
            if issuerCode?.kind == .organisation { return .laissezPasser }
            switch nationality {
            case "XXA": return .statelessTravelDocument
            case "XXB", "XXC": return .refugeeTravelDocument
            default: return .passport
            }
        }
    }

    /// The zone of a document for its holder; the first of several surnames, given names and nationalities counts
    /// as it does on a document. Texts are transliterated when the lines are written.
    public init(format: Format, identity: PersonIdentity, document: TravelDocument) {
        let issuer = format == .fraID ? "FRA" : document.issuer.machineReadableText
        let code =
            switch (format, document.kind) {
            case (.fraID, _): "ID"
            case (.mrvA, _), (.mrvB, _): "V"
            case (.td3, .diplomaticPassport): "PD"
            case (.td3, .servicePassport): "PS"
            case (.td3, .emergencyTravelDocument): "PE"
            case (.td3, .laissezPasser): "PL"
            case (.td3, .refugeeTravelDocument): "PR"
            case (.td3, _): "P"
            case (_, .residencePermit): "IR"
            default: "I"
            }
        self.init(
            format: format, documentCode: code, issuer: issuer, surname: identity.surnames.joined(separator: " "),
            givenNames: identity.givenNames.joined(separator: " "), documentNumber: document.number,
            nationality: identity.nationalities.first?.machineReadableText ?? "XXX",
            dateOfBirth: identity.dateOfBirth, sex: identity.sex, expiry: document.expiry)
    }
}
