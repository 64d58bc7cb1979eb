import HTTPTypes
import Hummingbird

/// The page that somebody wanted who had to sign in first. A cookie holds it, no link: nobody else can say where signing in
/// leads.
struct ReturnPage: Hashable, Sendable {
    static let cookie = "mendmark_back"
    private static let lengthMax = 300
    private static let seconds = 900

    /// Path and query of a page of the site's staff.
    let address: String

    /// - Returns: nil for whatever isn't one.
    init?(_ address: String) {
        let isPlain = address.utf8.allSatisfy { (0x21...0x7E).contains($0) && !#"",;\"#.utf8.contains($0) }
        guard address.hasPrefix("/-/"), !address.hasPrefix(Route.signIn.path), isPlain,
            address.utf8.count <= Self.lengthMax
        else { return nil }
        self.address = address
    }

    /// Where a request that was refused was going; of a form it is the form's page.
    ///
    /// - Returns: nil also for what no reader looks at: a page's live events, its pictures and scripts.
    init?(wantedBy request: Request) {
        guard request.headers[.accept]?.contains("text/html") ?? true else { return nil }
        self.init(
            request.method == .get ? request.uri.description : Endpoint.page(of: request.uri.path))
    }

    /// As a browser brought it.
    init?(keptBy request: Request) {
        guard let cookie = request.cookies[Self.cookie] else { return nil }
        self.init(cookie.value)
    }

    func kept(isSecure: Bool) -> Cookie { Self.cookie(address, Self.seconds, isSecure) }

    static func forgotten(isSecure: Bool) -> Cookie { cookie("", 0, isSecure) }

    private static func cookie(_ value: String, _ seconds: Int, _ isSecure: Bool) -> Cookie {
        Cookie(
            name: cookie, value: value, maxAge: seconds, path: Route.signIn.path, secure: isSecure,
            httpOnly: true, sameSite: .lax)
    }
}
