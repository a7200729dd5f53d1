import Operations

/// Bytes of a sample, template or scan of Eurodac.
public typealias BiometricBytes = Base64Sample<EurodacSampleLimit>
public enum EurodacSampleLimit: SampleLimit { public static let bytesMax = 600_000 }
