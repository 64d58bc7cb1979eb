import HTTPTypes
import Hummingbird

/// Headers on every answer, whatever became of the request.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = GatewayContext
    /// Browsers reach the gateway by https.
    let isSecure: Bool

    static let contentPolicy =
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'"

    /// Of a `Permissions-Policy`.
    ///
    /// - Parameter camera: whether the page itself may ask for the camera's picture; nothing that it frames ever may.
    static func permissions(camera: Bool) -> String {
        "camera=\(camera ? "(self)" : "()"), geolocation=(), microphone=(), payment=()"
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        var headers = response.headers
        headers[.contentSecurityPolicy] = Self.contentPolicy
        headers[.xContentTypeOptions] = "nosniff"
        if headers[.permissionsPolicy] == nil {
            headers[.permissionsPolicy] = Self.permissions(camera: false)
        }
        headers[.crossOriginOpenerPolicy] = "same-origin"
        if headers[.referrerPolicy] == nil { headers[.referrerPolicy] = "same-origin" }
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
        if isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
        response.headers = headers
        return response
    }
}

extension HTTPField.Name {
    static let permissionsPolicy = known("Permissions-Policy")
    static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")
    static let referrerPolicy = known("Referrer-Policy")
    static let robots = known("X-Robots-Tag")
    static let idempotencyKey = known("Idempotency-Key")
    static let fetchSite = known("Sec-Fetch-Site")
    static let forwardedFor = known("X-Forwarded-For")
    static let lastEvent = known("Last-Event-ID")
    static let buffering = known("X-Accel-Buffering")

    /// A name that is a token by its spelling here (RFC 9110 section 5.1).
    private static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .via }
}
