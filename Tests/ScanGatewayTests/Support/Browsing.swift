import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

@testable import ScanGateway

/// What a test asks of the gateway, without sockets.
struct Browsing {
    let client: any TestClientProtocol

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Page {
        Page(try await client.execute(uri: path, method: .get, headers: headers, body: nil))
    }

    /// A form as browsers send it where it has no file.
    func post(_ path: String, _ fields: [String: String], _ headers: HTTPFields = [:]) async throws -> Page {
        let allowed = CharacterSet.alphanumerics
        let body = fields.sorted { $0.key < $1.key }.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(path, Array(body.utf8), headers)
    }

    /// A form as browsers send it where it has files.
    /// A form with files; as browsers do, one without bytes is sent as an input that was left empty, unless it is named.
    func multipart(
        _ path: String, _ fields: [String: String], photos: [[UInt8]] = [], _ headers: HTTPFields = [:],
        namesEmpty: Bool = false
    ) async throws -> Page {
        var body: [UInt8] = []
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            body += Array("--B\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for photo in photos {
            let name = photo.isEmpty && !namesEmpty ? "" : "a.jpg"
            let head = "--B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"\(name)\"\r\n\r\n"
            body += Array(head.utf8) + photo + [13, 10]
        }
        body += Array("--B--\r\n".utf8)
        var headers = headers
        headers[.contentType] = "multipart/form-data; boundary=B"
        return try await send(path, body, headers)
    }

    func send(_ path: String, _ body: [UInt8], _ headers: HTTPFields) async throws -> Page {
        Page(
            try await client.execute(
                uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: body)))
    }

    /// Signs somebody in, the technician unless said otherwise; the cookie's field, and the token for forms.
    func signIn(_ account: String = "wang") async throws -> (headers: HTTPFields, csrf: String) {
        let page = try await post("/-/sign-in", ["account": account, "password": Campus.password])
        let cookie = String((page.headers[.setCookie] ?? "").prefix { $0 != ";" })
        let token = SessionToken(cookie: String(cookie.split(separator: "=").last ?? ""))
        return ([.cookie: cookie], token?.csrf ?? "")
    }
}

/// An answer.
struct Page {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]
    let text: String

    init(_ response: TestResponse) {
        status = Int(response.status.code)
        headers = response.headers
        bytes = Array(response.body.readableBytesView)
        text = String(decoding: bytes, as: UTF8.self)
    }

    var location: String { headers[.location] ?? "" }
    func contains(_ words: String) -> Bool { text.contains(words) }

    /// The hidden fields of each form that is posted, in the page's order.
    var forms: [[String: String]] {
        text.components(separatedBy: "<form").dropFirst().map { part in
            let form = part.components(separatedBy: "</form>")[0]
            let fields = form.matches(of: /type="hidden" name="([^"]+)" value="([^"]*)"/)
            return Dictionary(
                fields.map { (String($0.1), String($0.2)) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The value of the first field of a name; "" where there is none.
    func field(_ name: String) -> String {
        let parts = text.components(separatedBy: "name=\"\(name)\" value=\"")
        return parts.count > 1 ? String(parts[1].prefix { $0 != "\"" }) : ""
    }
}

extension Campus {
    /// Runs a test against the router; `.live`: over a socket, as from 127.0.0.1.
    func browse<Value: Sendable>(
        _ setup: TestingSetup = .router, _ body: @escaping @Sendable (Browsing) async throws -> Value
    ) async throws -> Value {
        try await Application(router: gateway.router()).test(setup) { client in
            try await body(Browsing(client: client))
        }
    }

    /// Runs a test against the router while the print shop works; ends it and removes its folder then.
    func browsePrinting<Value: Sendable>(
        _ body: @escaping @Sendable (Browsing) async throws -> Value
    ) async throws -> Value {
        defer { try? FileManager.default.removeItem(atPath: printing.shelf.folder) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [printing] in try await printing.run() }
            defer { group.cancelAll() }
            return try await browse(.router, body)
        }
    }
}
