import Identity
import Operations
import Registry

/// Messages between visa authorities (Article 16). The VIS carries them and keeps none (Article 5(2)): a message is a notice in the
/// inbox of the authority that it is for, committed together with what causes it, so that it arrives exactly once, and gone when it is
/// acknowledged or its file is erased. What remains of a consultation is its clock, which says nothing.
struct VISMail: Sendable {
    enum Kind: String, Sendable {
        case consultation, consultationReply, visaIssued, limitedVisaIssued, decision, documents, cooperation, rectification
        case nationality, rights, link, reply, opinion, hits, expired

        var article: String {
            switch self {
            case .consultation, .consultationReply: "VIS 16(2)"
            case .visaIssued: "VIS 16(3)(a)"
            case .limitedVisaIssued: "VIS 16(3)(b)"
            case .decision: "VIS 13(4), 16(3)(c)"
            case .rectification, .link: "VIS 24(2), 16(3)(d)"
            case .nationality: "VIS 25(2), 16(3)(d)"
            case .rights: "VIS 38(2), 16(3)(d)"
            case .documents, .cooperation, .reply: "VIS 16(3)(e)"
            case .opinion: "VIS 9e(5), 9g(7)"
            case .hits: "VIS 9c(1)"
            case .expired: "Visa Code 22(2)"
            }
        }
    }

    let address: @Sendable (String) -> String
    let ids: IDGenerator
    let now: Instant

    init(_ ports: VISPorts, _ context: DecisionContext) {
        address = ports.centralVisaAuthority
        ids = context.ids
        now = context.now
    }

    /// - Parameter text: without personal data beyond what the act has transmitted; the application number leads to the rest.
    func message(_ kind: Kind, to memberState: String, about application: RecordID, _ text: String) -> Notice {
        Notice(
            id: ids.next(), recipient: address(memberState), kind: "vis.\(kind.rawValue)", article: kind.article,
            record: application, text: text, at: now)
    }
}
