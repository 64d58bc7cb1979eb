public import Facility

/// The fixed words of a label in both languages; nil where a site prints one language only.
public struct LabelWords: Hashable, Sendable {
    /// What to do, e.g. `扫码报修` and `Scan to report a fault`.
    public var scan: LocalizedName
    /// Stands over the host, e.g. `仅认此网址` and `Only this address is ours`.
    public var host: LocalizedName
    /// Stands over the telephone number, e.g. `报修电话` and `Hotline`.
    public var hotline: LocalizedName

    public init(scan: LocalizedName, host: LocalizedName, hotline: LocalizedName) {
        self.scan = scan
        self.host = host
        self.hotline = hotline
    }
}
