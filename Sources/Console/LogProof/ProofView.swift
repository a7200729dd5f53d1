/// The log proof, ready for the template: waiting for its checkpoint, or with everything that was checked.
struct ProofView: Sendable {
    struct Proved: Sendable {
        var holds: Bool
        var failure: String?
        var count: Int
        var hashes: [String]
        var root: String
        var checkpoint: String
        var key: String
    }
    var entry: String
    var isWaiting: Bool
    var facts: [FactView]
    var proved: Proved?

    init(waitingFor entry: String) {
        self.entry = entry
        isWaiting = true
        facts = []
    }

    init(_ entry: ProvedEntry) {
        self.entry = entry.id
        isWaiting = false
        facts = [
            FactView(label: "Logged", value: "\(entry.loggedAt)"),
            FactView(label: "Position", value: "\(entry.position) of \(entry.size) entries"),
            FactView(label: "Log", value: entry.origin),
        ]
        proved = Proved(
            holds: entry.failure == nil, failure: entry.failure, count: entry.hashes.count,
            hashes: [entry.leafHash] + entry.hashes, root: entry.root, checkpoint: entry.checkpointText, key: entry.key)
    }
}

struct ProofPage: Sendable {
    var frame: PageFrame
    var proof: ProofView
}

/// A page that says one thing: a refusal, a mistake.
struct MessagePage: Sendable {
    var frame: PageFrame
    var headline: String
    var detail: String
    var article: String?
    var requestID: String?
    var form: FormView?
    var hasForm: Bool
}

struct SignInPage: Sendable {
    var frame: PageFrame
    var mistake: String?
}
