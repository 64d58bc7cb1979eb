import Foundation
import HTTPTypes
public import Hummingbird
import NIOCore
import NIOFoundationCompat

/// Where the other commands of the machine reach the gateway: one route on the site's Unix socket, never on the network.
public enum OperatorRoute {
    public static let path = "/api/v1/operator"

    /// An inventory of 500,000 rows stays below.
    static let bodyBytesMax = 512 << 20

    /// A router with nothing but the operator's route; bind it only to a socket of mode 0600.
    public static func router(
        _ desk: OperatorDesk, clock: @escaping Gateway.Clock
    ) -> Router<BasicRequestContext> {
        let router = Router()
        router.post(RouterPath(path)) { request, _ in
            let body = try await request.body.collect(upTo: bodyBytesMax)
            let message: OperatorMessage
            do {
                message = try JSONDecoder().decode(OperatorMessage.self, from: body)
            } catch {
                throw HTTPError(.badRequest, message: "expected an operator's message, found \(error)")
            }
            let reply = try await desk.perform(message, at: clock())
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(data: try JSONEncoder().encode(reply))))
        }
        return router
    }
}
