import NIOCore
import NIOHTTPTypes

/// What one connection may take its time for.
public struct ConnectionLimits: Hashable, Sendable {
    /// Until a request's header is complete, from the connection's start or the answer before.
    public var headerSeconds: Int64
    /// For a body of any size, plus its bytes over the minimum rate.
    public var bodySeconds: Int64
    public var bodyBytesPerSecondMin: Int64
    /// Without the other side taking a byte of the answer.
    public var writeStallSeconds: Int64

    public init(
        headerSeconds: Int64 = 15, bodySeconds: Int64 = 15, bodyBytesPerSecondMin: Int64 = 4096,
        writeStallSeconds: Int64 = 30
    ) {
        self.headerSeconds = headerSeconds
        self.bodySeconds = bodySeconds
        self.bodyBytesPerSecondMin = bodyBytesPerSecondMin
        self.writeStallSeconds = writeStallSeconds
    }
}

/// Closes a connection that dribbles its header or body, or that doesn't read its answer.
///
/// The framework's idle timeout starts anew with each byte, so one byte a minute would hold a connection for ever.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum Phase {
        case header
        case body(received: Int64)
        case answering
    }

    private let limits: ConnectionLimits
    private var phase = Phase.header
    private var timer: Scheduled<Void>?
    private var bodyBegan = NIODeadline.now()

    init(limits: ConnectionLimits) { self.limits = limits }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { wait(.seconds(limits.headerSeconds), context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        wait(.seconds(limits.headerSeconds), context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            phase = .body(received: 0)
            bodyBegan = .now()
            wait(.seconds(limits.bodySeconds), context)
        case .body(let buffer):
            if case .body(let received) = phase {
                let total = received + Int64(buffer.readableBytes)
                phase = .body(received: total)
                let allowed = limits.bodySeconds + total / max(1, limits.bodyBytesPerSecondMin)
                wait(bodyBegan + .seconds(allowed) - .now(), context)
            }
        case .end:
            phase = .answering
            timer?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            if case .answering = phase {
                phase = .header
                wait(.seconds(limits.headerSeconds), context)
            }
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            if case .answering = phase { timer?.cancel() }
        } else {
            wait(.seconds(limits.writeStallSeconds), context)
        }
        context.fireChannelWritabilityChanged()
    }

    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        timer?.cancel()
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}
