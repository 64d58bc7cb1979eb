/// Reads a site's labels in photos.
public struct LabelReader: Sendable {
    /// How long a photo is looked at.
    public enum Effort: Hashable, Sendable {
        /// Until a pass has found a label of ours. A label beside it that only a later pass would read is missed.
        case firstLabel
        /// Every pass of the ladder.
        case everyPass
    }

    public let hosts: [String]
    /// No pass begins after it.
    public let time: Duration?

    /// - Parameter hosts: as in ``LabelText/parse(_:hosts:)``.
    public init(hosts: [String], time: Duration? = .seconds(5)) {
        self.hosts = hosts
        self.time = time
    }

    /// All that was read, labels of ours first, else in the order found; empty where no symbol was read.
    public func labels(
        in photo: GreyPhoto, with scanner: PhotoScanner, effort: Effort = .firstLabel
    ) -> [ScannedLabel] {
        let symbols = scanner.symbols(in: photo, time: time) { found in
            effort == .firstLabel && found.contains { LabelText.parse($0.text, hosts: hosts).code != nil }
        }
        let labels = symbols.map { ScannedLabel(text: LabelText.parse($0.text, hosts: hosts), symbol: $0) }
        return labels.filter { $0.text.code != nil } + labels.filter { $0.text.code == nil }
    }
}
