import ArgumentParser
import Foundation
import Matching

struct Link: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Links the records of one register with each other, or of two registers.",
        discussion: """
            Reads CSV with the columns rec_id,register,family,given,dob,sex,nat,doc_no,doc_country; others are named with --columns, \
            for instance id=unique_id,name=full_name,birth=dob,text=birth_place,code=postcode,category=occupation: then only those are \
            read. Weights are learnt from the files themselves, without labels. Pairs: left_id,right_id,probability,bits,evidence; \
            clusters: rec_id,cluster.
            """)

    @Argument(help: "CSV file of records.")
    var left: String
    @Argument(help: "A second file, where two are to be linked with each other.")
    var right: String?
    @Option(name: [.customShort("o"), .long], help: "File for the pairs; - is standard output.")
    var output: String?
    @Option(help: "File for the clusters; beside the pairs where not named (pairs.csv: pairs.clusters.csv).")
    var clusters: String?
    @Option(help: "Columns by kind: \(LinkColumns.kinds).")
    var columns: String?
    @Option(help: "Columns of the second file; as of the first where not named.")
    var rightColumns: String?
    @Option(help: "Threads.")
    var threads = min(ProcessInfo.processInfo.activeProcessorCount, 16)
    @Option(help: "Least probability of a pair that is written.")
    var minimumProbability = 0.01
    @Option(help: "Probability from which a pair joins two records in a cluster.")
    var clusterProbability = 0.5
    @Flag(help: "Leaves the evidence out of the pairs.")
    var noEvidence = false
    @Option(parsing: .upToNextOption, help: "Two record ids: why they were, or were not, taken for one person.")
    var explain: [String] = []
    @Option(
        help: """
            CSV with the truth, rec_id,cluster or left_id,right_id: precision, recall, F1 and average precision with intervals. Given \
            twice, the second is of the second file.
            """)
    var evaluate: [String] = []
    @Option(help: "Column of the truth that names the person; cluster, person_id or person where not named.")
    var person: String?
    @Option(help: "Breaks the error rates down: nationality, sex, script, age, separated by commas.")
    var by: String?
    @Option(help: "File for a report as a web page.")
    var report: String?
    @Option(help: "CSV like the truth: weights are learnt from these labels too.")
    var labels: [String] = []
    @Option(help: "File for the weights that were learnt.")
    var saveModel: String?
    @Option(help: "Weights of an earlier run instead of learning them.")
    var model: String?
    @Option(help: "Megabytes of memory to take, about; three fifths of the machine's where not named. What has no room goes to disk.")
    var memory: Int?
    @Option(help: "Folder for what goes to disk, and for what a run that is broken off leaves to the next, which goes on from there.")
    var work: String?
    @Flag(help: "No progress.")
    var quiet = false

    func validate() throws {
        if !explain.isEmpty, explain.count != 2 { throw ValidationError("--explain takes two record ids") }
        if !(0..<1).contains(minimumProbability) || minimumProbability < 1e-9 {
            throw ValidationError("--minimum-probability lies from 0.000000001 to below 1")
        }
        if !(0...1).contains(clusterProbability) { throw ValidationError("--cluster-probability lies from 0 to 1") }
        if !(1...256).contains(threads) { throw ValidationError("--threads lies from 1 to 256") }
        if let memory, !(16...100_000_000).contains(memory) { throw ValidationError("--memory lies from 16 megabytes") }
        if by != nil, evaluate.isEmpty { throw ValidationError("--by needs --evaluate: error rates need the truth") }
        if evaluate.count > 2 || evaluate.count == 2 && right == nil { throw ValidationError("--evaluate takes one file for each register") }
        if right == nil, rightColumns != nil { throw ValidationError("--right-columns needs a second file") }
        if model != nil, !labels.isEmpty { throw ValidationError("--model and --labels exclude each other") }
        let read = ([left, right].compactMap { $0 } + evaluate + labels).map(Link.whole)
        for path in [output, clusters, report, saveModel].compactMap({ $0 }) where read.contains(Link.whole(path)) {
            throw ValidationError("\(path) is read: it is not written over")
        }
        _ = try GroupErrors.Attribute.list(by ?? "")
        do {
            for text in [columns, rightColumns] { if let text { _ = try LinkColumns(text) } }
        } catch { throw ValidationError("\(error)") }
    }

    func run() throws {
        let first = try columns.map { try LinkColumns($0) } ?? LinkColumns()
        let second = try rightColumns.map { try LinkColumns($0) } ?? first
        var linker = RegisterLinker(files: [(left, first)] + (right.map { [($0, second)] } ?? []))
        linker.threads = threads
        linker.minimumProbability = minimumProbability
        linker.clusterProbability = clusterProbability
        linker.memoryBytes = memory.map { $0 << 20 }
        linker.workFolder = work
        linker.spillFolder = Link.folder(of: output == "-" ? clusters : output ?? clusters)
        linker.modelFile = model
        linker.labelFiles = labels
        if !quiet { linker.progress = { complain($0) } }
        let outcome = try linker.run()
        // Pairs on standard output stay alone there.
        let say: (String) -> Void = { if output == "-" { complain($0) } else { print($0) } }
        say("\(outcome.recordCount) records, \(outcome.pairCount) pairs")
        if explain.count == 2 { try explainPair(outcome, say) }
        var evaluation: LinkEvaluation?
        if !evaluate.isEmpty {
            let truth = try RecordTruth(outcome, files: evaluate, idColumns: [first.id, second.id], personColumn: person)
            if truth.unknownRecords > 0 { complain("\(truth.unknownRecords) lines of the truth name records that are not here") }
            var found = LinkEvaluation(outcome, person: truth.person)
            found.groups = try GroupErrors.Attribute.list(by ?? "").map { GroupErrors(outcome, person: truth.person, by: $0) }
            say(found.text)
            evaluation = found
        }
        if let output {
            try outcome.writePairs(to: output, evidence: !noEvidence, minimumProbability: minimumProbability)
            if output != "-" || clusters != nil { try outcome.writeClusters(to: clusters ?? Link.beside(output)) }
        } else if let clusters {
            try outcome.writeClusters(to: clusters)
        }
        if let report { try outcome.writeReport(to: report, evaluation: evaluation) }
        if let saveModel { try outcome.writeModel(to: saveModel) }
        try linker.clearWork()
    }

    private func explainPair(_ outcome: RegisterLinker.Outcome, _ say: (String) -> Void) throws {
        guard let why = outcome.explain(explain[0], explain[1]), let standing = outcome.standing(explain[0], explain[1]) else {
            throw ValidationError("there is no record \(explain[0]) or no record \(explain[1])")
        }
        for record in outcome.asRecorded(explain[0], explain[1]) {
            say(record.filter { !$0.value.isEmpty }.map { "\($0.column)=\($0.value)" }.joined(separator: " "))
        }
        let probability = (why.probability * 1e6).rounded() / 1e6
        say("\(explain[0]) and \(explain[1]): probability \(probability), \((why.bits * 100).rounded() / 100) bits")
        say(
            standing.isPair ? "they are one of the pairs" : "they are not among the pairs: no key brings them together, or too little speaks for them"
        )
        say(standing.sameCluster ? "one cluster" : "two clusters")
        for piece in why.evidence { say("  \(piece.summary)") }
        say("  before any evidence: \((outcome.model.priorBits * 100).rounded() / 100) bits")
    }

    private static func whole(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    /// `pairs.csv`: `pairs.clusters.csv`.
    private static func beside(_ path: String) -> String {
        let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        guard let dot = path[name...].lastIndex(of: "."), dot > name else { return path + ".clusters" }
        return path[..<dot] + ".clusters" + path[dot...]
    }

    private static func folder(of path: String?) -> String {
        guard let path, let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
