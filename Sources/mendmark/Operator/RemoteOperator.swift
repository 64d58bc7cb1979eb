import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import ScanGateway

/// Sends an operator's request to the process that holds the site, through the Unix socket in the site's folder.
struct RemoteOperator: OperatorPort {
    let socket: String

    /// A whole campus described in JSON stays far below.
    private static let replyBytesMax = 512 << 20
    private static let deadline = TimeAmount.minutes(10)

    func perform(_ message: OperatorMessage) async throws -> OperatorReply {
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        do {
            let reply = try await send(message, through: client)
            try await client.shutdown()
            return reply
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func send(_ message: OperatorMessage, through client: HTTPClient) async throws -> OperatorReply {
        guard let url = URL(httpURLWithSocketPath: socket, uri: OperatorRoute.path) else {
            throw SiteError.file(path: socket, reason: "isn't a path of a socket")
        }
        var request = HTTPClientRequest(url: url.absoluteString)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(data: try JSONEncoder().encode(message)))
        let response = try await client.execute(request, deadline: .now() + Self.deadline)
        let body = try await response.body.collect(upTo: Self.replyBytesMax)
        guard response.status == .ok else {
            throw SiteError.file(
                path: socket, reason: "the gateway answered \(response.status.code): \(String(buffer: body))")
        }
        return try JSONDecoder().decode(OperatorReply.self, from: body)
    }

    func close() {}
}
