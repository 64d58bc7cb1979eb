import Foundation

/// The folder of label stocks and label designs: `stocks/NAME.yaml` and `designs/NAME.yaml`.
public struct PrintTemplates: Hashable, Sendable {
    public let folder: String

    /// Far more than any template needs.
    private static let fileBytesMax = 256 * 1024

    public init(folder: String) { self.folder = folder }

    /// Reads and checks `stocks/NAME.yaml`.
    public func stock(named name: String) throws(TemplateFault) -> LabelStock {
        let (yaml, file) = try read(name, in: "stocks")
        return try LabelStock(yaml: yaml, file: file)
    }

    /// Reads and checks `designs/NAME.yaml`.
    public func design(named name: String) throws(TemplateFault) -> LabelDesign {
        let (yaml, file) = try read(name, in: "designs")
        return try LabelDesign(yaml: yaml, file: file)
    }

    /// The names that `stock(named:)` takes, sorted; empty where the folder isn't there.
    public var stockNames: [String] { names(in: "stocks") }

    /// The names that `design(named:)` takes, sorted; empty where the folder isn't there.
    public var designNames: [String] { names(in: "designs") }

    private func names(in kind: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)")) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    private func read(_ name: String, in kind: String) throws(TemplateFault) -> (yaml: String, file: String) {
        let file = "\(folder)/\(kind)/\(name).yaml"
        // A name from a command line or a form must not lead out of the folder.
        let isPlain = name.utf8.allSatisfy {
            $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
        }
        guard isPlain, !name.isEmpty else {
            throw TemplateFault(
                file: "\(folder)/\(kind)", key: "", expected: "a name of a-z, 0-9 and '-'", found: "'\(name)'"
            )
        }
        guard let data = FileManager.default.contents(atPath: file) else {
            let known = names(in: kind)
            let expected = known.isEmpty ? "a file" : "one of \(known.joined(separator: ", "))"
            throw TemplateFault(
                file: file, key: "", expected: expected, found: "no such file that can be read")
        }
        guard data.count <= Self.fileBytesMax, let yaml = String(data: data, encoding: .utf8) else {
            throw TemplateFault(
                file: file, key: "", expected: "at most \(Self.fileBytesMax) bytes of UTF-8",
                found: "\(data.count) bytes that aren't")
        }
        return (yaml, file)
    }
}
