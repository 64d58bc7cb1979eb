/// What labels are written as.
public enum OutputFormat: String, Hashable, Sendable, CaseIterable {
    /// Sheets, signs or roll labels, page by page.
    case pdf
    /// One label as outlines, for other programs.
    case svg
    /// One label in black and white, dot by dot as the printer would put it.
    case png
    /// Zebra's language, for roll printers; labels one after the other.
    case zpl
    /// TSC's language, which most Chinese label printers speak.
    case tspl

    /// By the end of a file's name; anything unknown is a PDF.
    public init(path: String) {
        let parts = path.lowercased().split(separator: "/").last?.split(separator: ".") ?? []
        self = parts.count > 1 ? parts.last.flatMap { Self(rawValue: String($0)) } ?? .pdf : .pdf
    }

    /// Whether it holds a single label.
    public var isSingle: Bool { self == .svg || self == .png }
}

/// Who makes the symbols of a label in a printer's language.
public enum SymbolMaker: String, Hashable, Sendable, CaseIterable {
    /// The printer, from the text (`^BQ`): fewer bytes, but its firmware chooses segments, mask and so the size.
    case printer
    /// Mendmark, dot by dot: the very symbol that was checked and recorded.
    case dots
}
