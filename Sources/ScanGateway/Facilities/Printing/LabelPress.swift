/// What draws labels for the facilities pages. The program fills it with the press, so that the gateway knows no C library.
public protocol LabelPress: Sendable {
    /// What can be chosen now: an operator may add a stock or a design while the gateway serves.
    ///
    /// - Throws: `PressProblem.template` where a file is faulty.
    func choices() async throws -> PressChoices

    /// Draws the first sheet and keeps nothing of it.
    ///
    /// - Parameter order: its labels beyond the first sheet are left out.
    /// - Returns: texts that don't fit.
    /// - Throws: `PressProblem`
    func check(_ order: PressOrder) async throws -> [PressedLabels.Shortened]

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
}
