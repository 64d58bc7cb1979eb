/// What draws labels for the facilities pages. The program fills it with the press, so that the gateway knows no C library.
public protocol LabelPress: Sendable {
    /// What can be chosen now: an operator may add a stock or a design while the gateway serves.
    ///
    /// - Throws: `PressProblem.template` where a file is faulty.
    func choices() async throws -> PressChoices

    /// Looks at the first sheet as if it were printed.
    ///
    /// - Parameter order: its labels beyond the first sheet are left out.
    /// - Throws: `PressProblem` for what would be refused.
    func check(_ order: PressOrder) async throws -> SheetCheck

    /// The first sheet as it will come out of the printer.
    ///
    /// - Parameter order: its labels beyond the first sheet are left out.
    /// - Returns: a PNG of at most `pixelsMax` pixels along its longer side.
    /// - Throws: `PressProblem`
    func preview(_ order: PressOrder, pixelsMax: Int) async throws -> [UInt8]

    /// Writes the PDF; a file appears under its name once it is whole.
    ///
    /// - Parameter progress: called with the number of labels drawn, from any thread.
    /// - Throws: `PressProblem`; there is no file then.
    func press(
        _ order: PressOrder, to path: String, progress: @escaping @Sendable (Int) -> Void
    ) async throws -> PressedLabels

    /// Asks the host whose address the labels bear, as phones do; takes seconds where nobody answers.
    ///
    /// - Returns: why phones may not open the labels; empty: they open, or the site is a trial that no network knows.
    func hostFindings() async -> [HostFinding]
}

/// What will be printed and yet look bad.
public struct SheetCheck: Hashable, Sendable {
    /// Texts that don't fit.
    public var shortened: [PressedLabels.Shortened]
    /// Ink where the printer puts none.
    public var outside: [Outside]

    public struct Outside: Hashable, Sendable {
        public var reference: String
        /// As the design names it, e.g. `symbol`.
        public var field: String

        public init(reference: String, field: String) {
            self.reference = reference
            self.field = field
        }
    }

    public init(shortened: [PressedLabels.Shortened] = [], outside: [Outside] = []) {
        self.shortened = shortened
        self.outside = outside
    }
}
