import Access
import Identity
import Interoperability

/// The words of the adjudication pages.
enum AdjudicationWords {
    /// For which purpose an authority verifies; `nil` of those that verify nothing.
    static func purpose(of kind: AuthorityKind) -> Purpose? {
        switch kind {
        case .border: .borderCheck
        case .immigration: .verification
        case .visa: .visaExamination
        case .asylum: .asylumExamination
        case .etiasCentral, .etiasNational: .etiasProcessing
        case .sirene: .supplementaryInformation
        case .criminalRecords: .criminalProceedings
        default: nil
        }
    }

    static func step(_ step: String) -> String {
        switch step {
        case "verifyLink": "Verify a yellow link"
        case "secondOpinion": "Share or reject a first opinion"
        case "reviewEvidence": "Look at evidence that a link is wrong"
        case "informPerson": "Inform the person in writing"
        case "carryOutRequest": "Correct or erase a link at a person’s request"
        default: step
        }
    }

    /// `2026-03-02T09:00:00Z` as `2026-03-02 09:00 UTC`.
    static func moment(_ text: String?) -> String {
        guard let text, text.utf8.count >= 16 else { return "" }
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }

    static func decimal(_ number: Double) -> String {
        let hundredths = Int((abs(number) * 100).rounded())
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        return (number < 0 ? "−" : "") + "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
    static func signed(_ number: Double) -> String { (number > 0 ? "+" : "") + decimal(number) }

    static func finger(_ position: Int) -> String {
        let names = [
            "unknown finger", "right thumb", "right index", "right middle", "right ring", "right little", "left thumb",
            "left index", "left middle", "left ring", "left little",
        ]
        return names.indices.contains(position) ? names[position] : names[0]
    }

    static func fingerTitle(_ position: Int) -> String {
        let name = finger(position)
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    static func category(_ category: IdentityCategory) -> String {
        switch category {
        case .confirmed: "confirmed"
        case .notConfirmed: "not confirmed"
        case .alias: "alias"
        case .misused: "misused, of another person"
        }
    }

    static func biometrics(_ data: ReadLinkedData.Output) -> String {
        let rate =
            data.falseMatchRate.map { rate in
                rate < 1e-9
                    ? " Fewer than one comparison of two persons in a thousand million comes to such a score."
                    : " One comparison of two persons in \(inWords(1 / rate)) comes to such a score."
            } ?? ""
        let cosine = data.cosine.map { " Likeness of the faces: \(decimal($0)) of 1." } ?? ""
        switch data.comparison?.biometrics ?? .notAvailable {
        case .same: return "The biometric data are of one person." + rate + cosine
        case .different: return "The biometric data are of different persons." + cosine
        case .notAvailable: return "There are no biometric data on both sides that could be compared."
        }
    }

    private static func inWords(_ number: Double) -> String {
        number < 1000
            ? "\(Int(number.rounded()))"
            : number < 1e6 ? "\(Int((number / 1000).rounded())) thousand" : "\(Int((number / 1e6).rounded())) million"
    }

    static func leaning(_ leaning: UnaidedOpinion.Leaning) -> String {
        switch leaning {
        case .onePerson: "One person"
        case .twoPersons: "Two persons"
        case .undecided: "I cannot tell"
        }
    }

    static func conclusion(_ conclusion: LinkRule.Conclusion) -> String {
        switch conclusion {
        case .samePersonJustified: "One person, and it is justified"
        case .samePersonUnjustified: "One person, and it is not justified"
        case .twoPersons: "Two persons, and nothing is unjustified"
        case .twoPersonsUnjustified: "Two persons, and something is not justified"
        }
    }

    static func consequence(_ conclusion: LinkRule.Conclusion) -> String {
        switch conclusion {
        case .samePersonJustified:
            "The link turns white where a point of Article 33 knows the case; the person is informed (Article 33(4))."
        case .samePersonUnjustified, .twoPersonsUnjustified:
            "The link turns red (Article 32). Both owners of the data are told, and the person is informed. No legal consequence follows from the link alone."
        case .twoPersons: "The link turns green (Article 31), or goes where no point knows the case."
        }
    }

    /// Conclusions that a point of Articles 31 to 33 knows, and those that end the link.
    static func conclusions(_ comparison: LinkComparison) -> [(value: LinkRule.Conclusion, label: String, hint: String)] {
        LinkRule.Conclusion.allCases.compactMap {
            conclusion -> (value: LinkRule.Conclusion, label: String, hint: String)? in
            let verdict = LinkRule.verdict(
                .init(system: .EES), .init(system: .VIS), biometrics: comparison.biometrics,
                identity: comparison.identity,
                document: comparison.document, conclusion: conclusion)
            if let colour = verdict.colour {
                return (
                    conclusion, self.conclusion(conclusion),
                    "\(colour.rawValue), Article \(verdict.articles.joined(separator: ", "))"
                )
            }
            let isRight = conclusion == .twoPersons || conclusion == .samePersonJustified
            return isRight ? (conclusion, self.conclusion(conclusion), "no link") : nil
        }
    }

    static func rectification(_ step: RectifyLink.Step, _ colour: LinkRule.Colour) -> (label: String, hint: String, consequence: String) {
        switch step {
        case .reopen:
            (
                "Reopened", "yellow again, and verified anew",
                "The link is yellow again and waits to be verified. Whoever knows it as red is told so now, and again when it is verified."
            )
        case .erase:
            (
                "Erased", "no link any more",
                "The link goes, and is not made again while comparing comes to the same. Whoever knows it as red is told. Have wrong data corrected."
            )
        case .uphold:
            (
                "Upheld", "it stays \(colour.rawValue)",
                "The evidence was looked at and shows nothing: the link stays \(colour.rawValue), and the history says so."
            )
        }
    }

    static let reasonKeys = ["q", "w", "e", "r", "t", "y", "i", "o", "p", "a", "s", "d", "f", "g", "h", "j"]

    static func reason(_ reason: VerificationReason) -> String {
        switch reason {
        case .spellingOrTransliteration: "Spelling or transliteration"
        case .clericalError: "Clerical error"
        case .nameChanged: "Name has changed"
        case .severalNationalities: "Several nationalities"
        case .newDocument: "New document"
        case .documentGenuine: "Document is genuine"
        case .documentForged: "Document is forged"
        case .documentOfAnotherPerson: "Another person’s document"
        case .identityInvented: "Identity is invented"
        case .identityOfAnotherPerson: "Another person’s identity"
        case .samePersonByComparison: "One person by comparison"
        case .twoPersonsByComparison: "Two persons by comparison"
        case .twins: "Twins"
        case .poorBiometricQuality: "Poor biometric quality"
        case .personExplained: "The person explained"
        case .otherEvidence: "Other evidence"
        }
    }

    static func event(_ event: LinkEvent) -> String {
        let what =
            switch event.kind {
            case .detected: "detected"
            case .detectedAgain: "data changed, compared again"
            case .firstOpinion: "first opinion"
            case .verified: "verified"
            case .rectified: "reopened"
            case .personInformed: "person informed"
            case .upheld: "evidence looked at, link upheld"
            }
        let conclusion = event.conclusion.map { ": " + AdjudicationWords.conclusion($0) } ?? ""
        return "\(what)\(conclusion) → \(event.colour.rawValue)" + (event.explanation.map { ". \($0)" } ?? "")
    }
}
