import Foundation
import Identity

/// An entry of the list as an alert for a restrictive measure (Regulation (EU) 2018/1861, Article 25), with what has no
/// place in one: Article 20 allows certain data and no others, and fields have limits.
public struct UNListAlert: Hashable, Sendable {
    /// Number of the entry in the United Nations' own data, as the alert's national reference.
    public let nationalReference: String
    public let reference: String
    public let content: AlertContent
    public let omitted: [Omission]

    /// What an alert does not hold.
    public struct Omission: Hashable, Sendable {
        public enum Why: String, CaseIterable, Hashable, Sendable {
            /// Article 20 knows no such data: addresses.
            case notInArticle20
            /// Longer, or more, than a field holds.
            case tooLong, tooMany
        }
        public let reference: String
        public let text: String
        public let why: Why
    }

    static let prefix = "UN/"
    private static let reasonMax = 8000
    private static let nameMax = 200

    public init(_ entry: UNListEntry) {
        let mapping = UNListMapping(entry)
        var omitted: [Omission] = []
        func omit(_ text: String, _ why: Omission.Why) {
            omitted.append(Omission(reference: entry.reference, text: text, why: why))
        }
        nationalReference =
            Self.prefix + String(Self.clean(entry.dataID.isEmpty ? entry.reference : entry.dataID).prefix(100))
        reference = entry.reference

        var content = AlertContent()
        content.category = .restrictiveMeasure
        content.action = AlertCategoryRule.rule(for: .restrictiveMeasure).action
        content.decisionReference = Self.text(mapping.reference, max: 500) { omit($0, .tooLong) }
        content.legalBasis = Self.text(mapping.legalBasis, max: 500) { omit($0, .tooLong) }
        content.nationalReference = nationalReference

        for identity in mapping.identities {
            guard content.identities.count < 200 else {
                omit((identity.givenNames + identity.surnames).joined(separator: " "), .tooMany)
                continue
            }
            content.identities.append(Self.fitting(identity, omit))
        }
        for mapped in mapping.documents {
            var document = mapped.document
            document.number = Self.clean(document.number)
            guard (1...40).contains(document.number.unicodeScalars.count) else {
                omit("document \(document.number)", .tooLong)
                continue
            }
            guard content.documents.count < 100 else {
                omit("document \(document.number)", .tooMany)
                continue
            }
            content.documents.append(document)
        }

        let listed = mapping.listedOn.map { " on \($0)" } ?? ""
        var reason =
            Self.text(
                "Listed by the United Nations Security Council\(listed): \(entry.listType), \(mapping.reference).",
                max: 1000
            ) { _ in } ?? "Listed."
        for remark in mapping.remarks.map(Self.clean) where !remark.isEmpty {
            if remark.hasPrefix("Address:") {
                omit(remark, .notInArticle20)
            } else if reason.unicodeScalars.count + 1 + remark.unicodeScalars.count <= Self.reasonMax {
                reason += "\n" + remark
            } else {
                omit(remark, .tooLong)
            }
        }
        content.reason = reason
        self.content = content
        self.omitted = omitted
    }

    // MARK: - Into the limits of the fields

    private static func fitting(_ identity: PersonIdentity, _ omit: (String, Omission.Why) -> Void) -> PersonIdentity {
        func names(_ names: [String], most: Int) -> [String] {
            var kept: [String] = []
            for name in names.map(clean) where !name.isEmpty {
                if name.unicodeScalars.count > nameMax {
                    omit(name, .tooLong)
                } else if kept.count >= most {
                    omit(name, .tooMany)
                } else {
                    kept.append(name)
                }
            }
            return kept
        }
        var fitting = identity
        fitting.surnames = names(identity.surnames, most: 20)
        fitting.givenNames = names(identity.givenNames, most: 20)
        fitting.surnamesAtBirth = names(identity.surnamesAtBirth, most: 20)
        fitting.previousSurnames = names(identity.previousSurnames, most: 20)
        fitting.previousGivenNames = names(identity.previousGivenNames, most: 20)
        fitting.otherNames = names(identity.otherNames, most: 50)
        if identity.nationalities.count > 20 {
            fitting.nationalities = Array(identity.nationalities.prefix(20))
            for code in identity.nationalities.dropFirst(20) { omit("nationality \(code)", .tooMany) }
        }
        fitting.placeOfBirth = identity.placeOfBirth.flatMap { text($0, max: nameMax) { omit($0, .tooLong) } }
        return fitting
    }

    /// The text, or `nil` where it is empty or too long; the latter is told.
    private static func text(_ text: String, max: Int, _ tooLong: (String) -> Void) -> String? {
        let text = clean(text)
        guard text.unicodeScalars.count <= max else {
            tooLong(text)
            return nil
        }
        return text.isEmpty ? nil : text
    }

    /// Without control characters, which no field takes.
    private static func clean(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\t" }
        return String(String.UnicodeScalarView(kept)).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
