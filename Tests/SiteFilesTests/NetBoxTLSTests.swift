import ChildProcess
import Foundation
import Testing

@testable import SiteFiles

/// The REST client and a server that speaks TLS with a certificate made for the test.
@Suite struct NetBoxTLSTests {
    /// A key and its own certificate in one PEM file, made by openssl(1); removed when it goes.
    private final class Certificate {
        let file: String

        /// - Parameter subject: whom it is for, as OpenSSL writes it, e.g. `IP:127.0.0.1`.
        init(for subject: String, days: Int = 2) throws {
            file = "/tmp/mendmark-tls-\(UInt32.random(in: 0...UInt32.max)).pem"
            try ChildProcess.run(
                [
                    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                    "-nodes", "-subj", "/CN=mendmark test", "-addext", "subjectAltName=\(subject)", "-days",
                    String(days), "-keyout", file, "-out", file + ".crt",
                ], complaints: .none)
            let both =
                try String(contentsOfFile: file, encoding: .utf8)
                + String(contentsOfFile: file + ".crt", encoding: .utf8)
            try both.write(toFile: file, atomically: true, encoding: .utf8)
        }

        /// The certificate without its key: what a client trusts.
        var authority: String { file + ".crt" }

        deinit { for path in [file, authority] { try? FileManager.default.removeItem(atPath: path) } }
    }

    private func dump(_ server: NetBoxServer, trust: String?) async throws -> NetBoxReading {
        let api = try NetBoxAPI(address: server.address, token: "sesame", trust: trust) { _ in
            Issue.record("a certificate is no reason to wait and try again")
        }
        return NetBoxDump().read(try await api.dump())
    }

    @Test func `a NetBox with a certificate of the institution's own authority is read`() async throws {
        let certificate = try Certificate(for: "IP:127.0.0.1")
        let server = try NetBoxServer(certificate: certificate.file)
        #expect(try await dump(server, trust: certificate.authority).objectCount == 13)
    }

    @Test func `a certificate of nobody who is trusted is refused at once`() async throws {
        let certificate = try Certificate(for: "IP:127.0.0.1")
        let other = try Certificate(for: "IP:127.0.0.1")
        let server = try NetBoxServer(certificate: certificate.file)
        let found = "one of an authority that isn't trusted here, or past its time"
        let refusal = NetBoxAPIError.certificate(address: server.address, found: found)
        for trust in [nil, other.authority] {
            await #expect(throws: refusal) { _ = try await dump(server, trust: trust) }
        }
        #expect(refusal.description.contains("found one of an authority that isn't trusted here"))
    }

    @Test func `a trusted certificate for another host is refused`() async throws {
        let certificate = try Certificate(for: "DNS:elsewhere.example,IP:127.0.0.2")
        let server = try NetBoxServer(certificate: certificate.file)
        await #expect(
            throws: NetBoxAPIError.certificate(address: server.address, found: "one for another host")
        ) { _ = try await dump(server, trust: certificate.authority) }
    }

    @Test func `a file without certificates is refused by name`() async throws {
        let certificate = try Certificate(for: "IP:127.0.0.1")
        let server = try NetBoxServer(certificate: certificate.file)
        for file in ["/nowhere.pem", "/dev/null"] {
            let error = await #expect(throws: NetBoxAPIError.self) {
                _ = try await dump(server, trust: file)
            }
            #expect(error?.description.hasPrefix("\(file): expected certificates in PEM") == true)
        }
    }
}
