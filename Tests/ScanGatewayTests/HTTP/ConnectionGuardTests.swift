import Testing

@testable import ScanGateway

/// Over TCP against a bound gateway: no limit of these is the framework's.
@Suite("A connection that takes its time", .serialized)
struct ConnectionGuardTests {
    private static let long = Duration.seconds(600)
    private static let short = Duration.milliseconds(80)

    /// All limits far away but those that a test sets.
    private func campus(
        request: Duration = long, connectionsMax: Int = 100,
        _ set: (inout ConnectionLimits) -> Void = { _ in }
    ) async throws -> Campus {
        var connection = ConnectionLimits(
            header: Self.long, body: Self.long, writeStall: Self.long, idle: Self.long)
        set(&connection)
        return try await Campus(
            limits: GatewayLimits(connection: connection, request: request, connectionsMax: connectionsMax))
    }

    private static let healthy = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

    @Test("is closed where its header isn't there in time, however steadily bytes come")
    func header() async throws {
        let campus = try await campus { $0.header = Self.short }
        try await campus.serve { port in
            let slow = try RawSocket(port: port)
            await slow.send("GET /healthz HTTP/1.1\r\nX-Slow: ")
            #expect(await slow.dribble("a", times: 1_000, everyMilliseconds: 10) != nil)
            let silent = try await RawSocket(port: port).receive()
            #expect(silent.text.isEmpty && silent.isEnded)
        }
    }

    @Test("is answered where its header is there, and closed where no further request follows in time")
    func keptAlive() async throws {
        // Long enough for a busy machine to send one line.
        let campus = try await campus { $0.header = .seconds(3) }
        try await campus.serve { port in
            let socket = try RawSocket(port: port)
            await socket.send(Self.healthy)
            let answer = await socket.receive()
            #expect(answer.text.hasPrefix("HTTP/1.1 200") && answer.isEnded)
        }
    }

    @Test("is closed where its body comes below the minimum rate, and not where it comes above it")
    func body() async throws {
        let head =
            "POST /-/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        let slow = try await campus {
            $0.body = Self.short
            $0.bodyBytesPerSecondMin = 1_000_000
        }
        try await slow.serve { port in
            let socket = try RawSocket(port: port)
            await socket.send(head + "Content-Length: 100000\r\n\r\naccount=")
            #expect(await socket.dribble("a", times: 1_000, everyMilliseconds: 10) != nil)
        }
        // The same dribble earns more time than it takes.
        let steady = try await campus {
            $0.body = Self.short
            $0.bodyBytesPerSecondMin = 1
        }
        try await steady.serve { port in
            let socket = try RawSocket(port: port)
            await socket.send(head + "Content-Length: 38\r\nConnection: close\r\n\r\naccount=")
            #expect(await socket.dribble("a", times: 30, everyMilliseconds: 10) != 0)
            #expect(await socket.receive(until: "\r\n\r\n").text.hasPrefix("HTTP/1.1 "))
        }
    }

    @Test("is closed where nobody takes its answers, which frees its place for the next")
    func writeStall() async throws {
        let campus = try await campus(connectionsMax: 1) { $0.writeStall = Self.short }
        try await campus.serve { port in
            let stalled = try RawSocket(port: port, receiveBuffer: 4_096)
            let request = "GET /-/s/mendmark.css HTTP/1.1\r\nHost: x\r\n\r\n"
            // More than the system keeps for a connection: what it doesn't keep waits in the gateway.
            await stalled.send(String(repeating: request, count: 2_000))
            let next = try RawSocket(port: port)
            await next.send(Self.healthy)
            #expect(await next.receive(until: "ok\n").text.hasPrefix("HTTP/1.1 200"))
            // Open on its own side until now.
            stalled.end()
        }
    }

    @Test("is closed where it is idle")
    func idle() async throws {
        let campus = try await campus { $0.idle = Self.short }
        try await campus.serve { port in
            let silent = try await RawSocket(port: port).receive()
            #expect(silent.text.isEmpty && silent.isEnded)
        }
    }

    @Test("is told so where its request isn't there within the deadline")
    func deadline() async throws {
        let campus = try await campus(request: Self.short)
        try await campus.serve { port in
            let socket = try RawSocket(port: port)
            await socket.send(
                "POST /-/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 100\r\n\r\naccount=")
            #expect(await socket.receive(until: "\r\n\r\n").text.hasPrefix("HTTP/1.1 408"))
        }
    }

    @Test("waits for its turn where all places are taken")
    func places() async throws {
        let campus = try await campus(connectionsMax: 1)
        try await campus.serve { port in
            let first = try RawSocket(port: port)
            await first.send(Self.healthy)
            #expect(await first.receive(until: "ok\n").text.contains("200"))
            let second = try RawSocket(port: port)
            await second.send(Self.healthy)
            // The first still has its place, and is answered before the second.
            await first.send(Self.healthy)
            #expect(await first.receive(until: "ok\n").text.contains("200"))
            #expect(await second.dribble("", times: 1, everyMilliseconds: 50) == nil)
            first.end()
            #expect(await first.receive().isEnded)
            #expect(await second.receive(until: "ok\n").text.contains("200"))
        }
    }

    @Test("that follows a ticket live is ended with the gateway")
    func live() async throws {
        let campus = try await campus()
        let track = try await campus.browse { browser in
            let fields = ["key": campus.key(1), "category": "wifi", "words": "信号弱"]
            return try await browser.multipart("/\(campus.room)", fields).location
        }.replacing("?sent=1", with: "")
        let followers = try await campus.serve { port in
            var sockets: [RawSocket] = []
            for _ in 0..<8 {
                let socket = try RawSocket(port: port)
                await socket.send("GET \(track)/events HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await socket.receive(until: "assigned").text.contains("event: state"))
                sockets.append(socket)
            }
            return sockets
        }
        for follower in followers { #expect(await follower.receive().isEnded) }
        #expect(campus.gateway.live.count == 0)
    }
}
