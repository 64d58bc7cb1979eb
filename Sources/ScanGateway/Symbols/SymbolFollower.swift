public import Facility
public import LabelScanning
import Ledger
public import Logging
public import ServiceLifecycle

/// Keeps whoever reads photos informed of every symbol that the site has printed: all of them soon after the start, then
/// what is printed, at most once in a while.
public struct SymbolFollower: Service {
    private let store: any PrintingsStore
    private let learn: @Sendable (PrintedSymbols) -> Void
    private let pause: Duration
    private let logger: Logger

    /// - Parameters:
    ///   - pause: between two lessons; a print run of thousands of labels is one, or a few.
    ///   - learn: is handed the whole register each time, as a value that shares what hasn't changed.
    public init(
        store: any PrintingsStore, pause: Duration = .seconds(2), logger: Logger,
        learn: @escaping @Sendable (PrintedSymbols) -> Void
    ) {
        self.store = store
        self.pause = pause
        self.logger = logger
        self.learn = learn
    }

    /// Until the group ends. A store that fails is asked again; what was learnt stays.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await follow()
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("printed symbols not read", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: pause * 5)
                }
            }
        }
    }

    private func follow() async throws {
        let start = ContinuousClock.now
        var register = try await SymbolRegister.read(from: store)
        learn(register.symbols)
        logger.info(
            "read printed symbols",
            metadata: ["count": "\(register.symbols.count)", "time": "\(start.duration(to: .now))"])
        while true {
            try await store.waitForEvents(after: register.position)
            if try await register.catchUp(with: store) { learn(register.symbols) }
            try await Task.sleep(for: pause)
        }
    }
}
