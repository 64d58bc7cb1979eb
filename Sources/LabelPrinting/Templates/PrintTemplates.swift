import Foundation

/// The folders of label stocks, label designs, printers and logos: `stocks/NAME.yaml`, `designs/NAME.yaml`,
/// `printers/NAME.yaml`, `logos/FILE`.
///
/// A site's own folder stands before the one that comes with the program: what it holds under the same name
/// counts instead.
public struct PrintTemplates: Hashable, Sendable {
    /// Looked through in this order; a folder needn't be there.
    public let folders: [String]

    /// Far more than any template needs.
    private static let fileBytesMax = 256 * 1024

    /// - Parameter folders: at least one.
    public init(folders: [String]) { self.folders = folders }

    public init(folder: String) { self.init(folders: [folder]) }

    /// Reads and checks `stocks/NAME.yaml`.
    public func stock(named name: String) throws(TemplateFault) -> LabelStock {
        let (yaml, file) = try read(name, in: "stocks")
        return try LabelStock(yaml: yaml, file: file)
    }

    /// Reads and checks `designs/NAME.yaml`.
    public func design(named name: String) throws(TemplateFault) -> LabelDesign {
        let (yaml, file) = try read(name, in: "designs")
        var design = try LabelDesign(yaml: yaml, file: file)
        design.logoFolders = folders.map { "\($0)/logos" }
        return design
    }

    /// The names that `stock(named:)` takes, sorted; empty where no folder is there.
    public var stockNames: [String] { names(in: "stocks") }

    /// The names that `design(named:)` takes, sorted; empty where no folder is there.
    public var designNames: [String] { names(in: "designs") }

    /// Reads and checks `printers/NAME.yaml`.
    public func printer(named name: String) throws(TemplateFault) -> PrinterFile {
        let (yaml, file) = try read(name, in: "printers")
        return try PrinterFile(yaml: yaml, file: file)
    }

    /// The names that `printer(named:)` takes, sorted; empty where no folder is there.
    public var printerNames: [String] { names(in: "printers") }

    /// A name from a command line or a form must not lead out of the folder.
    public static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
            }
    }

    private func names(in kind: String) -> [String] {
        let files = folders.flatMap {
            (try? FileManager.default.contentsOfDirectory(atPath: "\($0)/\(kind)")) ?? []
        }
        return Set(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }).sorted()
    }

    private func read(
        _ name: String, in kind: String
    ) throws(TemplateFault) -> (yaml: String, file: String) {
        let shown = "\(folders.first ?? ".")/\(kind)"
        guard Self.isPlain(name) else {
            throw TemplateFault(
                file: shown, key: "", expected: "a name of a-z, 0-9 and '-'", found: "'\(name)'")
        }
        for folder in folders {
            let file = "\(folder)/\(kind)/\(name).yaml"
            guard let data = FileManager.default.contents(atPath: file) else { continue }
            guard data.count <= Self.fileBytesMax, let yaml = String(data: data, encoding: .utf8) else {
                throw TemplateFault(
                    file: file, key: "", expected: "at most \(Self.fileBytesMax) bytes of UTF-8",
                    found: "\(data.count) bytes that aren't")
            }
            return (yaml, file)
        }
        let known = names(in: kind)
        throw TemplateFault(
            file: "\(shown)/\(name).yaml", key: "",
            expected: known.isEmpty ? "a file" : "one of \(known.joined(separator: ", "))",
            found: "no such file that can be read")
    }
}
