import ChildProcess
import Foundation
import ScanGateway
import Subprocess
import SystemPackage
import Testing

@testable import mendmark

@Suite("A sheet's picture by another program") struct SheetRasterTests {
    /// A program that ignores what it is given and notes its process, then does as it is told.
    private final class Stand {
        let folder = "/tmp/mendmark-raster-\(UInt32.random(in: 0...UInt32.max))"
        let program: Executable

        init(_ does: String) throws {
            let path = folder + "/pdftoppm"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try "#!/bin/sh\necho $$ > \(folder)/process\n\(does)\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            program = .path(FilePath(path))
        }

        /// Whether the process that it noted is still there.
        func runs() throws -> Bool {
            let noted = try String(contentsOfFile: folder + "/process", encoding: .utf8)
            let process = try #require(pid_t(noted.trimmingCharacters(in: .newlines)))
            return kill(process, 0) == 0
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// Other tests keep threads for themselves while this one waits.
    private static let patienceSeconds = 600.0
    private static let pdf = Array("%PDF-1.5 that goes on\n".utf8)

    @Test("is a PNG no larger than asked")
    func draws() async throws {
        let program = try Program()
        defer { program.remove() }
        let path = program.site + "/sheet.pdf"
        let rooms = """
            kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
            campus,c,,C,校区,Campus,,,,,,,
            building,b,c,B1,一号楼,Building 1,,,,,,,
            room,r,b,B1-101,一零一教室,Room 101,,,,,,,

            """
        _ = try program.run(["import", try program.file("rooms.csv", rooms)])
        #expect(try program.run(["labels", "--building", "B1", "-o", path]).status == 0)
        let pdf = Array(try Data(contentsOf: URL(filePath: path)))
        let png = try await SheetRaster(secondsMax: Self.patienceSeconds).png(
            ofFirstPageOf: pdf, pixelsMax: 300)
        let sides = [png[16..<20], png[20..<24]].map { $0.reduce(0) { $0 << 8 | Int($1) } }
        #expect(png.starts(with: Array("\u{89}PNG".unicodeScalars.map { UInt8($0.value) })))
        #expect(sides.max() == 300, "\(sides)")
    }

    @Test("takes no longer than it may: the program is ended")
    func slow() async throws {
        let stand = try Stand("exec sleep 600")
        let raster = SheetRaster(secondsMax: 1, program: stand.program)
        await #expect(throws: PressProblem.slow) {
            try await raster.png(ofFirstPageOf: Self.pdf, pixelsMax: 100)
        }
        #expect(try !stand.runs())
    }

    @Test("that doesn't come says why: no such program, not a PDF, nothing drawn, too much drawn")
    func faults() async throws {
        func problem(_ raster: SheetRaster) async -> String {
            var raster = raster
            raster.secondsMax = Self.patienceSeconds
            do {
                _ = try await raster.png(ofFirstPageOf: Self.pdf, pixelsMax: 100)
                return "none"
            } catch {
                guard case PressProblem.other(let words) = error else { return "\(error)" }
                return words
            }
        }
        let missing = await problem(SheetRaster(program: .name("pdftoppm-that-nobody-has")))
        #expect(missing.contains("pdftoppm-that-nobody-has"), "\(missing)")
        let broken = await problem(SheetRaster())
        #expect(broken.contains("pdftoppm gave no picture, and ended with"), "\(broken)")
        let silent = await problem(SheetRaster(program: try Stand("cat > /dev/null").program))
        #expect(silent.contains("gave no picture"), "\(silent)")
        let much = await problem(
            SheetRaster(pngBytesMax: 1_000, program: try Stand("cat > /dev/null; yes").program))
        #expect(much.contains("gave no picture"), "\(much)")
    }
}
