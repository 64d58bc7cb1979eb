import Dispatch
import LabelScanning
import Synchronization

/// Provers side by side, each with decoders of its own.
///
/// `prove` gives each prover to one thread and returns when all are done, so no two threads ever have the same one.
struct ProverTeam: @unchecked Sendable {
    typealias Proved = (label: ProvedLabel, picture: LabelPicture?)

    private let provers: [LabelProver]

    /// More than any machine has that proves labels.
    private static let countMax = 64

    init(_ terms: ProofTerms, count: Int) {
        provers = (0..<min(max(1, count), Self.countMax)).map { _ in LabelProver(terms) }
    }

    /// - Returns: what came of each target, in their order.
    func prove(_ targets: [ProofTarget], on page: GreyImage) -> [Proved] {
        let proved = Mutex([Proved?](repeating: nil, count: targets.count))
        DispatchQueue.concurrentPerform(iterations: min(provers.count, targets.count)) { number in
            for index in stride(from: number, to: targets.count, by: provers.count) {
                let one = provers[number].prove(targets[index], on: page)
                proved.withLock { $0[index] = one }
            }
        }
        return proved.withLock { $0.compactMap { $0 } }
    }
}
