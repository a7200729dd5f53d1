import Access

/// Who administers an installation. The acts leave it to those who run the system (EES Art 37, 38; 817 Art 54–56); what an
/// operator sees holds no personal data of the systems.
public enum AdministrationGrants {
    public static let entries: DataGroup = "administration"
    static let change = Grant.data(
        .administration, [.create, .update, .delete, .read], [entries], [.operator_], for: [.administration],
        article: "817 54")
    static let supervise = Grant.data(
        .administration, [.read], [entries], [.supervisory], for: [.supervision], article: "817 51")
}
