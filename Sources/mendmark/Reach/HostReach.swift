import AsyncHTTPClient
import Dispatch
import Foundation
import Glibc
import NIOCore
import NIOHTTP1
import NIOSSL
import ScanGateway
import Synchronization

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
    /// How long the name, and then each address, may take.
    var seconds: Int64 = 5

    private static let answerMax = 64 << 10
    /// Asking name servers blocks its thread.
    private static let queue = DispatchQueue(label: "mendmark.reach", attributes: .concurrent)

    /// What one address answered.
    private struct Answer: Hashable {
        var status: UInt
        var body: [UInt8]
    }

    /// - Returns: what is wrong; empty: nothing is.
    func findings() async -> [HostFinding] {
        let addresses = given.isEmpty ? await Self.addresses(of: name, within: seconds) : given
        if addresses.isEmpty { return [.noAddress(host: host)] }
        var (findings, answers) = ([HostFinding](), [Answer]())
        for address in addresses {
            do {
                let answer = try await ask(address)
                answers.append(answer)
                if (300...399).contains(answer.status) {
                    findings.append(.redirect(host: host, address: address))
                } else if answer.status != 200 {
                    findings.append(.status(host: host, address: address, found: Int(answer.status)))
                }
            } catch {
                findings.append(finding(error, address))
            }
        }
        if findings.isEmpty, Set(answers).count > 1 {
            findings.append(.differs(host: host, addresses: addresses))
        }
        return findings
    }

    /// In small letters, without a port.
    private var name: String { String(host.lowercased().prefix { $0 != ":" && $0 != "/" }) }

    private func ask(_ address: String) async throws -> Answer {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(seconds)
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
                HTTPClientRequest(url: url), timeout: .seconds(seconds))
            let body = try await response.body.collect(upTo: Self.answerMax)
            try await client.shutdown()
            return Answer(status: response.status.code, body: Array(body.readableBytesView))
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func finding(_ error: any Error, _ address: String) -> HostFinding {
        if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            return .foreignCertificate(host: host, address: address)
        }
        let text = "\(error)"
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return .untrustedCertificate(host: host, address: address)
        }
        return .noAnswer(
            host: host, address: address,
            detail: error is HTTPClientError ? text : "\(type(of: error))")
    }

    /// - Returns: empty where the name servers took longer; they are left to it, since nothing ends such a question.
    private static func addresses(of name: String, within seconds: Int64) async -> [String] {
        await withCheckedContinuation { continuation in
            let first = FirstAnswer(continuation)
            queue.async { first.answer(addresses(of: name)) }
            queue.asyncAfter(deadline: .now() + .seconds(Int(seconds))) { first.answer([]) }
        }
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

/// Goes on with the first of several answers.
private final class FirstAnswer: Sendable {
    private let waiting: Mutex<CheckedContinuation<[String], Never>?>

    init(_ continuation: CheckedContinuation<[String], Never>) { waiting = Mutex(continuation) }

    func answer(_ addresses: [String]) {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(returning: addresses)
    }
}
