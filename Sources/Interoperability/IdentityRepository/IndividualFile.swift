import Access
import Identity
import Operations
import Registry
import Wire

/// An individual file of the repository: the data of one person from all systems that hold some (Article 18), merged on white and
/// red links (Articles 19(2), 32(3), 33(3)). It is drawn from the systems' own records each time: what a system erases is gone
/// here with the same commit, what no link joins any longer is apart, and each datum keeps the term of its system (Article 23).
struct RepositoryFile: Sendable {
    /// SIS is never in the repository (Article 17(2)).
    static let systems: Set<SystemName> = PersonRecords.systems.subtracting([.SIS])
    /// Records that one person's file is drawn from, at most.
    static let membersMax = 1000

    /// The record that was asked for first.
    var members: [PersonRecord]
    /// Whether a red link joins data of the file with each other or with an alert, which is indicated wherever the repository is queried
    /// (Article 32(2)).
    var isRedLinked = false

    /// The file that a record belongs to; `nil` where there is no such record, or it is of a system or an act that puts nothing into
    /// the repository.
    /// - Parameter isHidden: red links that look absent to who asks.
    init?(of record: RecordID, from reader: Reader, isHidden: (IdentityLink) throws -> Bool = { _ in false }) throws {
        guard let first = try PersonRecords.read(record, from: reader), first.isInRepository else { return nil }
        var members = [first]
        var seen: Set<String> = [first.key]
        var isRedLinked = false
        var next = 0
        while next < members.count, members.count < RepositoryFile.membersMax {
            let member = members[next]
            next += 1
            for link in try reader.values(IdentityLink.self, key: IdentityLink.sideKey, value: member.key)
            where link.value.merges {
                // A white link whose processing is restricted joins nothing (2016/679 Article 18(2)); a red one is indicated all the same.
                guard try link.value.colour != .white || !reader.isRestricted(link.id, MIDTasks.self) else { continue }
                let other = link.value.other(than: member.key)
                if link.value.colour == .red, !isRedLinked { isRedLinked = try !isHidden(link.value) }
                // Data of SIS do not enter, and do not join what they are linked with.
                guard RepositoryFile.systems.contains(other.system), seen.insert(other.key).inserted,
                    let person = try PersonRecords.read(other.record, from: reader), person.isInRepository
                else { continue }
                members.append(person)
            }
        }
        (self.members, self.isRedLinked) = (members, isRedLinked)
    }

    /// Whether somebody in the file is under an age on a day, or may be as far as the date of birth is known.
    func mayBeUnder(_ years: Int, on day: Day) -> Bool {
        members.contains { member in
            member.identities.contains { $0.dateOfBirth?.certainAge(on: day).map { $0 < years } ?? false }
        }
    }

    /// What an authority may read without learning where it comes from (Articles 18(1), 20(3)).
    var view: RepositoryView {
        var view = RepositoryView()
        for member in members {
            for identity in member.identities where !view.identities.contains(identity) {
                view.identities.append(identity)
            }
            for document in member.documents where !view.documents.contains(where: { $0.key == document.key }) {
                view.documents.append(document)
            }
        }
        let templates = members.flatMap(\.templates)
        view.fingerprints = templates.contains { $0.kind.hasPrefix("fingerprint") }
        view.face = templates.contains { $0.kind.hasPrefix("fac") }
        view.redLink = isRedLinked
        // In an order that says nothing of where each comes from.
        view.identities.sort {
            String(decoding: $0.wireBytes, as: UTF8.self) < String(decoding: $1.wireBytes, as: UTF8.self)
        }
        view.documents.sort { $0.key < $1.key }
        return view
    }
}

/// One person's data, without their origin.
public struct RepositoryView: WireRecord, Hashable {
    public var identities: [PersonIdentity] = []
    public var documents: [TravelDocument] = []
    public var fingerprints = false
    public var face = false
    public var redLink = false
    public init() {}
    public static let meaning =
        "Identity and travel document data of one person (Article 18(1)); which systems they come from is not told."
    public static let fields: [Field<RepositoryView>] = [
        .list("identities", \.identities, "Identity data.", count: 0...RepositoryFile.membersMax),
        .list("documents", \.documents, "Travel document data.", count: 0...RepositoryFile.membersMax),
        .defaulted("fingerprints", \.fingerprints, to: false, "Fingerprints are held."),
        .defaulted("face", \.face, to: false, "A facial image is held."),
        .defaulted(
            "redLink", \.redLink, to: false,
            "A red link joins some of these data: they are used in an unjustified manner. No legal consequence follows from the link alone."),
    ]
}

/// The records that a person's file is drawn from.
public enum RepositoryFiles {
    public static func members(of record: RecordID, from reader: Reader) throws -> [RecordID] {
        try RepositoryFile(of: record, from: reader)?.members.map(\.side.record) ?? []
    }
}
