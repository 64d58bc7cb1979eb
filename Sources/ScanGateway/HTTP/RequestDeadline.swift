import Hummingbird

/// Ends a request that takes too long to read or to answer. A stream that was begun isn't counted.
struct RequestDeadline: RouterMiddleware {
    typealias Context = GatewayContext
    let limit: Duration

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        try await withoutActuallyEscaping(next) { next in
            try await withThrowingTaskGroup(of: Response.self) { group in
                let limit = limit
                // The one task that calls it has ended before this group does.
                nonisolated(unsafe) let next = next
                group.addTask { try await next(request, context) }
                group.addTask {
                    try await Task.sleep(for: limit)
                    throw GatewayError.slow
                }
                defer { group.cancelAll() }
                guard let response = try await group.next() else { throw GatewayError.slow }
                return response
            }
        }
    }
}
