import Operations
import Wire

extension RefusalKind {
    public static let notUMF = RefusalKind(
        "umf/not-xml", 400, "The body is not XML of this message", article: "2019/817 38")
}

/// Messages in the universal message format (2019/817 and 2019/818 Article 38): what is asked of the portal and what it answers, as
/// XML beside JSON.
///
/// The format's own specifications (Implementing Decisions (EU) 2023/220 and 2023/221) are not public. What is here follows its
/// idea, one vocabulary for all systems, with the vocabulary of this project: an element for each field, in one namespace that
/// changes when a message changes so that an older reader could not read it. The schema is made from the same list of fields that
/// reads and writes the messages.
public enum UniversalMessageFormat {
    public static let namespace = "urn:sextant:umf:portal:1"

    /// The longest text of a message: a sample of a person, in base 64.
    static let textMax = PortalSample.Limit.bytesMax / 3 * 4 + 4

    /// Questions to the portal and its replies.
    public static let portal = format(PortalQuestion.self, PortalReply.self)

    /// What a body of the namespace's XML says, as an operation's input; and its output written back.
    static func format<Input: WireRecord, Output: WireRecord>(_ input: Input.Type, _ output: Output.Type) -> MessageFormat {
        MessageFormat(
            mediaType: "application/xml",
            read: { (bytes) throws(Refusal) in
                do throws(XMLError) {
                    return try XMLMessage.json(XMLSyntax.read(bytes, namespace: namespace, textMax: textMax), as: Input.schema)
                } catch {
                    throw Refusal(.notUMF, error.explanation)
                }
            },
            write: { (reply, _) throws(Refusal) in XMLSyntax.write(XMLMessage.element(Output.wireName, reply), namespace: namespace) })
    }

    /// The XML schema of the portal's messages.
    public static let portalSchema = XMLSchema(
        namespace: namespace, title: "Questions to the search portal and its replies", roots: [PortalQuestion.schema, PortalReply.schema]
    ).text
}
