import Foundation
import LabelScanning

/// `scan-bench WHAT ARGUMENT…`: one part of the scan bench, as ../../bench.py wants it; each prints lines of fields with tabs.
@main
enum ScanBench {
    enum Failure: Error { case usage(String) }

    static func main() {
        do {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch {
            FileHandle.standardError.write(Data("scan-bench: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ arguments: [String]) throws {
        guard let what = arguments.first, arguments.count >= 2 else {
            throw Failure.usage("expected what to do and a list of photos")
        }
        let rest = Array(arguments.dropFirst())
        func number(_ place: Int, _ otherwise: Int) -> Int {
            place < rest.count ? Int(rest[place]) ?? otherwise : otherwise
        }
        switch what {
        case "study": try StudyBench(list: rest[0], turns: number(1, 1)).run()
        case "engines": try EngineBench(list: rest[0], turns: number(1, 1)).run()
        case "world", "wrong", "chance", "times":
            try run(what, RegisterFile(rest[0]), Array(rest.dropFirst()))
        default: throw Failure.usage("unexpected \(what)")
        }
    }

    private static func run(_ what: String, _ register: RegisterFile, _ rest: [String]) throws {
        // What isn't there is looked for as long as a photo may take.
        let world = ClosedWorld(register.symbols, time: what == "wrong" ? .seconds(2) : nil)
        switch (what, rest.count) {
        case ("chance", 3):
            var bench = ChanceBench(
                list: rest[0], world: world, forced: Int(rest[1]) ?? 0, noise: Int(rest[2]) ?? 0)
            try bench.run()
        case ("times", 5):
            try TimeBench(
                small: rest[0], middle: rest[1], large: rest[2], nothing: rest[3], nothingLarge: rest[4],
                world: world,
                hosts: register.hosts
            ).run()
        case ("world", 1), ("wrong", 1):
            try WorldBench(list: rest[0], world: world, hosts: register.hosts, looksForWrong: what == "wrong")
                .run()
        default: throw Failure.usage("\(what): unexpected \(rest.joined(separator: " "))")
        }
    }
}
