/// Why there is no symbol.
public enum SymbolError: Error, Hashable, Sendable {
    /// No version holds the text at the level asked for.
    case textTooLong(characters: Int, level: CorrectionLevel)
    /// The library failed, with its error number.
    case library(errno: Int32)
    /// The library's symbol isn't what was asked for.
    case unexpectedSymbol(expected: String, found: String)
    /// The record of a printed label doesn't describe a symbol.
    case badIssue(field: String, expected: String, found: String)
}

/// What is allowed and printed, but worth a word to whoever prints.
public enum SymbolWarning: Hashable, Sendable {
    /// Below level Q: a scratch or a patch of glare costs the code sooner.
    case weakCorrection(CorrectionLevel)
}
