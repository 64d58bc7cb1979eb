import ArgumentParser
import Facility
import Foundation
import ScanGateway
import SiteFiles

struct ImportCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case csv, netbox, cabling }

    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring the register up to date with an inventory.",
        discussion: flowing(
            """
            Reads our CSV (its one header is described in Assets/SampleCampus/README.md) or a NetBox dump in JSON. Things are
            matched by their id in the source, so importing the same file again changes nothing. A file with a bad row is
            refused whole; every bad row is listed with line, column, what was expected and what was found.
            Any other table (CSV in UTF-8, GB 18030 or UTF-16, or JSON) comes in through a mapping file, --mapping; --sketch
            writes a first one from a look at the table. --format cabling reads a CSV with the columns point,switch,port, each
            named by its reference: all points of its source with the switch on which they hang; of a NetBox the cables are
            traced. A column previous_reference renumbers: rooms keep labels and tickets.
            """))

    @OptionGroup var options: SiteOptions
    @Argument(help: "The inventory; or the address of a NetBox, https://…", completion: .file()) var file:
        String
    @Option(help: "csv, netbox or cabling (default: by the file's ending).") var format: Format?
    @Option(help: "What a CSV's source is called; ids of different sources don't meet.") var source = "csv"
    @Option(help: "A mapping file (YAML) that says which column means what.", completion: .file())
    var mapping: String?
    @Option(
        name: .customLong("token-file"),
        help: "A file that holds the NetBox's API token (default: the environment's NETBOX_TOKEN).")
    var tokenFile: String?
    @Option(
        help: "A PEM file of the authorities that a NetBox's certificate may be of (default: the machine's).",
        completion: .file())
    var trust: String?
    @Flag(help: "Only print a first mapping file for this table.") var sketch = false
    @Flag(name: .customLong("dry-run"), help: "Only print what would be done.") var dryRun = false
    @Flag(
        name: .customLong("retire-missing"), help: "Retire what this source listed before and lists no more.")
    var retireMissing = false

    func validate() throws {
        if sketch, mapping != nil || format != nil {
            throw ValidationError("--sketch writes a mapping: it takes neither --mapping nor --format.")
        }
        if mapping != nil, format == .netbox { throw ValidationError("--mapping isn't for a NetBox dump.") }
        if mapping != nil, format == .cabling { throw ValidationError("--mapping isn't for cabling.") }
    }

    func run() async throws {
        if sketch { return try printSketch() }
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let progress = ProgressLine("Importing")
        let inventory = try await progress.during { try await read() }
        let reply = try await progress.during { [site] in
            try await site.desk.perform(
                .importInventory(inventory, retireMissing: retireMissing, dryRun: dryRun))
        }
        guard case .imported(let report) = reply else { throw OperatorFailure.unexpectedReply }
        show(report)
    }

    private func bytes(of path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SiteError.file(path: path, reason: "no such file, or not readable")
        }
        return Array(data)
    }

    private func printSketch() throws {
        do {
            print(try MappingSketch(try bytes(of: file)).yaml, terminator: "")
        } catch let bad as BadRow {
            throw OperatorFailure.refused("\(file): \(bad)")
        }
    }

    private func read() async throws -> Inventory {
        if file.hasPrefix("https://") || file.hasPrefix("http://") {
            let reading = NetBoxDump().read(
                try await NetBoxAPI(address: file, token: try token(), trust: trust).dump())
            show(reading)
            return reading.inventory
        }
        let data = try bytes(of: file)
        if let mapping {
            let text = String(decoding: try bytes(of: mapping), as: UTF8.self)
            let read = try InventoryMapping(yaml: text, file: mapping)
            return MappedInventoryReader.inventory(from: data, read, source: source)
        }
        switch format ?? (file.lowercased().hasSuffix(".json") ? .netbox : .csv) {
        case .csv: return InventoryCSV.inventory(from: data, source: source)
        case .cabling: return CablingCSV.inventory(from: data, source: source)
        case .netbox:
            let reading = NetBoxDump().read(data)
            show(reading)
            return reading.inventory
        }
    }

    private func token() throws -> String? {
        guard let tokenFile else { return ProcessInfo.processInfo.environment["NETBOX_TOKEN"] }
        return String(decoding: try bytes(of: tokenFile), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func show(_ reading: NetBoxReading) {
        print("\(reading.objectCount) objects read")
        for (model, count) in reading.taken.sorted(by: { $0.key < $1.key }) {
            print("  taken \(count) \(model)")
        }
        for skipped in reading.skipped {
            print("  skipped \(skipped.count) \(skipped.model): \(skipped.reason.text)")
        }
        if let cables = reading.inventory.cabling?.cables {
            print("  traced \(cables.count) network points to \(Set(cables.map(\.device)).count) switches")
        }
    }

    private func show(_ report: ImportedInventory) {
        if dryRun || report.lines.count <= Self.linesShownMax {
            for line in report.lines { print("  " + describe(line)) }
            if report.linesLeftOut > 0 { print("  … and \(report.linesLeftOut) more") }
        }
        for reference in report.keptForContents {
            print("  \(reference) is missing but stays: something in force is left below it")
        }
        let order = ["added", "renamed", "renumbered", "moved", "changed", "retired", "cabled"]
        let counts = order.compactMap { action in report.counts[action].map { "\($0) \(action)" } }
        let summary = (counts + ["\(report.unchanged) unchanged"]).joined(separator: ", ")
        print("\(dryRun ? "Would do" : "Done"): \(summary)")
    }

    private static let linesShownMax = 20

    private func describe(_ line: ImportedInventory.Line) -> String {
        var text = "\(line.action) \(line.kind) \(line.reference)"
        if let before = line.before, let after = line.after { text += ": \(before) → \(after)" }
        if let name = line.generatedName { text += "  (named “\(name.both)”, since the source has no name)" }
        return text
    }
}
