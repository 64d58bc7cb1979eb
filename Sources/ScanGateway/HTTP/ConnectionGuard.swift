import NIOCore
import NIOHTTPTypes

/// What one connection may take its time for.
public struct ConnectionLimits: Hashable, Sendable {
    /// Until a request's header is complete, from the connection's start or the answer before.
    public var header: Duration
    /// For a body of any size, plus its bytes over the minimum rate.
    public var body: Duration
    public var bodyBytesPerSecondMin: Int64
    /// Without the other side taking a byte of the answer.
    public var writeStall: Duration
    /// Without a byte from the other side while a request is awaited or read.
    public var idle: Duration

    public init(
        header: Duration = .seconds(15), body: Duration = .seconds(15), bodyBytesPerSecondMin: Int64 = 4096,
        writeStall: Duration = .seconds(30), idle: Duration = .seconds(120)
    ) {
        self.header = header
        self.body = body
        self.bodyBytesPerSecondMin = bodyBytesPerSecondMin
        self.writeStall = writeStall
        self.idle = idle
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
    /// Bytes of answers that the other side hadn't taken when it was last looked.
    private var untaken = Int.max

    init(limits: ConnectionLimits) { self.limits = limits }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { wait(limits.header, context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        wait(limits.header, context)
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
            untaken = .max
            bodyBegan = .now()
            wait(limits.body, context)
        case .body(let buffer):
            if case .body(let received) = phase {
                let total = received + Int64(buffer.readableBytes)
                phase = .body(received: total)
                let earned = TimeAmount.seconds(total / max(1, limits.bodyBytesPerSecondMin))
                wait(bodyBegan + TimeAmount(limits.body) + earned - .now(), context)
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
                wait(limits.header, context)
            }
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            if case .answering = phase { timer?.cancel() }
        } else {
            untaken = .max
            wait(limits.writeStall, context)
        }
        context.fireChannelWritabilityChanged()
    }

    private func wait(_ time: Duration, _ context: ChannelHandlerContext) {
        wait(TimeAmount(time), context)
    }

    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            self?.expire(context)
        }
    }

    /// Whoever goes on taking bytes of an answer, however slowly, isn't cut off in the middle of it.
    private func expire(_ context: ChannelHandlerContext) {
        let left = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        guard left > 0, left < untaken else { return context.close(promise: nil) }
        untaken = left
        wait(limits.writeStall, context)
    }
}
