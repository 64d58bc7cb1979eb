import AsyncHTTPClient
import Foundation
import Glibc
import NIOCore
import NIOHTTP1
import NIOSSL

/// Whether phones reach a label's host: an answer by a valid certificate chain, without a redirect, the same on IPv4 and
/// IPv6 as far as the name has both.
struct HostReach: Sendable {
    /// As it is printed, perhaps with a port.
    let host: String
    let isSecure: Bool
    /// A file with authorities beside the system's own; nil: none.
    let authorities: String?
    /// Asked instead of those that the name leads to, e.g. before it leads there; empty: as the name says.
    var given: [String] = []

    private static let seconds: Int64 = 5
    private static let answerMax = 64 << 10

    /// What one address answered.
    private struct Answer: Hashable {
        var status: UInt
        var body: [UInt8]
    }

    /// - Returns: what is wrong, one sentence each; empty: nothing is.
    func findings() async -> [String] {
        let addresses = given.isEmpty ? Self.addresses(of: name) : given
        if addresses.isEmpty { return ["\(host): the name leads to no address"] }
        var (findings, answers) = ([String](), [Answer]())
        for address in addresses {
            do {
                let answer = try await ask(address)
                answers.append(answer)
                if (300...399).contains(answer.status) {
                    findings.append(
                        "\(host) at \(address): answers by a redirect, which phones may not follow")
                } else if answer.status != 200 {
                    findings.append(
                        "\(host) at \(address): expected 200 for /healthz, found \(answer.status)")
                }
            } catch {
                findings.append("\(host) at \(address): \(Self.words(error))")
            }
        }
        if findings.isEmpty, Set(answers).count > 1 {
            findings.append("\(host): answers differ between \(addresses.joined(separator: " and "))")
        }
        return findings
    }

    /// In small letters, without a port.
    private var name: String { String(host.lowercased().prefix { $0 != ":" && $0 != "/" }) }

    private func ask(_ address: String) async throws -> Answer {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(Self.seconds)
        configuration.connectionPool.retryConnectionEstablishment = false
        // The name stays in the request and in the certificate's check.
        configuration.dnsOverride = [name: address]
        if let authorities {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.additionalTrustRoots = [.file(authorities)]
            configuration.tlsConfiguration = tls
        }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let url = "\(isSecure ? "https" : "http")://\(host.lowercased())/healthz"
            let response = try await client.execute(
                HTTPClientRequest(url: url), timeout: .seconds(Self.seconds))
            let body = try await response.body.collect(upTo: Self.answerMax)
            try await client.shutdown()
            return Answer(status: response.status.code, body: Array(body.readableBytesView))
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private static func words(_ error: any Error) -> String {
        if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            return "its certificate is for another host"
        }
        let text = "\(error)"
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return "its certificate isn't vouched for by an authority that phones trust, or is past its time"
        }
        return error is HTTPClientError ? text : "no answer (\(type(of: error)))"
    }

    /// The first address of each family, IPv4 before IPv6.
    private static func addresses(of name: String) -> [String] {
        [AF_INET, AF_INET6].compactMap { family in
            var hints = addrinfo()
            hints.ai_family = family
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var found: UnsafeMutablePointer<addrinfo>?
            guard getaddrinfo(name, nil, &hints, &found) == 0, let first = found else { return nil }
            defer { freeaddrinfo(found) }
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let fault = getnameinfo(
                first.pointee.ai_addr, first.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0,
                NI_NUMERICHOST)
            guard fault == 0 else { return nil }
            return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
