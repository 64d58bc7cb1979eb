import ArgumentParser
import Facility
import Foundation
import LabelScanning
import ScanGateway

struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Read the labels in photos.",
        discussion: flowing(
            """
            Prints the code, the place and the corners (in pixels from the upper left of the upright photo) of every label of
            the site found in JPEG, PNG, WebP and HEIC photos. With --any it needs no site and prints every QR symbol of any origin.
            Goes on after a photo that can't be read, says so on standard error, and ends with exit status 1.
            """))

    @OptionGroup var options: SiteOptions

    @Flag(help: "Every QR symbol of any origin; needs no site.")
    var any = false

    @Flag(help: "One line a symbol: path, tab, text; \\, tab and line breaks escaped.")
    var tsv = false

    @Argument(help: "Photos: JPEG, PNG, WebP or HEIC.", completion: .file())
    var photos: [String]

    func run() async throws {
        let reader = PhotoFileReader(scanner: PhotoScanner())
        let failures = any ? listSymbols(reader) : try await listLabels(reader)
        if failures > 0 { throw ExitCode(1) }
    }

    /// - Returns: how many photos couldn't be read.
    private func listSymbols(_ reader: PhotoFileReader) -> Int {
        photos.count { path in
            guard let photo = reader.photo(at: path) else { return true }
            let symbols = reader.scanner.symbols(in: photo) { _ in false }
            if tsv {
                print(ScanListing.tabSeparated(path: path, symbols: symbols), terminator: "")
            } else {
                for symbol in symbols { print("\(path): \(symbol.text)  \(symbol.cornersText)") }
            }
            return false
        }
    }

    private func listLabels(_ reader: PhotoFileReader) async throws -> Int {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let labelReader = LabelReader(hosts: site.configuration.hosts)
        var failures = 0
        for path in photos {
            guard let photo = reader.photo(at: path) else {
                failures += 1
                continue
            }
            let found = labelReader.labels(in: photo, with: reader.scanner, effort: .everyPass)
            if found.isEmpty, !tsv { print("\(path): no QR symbol found") }
            for label in found { try await show(label, path, site) }
        }
        return failures
    }

    private func show(_ label: ScannedLabel, _ path: String, _ site: OpenSite) async throws {
        guard !tsv else {
            print(ScanListing.tabSeparated(path: path, symbols: [label.symbol]), terminator: "")
            return
        }
        switch label.text {
        case .ours(let code, _):
            guard case .label(let known) = try await site.desk.perform(.label(code)) else {
                throw OperatorFailure.unexpectedReply
            }
            let place = known.map {
                "\($0.reference)  \($0.name.both)  (\($0.path.text(in: "zh")))  \($0.state.rawValue)"
            }
            print("\(path): \(code)  \(place ?? "not a label of this site")  \(label.symbol.cornersText)")
        case .damagedCode(let error, let host):
            print("\(path): a link to \(host) without a valid code: \(error)  \(label.symbol.cornersText)")
        case .otherPage(let host): print("\(path): another page of \(host)  \(label.symbol.cornersText)")
        case .foreign(let text): print("\(path): foreign: \(text)  \(label.symbol.cornersText)")
        }
    }
}

/// Reads photo files for the scanner, and says on standard error which can't be read.
struct PhotoFileReader {
    let scanner: PhotoScanner
    private let intake = PhotoIntake()

    init(scanner: PhotoScanner) { self.scanner = scanner }

    /// - Returns: nil where the file can't be read or isn't taken as a photo; that was said.
    func photo(at path: String) -> GreyPhoto? {
        do {
            return try intake.grey(from: try bytes(at: path))
        } catch {
            FileHandle.standardError.write(Data("mendmark: \(path): \(error)\n".utf8))
            return nil
        }
    }

    private func bytes(at path: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw SiteError.file(path: path, reason: "no such file, or not readable")
        }
        defer { try? handle.close() }
        // One byte more than allowed, so that a file of any size costs no more than that.
        return Array(try handle.read(upToCount: intake.limits.bytesMax + 1) ?? Data())
    }
}

extension FoundSymbol {
    /// `corners 12,30 80,31 79,99 11,98`.
    fileprivate var cornersText: String {
        "corners " + corners.map { "\(Int($0.x.rounded())),\(Int($0.y.rounded()))" }.joined(separator: " ")
    }
}

extension LocalizedName {
    /// Both scripts where both are there: `三教 204 / Teaching 3, 204`.
    var both: String { [zh, en].compactMap { $0 }.joined(separator: " / ") }
}
