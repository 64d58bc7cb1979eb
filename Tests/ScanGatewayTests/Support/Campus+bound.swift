import Logging
import ServiceLifecycle

@testable import ScanGateway

extension Campus {
    /// Binds the gateway to a free port, as `serve` does, for as long as the body runs, then ends it gracefully.
    ///
    /// - Parameter body: is told the port.
    /// - Returns: once the gateway has ended too.
    func serve<Value: Sendable>(
        _ body: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> Value {
        let (ports, told) = AsyncStream<Int>.makeStream()
        // A handler that keeps metadata: the framework takes a request's number from there.
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let application = gateway.application(address: "127.0.0.1", port: 0, logger: logger) { port in
            told.yield(port)
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [application], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            let outcome: Result<Value, any Error>
            do { outcome = .success(try await body(port)) } catch { outcome = .failure(error) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try outcome.get()
        }
    }
}
