import Identity
import Operations

/// Whether a form is filled in: each field has a value or the mark that it is not applicable (Articles 8(1) and (5), 9(4)).
public struct FormRule: Sendable {
    public var kind: ApplicationKind
    public var dateOfBirth: PartialDate?
    public var today: Day

    public init(kind: ApplicationKind, dateOfBirth: PartialDate?, today: Day) {
        self.kind = kind
        self.dateOfBirth = dateOfBirth
        self.today = today
    }

    /// Of a form for a visa; an application under Chapter IIIa asks for the guardian of a minor alone (Article 22a(1)(i)).
    public func missing(in form: VisaForm) -> [FormField] {
        var asked: [(FormField, Bool)] = []
        if kind.isVisa {
            asked = [
                (.destinations, !form.destinations.isEmpty), (.stayDays, form.stayDays != nil), (.purposes, !form.purposes.isEmpty),
                (.arrival, form.arrival != nil), (.departure, form.departure != nil), (.firstEntry, form.firstEntry != nil),
                (.homeAddress, form.homeAddress != nil), (.jobGroup, form.jobGroup != nil),
            ]
        }
        if isMinor { asked.append((.guardian, form.guardian != nil)) }
        return asked.filter { !$0.1 && !form.notApplicable.contains($0.0) }.map(\.0)
    }

    public func check(_ form: VisaForm) throws(Refusal) {
        let missing = missing(in: form)
        guard missing.isEmpty else {
            throw Refusal(
                .formIncomplete, "give or mark as not applicable: \(missing.map(\.rawValue).joined(separator: ", "))",
                pointer: "/form")
        }
        if let arrival = form.arrival, let departure = form.departure, departure < arrival {
            throw Refusal(.formContradiction, "the departure lies before the arrival", pointer: "/form/departure")
        }
        if !kind.isVisa, form != form.chapterIIIaPart {
            throw Refusal(
                .notForeseenForKind, "a long-stay application records the guardian of a minor alone", pointer: "/form",
                article: "VIS 22a(1)")
        }
    }

    /// Certainly below the age of 18.
    var isMinor: Bool { (dateOfBirth?.greatestAge(on: today) ?? 99) < 18 }
}

extension VisaForm {
    /// What of a form Article 22a(1) knows.
    var chapterIIIaPart: VisaForm {
        var part = VisaForm()
        part.guardian = guardian
        part.notApplicable = notApplicable.filter { $0 == .guardian }
        return part
    }
}

extension RefusalKind {
    static let formIncomplete = RefusalKind(
        "vis/form-incomplete", 422, "Data of the application form are missing", article: "VIS 8(5), 9(4)")
    static let formContradiction = RefusalKind(
        "vis/form-contradiction", 422, "The application form contradicts itself", article: "VIS 9(4)")
    static let notForeseenForKind = RefusalKind(
        "vis/not-foreseen", 422, "These data are not foreseen for this kind of application", article: "VIS 5(1)")
}
