import Access
import Identity
import Operations
import Registry

/// The legal clocks of Eurodac.
public enum EurodacClocks: TaskOwner {
    public static let system = SystemName.Eurodac
    public static let grants = Grant.tasks(
        .Eurodac,
        [
            (.asylum, [.asylumExamination, .asylumResponsibility, .registration]), (.border, [.registration]),
            (.immigration, [.registration]), (.designated, [.lawEnforcement]), (.europol, [.lawEnforcement]),
            (.centralAccessPoint, [.lawEnforcement]), (.operator_, [.administration]),
        ], article: "Eurodac 15, 38")

    /// Transmit the data: 72 hours, 10 days for temporary protection.
    static let transmit = "transmitData"
    /// Carry the comparison out: 24 hours, or one.
    static let compare = "carryOutComparison"
    /// Look at the hits, and report a false one within three working days.
    static let checkHits = "checkHits"
    /// Check data that another Member State has reported.
    static let checkData = "checkData"
    /// Send samples that can be compared, under the same reference number.
    static let sendBetter = "sendBetterSamples"
}

public typealias EurodacTask = LegalTask<EurodacClocks>

extension Instant {
    /// The end of the last of `count` working days after this moment, by the clocks of a Member State.
    func endOfWorkingDay(_ count: Int, in memberState: String?) -> Instant {
        let today = day(minutesEastOfUTC: StateTime.minutesEastOfUTC(memberState, at: self))
        return Instant(endOf: today.adding(workingDays: count), in: memberState)
    }
}
