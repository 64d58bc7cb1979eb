import ArgumentParser
import Facility
import Foundation
import Ledger
import ScanGateway

struct LabelsBind: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bind", abstract: "Give a blank label its place or device.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The code on the label.") var code: String
    @Argument(help: "The place's or device's reference.") var reference: String

    func run() async throws {
        let code = try code.labelCode()
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        guard case .label(let label) = try await site.wallDesk(.bind(code, reference: reference)) else {
            throw OperatorFailure.unexpectedReply
        }
        print("Label \(label.code) is for \(label.reference) now.")
    }
}

struct LabelsConfirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Confirm labels that were scanned in place (核验).",
        discussion: flowing(
            """
            Takes codes, or with --walk a file (- for standard input) with one scan a line: the label's link or code and, where
            it hung at another door, that door's reference after a space. All lines are right, or nothing is written.
            """))
    @OptionGroup var options: SiteOptions
    @Argument(help: "The codes on the labels.") var codes: [String] = []
    @Option(help: "A file with one scan a line.", completion: .file()) var walk: String?
    @Option(help: "Every label must be of this batch.") var batch: Int64?
    @Option(name: .customLong("as"), help: "Sign-in name of whoever walked (default: the operator).")
    var actAs: String?

    func validate() throws {
        guard codes.isEmpty == (walk != nil) else {
            throw ValidationError("Say what was scanned: codes, or a file by --walk.")
        }
    }

    func run() async throws {
        let lines = try walk.map(Self.lines) ?? codes.map { ($0, nil) }
        let sightings = try lines.map { ReportedSighting(code: try Self.code($0.0), reference: $0.1) }
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let request = WallRequest.confirm(sightings, batch: batch.map { BatchID($0) })
        guard case .walk(let report) = try await site.wallDesk(request, as: actAs) else {
            throw OperatorFailure.unexpectedReply
        }
        let wrong = report.misplaced.map(\.description).joined(separator: ", ")
        print("\(report.confirmed) confirmed" + (wrong.isEmpty ? "." : ", at the wrong door: \(wrong)."))
        guard let batch, case .batch(let found) = try await site.labelDesk(.batch(BatchID(batch))) else {
            return
        }
        let missing = found.lines.filter {
            $0.item.state == .printed && BatchReport.Hanging(of: $0.label.state) == .missing
        }
        for line in missing { print("  missing: \(line.label.reference)  \(line.label.code)") }
    }

    private static func lines(_ path: String) throws -> [(String, String?)] {
        let data =
            path == "-"
            ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
        guard let data else {
            throw SiteError.file(path: path, reason: "no such file, or not readable")
        }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
            let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard let code = parts.first else { return nil }
            let reference = parts.dropFirst().first.map { $0.trimmingCharacters(in: .whitespaces) }
            return (String(code), reference?.isEmpty == false ? reference : nil)
        }
    }

    /// A hand scanner types the whole link.
    private static func code(_ text: String) throws -> LabelCode {
        let code = text.contains("://") ? text.split(separator: "/").last.map(String.init) ?? text : text
        return try code.labelCode()
    }
}
