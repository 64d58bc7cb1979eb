import Facility

/// Reads a site's labels in photos: by decoding them, else by choosing among all that the site has printed.
public struct LabelReader: Sendable {
    /// How long a photo is looked at.
    public enum Effort: Hashable, Sendable {
        /// Until a label of ours was found. A label beside it that only a later step would read is missed.
        case firstLabel
        /// Until a label of ours was found, and what stands beside it as far as that is read within this time from then
        /// on; a step that runs is not interrupted.
        case labelsBeside(Duration)
        /// Every step.
        case everyPass
    }

    public let hosts: [String]
    /// What the site has printed; nil: only what can be decoded is read.
    public let symbols: PrintedSymbols?
    /// No step begins after it, decoding and choosing together; decoding leaves half of it for choosing. nil: no
    /// limit.
    public let time: Duration?

    /// - Parameter hosts: as in ``LabelText/parse(_:hosts:)``.
    public init(hosts: [String], symbols: PrintedSymbols? = nil, time: Duration? = .seconds(5)) {
        self.hosts = hosts
        self.symbols = symbols
        self.time = time
    }

    /// All that was read, labels of ours first (decoded before chosen ones), else in the order found; empty where no
    /// symbol was read.
    ///
    /// No label is chosen for a symbol that was decoded, whatever it says, nor one that was decoded elsewhere in the
    /// photo.
    public func labels(
        in photo: GreyPhoto, with scanner: PhotoScanner, effort: Effort = .firstLabel
    ) -> [ScannedLabel] {
        let start = ContinuousClock.now
        var pace = ReadingPace(effort)
        let chosen = symbols.flatMap { $0.count > 0 ? $0 : nil }
        // Choosing reads what the second stage reads, and more.
        let found = scanner.symbols(
            in: photo, time: chosen == nil ? time : time.map { $0 / 2 }, isQuick: chosen != nil
        ) { found in
            pace.isEnough(found.contains { LabelText.parse($0.text, hosts: hosts).code != nil })
        }
        let decoded = found.map { ScannedLabel(text: LabelText.parse($0.text, hosts: hosts), symbol: $0) }
        let ours = decoded.filter { $0.text.code != nil }
        let others = decoded.filter { $0.text.code == nil }
        guard let chosen, !pace.isEnough(!ours.isEmpty) else { return ours + others }
        let left = time.map { max(.zero, $0 - start.duration(to: .now)) }
        let world = ClosedWorld(chosen, time: [left, pace.left].compactMap { $0 }.min())
        let told = world.labels(in: photo, besides: found) { told in
            pace.isEnough(told.contains { isNew($0, beside: ours) })
        }
        let new = told.filter { isNew($0, beside: ours) }.map { ScannedLabel($0, hosts: hosts) }
        return ours + new + others
    }

    private func isNew(_ label: RecognisedLabel, beside decoded: [ScannedLabel]) -> Bool {
        !decoded.contains { $0.text.code == label.code }
    }
}
