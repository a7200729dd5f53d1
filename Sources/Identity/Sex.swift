/// Sex as travel documents and the systems record it. `unspecified` is a recorded value (ICAO Doc 9303 `X`
/// or a filler), not a missing one: a missing value is `nil`.
public enum Sex: String, CaseIterable, Hashable, Sendable {
    case female = "F"
    case male = "M"
    case unspecified = "X"
}
