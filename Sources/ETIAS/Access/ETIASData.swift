import Access

/// The groups of data that rights in ETIAS are given on.
extension DataGroup {
    /// Articles 17(2)(a)–(g), (j)–(m) and 17(8), with what was done with the application.
    public static let etiasApplicationFile: DataGroup = "applicationFile"
    /// Whether an authorisation is valid, for where and until when.
    public static let etiasStatus: DataGroup = "status"
    public static let etiasSecondLineFlag: DataGroup = "flag36(2)"
    public static let etiasNoGroundsFlag: DataGroup = "flag36(3)"
    /// Answers to the questions of Article 17(4) and (6).
    public static let etiasAnswers: DataGroup = "answers"
    public static let etiasEducation: DataGroup = "education"
    public static let etiasOccupation: DataGroup = "occupation"
    /// Opinion of another unit (Article 28).
    public static let etiasConsultedOpinion: DataGroup = "consultedOpinion"
    /// What the applicant may see and do through the public website and the tools (Articles 6(2), 31, 54(2)).
    public static let etiasApplicantService: DataGroup = "applicantService"
    public static let etiasWatchlist: DataGroup = "watchlist"
    public static let etiasScreeningRules: DataGroup = "screeningRules"
    /// Data of a minor's guardian and of family ties, shown at a border (Article 47(2)(d)).
    public static let etiasGuardianAndFamily: DataGroup = "guardianAndFamily"
    /// Data of a minor's guardian alone, for immigration authorities (Article 49).
    public static let etiasGuardian: DataGroup = "guardian"
    /// Articles 17(2)(a)–(g) and, of minors, (k), for immigration authorities that return somebody (Article 65(3)).
    public static let etiasReturnData: DataGroup = "returnData"
    /// Hits, requests, decisions: what the units work with.
    public static let etiasProcessing: DataGroup = "processing"
    /// Use of an authorisation at a border: entry, exit (Articles 36(2), 41(8), 44(1)).
    public static let etiasUse: DataGroup = "use"
    /// Of a file with a decision on grounds of security, whom it concerns and how it stands (Article 13(4b)).
    public static let etiasSecurityHit: DataGroup = "securityHit"
    /// What a unit or Europol tells a screening authority of somebody on the watchlist (Article 35a).
    public static let etiasScreeningOpinion: DataGroup = "screeningOpinion"
    /// Numbers without persons (Article 84).
    public static let etiasStatistics: DataGroup = "statistics"
}
