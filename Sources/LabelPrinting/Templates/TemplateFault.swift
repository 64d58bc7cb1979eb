/// What is wrong with a stock, a design or a printer: which file, which line and key in it, what was expected
/// there and what was found.
public struct TemplateFault: Error, Hashable, Sendable {
    /// As it was opened, e.g. `PrintTemplates/stocks/avery-l7160.yaml`.
    public var file: String
    /// Dotted, with indices, e.g. `columns[1].lines[0].size`; empty where the file as a whole is meant.
    public var key: String
    /// From 1; nil where the file as a whole is meant.
    public var line: Int?
    public var expected: String
    public var found: String

    public init(file: String, key: String, line: Int? = nil, expected: String, found: String) {
        self.file = file
        self.key = key
        self.line = line
        self.expected = expected
        self.found = found
    }
}

extension TemplateFault: CustomStringConvertible {
    public var description: String {
        let place = line.map { ", line \($0)" } ?? ""
        return "\(file)\(place): \(key.isEmpty ? "" : key + ": ")expected \(expected), found \(found)"
    }
}
