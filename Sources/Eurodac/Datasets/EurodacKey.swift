/// Names of the keys under which records of Eurodac are found.
public enum EurodacKey {
    /// The data set that a record belongs to or names.
    public static let dataset = "eurodac.dataset"
    /// Member State and reference number.
    static let reference = "eurodac.reference"
    /// Member State of origin.
    static let owner = "eurodac.owner"
    /// Travel or identity document.
    static let document = "eurodac.document"
    /// Comparisons that wait.
    static let queue = "eurodac.queue"
    /// Data sets that a comparison names as hits.
    static let hit = "eurodac.hit"
    /// Month of a count.
    static let month = "eurodac.month"
}
