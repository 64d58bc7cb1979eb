import Foundation
import FoundationNetworking

/// Asks a serving gateway as a browser does: with its cookies, and following redirects.
final class WebBrowser: Sendable {
    struct Answer: Sendable {
        var status: Int
        var address: String
        var bytes: Data
        var text: String { String(decoding: bytes, as: UTF8.self) }

        /// The value of the first hidden field of a name; "" where there is none.
        func field(_ name: String) -> String {
            let parts = text.components(separatedBy: "name=\"\(name)\" value=\"")
            return parts.count > 1 ? String(parts[1].prefix { $0 != "\"" }) : ""
        }
    }

    private let base: String
    private let session = URLSession(configuration: .ephemeral)

    /// - Parameter base: e.g. `http://127.0.0.1:40123`.
    init(_ base: String) { self.base = base }

    func get(_ path: String) async throws -> Answer { try await send(URLRequest(url: try url(path))) }

    func post(_ path: String, _ fields: [String: String]) async throws -> Answer {
        var request = URLRequest(url: try url(path))
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        let body = fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
        }
        request.httpBody = Data(body.joined(separator: "&").utf8)
        return try await send(request)
    }

    private func url(_ path: String) throws -> URL {
        guard let url = URL(string: base + path) else { throw URLError(.badURL) }
        return url
    }

    private func send(_ request: URLRequest) async throws -> Answer {
        let (data, response) = try await session.data(for: request)
        let http = response as? HTTPURLResponse
        return Answer(status: http?.statusCode ?? 0, address: http?.url?.path ?? "", bytes: data)
    }
}
