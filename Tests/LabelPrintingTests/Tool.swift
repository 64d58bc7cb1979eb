import Foundation

/// Runs the programs that look at a sheet from outside: poppler's and zbar's.
enum Tool {
    struct Failure: Error { var command: String, status: Int32 }

    /// - Parameter allowed: exit statuses that are no failure.
    /// - Returns: standard output.
    @discardableResult
    static func run(_ program: String, _ arguments: [String], allowed: [Int32] = [0]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/\(program)")
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard allowed.contains(process.terminationStatus) else {
            throw Failure(command: program, status: process.terminationStatus)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
