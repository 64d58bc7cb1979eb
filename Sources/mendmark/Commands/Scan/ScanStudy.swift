import ArgumentParser
import Foundation
import LabelScanning

struct ScanStudy: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "study",
        abstract: "Measure what each pass of the ladder earns on a folder of photos.",
        discussion: flowing(
            """
            Every pass looks at every photo by itself. Prints for each one how many photos it reads alone, first (no pass
            before it reads them) and uniquely (no other pass reads them), what it read wrong, its time, and what it gains
            for it; then the order that would gain most for its time. Passes that the ladder leaves out are tried too.

            A photo's truth is a code at the start of its name (`VMSR-JPQK-BXKE door.jpg`), a text beside it (`door.txt` for
            `door.jpg`), or its line in --truth: path in the folder, tab, code or text; nothing behind the tab where nothing
            may be read. Without any, whatever is read counts. Needs no site.
            """))

    @Option(help: "A list of paths and what they show, with tabs.", completion: .file())
    var truth: String?

    @Flag(
        help:
            "A line a pass, with tabs: pass, alone, first, unique, wrong, ms, gain a second, place in the order."
    )
    var tsv = false

    @Flag(help: "One JSON object.")
    var json = false

    @Flag(help: "Only the passes of the ladder, not those that it leaves out.")
    var ladderOnly = false

    @Argument(help: "A folder of photos, or photos.", completion: .directory)
    var photos: [String]

    func validate() throws {
        if tsv, json { throw ValidationError("expected --tsv or --json, found both") }
    }

    func run() throws {
        let truths = try StudyTruths(list: truth, folders: photos)
        let scanner = ladderOnly ? PhotoScanner() : .withSparePasses()
        var study = LadderStudy()
        var unreadable = 0
        for file in PhotoFile.all(photos) {
            do {
                study.add(scanner.trials(in: try file.photo()), truth: truths.truth(of: file.path))
            } catch let error as PhotoFile.Unreadable {
                unreadable += 1
                FileHandle.standardError.write(Data("mendmark: \(file.path): \(error.reason)\n".utf8))
            }
        }
        let listing = StudyListing(study)
        print(json ? try listing.json() : tsv ? listing.tabSeparated : listing.plain, terminator: "")
        if unreadable > 0 { throw ExitCode(1) }
    }
}
