import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension NetBoxAPI {
    /// Runs a body with a client of its own. TLS certificates are checked as by default; redirects aren't followed, since
    /// the token would go along.
    func withClient<Result>(_ body: (@escaping Fetch) async throws -> Result) async throws -> Result {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(Int64(limits.connectSeconds))
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let result = try await body { try await fetch($0, through: client) }
            try await client.shutdown()
            return result
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func fetch(_ path: String, through client: HTTPClient) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.headers.add(name: "accept", value: "application/json")
        if let token { request.headers.add(name: "authorization", value: "Token \(token)") }
        do {
            let response = try await client.execute(request, timeout: .seconds(Int64(limits.pageSeconds)))
            guard response.status.code == 200 else {
                let seconds = response.headers.first(name: "retry-after").flatMap { Int($0) }
                return .status(Int(response.status.code), retryAfter: seconds.map { max($0, 0) })
            }
            var bytes: [UInt8] = []
            for try await chunk in response.body {
                bytes += chunk.readableBytesView
                guard bytes.count <= limits.pageBytesMax else {
                    throw NetBoxAPIError.tooLarge(path: path, bytesMax: limits.pageBytesMax)
                }
            }
            return .page(bytes)
        } catch let error as NetBoxAPIError {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // The request holds the token; what the client says of its error doesn't.
            return .failed("\(error)")
        }
    }
}
