import Hummingbird
import Logging
import NIOCore
import Wording

/// What is known of a request before its handler runs.
struct GatewayContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection's other end: the browser, or the proxy in front of the gateway; nil in tests without sockets.
    let peer: String?
    /// Who asks, for limits: the peer, or what a trusted proxy says of it.
    var client = "unknown"
    var language = Language.zh
    /// The language was chosen in this request and is to be remembered.
    var remembersLanguage = false
    var staff: StaffSession?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }
}
