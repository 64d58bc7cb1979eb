import Facility

/// How the text of a symbol is split into segments.
package enum SymbolForm: Hashable, Sendable {
    /// What is printed: `https://` byte by byte, the rest as alphanumeric characters.
    case label
    /// `HTTPS://` too as alphanumeric characters, as label programs make it: for comparison with them only, since some
    /// phones don't open it.
    case capitals

    /// The byte segment; nil: there is none.
    var bytes: String? { self == .label ? SymbolText.scheme : nil }

    /// What the alphanumeric segment holds before the code.
    func start(host: LabelHost) -> String {
        (self == .label ? "" : SymbolText.scheme.uppercased()) + host.text + "/"
    }
}
