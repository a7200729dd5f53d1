import Access

extension DataGroup {
    /// OK or NOT OK, and nothing else (EES 13(3), VIS 45c(3), ETIAS 45(2)).
    public static let carrierAnswer: DataGroup = "carrierAnswer"
    /// The register of carriers (1409 Article 10(8)).
    public static let carrierRegister: DataGroup = "carrierRegister"
    /// Failures of a system, which the operator and the Central Unit announce (1409 Article 13(1)).
    public static let carrierFailures: DataGroup = "carrierFailures"
    /// Carriers' requests for assistance (1409 Articles 13, 14).
    public static let carrierAssistance: DataGroup = "carrierAssistance"
}

/// Who may do what at the carriers' gateway. The web service is part of the EES, and its records stand there.
public enum CarrierGrants {
    public static let answer = Grant.data(
        .EES, [.read], [.carrierAnswer], [.carrier], for: [.boarding], article: "EES 13(3)")
    /// Of ETIAS a carrier learns the status alone. The gateway tells it, from its extract: no operation of ETIAS answers a carrier.
    public static let etiasStatus = Grant.data(
        .ETIAS, [.read], ["status"], [.carrier], for: [.boarding], article: "ETIAS 45(2)")
    public static let register = Grant.data(
        .EES, [.create, .read, .update], [.carrierRegister], [.operator_], for: [.administration],
        article: "2022/1409 10, 11")
    /// The ticketing tool gives the ETIAS Central Unit access to the register.
    public static let readRegister = Grant.data(
        .EES, [.read], [.carrierRegister], [.etiasCentral], for: [.etiasProcessing], article: "2022/1409 13(4)")
    /// A carrier reads its own registration, and comments on its end.
    public static let ownRegistration = Grant.data(
        .EES, [.read, .update], [.carrierRegister], [.carrier], for: [.boarding], article: "2022/1409 11(4)")
    public static let assistance = Grant.data(
        .EES, [.create, .read, .update], [.carrierAssistance], [.carrier], for: [.boarding],
        article: "2022/1409 13(1)-(3), 14")
    public static let announce = Grant.data(
        .EES, [.create, .read, .update], [.carrierAssistance, .carrierFailures], [.etiasCentral], for: [.etiasProcessing],
        article: "2022/1409 13(1)")
    public static let confirm = Grant.data(
        .EES, [.create, .read, .update], [.carrierAssistance, .carrierFailures], [.operator_], for: [.administration],
        article: "2022/1409 13(1)(b)")

    public static let all: [Grant] = [answer, etiasStatus, register, readRegister, ownRegistration, assistance, announce, confirm]
}
