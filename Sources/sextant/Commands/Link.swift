import ArgumentParser
import Foundation
import Matching

struct Link: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Links the records of one register with each other, or of two registers.",
        discussion: """
            Reads CSV with the columns rec_id,register,family,given,dob,sex,nat,doc_no,doc_country; others are named with --columns, \
            for instance id=unique_id,name=full_name,birth=dob,text=birth_place,code=postcode,category=occupation. Weights are learnt \
            from the files themselves, without labels. Pairs: left_id,right_id,probability,bits,evidence; clusters: rec_id,cluster.
            """)

    @Argument(help: "CSV file of records.")
    var left: String
    @Argument(help: "A second file, where two are to be linked with each other.")
    var right: String?
    @Option(name: [.customShort("o"), .long], help: "File for the pairs.")
    var output: String?
    @Option(help: "File for the clusters; beside the pairs where not named.")
    var clusters: String?
    @Option(help: "Columns by kind.")
    var columns: String?
    @Option(help: "Columns of the second file; as of the first where not named.")
    var rightColumns: String?
    @Option(help: "Threads.")
    var threads = 2
    @Option(help: "Least probability of a pair that is written.")
    var minimumProbability = 0.01
    @Option(help: "Probability from which a pair joins two records in a cluster.")
    var clusterProbability = 0.5
    @Flag(help: "Leaves the evidence out of the pairs.")
    var noEvidence = false
    @Option(parsing: .upToNextOption, help: "Two record ids: why they were, or were not, taken for one person.")
    var explain: [String] = []
    @Option(help: "CSV with the truth (rec_id,cluster): precision, recall, F1 and average precision with intervals.")
    var evaluate: String?
    @Option(help: "Column of the truth that names the person.")
    var person = "cluster"
    @Option(help: "Breaks the error rates down: nationality, sex, script, age, separated by commas.")
    var by: String?
    @Option(help: "File for a report as a web page.")
    var report: String?
    @Flag(help: "No progress.")
    var quiet = false

    func validate() throws {
        if !explain.isEmpty, explain.count != 2 { throw ValidationError("--explain takes two record ids") }
        if !(0..<1).contains(minimumProbability) { throw ValidationError("--minimum-probability lies from 0 to below 1") }
        if !(0...1).contains(clusterProbability) { throw ValidationError("--cluster-probability lies from 0 to 1") }
        if by != nil, evaluate == nil { throw ValidationError("--by needs --evaluate: error rates need the truth") }
        for name in attributeNames where GroupErrors.Attribute(rawValue: name) == nil {
            throw ValidationError("there is no group \(name); there are \(GroupErrors.Attribute.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        for text in [columns, rightColumns] {
            if let text, LinkColumns(text) == nil { throw ValidationError("--columns cannot be read: \(text)") }
        }
    }

    private var attributeNames: [String] { (by ?? "").split(separator: ",").map(String.init) }

    func run() throws {
        let first = columns.flatMap { LinkColumns($0) } ?? LinkColumns()
        let second = rightColumns.flatMap { LinkColumns($0) } ?? first
        var linker = RegisterLinker(files: [(left, first)] + (right.map { [($0, second)] } ?? []))
        linker.threads = max(1, threads)
        linker.minimumProbability = minimumProbability
        linker.clusterProbability = clusterProbability
        if !quiet { linker.progress = { complain($0) } }
        let outcome = try linker.run()
        print("\(outcome.recordCount) records, \(outcome.pairCount) pairs")
        if explain.count == 2 {
            guard let why = outcome.explain(explain[0], explain[1]) else {
                throw ValidationError("there is no record \(explain[0]) or \(explain[1])")
            }
            print("\(explain[0]) and \(explain[1]): probability \(why.probability), \(why.bits) bits")
            for piece in why.evidence { print("  \(piece.summary)") }
        }
        var evaluation: LinkEvaluation?
        if let truth = evaluate {
            let persons = try LinkEvaluation.persons(of: outcome, truth: truth, idColumn: first.id, personColumn: person)
            var found = LinkEvaluation(outcome, person: persons)
            found.groups = attributeNames.compactMap { GroupErrors.Attribute(rawValue: $0) }
                .map { GroupErrors(outcome, person: persons, by: $0) }
            print(found.text)
            evaluation = found
        }
        if let output {
            try outcome.writePairs(to: output, evidence: !noEvidence, minimumProbability: minimumProbability)
            try outcome.writeClusters(to: clusters ?? output + ".clusters")
        } else if let clusters {
            try outcome.writeClusters(to: clusters)
        }
        if let report { try outcome.writeReport(to: report, evaluation: evaluation) }
    }
}
