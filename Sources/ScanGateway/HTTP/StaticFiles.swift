import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The few static files, read and packed once, each with an ETag of its content and a link that changes with it.
struct StaticFiles: Sendable {
    private struct File: Sendable {
        var bytes: ByteBuffer
        /// As gzip; nil where that isn't shorter.
        var packed: ByteBuffer?
        var type: String
        var tag: String
    }

    private let files: [String: File]

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]

    /// - Parameter folder: `Assets/Static`; only files of known types are served.
    init(folder: String) throws {
        var files: [String: File] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            guard let type = Self.types[String(name.split(separator: ".").last ?? "")] else { continue }
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            let tag = SHA256.hash(data: data).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
                .joined()
            let bytes = ByteBuffer(bytes: data)
            let packed = Gzip.bytes(bytes, level: 9).flatMap {
                $0.readableBytes < bytes.readableBytes ? $0 : nil
            }
            files[name] = File(bytes: bytes, packed: packed, type: type, tag: tag)
        }
        self.files = files
    }

    /// With the content's tag, so that a browser may keep it for ever.
    func link(_ name: String) -> String { Route.staticFile(name).path + "?v=" + (files[name]?.tag ?? "0") }

    /// A file's text; empty where there is none of that name.
    func text(_ name: String) -> String { files[name].map { String(buffer: $0.bytes) } ?? "" }

    /// - Throws: `GatewayError.notFound`
    func response(_ name: String, to request: Request) throws -> Response {
        guard let file = files[name] else { throw GatewayError.notFound }
        let packed = request.takesGzip ? file.packed : nil
        let tags = ["\"\(file.tag)\"", "\"\(file.tag)-gzip\""]
        let isNamed = request.uri.queryParameters["v"].map(String.init) == file.tag
        var headers: HTTPFields = [
            .contentType: file.type, .eTag: tags[packed == nil ? 0 : 1], .vary: "Accept-Encoding",
            .cacheControl: isNamed ? "public, max-age=31536000, immutable" : "public, max-age=300",
        ]
        if let known = request.headers[.ifNoneMatch], tags.contains(known) {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        if packed != nil { headers[.contentEncoding] = "gzip" }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: packed ?? file.bytes))
    }
}
