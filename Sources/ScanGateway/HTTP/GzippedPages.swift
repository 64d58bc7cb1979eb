import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Pages go to browsers as gzip, a fifth of their bytes.
///
/// Never where another site's page made the browser ask for it with its cookies: who can choose a part of such a page and
/// see its length on the wire could guess its secrets (BREACH).
struct GzippedPages: RouterMiddleware {
    typealias Context = GatewayContext
    /// Of what isn't longer, which is any page.
    static let bytesMax = 4 << 20
    private static let level: Int32 = 5

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard response.headers[.contentType]?.hasPrefix("text/html") == true else { return response }
        response.headers.append(HTTPField(name: .vary, value: "Accept-Encoding"))
        guard request.method != .head, request.takesGzip, !request.isFromElsewhere,
            response.headers[.contentEncoding] == nil, let length = response.body.contentLength,
            (Gzip.bytesMin...Self.bytesMax).contains(length)
        else { return response }
        let plain = CollectingWriter.Kept()
        try await response.body.write(CollectingWriter(kept: plain))
        if let packed = Gzip.bytes(plain.bytes, level: Self.level) {
            response.headers[.contentEncoding] = "gzip"
            response.body = ResponseBody(byteBuffer: packed)
        } else {
            response.body = ResponseBody(byteBuffer: plain.bytes)
        }
        return response
    }
}

extension Request {
    /// Whether the browser says that it reads gzip (RFC 9110 section 12.5.3).
    var takesGzip: Bool {
        let codings = headers[values: .acceptEncoding].flatMap { $0.split(separator: ",") }
        return codings.contains { coding in
            let parts = coding.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard parts.first == "gzip" || parts.first == "x-gzip" else { return false }
            return !parts.dropFirst().contains { $0.hasPrefix("q=0") && !$0.contains(/[1-9]/) }
        }
    }

    /// Another site's page led here, or one of the same site under another name.
    fileprivate var isFromElsewhere: Bool {
        guard let site = headers[.fetchSite] else { return false }
        return site != "same-origin" && site != "none"
    }
}
