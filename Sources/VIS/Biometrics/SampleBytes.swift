import Operations

/// Bytes of a sample, template or scan of the VIS.
public typealias SampleBytes = Base64Sample<VISSampleLimit>
public enum VISSampleLimit: SampleLimit { public static let bytesMax = 600_000 }
