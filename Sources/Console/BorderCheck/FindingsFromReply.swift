import EES
import Identity
import Interoperability
import SIS

extension CheckFindings {
    /// The portal's reply in the terms of a border check. `today` is the asker's local day.
    public init(_ reply: PortalReply, today: Day) {
        self.init(
            person: PersonIdentity(
                surnames: reply.asked.surnames, givenNames: reply.asked.givenNames, dateOfBirth: reply.asked.dateOfBirth,
                sex: reply.asked.sex, nationalities: reply.asked.nationalities), documents: reply.asked.documents,
            remarks: reply.asked.remarks, systems: reply.systems.map { SystemState($0) },
            files: reply.systems.flatMap(\.ees).map { FileFinding($0) },
            alerts: reply.systems.flatMap(\.sis).map { AlertFinding($0) }, today: today)
    }
}

extension SystemState {
    init(_ answer: SystemAnswer) {
        let state: State =
            switch answer.state {
            case .hit: .hit
            case .noHit: .noHit
            case .unavailable: .unavailable
            }
        self.init(answer.system, state, more: answer.more)
    }
}

extension MatchFinding {
    init(_ match: PortalMatch) {
        self.init(
            exact: match.exact, probability: match.probability, bits: match.bits,
            evidence: match.evidence.map {
                Evidence(kind: $0.kind, asked: $0.asked, found: $0.found, rule: $0.rule, bits: $0.bits)
            })
    }
}

extension FileFinding {
    init(_ hit: EESHit) {
        let file = hit.file
        self.init(
            file: file.file.description, match: MatchFinding(hit.match), identity: file.identity?.person ?? .init(),
            document: file.document?.document, traveller: file.traveller, present: file.present, stay: file.stay,
            strip: file.strip.map { StripFinding(firstDay: $0.firstDay, marks: $0.marks.utf8.compactMap(StayStrip.Mark.init(letter:))) },
            stays: file.crossings.map {
                StayLine(
                    entry: $0.entry, entryPoint: $0.entryPoint, exit: $0.exit, exitPoint: $0.exitPoint,
                    authorisedEnd: $0.authorisedEnd, overstay: $0.overstay)
            }, isListed: file.listed ?? false, refusals: file.refusals ?? 0,
            lastRefusal: file.lastRefusal.map { RefusalLine(day: $0.day, memberState: $0.memberState, reasons: $0.reasons) },
            warnings: file.warnings)
    }
}

extension StayStrip.Mark {
    /// The letters of the portal's strip.
    init?(letter: UInt8) {
        switch letter {
        case UInt8(ascii: "."): self = .away
        case UInt8(ascii: "c"): self = .counted
        case UInt8(ascii: "o"): self = .overstay
        case UInt8(ascii: "x"): self = .excludedPresent
        case UInt8(ascii: "-"): self = .excluded
        default: return nil
        }
    }
}

extension AlertFinding {
    init(_ hit: SISHit) {
        let alert = hit.alert
        self.init(
            schengenID: alert.schengenID, match: MatchFinding(hit.match), action: alert.action, article: alert.article,
            issuingState: alert.issuingState, instruction: alert.instruction, isDiscreet: alert.discreet,
            executeFirst: alert.executeFirst, isMisusedIdentity: alert.misusedIdentity, warnings: alert.warningWords,
            advice: alert.advice,
            identities: alert.identities.map { Identity($0.identity, isMatched: $0.matched) },
            isOnObject: alert.object != nil, isSuspended: alert.returnSuspended, facts: AlertFinding.facts(alert),
            validUntil: alert.validUntil)
    }

    private static func facts(_ alert: SISPortalView) -> [Fact] {
        let object = alert.object
        let vehicle = object?.vehicle.map { vehicle in
            [vehicle.make, vehicle.model, vehicle.colour, vehicle.registrationMark, vehicle.registrationState?.name, vehicle.vin]
                .compactMap { $0 }.joined(separator: " · ")
        }
        let samples = alert.samplesHeld.map { Words.spaced($0.rawValue) }.joined(separator: ", ")
        let facts: [(String, String?)] = [
            ("Object", object.map { Words.spaced("\($0.kind)") }), ("Circumstance", object?.circumstance?.rawValue),
            ("Sought document", object?.document?.words), ("Vehicle", vehicle), ("Reason", alert.reason),
            ("Offence", alert.offence), ("Case", alert.caseType.map { Words.spaced($0.rawValue) }),
            ("Decision", alert.decisionReference),
            ("Entry ban", alert.entryBan.map { $0 ? "yes" : "no" }),
            ("Voluntary departure until", alert.voluntaryDepartureDate.map(Words.day)),
            ("Physical marks", alert.physicalMarks.isEmpty ? nil : alert.physicalMarks.joined(separator: ", ")),
            ("Held for verification", samples.isEmpty ? nil : samples),
            ("Where a flag applies", alert.actionIfFlagged.map(\.words)),
        ]
        return facts.compactMap { name, value in value.map { Fact(name, $0) } }
    }
}
