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

    func process(
        _ arguments: [String], input: String? = nil, environment added: [String: String] = [:]
    ) -> (Process, output: Pipe, complaints: Pipe) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment
        environment["MENDMARK_SITE"] = site
        environment["MENDMARK_SCRYPT_COST"] = "10"
        environment["SWIFT_BACKTRACE"] = "enable=no"
        process.environment = environment.merging(added) { _, added in added }
        let (output, complaints, standardInput) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        process.standardInput = standardInput
        if let input { standardInput.fileHandleForWriting.write(Data(input.utf8)) }
        try? standardInput.fileHandleForWriting.close()
        return (process, output, complaints)
    }

    func run(
        _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
    ) throws -> Outcome {
        let (process, output, complaints) = process(arguments, input: input, environment: environment)
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complained = String(
            decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: said, complaints: complained)
    }

    func file(_ name: String, _ text: String) throws -> String {
        let path = "\(site)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// Changes one character in the payload of the newest event, behind the program's back.
    func alterAnEvent() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let code = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            db.execute("UPDATE events SET payload = CAST(replace(payload, 'B1-101', 'B1-102') AS BLOB) "
                       "WHERE kind = 'place.added'")
            db.commit()
            """
        process.arguments = ["python3", "-c", code, site + "/mendmark.db"]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: "python3 failed") }
    }

    func remove() { try? FileManager.default.removeItem(atPath: site) }
}

/// A gateway that serves a program's site, until it is ended.
struct ServingGateway {
    let process: Process
    let output: Pipe
    /// Where its log goes.
    let complaints: Pipe
    /// What it said when it began to listen, e.g. `http://127.0.0.1:40123`.
    let address: String

    init(_ program: Program, environment: [String: String] = [:]) throws {
        let (process, output, complaints) = program.process(
            ["serve", "--port", "0"], environment: environment)
        try process.run()
        self.process = process
        self.output = output
        self.complaints = complaints
        var said = ""
        while !said.contains("\n") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Program.Failure(description: "the gateway ended: \(said)") }
            said += String(decoding: more, as: UTF8.self)
        }
        address = said.split(separator: " ").last.map { $0.trimmingCharacters(in: .newlines) } ?? ""
    }

    /// Tells it to read its rules again.
    ///
    /// - Parameter sign: what it says when it has.
    /// - Returns: all that it says up to then.
    func hangUp(until sign: String) throws -> String {
        kill(process.processIdentifier, SIGHUP)
        var said = ""
        while !said.contains(sign) || !said.hasSuffix("\n") {
            let more = complaints.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Program.Failure(description: "the gateway ended: \(said)") }
            said += String(decoding: more, as: UTF8.self)
        }
        return said
    }

    /// Ends it as a service manager does.
    ///
    /// - Returns: its exit status.
    func end() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
