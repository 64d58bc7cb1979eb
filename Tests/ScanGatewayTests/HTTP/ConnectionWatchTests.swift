import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import ScanGateway

/// The guard of one connection with time set by hand; what the other side takes is what the test flushes.
@Suite("The guard of a connection")
struct ConnectionWatchTests {
    /// As in the system: bytes.
    private final class Wire: ChannelOutboundHandler {
        typealias OutboundIn = HTTPResponsePart
        typealias OutboundOut = ByteBuffer

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            var bytes = ByteBuffer()
            if case .body(let buffer) = unwrapOutboundIn(data) { bytes = buffer }
            context.write(wrapOutboundOut(bytes), promise: promise)
        }
    }

    private let channel = EmbeddedChannel()
    private let tally = GatewayTally()

    /// Why connections were closed, as `/metrics` says it.
    private var closings: String {
        tally.families.first { $0.name == "mendmark_connections_closed_total" }?.samples
            .flatMap { sample in sample.labels.map { "\($0.value) \(sample.value)" } }.joined(separator: ", ")
            ?? ""
    }

    init() throws {
        let limits = ConnectionLimits(
            header: .seconds(10), body: .seconds(10), bodyBytesPerSecondMin: 100, writeStall: .seconds(30))
        try channel.pipeline.syncOperations.addHandlers([
            Wire(), ConnectionGuard(limits: limits, tally: tally),
        ])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func advance(_ seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

    private func ask(_ body: Int? = nil) throws {
        let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/")
        try channel.writeInbound(HTTPRequestPart.head(head))
        if let body { try send(body) } else { try channel.writeInbound(HTTPRequestPart.end(nil)) }
    }

    private func send(_ bytes: Int) throws {
        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 0, count: bytes)))
    }

    private func write(_ bytes: Int) {
        channel.write(HTTPResponsePart.body(ByteBuffer(repeating: 0, count: bytes)), promise: nil)
    }

    private func endAnswer() { channel.write(HTTPResponsePart.end(nil), promise: nil) }

    private func set(isWritable: Bool) {
        channel.isWritable = isWritable
        channel.pipeline.fireChannelWritabilityChanged()
    }

    @Test("waits for a header until its time is over, and for an answer as long as it takes")
    func header() throws {
        advance(9)
        try ask()
        advance(1_000)
        #expect(channel.isActive)
        write(10)
        endAnswer()
        channel.flush()
        advance(9)
        #expect(channel.isActive)
        #expect(
            tally.families.last == MetricFamily("connections", .gauge, "Connections that are open.", value: 1)
        )
        advance(1)
        #expect(!channel.isActive && closings == "header 1, body 0, stalled 0")
        #expect(tally.families.last?.samples.first?.value == 0)
    }

    @Test("gives a body more time for what has come, and no more")
    func body() throws {
        try ask(500)
        advance(14)
        #expect(channel.isActive)
        try send(100)
        advance(1)
        #expect(channel.isActive)
        advance(1)
        #expect(!channel.isActive && closings == "header 0, body 1, stalled 0")
    }

    @Test("ends one that takes nothing of its answers though it goes on asking")
    func pipelined() throws {
        try ask()
        write(100_000)
        set(isWritable: false)
        endAnswer()
        try ask()
        advance(30)
        #expect(channel.isActive)
        advance(30)
        #expect(!channel.isActive && closings == "header 0, body 0, stalled 1")
    }

    @Test("ends one that takes nothing though more is written to it, and not one that takes a little of it")
    func written() throws {
        try ask()
        write(100)
        set(isWritable: false)
        for _ in 0..<20 {
            // All but the last 90 were taken.
            channel.flush()
            write(90)
            advance(30)
            #expect(channel.isActive)
        }
        write(15)
        advance(30)
        #expect(!channel.isActive)
    }

    @Test("waits with its next header until the answer before is taken")
    func overdue() throws {
        try ask()
        write(100)
        endAnswer()
        advance(30)
        #expect(channel.isActive)
        channel.flush()
        advance(60)
        #expect(!channel.isActive)
    }
}
