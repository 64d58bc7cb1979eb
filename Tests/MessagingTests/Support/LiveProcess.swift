import ChildProcess
import Foundation

/// A program that says one line when it is ready, and ends when its standard input does.
final class LiveProcess: Sendable {
    let line: String
    private let process: ChildProcess

    struct Failure: Error, CustomStringConvertible { var description: String }

    /// - Parameter script: a Python file beside these tests.
    init(_ script: String, _ arguments: [String]) throws {
        process = try ChildProcess(["python3", Self.path(script)] + arguments, input: .open)
        line = process.line()
        guard line.contains("\n") else { throw Failure(description: "\(script) ended: \(line)") }
    }

    func end() {
        process.closeInput()
        process.wait()
    }

    /// Runs to its end.
    static func output(_ script: String, _ arguments: [String]) throws -> Data {
        let outcome = try ChildProcess.run(["python3", path(script)] + arguments)
        guard outcome.status == 0 else { throw Failure(description: "\(script) failed") }
        return Data(outcome.bytes)
    }

    private static func path(_ script: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: script).path
    }
}
