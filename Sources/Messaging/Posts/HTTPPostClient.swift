public import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Posts by HTTP. Certificates are checked as by default, and redirects aren't followed: an address is where the operator
/// said it is.
public struct HTTPPostClient: PostClient {
    private static let connectSeconds: Int64 = 10
    static let answerMax = 64 << 10
    private let client: HTTPClient
    private let seconds: Int64

    /// - Parameters:
    ///   - client: whoever made it shuts it down.
    ///   - seconds: connecting, sending and the whole answer.
    public init(_ client: HTTPClient, seconds: Int64 = 20) {
        self.client = client
        self.seconds = seconds
    }

    /// A client with these limits.
    public static func makeClient() -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(connectSeconds)
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    public func post(
        _ body: [UInt8], to url: String, headers: [(String, String)]
    ) async throws(PostFailure) -> PostAnswer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "user-agent", value: "mendmark")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        do {
            let response = try await client.execute(request, deadline: .now() + .seconds(seconds))
            let answer = try await response.body.collect(upTo: Self.answerMax)
            return PostAnswer(
                status: Int(response.status.code), body: Array(answer.readableBytesView),
                retryAfter: response.headers.first(name: "retry-after").flatMap { Int($0) })
        } catch is NIOTooManyBytesError {
            throw PostFailure("expected an answer of at most \(Self.answerMax) bytes, found more")
        } catch let error as HTTPClientError {
            // Its words name no address.
            throw PostFailure("\(error)")
        } catch {
            throw PostFailure("\(type(of: error))")
        }
    }
}
