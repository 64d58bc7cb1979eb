import ArgumentParser
import Facility
import Foundation
import LabelScanning
import ScanGateway
import Storage

struct ScanRead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Say which labels photos show (what `mendmark scan` does without a word).",
        discussion: flowing(
            """
            Prints the code, the place, the corners (in pixels from the upper left of the upright photo) and the pass that
            read it, of every label of the site found in JPEG, PNG, WebP and HEIC photos. What no decoder reads is compared with every
            label that the site has printed: such a line says that it was recognised, and how sure that is. A folder is
            walked with all its folders, in the order of names; what isn't a photo in it is passed over. `-` is a photo on
            standard input.

            With --any it needs no site and prints every QR symbol of any origin.

            --tsv prints a line a symbol: path, text, milliseconds for the photo, pass, how sure (`read`, or the standard
            deviations beyond chance), corners; backslash, tab and line ends in path and text as \\\\, \\t, \\n, \\r.
            --json prints an object a photo, one a line.

            Exit status: 0: something was found in every photo; 4: nothing in at least one of them; 1: a file couldn't be read.
            It goes on after each.
            """))

    @OptionGroup var options: SiteOptions

    @Flag(help: "Every QR symbol of any origin; needs no site.")
    var any = false

    @Flag(help: "A line a symbol, with tabs.")
    var tsv = false

    @Flag(help: "A JSON object a photo, one a line.")
    var json = false

    @Flag(help: "Read only what a decoder reads: compare with no printed label.")
    var withoutRegister = false

    @Option(help: "Seconds for a photo; no step begins after them.")
    var timeLimit = 5.0

    @Argument(help: "JPEG, PNG, WebP or HEIC photos, folders, or - for standard input.", completion: .file())
    var photos: [String]

    func validate() throws {
        if tsv, json { throw ValidationError("expected --tsv or --json, found both") }
        guard timeLimit > 0, timeLimit <= 600 else {
            throw ValidationError("expected --time-limit from above 0 to 600 seconds, found \(timeLimit)")
        }
    }

    func run() async throws {
        let found = any ? try await readAny() : try await readLabels()
        if found.unreadable > 0 { throw ExitCode(1) }
        if found.empty > 0 { throw ExitCode(4) }
    }

    private var limit: Duration { .milliseconds(Int64(timeLimit * 1000)) }

    private func readAny() async throws -> PhotoTally {
        try await each { photo, scanner in
            scanner.symbols(in: photo, time: limit) { _ in false }.map { SymbolLine($0) }
        }
    }

    private func readLabels() async throws -> PhotoTally {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let symbols = withoutRegister ? nil : await site.printedSymbols()
        let reader = LabelReader(hosts: site.configuration.hosts, symbols: symbols, time: limit)
        return try await each { photo, scanner in
            var lines: [SymbolLine] = []
            for label in reader.labels(in: photo, with: scanner, effort: .everyPass) {
                lines.append(SymbolLine(label, try await site.known(label)))
            }
            return lines
        }
    }

    private func each(
        _ look: (GreyPhoto, PhotoScanner) async throws -> [SymbolLine]
    ) async throws -> PhotoTally {
        let scanner = PhotoScanner()
        var tally = PhotoTally()
        for file in PhotoFile.all(photos) {
            let start = ContinuousClock.now
            var line = PhotoLine(path: file.path)
            do {
                let photo = try file.photo()
                (line.width, line.height) = (photo.uprightWidth, photo.uprightHeight)
                line.symbols = try await look(photo, scanner)
                line.milliseconds = start.duration(to: .now).milliseconds
                tally.empty += line.symbols.isEmpty ? 1 : 0
            } catch let error as PhotoFile.Unreadable {
                line.error = error.reason
                tally.unreadable += 1
                FileHandle.standardError.write(Data("mendmark: \(file.path): \(error.reason)\n".utf8))
            }
            print(json ? try line.json() : tsv ? line.tabSeparated : line.plain, terminator: "")
        }
        return tally
    }
}

/// Photos that didn't give what was asked.
private struct PhotoTally {
    var unreadable = 0
    var empty = 0
}
