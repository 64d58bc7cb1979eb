import ChildProcess
import Foundation

/// The shipped program, run as a process on a site of its own.
struct Program: Sendable {
    struct Outcome: Sendable {
        var status: Int32
        var output: String
        var complaints: String
    }

    let site: String

    /// The executable that was built beside this test.
    static let path: String = {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("mendmark").path
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue
            {
                return candidate
            }
            folder = folder.deletingLastPathComponent()
        }
        return "mendmark"
    }()

    /// A fresh site in a short temporary folder.
    init() throws {
        site = "/tmp/mendmark-test-\(UInt32.random(in: 0...UInt32.max))"
        let made = try run(["init", "--name-zh", "测试大学", "--host", "T.EXAMPLE", "--no-secure", "--port", "0"])
        guard made.status == 0 else { throw Failure(description: made.complaints) }
    }

    struct Failure: Error, CustomStringConvertible { var description: String }

    /// What the program finds in its environment, beside what the tests do.
    func environment(adding added: [String: String]) -> [String: String] {
        [
            "MENDMARK_SITE": site, "MENDMARK_SCRYPT_COST": "10", "SWIFT_BACKTRACE": "enable=no",
        ].merging(added) { _, added in added }
    }

    func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        let outcome = try ChildProcess.run(
            [Self.path] + arguments, environment: self.environment(adding: environment),
            input: .bytes(Array(input.utf8)), complaints: .kept)
        return Outcome(status: outcome.status, output: outcome.output, complaints: outcome.complaints)
    }

    func file(_ name: String, _ text: String) throws -> String {
        let path = "\(site)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// Changes one character in the payload of the newest event, behind the program's back.
    func alterAnEvent() throws {
        let code = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            db.execute("UPDATE events SET payload = CAST(replace(payload, 'B1-101', 'B1-102') AS BLOB) "
                       "WHERE kind = 'place.added'")
            db.commit()
            """
        let python = try ChildProcess.run(["python3", "-c", code, site + "/mendmark.db"])
        guard python.status == 0 else { throw Failure(description: "python3 failed") }
    }

    func remove() { try? FileManager.default.removeItem(atPath: site) }
}

/// A gateway that serves a program's site, until it is ended.
struct ServingGateway {
    let process: ChildProcess
    /// What it said when it began to listen, e.g. `http://127.0.0.1:40123`.
    let address: String

    init(_ program: Program, environment: [String: String] = [:]) throws {
        process = try ChildProcess(
            [Program.path, "serve", "--port", "0"], environment: program.environment(adding: environment),
            complaints: .kept)
        let said = process.line()
        guard said.contains("\n") else {
            throw Program.Failure(description: "the gateway ended: \(said)")
        }
        address = said.split(separator: " ").last.map { $0.trimmingCharacters(in: .newlines) } ?? ""
    }

    /// Tells it to read its rules again.
    ///
    /// - Parameter sign: what it says when it has.
    /// - Returns: all that it says up to then.
    func hangUp(until sign: String) throws -> String {
        process.send(SIGHUP)
        var said = ""
        while !said.contains(sign) || !said.hasSuffix("\n") {
            guard let more = process.nextComplaint() else {
                throw Program.Failure(description: "the gateway ended: \(said)")
            }
            said += more
        }
        return said
    }

    /// Ends it as a service manager does.
    ///
    /// - Returns: its exit status; 128 and more: a signal ended it.
    func end() -> Int32 {
        process.send(SIGTERM)
        return process.wait()
    }
}
