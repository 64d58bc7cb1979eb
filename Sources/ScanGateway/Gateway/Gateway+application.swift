import Facility
import HTTPTypes
public import Hummingbird
import HummingbirdCore
import Ledger
public import Logging
import NIOCore
import ServiceLifecycle
import Wording

extension Gateway {
    /// The whole gateway as a service: starts to listen when it is run, ends with its group.
    ///
    /// - Parameters:
    ///   - port: 0 to 65535; 0: any free one, told to `whenListening`.
    ///   - whenListening: called once with the port.
    public func application(
        address: String, port: Int, logger: Logger,
        whenListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let limits = settings.limits
        let connection = limits.connection
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(limits: connection, tally: tally)],
            idleTimeout: TimeAmount(connection.idle),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
        return Application(
            router: router(), server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname(address, port: port), serverName: nil, backlog: 4096,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connectionsMax)),
            onServerRunning: { channel in await whenListening(channel.localAddress?.port ?? port) },
            logger: logger)
    }

    /// Every endpoint with its handler, for tests without sockets too.
    func router() -> Router<GatewayContext> {
        let router = Router(context: GatewayContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: RequestCount(tally: tally))
        router.add(middleware: SecurityHeaders(isSecure: settings.isSecure))
        router.add(middleware: GzippedPages())
        router.add(middleware: RequestSetting(gateway: self))
        router.add(middleware: RequestDeadline(limit: settings.limits.request))
        for endpoint in Endpoint.all {
            router.on(RouterPath(endpoint.route.path), method: endpoint.method) { request, context in
                try await handle(endpoint, request, context)
            }
        }
        for endpoint in Endpoint.formsOnly {
            router.get(RouterPath(endpoint.route.path)) { request, _ in Self.pageOfForm(request) }
        }
        return router
    }

    private static func pageOfForm(_ request: Request) -> Response {
        let language = request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
        let query = language.map { "?lang=\($0.rawValue)" } ?? ""
        return Response(
            status: .seeOther,
            headers: [.location: Endpoint.page(of: request.uri.path) + query, .cacheControl: "no-store"])
    }
}
