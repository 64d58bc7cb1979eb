/// What a worker is told when it starts.
public struct WorkerSettings: Hashable, Sendable, Codable {
    /// As in ``LabelText/parse(_:hosts:)``.
    public var hosts: [String]
    public var limits: PhotoLimits
    /// Bytes of address space that photos may take, beside what the process has when it starts. 64 megapixels in colour,
    /// out of a HEIC, take some 500 MiB.
    public var memoryBytesMax: Int
    /// Of processor time for one photo; the worker is killed beyond them.
    public var processorSecondsMax: Int
    /// On the clock, for one photo with all that its orders say; the worker is killed beyond them.
    public var secondsMax: Int

    public init(
        hosts: [String], limits: PhotoLimits = .standard, memoryBytesMax: Int = 1 << 30,
        processorSecondsMax: Int = 20, secondsMax: Int = 30
    ) {
        self.hosts = hosts
        self.limits = limits
        self.memoryBytesMax = memoryBytesMax
        self.processorSecondsMax = processorSecondsMax
        self.secondsMax = secondsMax
    }

    /// Of the longest frame: a photo, or what is kept of it.
    var bodyBytesMax: Int { max(limits.bytesMax, Self.keptBytesMax) }

    /// Noise of 2,048 × 2,048 pixels takes 4 MiB.
    private static let keptBytesMax = 16 << 20
}
