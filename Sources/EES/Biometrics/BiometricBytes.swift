import Operations

/// Bytes of a sample or template of the EES.
public typealias BiometricBytes = Base64Sample<EESSampleLimit>
public enum EESSampleLimit: SampleLimit { public static let bytesMax = 300_000 }
