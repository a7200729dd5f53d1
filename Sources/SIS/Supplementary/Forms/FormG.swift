import Identity
import Wire

/// Form G: on a hit (2018/1862 Articles 8, 37 and 39; 2018/1861 Article 8; 2018/1860 Articles 6 to 8).
public struct HitInformation: WireRecord, Hashable {
    public var place = ""
    public var time = Instant(milliseconds: 0)
    public var match = HitMatch.document
    public var actionTaken: AlertAction?
    public var account: String?
    public var measuresAgreed: String?

    public init() {}

    public static let meaning = "On a hit (2018/1862 Articles 8, 37 and 39; 2018/1861 Article 8; 2018/1860 Articles 6 to 8)."
    public static let fields: [Field<HitInformation>] = [
        .required("place", \.place, "Place of the check.", limits: SIRENEForm.text),
        .required("time", \.time, "Time of the check."),
        .required("match", \.match, "What met the alert."),
        .optional("actionTaken", \.actionTaken, "Action taken, where it was another than the one asked for."),
        .optional("account", \.account, "Whereabouts, company, vehicle, route, answers, objects carried.", limits: SIRENEForm.text),
        .optional("measuresAgreed", \.measuresAgreed, "Measures agreed or proposed.", limits: SIRENEForm.text),
    ]
}
