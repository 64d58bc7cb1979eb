import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ScanGateway

/// Whatever goes wrong below /api/v1 is told as RFC 9457 says, in the reader's language.
@Suite("An error of the JSON interface")
struct APIErrorTests {
    struct Wrong: Sendable, CustomTestStringConvertible {
        var method = HTTPRequest.Method.post
        var path: String
        var body: [UInt8] = []
        var status: Int
        var code: String
        /// In Chinese and in English.
        var said: [String]
        var testDescription: String { "\(method.rawValue) \(path): \(status) \(code)" }
    }

    private static let all = [
        Wrong(
            path: "/api/v1/reports", body: Array(repeating: 0x20, count: 300 * 1024), status: 413,
            code: "form.tooLarge", said: ["一次最多 256 KB", "At most 256 KB"]),
        Wrong(
            path: "/api/v1/scan", body: Array(repeating: 0, count: 21 << 20), status: 413,
            code: "form.tooLarge", said: ["一次最多 20 MB", "At most 20 MB"]),
        Wrong(
            path: "/api/v1/scan", body: Array("no photo".utf8), status: 415, code: "photo.notAPhoto",
            said: ["这个文件不是 JPEG", "neither JPEG, PNG, WebP nor HEIC"]),
        Wrong(
            path: "/api/v1/reports", body: Array("{".utf8), status: 400, code: "badRequest",
            said: ["应为 /api/v1/openapi.json", "expected JSON as"]),
        Wrong(
            method: .get, path: "/api/v1/labels/0000-0000-0001", status: 404, code: "mistyped",
            said: ["对照标签", "compare it with the label"]),
        Wrong(
            method: .get, path: "/api/v1/tickets", status: 401, code: "needsSignIn",
            said: ["请先登录", "Please sign in"]),
        Wrong(
            method: .get, path: "/api/v1/nothing", status: 404, code: "notFound",
            said: ["没有这个页面", "no such page"]),
        Wrong(
            method: .get, path: "/api/v1/reports/nonsense", status: 404, code: "badLink",
            said: ["跟踪链接", "tracking link"]),
    ]

    @Test("is a problem document in the language that the program asks for", arguments: all)
    func language(_ wrong: Wrong) async throws {
        let campus = try await Campus()
        try await campus.browse(.live) { browser in
            for (language, said) in zip(["zh-CN", "en-GB"], wrong.said) {
                let headers: HTTPFields = [
                    .acceptLanguage: language, .idempotencyKey: campus.key(1),
                    .contentType: "application/json",
                ]
                let answer =
                    wrong.method == .get
                    ? try await browser.get(wrong.path, headers)
                    : try await browser.send(wrong.path, wrong.body, headers)
                #expect(answer.status == wrong.status)
                #expect(answer.headers[.contentType] == "application/problem+json")
                #expect(answer.headers[.contentLanguage] == String(language.prefix(2)))
                let problem = try JSONDecoder().decode(ProblemDocument.self, from: Data(answer.text.utf8))
                #expect(problem.status == wrong.status && problem.code == wrong.code)
                #expect((problem.title + problem.detail).contains(said), "\(problem.title) \(problem.detail)")
            }
        }
    }
}
