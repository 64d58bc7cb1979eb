/// What one pass made of one photo by itself.
public struct PassTrial: Hashable, Sendable {
    /// As in ``ScanPass/ladder``.
    public let pass: String
    /// Names the view; passes that share one pay for it once.
    let view: String
    public let symbols: [FoundSymbol]
    /// Making the view, where no pass before it did.
    let viewTime: Duration
    /// Filters and engine.
    let time: Duration

    public init(pass: String, view: String, symbols: [FoundSymbol], viewTime: Duration, time: Duration) {
        self.pass = pass
        self.view = view
        self.symbols = symbols
        self.viewTime = viewTime
        self.time = time
    }
}
