import Foundation
import Testing

@Suite("The labels commands", .serialized) struct LabelCommandTests {
    private static let campus =
        "kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible\n"
        + "campus,c,,C,校区,,,,,,,,\nbuilding,b,c,B1,一号楼,,,,,,,,\nbuilding,e,c,EMPTY,空楼,,,,,,,,\n"
        + (1...23).map { "room,r\($0),b,B1-\(100 + $0),=教室\($0),,\($0),,,,,,\n" }.joined()

    private func program() throws -> Program {
        let program = try Program()
        let imported = try program.run(["import", try program.file("rooms.csv", Self.campus)])
        #expect(imported.status == 0)
        return program
    }

    /// Runs `labels` with these arguments.
    private func labels(_ program: Program, _ arguments: String...) throws -> Program.Outcome {
        try program.run(["labels"] + arguments)
    }

    private func codes(_ program: Program, batch: Int) throws -> [String] {
        try labels(program, "batch", "\(batch)").output.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            return cells.count == 4 ? String(cells[3]) : nil
        }
    }

    @Test("a building is printed on part-used sheets first, with a checklist and a manifest beside it")
    func printing() throws {
        let program = try program()
        defer { program.remove() }
        let one = try labels(program, "--reference", "B1-101", "-o", program.site + "/one.pdf")
        let all = try labels(
            program, "--building", "B1", "--missing", "-o", program.site + "/all.pdf", "--manifest",
            program.site + "/all.csv", "--manifest", program.site + "/all.json")
        let wallet = try labels(program, "wallet")

        #expect(one.output.contains("1 labels on 1 pages, batch 1") && one.output.contains("Keep sheet S1"))
        #expect(all.output.contains("22 labels on 2 pages, batch 2"))
        #expect(all.output.contains("Load the part-used sheets S1 first, then fresh ones: 1."))
        #expect(wallet.output.hasPrefix("S2\tavery-l7160\tfree: 3, 4, 5"))
        let manifest = String(
            decoding: try #require(FileManager.default.contents(atPath: program.site + "/all.csv")),
            as: UTF8.self)
        #expect(manifest.hasPrefix("\u{FEFF}batch,sheet,place") && manifest.contains(",'=教室2,"))
        for file in ["all.pdf", "all-cover.pdf", "all.json", "one-cover.pdf"] {
            #expect(FileManager.default.fileExists(atPath: "\(program.site)/\(file)"), "\(file)")
        }
    }

    @Test("a host that phones don't reach is warned of, and what was asked for is printed all the same")
    func unreachedHost() throws {
        let program = try program()
        defer { program.remove() }
        func printed(_ name: String, isSecure: Bool) throws -> Program.Outcome {
            // A port at which nothing listens.
            try program.run(
                ["labels", "--reference", "B1-101", "-o", "\(program.site)/\(name).pdf"],
                environment: ["MENDMARK_HOSTS": "localhost:1", "MENDMARK_SECURE": "\(isSecure)"])
        }
        let warned = try printed("warned", isSecure: true)
        #expect(warned.status == 0 && warned.output.contains("1 labels on 1 pages"), "\(warned)")
        #expect(
            warned.complaints.contains(
                "Warning: phones may not open these labels. localhost:1 at 127.0.0.1: "),
            "\(warned)")
        let trial = try printed("trial", isSecure: false)
        #expect(trial.status == 0 && !trial.complaints.contains("Warning"), "\(trial)")
    }

    @Test(
        "the end of the file's name chooses PDF, picture or printer's language; each is recorded as printed")
    func formats() throws {
        let program = try program()
        defer { program.remove() }
        let roll = ["--stock", "thermal-50x30-gap", "--dpi", "203"]
        let zpl = try program.run(
            ["labels", "--building", "B1", "-o", program.site + "/roll.zpl", "--symbols", "dots"] + roll)
        let tspl = try program.run(["labels", "--building", "B1", "-o", program.site + "/roll.tspl"] + roll)
        let svg = try labels(program, "--reference", "B1-101", "-o", program.site + "/one.svg")
        let png = try labels(program, "--reference", "B1-101", "-o", program.site + "/one.png")
        let many = try labels(program, "--building", "B1", "-o", program.site + "/many.png")
        let sheet = try labels(program, "--building", "B1", "-o", program.site + "/sheet.zpl")
        let wallet = try labels(program, "wallet")
        let read = try program.run(["scan", program.site + "/one.png"])

        #expect(zpl.output.contains("23 labels on 23 pages, batch 1") && tspl.status == 0 && svg.status == 0)
        let file = try #require(FileManager.default.contents(atPath: program.site + "/roll.zpl"))
        #expect(String(decoding: file, as: UTF8.self).components(separatedBy: "^XZ").count == 24)
        #expect(png.status == 0)
        #expect(read.output.contains("B1-101"))
        #expect(many.status != 0 && many.complaints.contains("expected one label"))
        #expect(sheet.status != 0 && sheet.complaints.contains("expected a roll"))
        #expect(!wallet.output.contains("free:"), "\(wallet.output)")
        for file in ["one-cover.pdf", "many.png", "sheet.zpl"] {
            #expect(!FileManager.default.fileExists(atPath: "\(program.site)/\(file)"), "\(file)")
        }
        #expect(FileManager.default.fileExists(atPath: "\(program.site)/roll-cover.pdf"))
    }

    @Test("sheets that a scanner doesn't read are renamed, explained and not recorded")
    func refusedByProof() throws {
        let program = try program()
        defer { program.remove() }
        // A printer that leaves the ink out: every page is white.
        let blank = try program.file(
            "pdftoppm",
            "#!/usr/bin/env python3\nimport sys\nfor page in range(2):\n"
                + "    sys.stdout.buffer.write(b'P5\\n4961 7016\\n255\\n' + b'\\xff' * (4961 * 7016))\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: blank)
        let tools = URL(filePath: blank).deletingLastPathComponent().path
        let path = "\(tools):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
        let arguments = ["labels", "--building", "B1", "-o", program.site + "/a.pdf"]
        let refused = try program.run(arguments, environment: ["PATH": path])
        let batches = try labels(program, "batches")
        let left = ["a.pdf", "a-refused.pdf", "a-proof.html"].map {
            FileManager.default.fileExists(atPath: "\(program.site)/\($0)")
        }
        let trusted = try program.run(arguments + ["--proof", "none"], environment: ["PATH": path])

        #expect(refused.status != 0)
        #expect(refused.complaints.contains("nothing is recorded as printed"), "\(refused.complaints)")
        #expect(refused.output.contains("FAILS"))
        #expect(left == [false, true, true])
        #expect(batches.output.contains("void"), "\(batches.output)")
        #expect(trusted.status == 0)
    }

    @Test("a sample of a run is proved: on a roll five labels at least")
    func sampling() throws {
        let program = try program()
        defer { program.remove() }
        let printed = try labels(
            program, "--building", "B1", "--stock", "thermal-50x30-gap", "--dpi", "203", "-o",
            program.site + "/roll.pdf")
        #expect(printed.status == 0, "\(printed.complaints)")
        #expect(printed.output.contains("read by both decoders: 5 of 5\n"), "\(printed.output)")
        #expect(printed.output.contains("(a sample of 5 of 23 labels; --proof all looks at each)"))
    }

    @Test("a batch goes on after a sheet with the same codes, and says who printed what")
    func resuming() throws {
        let program = try program()
        defer { program.remove() }
        _ = try labels(program, "--building", "B1", "-o", program.site + "/a.pdf")
        let before = try codes(program, batch: 1)
        let resumed = try labels(program, "resume", "1", "--after", "1", "-o", program.site + "/b.pdf")
        let shown = try labels(program, "batch", "1")
        let wallet = try labels(program, "wallet")

        #expect(resumed.output.contains("2 labels on 1 pages, batch 1"))
        #expect(try codes(program, batch: 1) == before && before.count == 23)
        #expect(shown.output.contains("operator: printed 2 labels on 1 sheets of avery-l7160"))
        #expect(wallet.output.split(separator: "\n").count == 1)
    }

    @Test("spoiled labels are printed again, a spoiled place is never free again")
    func spoiling() throws {
        let program = try program()
        defer { program.remove() }
        _ = try labels(program, "--building", "B1", "-o", program.site + "/a.pdf")
        let spoiled = try labels(
            program, "void", "1", "--sheet", "2", "--place", "2", "--reason", "torn")
        let corrected = try labels(program, "wallet", "correct", "S1", "--free", "2,5-7")
        let again = try labels(program, "resume", "1", "--spoiled", "-o", program.site + "/b.pdf")

        #expect(spoiled.output == "1 label is spoiled.\n")
        #expect(corrected.status == 1 && corrected.complaints.contains("found 2"))
        #expect(again.output.contains("1 labels on 1 pages, batch 1"))
    }

    @Test("a walk confirms, names what is missing, and is refused whole where a label isn't of the batch")
    func walking() throws {
        let program = try program()
        defer { program.remove() }
        _ = try labels(program, "--building", "B1", "-o", program.site + "/a.pdf")
        _ = try labels(program, "blank", "1", "-o", program.site + "/blank.pdf")
        let codes = try codes(program, batch: 1)
        let foreign = try #require(try self.codes(program, batch: 2).first)
        let bad = try program.file("bad.txt", "\(codes[0])\n\(foreign)\n")
        let good = try program.file(
            "good.txt", "https://T.EXAMPLE/\(codes[0].replacing("-", with: ""))\n\(codes[1]) B1-105\n")
        let refused = try labels(program, "confirm", "--walk", bad, "--batch", "1")
        let walked = try labels(program, "confirm", "--walk", good, "--batch", "1")
        let bound = try labels(program, "bind", foreign, "B1-101")

        #expect(refused.status == 1 && refused.complaints.contains("line 2, \(foreign): it isn't of batch 1"))
        #expect(walked.output.hasPrefix("1 confirmed, at the wrong door: \(codes[1]).\n"))
        #expect(walked.output.split(separator: "\n").count { $0.contains("missing:") } == 21)
        #expect(bound.output == "Label \(foreign) is for B1-101 now.\n")
    }

    @Test("all of it works beside a serving gateway, in the name of whoever asks")
    func besideAGateway() throws {
        let program = try program()
        defer { program.remove() }
        let gateway = try ServingGateway(program)
        let added = try program.run(
            ["staff", "add", "chen", "--name", "陈总务", "--role", "facilities", "--password-stdin"],
            input: "a long enough password\n")
        let printed = try labels(program, "--building", "B1", "-o", program.site + "/a.pdf", "--as", "chen")
        let codes = try codes(program, batch: 1)
        let marked = try labels(program, "mark", "stuck", codes[0], codes[1], "--as", "chen")
        let shown = try labels(program, "batch", "1")
        let patrol = try labels(program, "patrol", "B1", "-o", program.site + "/p.pdf")
        let nobody = try labels(program, "blank", "1", "-o", program.site + "/b.pdf", "--as", "li")
        let status = gateway.end()

        #expect(added.status == 0 && printed.output.contains("23 labels on 2 pages, batch 1"))
        #expect(marked.output == "2 labels are stuck.\n")
        #expect(shown.output.contains("陈总务: printed 23 labels"))
        #expect(shown.output.contains("On the wall: 2 stuck, 21 missing."))
        #expect(patrol.output.contains("23 labels on 1 page"))
        #expect(nobody.status == 1 && nobody.complaints.contains("nobody signs in as li"))
        #expect(status == 0)
    }

    @Test(
        "what can't be printed is refused in words, and leaves neither a file nor a batch",
        arguments: [
            (["--building", "EMPTY"], "nothing there bears a label"),
            (["--building", "NOPE"], "no place or device in force bears the reference NOPE"),
            (["--building", "B1", "--changed"], "nothing has changed"),
            (["--building", "B1", "--damaged"], "no label there was found damaged"),
            (["--building", "B1", "--start-at", "22"], "expected a first place from 1 to 21, found 22"),
            (["--building", "B1", "--kind", "device"], "nothing there bears a label"),
            (["resume", "7"], "there is no batch 7"),
            (["reprint", "XXXX"], "expected a code like XXXX-XXXX-XXXX"),
            (["blank", "2001"], "expected at most 2000"),
        ])
    func refusing(_ arguments: [String], _ sentence: String) throws {
        let program = try program()
        defer { program.remove() }
        let path = program.site + "/x.pdf"
        let refused = try program.run(["labels"] + arguments + ["-o", path])
        let batches = try labels(program, "batches")

        #expect(refused.status != 0 && refused.complaints.contains(sentence), "\(refused.complaints)")
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(batches.output.hasPrefix("Nothing was printed yet"))
    }

    @Test("where the press refuses, the batch is void and says why")
    func pressRefuses() throws {
        let program = try program()
        defer { program.remove() }
        let refused = try labels(program, "--building", "B1", "-o", "/nowhere/x.pdf")
        let batches = try labels(program, "batches")

        #expect(refused.status == 1 && refused.complaints.contains("/nowhere/x.pdf"))
        #expect(batches.output.contains("23 spoiled (void)"))
    }
}
