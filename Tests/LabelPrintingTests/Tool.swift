import ChildProcess

/// Runs the programs that look at a sheet from outside: poppler's and zbar's.
enum Tool {
    struct Failure: Error { var command: String, status: Int32 }

    /// - Parameter allowed: exit statuses that are no failure.
    /// - Returns: standard output.
    @discardableResult
    static func run(_ program: String, _ arguments: [String], allowed: [Int32] = [0]) throws -> String {
        let outcome = try ChildProcess.run([program] + arguments, complaints: .none)
        guard allowed.contains(outcome.status) else {
            throw Failure(command: program, status: outcome.status)
        }
        return outcome.output
    }
}
