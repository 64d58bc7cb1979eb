import Facility
import HTTPTypes
import Hummingbird
import Wording

extension Request {
    /// Whether a script asks, and no browser that wants a page.
    var asksForJSON: Bool {
        let accepted = headers[.accept] ?? ""
        return accepted.contains("application/json") && !accepted.contains("text/html")
    }
}

/// Finds out who asks, in which language, and whether somebody is signed in.
struct RequestSetting: RouterMiddleware {
    typealias Context = GatewayContext
    let gateway: Gateway

    static let languageCookie = "mendmark-language"

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.client = ClientAddress.of(
            peer: context.peer, forwarded: request.headers[values: .forwardedFor],
            proxies: gateway.settings.trustedProxies)
        let asked = request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
        let remembered = request.cookies[Self.languageCookie].flatMap { Language(rawValue: $0.value) }
        let accepted = Language(accepted: request.headers[.acceptLanguage] ?? "")
        context.language = asked ?? remembered ?? accepted ?? gateway.settings.language
        do {
            context.staff = try await gateway.session(of: request, at: gateway.clock())
            var response = try await next(request, context)
            if let asked { response.setCookie(Self.cookie(asked, isSecure: gateway.settings.isSecure)) }
            return response
        } catch {
            return gateway.errorResponse(error, to: request, context)
        }
    }

    private static func cookie(_ language: Language, isSecure: Bool) -> Cookie {
        Cookie(
            name: languageCookie, value: language.rawValue, maxAge: 31_536_000, path: "/", secure: isSecure,
            httpOnly: true, sameSite: .lax)
    }
}
