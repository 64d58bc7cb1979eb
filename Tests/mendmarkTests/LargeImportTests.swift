import ChildProcess
import Foundation
import Testing

/// 50,000 rooms of our own making through the shipped program: counts and memory.
@Suite("A large import", .serialized) struct LargeImportTests {
    private static let table: String = {
        var text = "校区,楼栋,楼层,房间号,房间名称\n"
        for building in 1...50 {
            for room in 0..<1000 {
                let number = 1000 + room
                text += "东校区,\(building)号楼,\(number / 100),\(number),教室\n"
            }
        }
        return text
    }()

    /// Runs the program and says what it printed and its largest resident set, which the kernel counts for children.
    private static let measured = """
        import resource, subprocess, sys
        run = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, text=True)
        print(run.stdout.splitlines()[-1])
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
        """

    @Test("50,000 rooms come in by the sketch of their mapping, in less than 300 MiB")
    func largeImport() throws {
        let program = try Program()
        defer { program.remove() }
        let table = try program.file("rooms.csv", Self.table)
        let sketch = try program.run(["import", "--sketch", table])
        #expect(sketch.status == 0 && !sketch.output.contains("# ?"))
        let mapping = try program.file("mapping.yaml", sketch.output)

        let lines = try ChildProcess.run(
            ["python3", "-c", Self.measured, Program.path, "import", "--mapping", mapping, table],
            environment: ["MENDMARK_SITE": program.site]
        ).output.split(separator: "\n")

        #expect(lines.first == "Done: 50551 added, 0 unchanged")
        let mebibytes = try #require(lines.last.flatMap { Int($0) })
        #expect(mebibytes < 300)
        let again = try program.run(["import", "--dry-run", "--mapping", mapping, table])
        #expect(again.output == "Would do: 50551 unchanged\n")
    }
}
