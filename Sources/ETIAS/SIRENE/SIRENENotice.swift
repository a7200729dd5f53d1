import Access
import Identity
import Operations
import Registry

extension Proceeding {
    /// Alerts of Article 23(1) go to their SIRENE Bureau, and nowhere else.
    mutating func tellSIRENE(_ alerts: [SupportedAlert]) {
        for alert in alerts {
            notices.append(
                Notice(
                    id: context.ids.next(), recipient: Notice.recipient(.sirene, of: alert.memberState), kind: "etias.supportedAlert",
                    article: "ETIAS 23(3)–(4)", record: id, text: SIRENEMessage.text(file, reference: alert.reference, at: context.now),
                    at: context.now))
        }
    }

    /// And so does a confirmed hit with an alert that led to manual processing (Article 23(2)).
    mutating func tellSIRENEOfConfirmed() {
        for hit in file.hits where hit.confirmed == true && hit.check.source == .SIS {
            guard let state = hit.memberState else { continue }
            let isReturn = hit.check == .o
            notices.append(
                Notice(
                    id: context.ids.next(), recipient: Notice.recipient(.sirene, of: state),
                    kind: isReturn ? "etias.returnAlertHit" : "etias.alertHit",
                    article: "ETIAS 23(2)", record: id,
                    text: SIRENEMessage.text(file, reference: hit.reference ?? "", at: context.now)
                        + (isReturn ? " Verify whether the alert on return is to give way to one for refusal of entry and stay." : ""),
                    at: context.now))
        }
    }
}

/// The data that a SIRENE Bureau gets of a hit (Article 23(4)).
enum SIRENEMessage {
    static func text(_ file: ApplicationFile, reference: String, at now: Instant) -> String {
        let identity = file.form.identity
        let status = file.status.isOpen ? "manual processing" : file.status.rawValue
        let names = [identity.surname, identity.firstNames.joined(separator: " ")].filter { !$0.isEmpty }.joined(separator: ", ")
        let aliases = identity.otherNames.isEmpty ? "" : " (also \(identity.otherNames.joined(separator: ", ")))"
        let nationalities = ([identity.nationality] + identity.otherNationalities).map(\.text).joined(separator: ", ")
        var parts = [
            "Alert \(reference), hit of \(now).",
            "\(names)\(aliases), born \(identity.dateOfBirth) in \(identity.placeOfBirth), sex \(identity.sex.rawValue), nationality \(nationalities).",
        ]
        let stay = file.form.addressOfStay.map { ", \($0)" } ?? ""
        parts.append("First stay: \(file.form.firstIntendedStay.text)\(stay).")
        let home = file.form.residence.address.map { "\($0), " } ?? ""
        parts.append("Residence: \(home)\(file.form.residence.city), \(file.form.residence.country.text).")
        parts.append("Status: \(status).")
        return parts.joined(separator: " ")
    }
}
