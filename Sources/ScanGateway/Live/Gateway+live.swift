import HTTPTypes
import Hummingbird
import Ledger
import ServiceLifecycle

extension Gateway {
    /// `GET /-/t/{token}/events`
    func trackingEvents(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let token = try context.parameters.require("token")
        _ = try await tracked(token)
        guard let seat = live.take() else { throw GatewayError.busy }
        let lastSeen = request.headers[.lastEvent].flatMap { Int64($0) }
        let events = LiveEvents(
            look: {
                // The position first: an event that comes between the two is looked for again, never missed.
                let position = try await tickets.head()
                return (liveState(try await tracked(token), voice(context)), position)
            }, source: tickets, heartbeat: .seconds(settings.limits.heartbeatSeconds), lastSeen: lastSeen,
            seat: seat)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream", .cacheControl: "no-store", .referrerPolicy: "no-referrer",
                .robots: "noindex, nofollow", .buffering: "no",
            ], body: .init(asyncSequence: events.cancelOnGracefulShutdown()))
    }
}
