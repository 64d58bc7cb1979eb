import ChildProcess
import Foundation
import Testing

@Suite("doctor --reach", .serialized) struct ReachTests {
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Reach/reach_server.py").path

    /// What the doctor says of localhost, served on IPv4 and IPv6 in these ways.
    private func doctor(_ v4: String, _ v6: String, isTrusted: Bool = true) throws -> String {
        let folder = "/tmp/mendmark-reach-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let server = try ChildProcess(["python3", Self.script, folder, v4, v6], input: .open)
        defer {
            server.closeInput()
            server.wait()
        }
        let port = try #require(Int(server.line().trimmingCharacters(in: .newlines)))
        let program = try Program()
        defer { program.remove() }
        let trust = isTrusted ? ["--authorities", folder + "/authority.pem"] : []
        let told = try program.run(
            ["doctor", "--reach", "--at", "127.0.0.1", "--at", "::1"] + trust,
            environment: ["MENDMARK_HOSTS": "localhost:\(port)", "MENDMARK_SECURE": "true"])
        return told.output.split(separator: "\n").filter { $0.contains("host localhost:") }
            .joined(separator: "\n").replacingOccurrences(of: ":\(port)", with: ":PORT")
    }

    @Test("a host that answers the same on both families is well")
    func well() throws { #expect(try doctor("ok", "ok") == "ok  host localhost:PORT answers") }

    @Test("a redirect, another answer on IPv6, an error and a closed port are told, each with its address")
    func findings() throws {
        let redirect = try doctor("ok", "redirect")
        #expect(
            redirect.hasPrefix("!!  ") && redirect.contains("at ::1: answers by a redirect"), "\(redirect)")
        let other = try doctor("ok", "other")
        #expect(other.contains("answers differ between 127.0.0.1 and ::1"), "\(other)")
        let broken = try doctor("broken", "ok")
        #expect(broken.contains("at 127.0.0.1: expected 200 for /healthz, found 500"), "\(broken)")
        let closed = try doctor("ok", "closed")
        #expect(closed.hasPrefix("!!  ") && closed.contains("localhost:PORT at ::1: "), "\(closed)")
    }

    @Test("a certificate that nobody vouches for is told")
    func certificate() throws {
        let told = try doctor("ok", "ok", isTrusted: false)
        #expect(told.contains("its certificate isn't vouched for"), "\(told)")
    }
}
