import Synchronization

/// Where the policy in force is kept, for every copy of a desk.
final class PolicyShelf: Sendable {
    private let policy: Mutex<DeskPolicy>

    init(_ policy: DeskPolicy) { self.policy = Mutex(policy) }

    var inForce: DeskPolicy { policy.withLock { $0 } }

    func replace(by new: DeskPolicy) { policy.withLock { $0 = new } }
}
