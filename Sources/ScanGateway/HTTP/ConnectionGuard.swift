import NIOCore
import NIOHTTPTypes

/// What one connection may take its time for.
public struct ConnectionLimits: Hashable, Sendable {
    /// Until a request's header is complete, from the connection's start or the answer before.
    public var header: Duration
    /// For a body of any size, plus its bytes over the minimum rate.
    public var body: Duration
    public var bodyBytesPerSecondMin: Int64
    /// Without the other side taking a byte of the answer; looked at once in that time, so twice as long at most.
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
    private let tally: GatewayTally?
    private var hasBegun = false
    private var phase = Phase.header
    /// Of the phase: a header or body that is awaited.
    private var timer: Scheduled<Void>?
    private var isOverdue = false
    private var bodyBegan = NIODeadline.uptimeNanoseconds(0)
    /// Looks again and again whether the other side takes what is written. It goes on from one answer to the next, since
    /// pipelined requests begin new phases while nobody takes the answers before.
    private var watch: Scheduled<Void>?
    /// Bytes that the other side hadn't taken when it was last looked; nil: it wasn't yet.
    private var untaken: Int?
    /// Bytes of bodies written since then; what frames them isn't counted.
    private var added = 0

    init(limits: ConnectionLimits, tally: GatewayTally? = nil) {
        self.limits = limits
        self.tally = tally
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard !hasBegun else { return }
        hasBegun = true
        tally?.connectionBegan()
        wait(limits.header, context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if hasBegun { tally?.connectionEnded() }
        hasBegun = false
        timer?.cancel()
        watch?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            phase = .body(received: 0)
            bodyBegan = context.eventLoop.now
            wait(limits.body, since: bodyBegan, context)
        case .body(let buffer):
            if case .body(let received) = phase {
                let total = received + Int64(buffer.readableBytes)
                phase = .body(received: total)
                let earned = Duration.seconds(total / max(1, limits.bodyBytesPerSecondMin))
                wait(limits.body + earned, since: bodyBegan, context)
            }
        case .end:
            phase = .answering
            timer?.cancel()
            isOverdue = false
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head: break
        case .body(let buffer): added += buffer.readableBytes
        case .end:
            if case .answering = phase {
                phase = .header
                wait(limits.header, context)
            }
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !context.channel.isWritable { beginWatch(context) }
        context.fireChannelWritabilityChanged()
    }

    /// - Parameter begin: nil: now.
    private func wait(_ time: Duration, since begin: NIODeadline? = nil, _ context: ChannelHandlerContext) {
        timer?.cancel()
        isOverdue = false
        let end = (begin ?? context.eventLoop.now) + TimeAmount(time)
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: end) { [weak self] in
            self?.expire(context)
        }
    }

    /// Whoever still takes the answer before has its end to wait for first.
    private func expire(_ context: ChannelHandlerContext) {
        guard untakenNow(context) > 0 else { return close(context) }
        isOverdue = true
        beginWatch(context)
    }

    private func close(_ context: ChannelHandlerContext) {
        if case .body = phase { tally?.count(.body) } else { tally?.count(.header) }
        context.close(promise: nil)
    }

    private func beginWatch(_ context: ChannelHandlerContext) {
        guard watch == nil else { return }
        untaken = nil
        lookLater(context)
    }

    private func lookLater(_ context: ChannelHandlerContext) {
        watch = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limits.writeStall)) {
            [weak self] in
            self?.look(context)
        }
    }

    /// Whoever goes on taking bytes of an answer, however slowly, isn't cut off in the middle of it.
    private func look(_ context: ChannelHandlerContext) {
        let left = untakenNow(context)
        guard left > 0 else {
            watch = nil
            if isOverdue { close(context) }
            return
        }
        if let untaken, left >= untaken + added {
            tally?.count(.stalled)
            return context.close(promise: nil)
        }
        (untaken, added) = (left, 0)
        lookLater(context)
    }

    private func untakenNow(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}
