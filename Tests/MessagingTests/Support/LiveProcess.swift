import Foundation

/// A program that says one line when it is ready, and ends when its standard input does.
final class LiveProcess: Sendable {
    let line: String
    private let process: Process
    private let input: Pipe

    struct Failure: Error, CustomStringConvertible { var description: String }

    /// - Parameter script: a Python file beside these tests.
    init(_ script: String, _ arguments: [String]) throws {
        (process, input) = (Process(), Pipe())
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Self.path(script)] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var said = ""
        while !said.contains("\n") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Failure(description: "\(script) ended: \(said)") }
            said += String(decoding: more, as: UTF8.self)
        }
        line = said
    }

    func end() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Runs to its end.
    static func output(_ script: String, _ arguments: [String]) throws -> Data {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", path(script)] + arguments
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: "\(script) failed") }
        return data
    }

    private static func path(_ script: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: script).path
    }
}
