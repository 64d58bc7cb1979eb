import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

extension NetBoxAPI {
    /// Runs a body with a client of its own. TLS certificates are checked as by default, against `trust` where it is
    /// given; redirects aren't followed, since the token would go along.
    func withClient<Result>(_ body: (@escaping Fetch) async throws -> Result) async throws -> Result {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(Int64(limits.connectSeconds))
        // The tries are counted here; the client's own would hide a certificate that nobody trusts behind a timeout.
        configuration.connectionPool.retryConnectionEstablishment = false
        if let trust { configuration.tlsConfiguration = try Self.trusting(trust) }
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

    private static func trusting(_ file: String) throws(NetBoxAPIError) -> TLSConfiguration {
        do {
            var tls = TLSConfiguration.makeClientConfiguration()
            let authorities = try NIOSSLCertificate.fromPEMFile(file)
            guard !authorities.isEmpty else { throw NetBoxAPIError.trust(file: file, reason: "none in it") }
            tls.trustRoots = .certificates(authorities)
            return tls
        } catch let error as NetBoxAPIError {
            throw error
        } catch {
            throw .trust(file: file, reason: "\(error)")
        }
    }

    /// What is wrong with the server's certificate; nil: the failure was another one.
    private static func certificateFault(_ error: any Error) -> String? {
        if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            return "one for another host"
        }
        let text = "\(error)"
        guard error is NIOSSLError, text.contains("CERTIFICATE_VERIFY_FAILED") else { return nil }
        return "one of an authority that isn't trusted here, or past its time"
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
            if let found = Self.certificateFault(error) {
                throw NetBoxAPIError.certificate(address: base, found: found)
            }
            // The request holds the token; what the client says of its error doesn't.
            return .failed("\(error)")
        }
    }
}
