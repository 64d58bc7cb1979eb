/// How hard a photo is looked at.
public struct PhotoOrder: Hashable, Sendable {
    public var effort: LabelReader.Effort
    /// No step begins after it; nil: the reader's own limit.
    public var time: Duration?

    public init(effort: LabelReader.Effort = .firstLabel, time: Duration? = nil) {
        self.effort = effort
        self.time = time
    }

    /// Until one label of the site is found.
    public static let first = PhotoOrder()

    func reader(hosts: [String], symbols: PrintedSymbols?) -> LabelReader {
        guard let time else { return LabelReader(hosts: hosts, symbols: symbols) }
        return LabelReader(hosts: hosts, symbols: symbols, time: time)
    }
}
