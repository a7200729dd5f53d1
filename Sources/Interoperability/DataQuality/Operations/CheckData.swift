import Access
import Identity
import Operations
import Quality
import Registry
import Wire

/// Who may ask the rules, and read what they say of the registers as a whole.
public enum QualityGrants {
    /// Those who enter data, where they do.
    static let entering: [(AuthorityKind, Set<Purpose>)] = [
        (.border, [.borderCheck]), (.immigration, [.verification, .residenceDecision, .registration]), (.visa, [.visaExamination]),
        (.asylum, [.registration, .asylumExamination]), (.sirene, [.supplementaryInformation]),
        (.etiasCentral, [.etiasProcessing]), (.etiasNational, [.etiasProcessing]), (.criminalRecords, [.criminalProceedings]),
        (.operator_, [.administration]),
    ]
    public static let check: [Grant] = entering.map {
        .data(.CRRS, [.read], [.qualityCheck], [$0.0], for: $0.1, article: "2021/2224 4(2)")
    }
    /// Reports go to the Member States (37(3)), to those who run the systems, and to supervision.
    public static let reports: [Grant] = [
        .data(.CRRS, [.read], [.qualityReports], reporting, for: [.supervision], article: "817 37(3), 39(2), 2021/2224 6"),
        .data(.CRRS, [.read], [.qualityReports], [.operator_], for: [.administration], article: "817 37(3), 2021/2224 5(1), 6(3)"),
    ]
    static let reporting: Set<AuthorityKind> = [
        .border, .immigration, .visa, .asylum, .sirene, .etiasCentral, .etiasNational, .criminalRecords, .europol, .ebcgTeam, .supervisory,
    ]
    public static let all = check + reports
}

/// The rules are asked about data before they are entered: what would be refused, what flagged (2021/2224 Article 4(2)). A document's
/// machine-readable zone can come along, and is held against what stands on the page.
public struct CheckData: Query {
    public init() {}

    public struct Input: WireRecord, Hashable {
        public var register = CheckedRegister.EES
        public var identities: [PersonIdentity] = []
        public var documents: [TravelDocument] = []
        public var machineReadableZone: [String] = []
        public init() {}
        public static let wireName = "DataToCheck"
        public static let meaning = "Data as they would be entered."
        public static let fields: [Field<Input>] = [
            .required("register", \.register, "The register that they are for."),
            .list("identities", \.identities, "Identities.", count: 0...50),
            .list("documents", \.documents, "Documents.", count: 0...50),
            .list(
                "machineReadableZone", \.machineReadableZone, "Lines of the document's machine-readable zone.", count: 0...3,
                element: .text(.init(length: 1...100))),
        ]
    }

    public struct Line: WireRecord, Hashable {
        public var rule = ""
        public var field = ""
        public var meaning = ""
        public var article = ""
        public var indicator = QualityIndicator.accuracy
        public var strength = ""
        public init() {}
        public static let wireName = "DataFinding"
        public static let meaning = "A rule that data do not comply with."
        public static let fields: [Field<Line>] = [
            .required("rule", \.rule, "The rule."), .required("field", \.field, "The field."), .required("meaning", \.meaning, "What is wrong."),
            .required("article", \.article, "By which provision."), .required("indicator", \.indicator, "What it counts for."),
            .required("strength", \.strength, "Whether it refuses or flags.", limits: .choice(QualityRule.Strength.allCases.map(\.rawValue))),
        ]
        init(_ rule: QualityRule, field: String, in register: CheckedRegister) {
            (self.rule, self.field, meaning, article) = (rule.id, field, rule.meaning, rule.article(in: register))
            (indicator, strength) = (rule.indicator, rule.strength(in: register).rawValue)
        }
    }

    public struct Output: WireRecord, Hashable {
        public var findings: [Line] = []
        public var quality = QualityClass.good
        public var overall = 100
        public init() {}
        public static let wireName = "CheckedData"
        public static let meaning = "What the rules say."
        public static let fields: [Field<Output>] = [
            .list("findings", \.findings, "What does not comply; what would be refused first.", count: 0...500),
            .required("quality", \.quality, "Class of the data."), .required("overall", \.overall, "Their indicators as a whole, 0 to 100."),
        ]
    }

