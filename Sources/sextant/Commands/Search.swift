import Access
import ArgumentParser
import Foundation
import Identity
import Installation
import Operations
import Wire

struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Asks the search portal, logged like any other question.")
    @OptionGroup var options: Options

    @Option(help: "One line of a machine-readable zone; give each line.")
    var mrz: [String] = []
    @Option(help: "Surname.")
    var surname: [String] = []
    @Option(help: "Given name.")
    var given: [String] = []
    @Option(help: "Date of birth, YYYY-MM-DD; parts may be missing.")
    var born: String?
    @Option(help: "Document number.")
    var document: String?
    @Option(help: "Issuer of the document.")
    var issuer: String?
    @Option(help: "Authority in whose name to ask.")
    var authority: String
    @Option(help: "What the question is for.")
    var purpose = "borderCheck"
    @Option(name: .customLong("case"), help: "The authority's own case number.")
    var reference: String?

    func run() async throws {
        let installation = try await Opening.installation(Opening.existing(InstallationSettings(try await options.reader())))
        guard let entry = installation.directory.authority(authority) else {
            throw ValidationError("\(authority) is not registered or no longer in service")
        }
        guard let purpose = Purpose(rawValue: purpose) else { throw ValidationError("the acts know no purpose \(purpose)") }
        var input = JSONObject()
        func put(_ name: String, _ texts: [String]) { if !texts.isEmpty { input.append(name, .array(texts.map { .string($0) })) } }
        put("machineReadableZone", mrz)
        put("surnames", surname)
        put("givenNames", given)
        if let born { input.append("dateOfBirth", .string(born)) }
        if let document {
            var key = JSONObject([("number", .string(document))])
            if let issuer { key.append("issuer", .string(issuer)) }
            input.append("document", .object(key))
        }
        let caller = Caller(
            authority: entry.name, kind: entry.authorityKind, memberState: entry.memberState, user: NSUserName(),
            standing: entry.standing)
        let request = OperationRequest(
            caller: caller,
            case: CaseReference(purpose: purpose, reference: reference, requestID: UUID().uuidString), input: .object(input))
        let result: Result<OperationReply, Refusal>
        do { result = .success(try await installation.run("portal.search", request)) } catch { result = .failure(error) }
        switch result {
        case .success(let reply):
            print(reply.body.pretty)
            complain("log entry \(reply.logEntry)")
        case .failure(let refusal):
            complain("\(refusal.kind.title): \(refusal.detail)\(refusal.article.map { " (\($0))" } ?? "")")
        }
        _ = try await installation.sequencer.advance()
        await installation.store.close()
        if case .failure = result { throw ExitCode(1) }
    }
}
