import Dispatch
import Sealing

/// Checks passwords on a thread of its own, one after the other: each takes tens of milliseconds and tens of megabytes.
final class PasswordDesk: Sendable {
    private let queue = DispatchQueue(label: "mendmark.passwords")

    /// - Parameter cost: log2 of scrypt's N.
    func hash(_ password: NewPassword, cost: Int) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try password.hash(cost: cost) }) }
        }
    }

    /// - Parameters:
    ///   - stored: nil for an account that doesn't exist: then as much time is spent as if there were one, so that the
    ///     answer's time tells nothing.
    ///   - cost: of that pretended check.
    func verifies(_ password: String, _ stored: String?, cost: Int) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async {
                if let stored, let hash = try? PasswordHash(text: stored) {
                    continuation.resume(returning: hash.verifies(password))
                } else {
                    _ = try? PasswordHash(password: password, cost: .init(logarithm: cost))
                    continuation.resume(returning: false)
                }
            }
        }
    }
}
