import HTTPTypes
import Hummingbird

/// Counts each request with what became of it.
struct RequestCount: RouterMiddleware {
    typealias Context = GatewayContext
    let tally: GatewayTally

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post]
    /// All that there are: the framework names a route of its own where none was met.
    private static let routes = Set(Endpoint.all.map { OpenAPI.template($0.route) })

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        // The pattern that was met, never the path itself: that may hold a tracking token.
        let route = context.endpointPath.map { path in
            "/"
                + path.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : $0 }
                .joined(separator: "/")
        }
        tally.count(
            GatewayTally.RequestKind(
                route: route.flatMap { Self.routes.contains($0) ? $0 : nil } ?? "none",
                method: Self.methods.contains(request.method) ? request.method.rawValue : "other",
                status: response.status.code))
        return response
    }
}
