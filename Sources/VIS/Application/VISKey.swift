/// Names of the keys under which VIS records can be found.
public enum VISKey {
    /// Application number; of `applicationFile`, unique.
    public static let number = "applicationNumber"
    /// Issuer and levelled number of a travel document; of `applicationFile`.
    public static let document = "document"
    /// Issuer and levelled number of a sticker, long-stay visa or permit; of `applicationFile`.
    public static let sticker = "visaSticker"
    /// Organisation or names of an inviter; of `applicationFile`.
    public static let inviter = "inviter"
    /// An application file that this one is linked with.
    public static let linked = "linked"
    /// The application file that a record belongs to; of every other kind.
    public static let application = "application"
    /// Kind of authority and Member State that verifies; of `hitVerification`.
    public static let verifier = "verifier"
    /// The one key that all records of a list have.
    public static let list = "list"
    /// Nationality in a list of Article 16(2) or (3a).
    public static let nationality = "nationality"
}
