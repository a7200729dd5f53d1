import Access
import Identity
import Operations
import Registry
import Wire

/// Whose prints these may be, best first, as records of `alertSamples`; `nil`: nobody can say.
public typealias PrintIdentification = @Sendable (_ probe: [StoredTemplate], _ limit: Int) async -> [RecordID]?

/// Searches with prints from the scene of a serious crime or terrorist offence (1862 Article 43(3)): among the alerts of Articles 26, 32,
/// 36 and 40 and no others, where the prints are a perpetrator's with a high degree of probability, and only at the same time as in the
/// Member State's own databases. Both are stated with the search, for whoever supervises it.
public struct SearchScenePrints: Operation {
    let identification: PrintIdentification?
    public init(_ identification: PrintIdentification? = nil) { self.identification = identification }

    public let about = OperationDescription.sis(
        "searchScenePrints", "Search with prints from a scene of crime",
        "Finds alerts for arrest, on missing persons, for checks and on unknown wanted persons by fingerprints found at the scene of a serious crime or terrorist offence. That they are a perpetrator's, and are searched in the national databases at the same time, is stated with the search.",
        article: "1862 43(3)", .search, .POST, "/scene-prints/search", grants: SISGrants.scenePrints, refusals: [.sceneConditions])

    /// A print from the scene; palm prints are held to be looked at, and nothing compares them.
    public struct ScenePrint: WireRecord, Hashable {
        public var format = ""
        public var data = SampleBytes([])
        public init() {}
        public init(format: String, data: [UInt8]) {
            self.format = format
            self.data = SampleBytes(data)
        }
        public static let wireName = "ScenePrint"
        public static let meaning = "A fingerprint from a scene of crime. Nobody knows which finger it is of."
        public static let fields: [Field<ScenePrint>] = [
            .required("format", \.format, "Format of the data, for instance wsq or iso19794-2:2005.", limits: .text(.init(length: 1...60))),
            .required("data", \.data, "The image or template."),
        ]
        var template: StoredTemplate { StoredTemplate(kind: AlertSampleKind.latentPrint.rawValue, format: format, bytes: data.bytes) }
    }

    public struct Input: WireRecord, Hashable {
        public var prints: [ScenePrint] = []
        public var offence = ""
        public var ofPerpetrator = false
        public var searchedNationally = false

        public init() {}
        public init(_ prints: [ScenePrint], offence: String, ofPerpetrator: Bool = true, searchedNationally: Bool = true) {
            self.prints = prints
            self.offence = offence
            self.ofPerpetrator = ofPerpetrator
            self.searchedNationally = searchedNationally
        }
        public static let wireName = "SearchScenePrints"
        public static let meaning = "Prints from a scene of crime and what their search rests on."
        public static let fields: [Field<Input>] = [
            .list("prints", \.prints, "Prints of one person, as far as is known.", count: 1...10),
            .required("offence", \.offence, "The serious crime or terrorist offence under investigation.", limits: AlertContent.line),
            .required("ofPerpetrator", \.ofPerpetrator, "They are a perpetrator's, with a high degree of probability."),
            .required("searchedNationally", \.searchedNationally, "They are searched in the national databases at the same time."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var available = true
        public var alerts: [SISPortalView] = []
        public var more = false
        public init() {}
        public static let wireName = "ScenePrintsFound"
        public static let meaning = "The alerts found, those to be executed first at the front; an expert verifies each (2018/1862 Article 41)."
        public static let fields: [Field<Output>] = [
            .required("available", \.available, "Whether prints could be compared; where not, nothing is known."),
            .list("alerts", \.alerts, "Alerts.", count: 0...SearchScenePrints.alertsMax),
            .defaulted("more", \.more, to: false, "There are more."),
        ]
    }

    static let alertsMax = 50
    /// Those of Articles 26, 32, 36 and 40.
    static let groups: Set<DataGroup> = [.sisArrest, .sisMissing, .sisCheck, .sisUnknownWanted]

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let keys: Set<SearchKey> = [.latentFingerprints]
        let mandate = try await desk.mandate(for: about) { _ in Demand(keys: keys) }
        guard input.ofPerpetrator else {
            throw Refusal(.sceneConditions, "prints of which nobody can say that are not searched", pointer: "/ofPerpetrator")
        }
        guard input.searchedNationally else {
            throw Refusal(.sceneConditions, "search the national databases at the same time", pointer: "/searchedNationally")
        }
        let found = await identification?(input.prints.map(\.template), 200)
        let samples = found ?? []
        let (now, today) = (desk.now, desk.today)
        let views = try await desk.read(under: mandate) { reader in
            var alerts: [Recorded<Alert>] = []
            for id in samples {
                guard let record = try reader.record(id), record.kind == AlertSamples.kind,
                    let alert = try reader.values(
                        Alert.self, key: SISKey.schengenID, value: try AlertSamples(stored: record).schengenID
                    ).first, SearchScenePrints.groups.contains(alert.value.dataGroup)
                else { continue }
                alerts.append(alert)
            }
            return SISPortalView.views(
                for: alerts, under: mandate, at: now, today: today,
                linked: try reader.linkedAlerts(of: alerts, at: now, today: today))
        }
        let shown = views.prefix(SearchScenePrints.alertsMax)
        var output = Output()
        output.available = found != nil
        output.alerts = shown.map(\.view)
        output.more = views.count > SearchScenePrints.alertsMax
        // Of a search by prints the log keeps the kind alone (1862 Article 12(2)).
        let hits: Int? = found == nil ? nil : views.count
        return Outcome(output, under: mandate, log: LogDetails(records: shown.map(\.alert.id), keys: keys, results: [.SIS: hits]))
    }
}

extension RefusalKind {
    public static let sceneConditions = RefusalKind(
        "sis/scene-conditions", 422, "Prints from a scene may not be searched with yet", article: "1862 43(3)")
}
