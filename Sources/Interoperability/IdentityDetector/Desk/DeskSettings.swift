import Access

/// How an authority wants its officials to work through links, so that neither the machine's opinion nor the order of the queue decides
/// for them (2019/817 and 2019/818 Articles 29(3), 44).
public struct DeskSettings: Hashable, Sendable {
    /// Links that are due at about the same time stand before each official in an order of their own.
    public var isShuffled = false
    /// What comparing came to is shown to an official after an opinion of their own.
    public var isOpinionFirst = false
    /// How many of a hundred links in the queue are known pairs; 0 is none, and more than 50 are never shown.
    public var knownPairsPercent = 0

    public static let knownPairsPercentMax = 50

    public init() {}
    public init(isShuffled: Bool, isOpinionFirst: Bool, knownPairsPercent: Int) {
        (self.isShuffled, self.isOpinionFirst) = (isShuffled, isOpinionFirst)
        self.knownPairsPercent = min(max(0, knownPairsPercent), DeskSettings.knownPairsPercentMax)
    }
}