    public let about = OperationDescription(
        id: "quality.check", title: "Check data before entering them",
        meaning: "Which rules of data quality data would not comply with in a register. Nothing is entered, and nothing kept.",
        article: "2021/2224 4(2)", system: .CRRS, action: .read, .POST, "/v1/quality/checks", data: .qualityCheck, grants: QualityGrants.check)

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        Answer(CheckData.check(input, today: context.today))
    }

    /// What the rules say on a day. Pure.
    public static func check(_ input: Input, today: Day) -> Output {
        var record = CheckedRecord(input.register)
        record.identities = input.identities
        record.documents = input.documents
        record.recorded = today
        if !input.machineReadableZone.isEmpty {
            let reading = MachineReadableZone.read(input.machineReadableZone, asOf: today)
            record.zone = reading.zone
            record.zoneDefects = reading.defects
        }
        let assessment = QualityAssessment(record, today: today)
        var output = Output()
        (output.quality, output.overall) = (assessment.quality, assessment.overall)
        let lines = assessment.findings.compactMap { finding in
            QualityRules.rule(finding.rule).map { Line($0, field: finding.field, in: input.register) }
        }
        // "blocking" before "soft", and otherwise in order of rule and field.
        output.findings = Array((lines.filter { $0.strength == "blocking" } + lines.filter { $0.strength != "blocking" }).prefix(500))
        return output
    }
}

/// The rules of data quality as a table, with their provisions.
public struct ListQualityRules: Query {
    public init() {}

    public struct Input: WireRecord, Hashable {
        public var register: CheckedRegister?
        public init() {}
        public static let wireName = "ListQualityRules"
        public static let meaning = "Which rules."
        public static let fields: [Field<Input>] = [.optional("register", \.register, "Only those of this register.")]
    }

    public struct Line: WireRecord, Hashable {
        public var rule = ""
        public var meaning = ""
        public var article = ""
        public var indicator = QualityIndicator.accuracy
        public var weight = 0
        public var registers: [CheckedRegister] = []
        public var blockingIn: [CheckedRegister] = []
        public init() {}
        public static let wireName = "QualityRuleLine"
        public static let meaning = "One rule of data quality."
        public static let fields: [Field<Line>] = [
            .required("rule", \.rule, "The rule."), .required("meaning", \.meaning, "What it finds."),
            .required("article", \.article, "By which provision."), .required("indicator", \.indicator, "What it counts for."),
            .required("weight", \.weight, "Points that one finding takes."), .list("registers", \.registers, "Where it applies."),
            .list("blockingIn", \.blockingIn, "Where it refuses on entry."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var rules: [Line] = []
        public init() {}
        public static let wireName = "QualityRuleTable"
        public static let meaning = "The rules."
        public static let fields: [Field<Output>] = [.list("rules", \.rules, "The rules.", count: 0...500)]
    }

    public let about = OperationDescription(
        id: "quality.listRules", title: "List the rules of data quality",
        meaning: "Blocking and soft rules with register, indicator, weight and provision.", article: "2021/2224 3(4)", system: .CRRS,
        action: .read, .GET, "/v1/quality/rules", data: .qualityCheck, grants: QualityGrants.check)

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        output.rules = QualityRules.all.filter { rule in input.register.map(rule.registers.contains) ?? true }.map { rule in
            var line = Line()
            (line.rule, line.meaning, line.article, line.indicator, line.weight) = (rule.id, rule.meaning, rule.article, rule.indicator, rule.weight)
            // Of one register, with the provision of its own act.
            if let register = input.register { line.article = rule.article(in: register) }
            line.registers = CheckedRegister.allCases.filter(rule.registers.contains)
            line.blockingIn = CheckedRegister.allCases.filter(rule.blockingIn.contains)
            return line
        }
        return Answer(output)
    }
}
