/// Whatever the sandbox makes. Replies, pages and exports that carry such data show the mark, so that nobody takes an invented
/// person for a real one.
public protocol SyntheticRecord {}

extension SyntheticRecord {
    /// `SYNTHETIC`
    public static var mark: String { "SYNTHETIC" }
    public var mark: String { Self.mark }
}

extension Person: SyntheticRecord {}
extension Traveller: SyntheticRecord {}
extension PersonAlert: SyntheticRecord {}
extension ObjectAlert: SyntheticRecord {}
extension SecondIdentity: SyntheticRecord {}
extension LabelledPair: SyntheticRecord {}
extension BorderCheck: SyntheticRecord {}
