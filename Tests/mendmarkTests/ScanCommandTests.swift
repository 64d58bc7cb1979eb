import Foundation
import Testing

@Suite("mendmark scan")
struct ScanCommandTests {
    /// The photos of the reading tests: a label of another site than the program's.
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "LabelScanningTests/Fixtures").path

    /// A picture without a symbol.
    private static let empty = URL(filePath: fixtures).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Assets/Pictures/en/tracking-page.png").path

    /// A folder with two photos of a label, one of them further down, and things that are no photos.
    private func folder(_ program: Program) throws -> String {
        let folder = program.site + "/photos"
        try FileManager.default.createDirectory(atPath: folder + "/b", withIntermediateDirectories: true)
        let names = [
            ("label.jpg", "b/0NQW58P52QDH door.jpg"), ("label.png", "a.png"), ("label.png", ".hidden.png"),
        ]
        for (from, to) in names {
            try FileManager.default.copyItem(atPath: "\(Self.fixtures)/\(from)", toPath: "\(folder)/\(to)")
        }
        try Data("a note".utf8).write(to: URL(filePath: folder + "/note.txt"))
        return folder
    }

    @Test("A folder is walked with its folders in the order of names; what isn't a photo is passed over")
    func walksFolders() throws {
        let program = try Program()
        defer { program.remove() }
        let outcome = try program.run(["scan", "--any", "--tsv", try folder(program)])
        let rows = outcome.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }

        #expect(outcome.status == 0 && outcome.complaints.isEmpty)
        #expect(
            rows.map { $0[0].dropFirst(program.site.count) } == [
                "/photos/a.png", "/photos/b/0NQW58P52QDH door.jpg",
            ])
        #expect(rows.allSatisfy { $0[1] == "https://MEND.EXAMPLE.EDU/0NQW58P52QDH" && Double($0[2]) != nil })
        #expect(rows[0][3...] == ["zxing", "read", "37,27 153,27 153,143 37,143"])
    }

    @Test("JSON is an object a photo, errors too; a file that can't be read gives status 1")
    func printsJSON() throws {
        let program = try Program()
        defer { program.remove() }
        let bad = try program.file("bad.jpg", "not a photo")
        let outcome = try program.run(["scan", "--json", "\(Self.fixtures)/label.png", bad])
        let objects = try outcome.output.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        let symbol = (objects.first??["symbols"] as? [[String: Any]])?.first

        #expect(outcome.status == 1)
        #expect(objects.count == 2 && objects[0]?["width"] as? Int == 240)
        #expect(symbol?["kind"] as? String == "foreign" && symbol?["pass"] as? String == "zxing")
        #expect((symbol?["corners"] as? [[Double]])?.count == 4)
        let complaint = objects[1]?["error"] as? String
        #expect(complaint?.contains("expected a JPEG, PNG, WebP or HEIC photo") == true)
    }

    @Test("Status 4 where a photo shows nothing; the others are still printed")
    func tellsOfNothing() throws {
        let program = try Program()
        defer { program.remove() }
        let plain = try program.run([
            "scan", "--any", "\(Self.empty)", "\(Self.fixtures)/label.png",
        ])

        #expect(plain.status == 4, "\(plain.output) \(plain.complaints)")
        #expect(plain.output.contains("tracking-page.png: no QR symbol found\n"))
        #expect(plain.output.contains("label.png: https://MEND.EXAMPLE.EDU/0NQW58P52QDH  corners 37,27"))
    }

    @Test("A time limit beyond reason and two formats at once are refused")
    func refusesOptions() throws {
        let program = try Program()
        defer { program.remove() }
        let long = try program.run(["scan", "--any", "--time-limit", "0", "x.png"])
        let both = try program.run(["scan", "--any", "--tsv", "--json", "x.png"])

        #expect(
            long.status == 64 && long.complaints.contains("expected --time-limit from above 0 to 600 seconds")
        )
        #expect(both.status == 64 && both.complaints.contains("expected --tsv or --json, found both"))
    }

    @Test("A study takes what photos show from a list, a text beside them or their names")
    func studies() throws {
        let program = try Program()
        defer { program.remove() }
        let folder = try folder(program)
        let list = try program.file("truth.tsv", "a.png\tsomething else\n")
        let plain = try program.run(["scan", "study", folder, "--truth", list])
        let tsv = try program.run(["scan", "study", folder, "--ladder-only", "--tsv"])
        let json = try program.run(["scan", "study", folder, "--ladder-only", "--json"])
        let first = try #require(tsv.output.split(separator: "\n").first).split(separator: "\t")

        #expect(plain.status == 0 && plain.output.hasPrefix("2 photos, 1 read by some pass\n"))
        #expect(plain.output.contains("proposed order"))
        #expect(first[..<5] == ["zxing", "2", "2", "0", "0"])
        #expect(json.output.contains("\"proposal\" : ["))
    }
}
