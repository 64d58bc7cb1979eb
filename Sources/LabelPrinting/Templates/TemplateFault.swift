/// What is wrong with a stock or a design: which file, which key in it, what was expected there and what was
/// found.
public struct TemplateFault: Error, Hashable, Sendable {
    /// As it was opened, e.g. `PrintTemplates/stocks/avery-l7160.yaml`.
    public var file: String
    /// Dotted, with indices, e.g. `columns[1].lines[0].size`; empty where the file as a whole is meant.
    public var key: String
    public var expected: String
    public var found: String

    public init(file: String, key: String, expected: String, found: String) {
        self.file = file
        self.key = key
        self.expected = expected
        self.found = found
    }
}

extension TemplateFault: CustomStringConvertible {
    public var description: String {
        "\(file): \(key.isEmpty ? "" : key + ": ")expected \(expected), found \(found)"
    }
}
