import Identity

/// A synthetic application for a travel authorisation, made before the first journey on a document.
public struct AuthorisationApplication: Hashable, Sendable {
    public enum Course: String, CaseIterable, Hashable, Sendable {
        /// No hit: issued by the system itself (2018/1240 Article 21(1)).
        case automatic
        /// A hit that the National Unit found to mean nothing.
        case manualIssued
        /// Refused, and issued on a second application.
        case refusedFirst
    }

    /// Unique in the population.
    public var number: String
    public var applicant: Int
    public var applied: Day
    /// Index into the person's documents.
    public var document: Int
    public var course: Course
    /// The Member State of the first intended stay, whose National Unit is responsible (Article 25).
    public var state: CountryCode
    /// Last day: three years, or as long as the document (Article 36).
    public var validUntil: Day
}

extension Population {
    /// The applications of a visa-exempt person, one for each document that they travel on.
    public func authorisationApplications(of traveller: Traveller) -> [AuthorisationApplication] {
        guard traveller.person.visaRequirement == .exempt, !traveller.history.isFamilyMember else { return [] }
        var g = seed.streams(for: "travel authorisations")[traveller.person.index]
        var known: Set<Int> = []
        var applications: [AuthorisationApplication] = []
        for stay in traveller.history.stays where known.insert(stay.document).inserted {
            let applied = stay.entry.day - (3 + g.below(80))
            let ticket = g.below(1000)
            let end = applied.adding(years: 3)
            applications.append(
                AuthorisationApplication(
                    number: "ETIAS" + String(10_000_000_000 + traveller.person.index * 8 + applications.count),
                    applicant: traveller.person.index, applied: applied, document: stay.document,
                    course: ticket < 960 ? .automatic : ticket < 992 ? .manualIssued : .refusedFirst,
                    state: stay.entry.point.state,
                    validUntil: Swift.min(end, traveller.person.documents[stay.document].expiry ?? end)))
        }
        return applications
    }
}
