import ChildProcess
import Foundation
import HTTPTypes
import MemoryStorage
import NIOCore
import Testing

@testable import ScanGateway

@Suite("Compressed answers")
struct CompressionTests {
    private static let gzip: HTTPFields = [.acceptEncoding: "gzip, deflate, br"]

    /// As `gunzip` reads it.
    private static func unpacked(_ bytes: [UInt8]) throws -> String {
        let gzip = try ChildProcess.run(["gzip", "-dc"], input: .bytes(bytes))
        #expect(gzip.status == 0)
        return gzip.output
    }

    @Test("are what the plain ones are, and much shorter; a browser that takes none gets none")
    func pages() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let plain = try await browser.get("/-/scan")
            #expect(plain.headers[.contentEncoding] == nil)
            #expect(plain.headers[values: .vary].joined(separator: ",").contains("Accept-Encoding"))
            let packed = try await browser.get("/-/scan", Self.gzip)
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(packed.bytes.count * 2 < plain.bytes.count)
            #expect(try Self.unpacked(packed.bytes) == plain.text)
            for refusal in ["identity", "gzip;q=0", "gzip; q=0.0, br"] {
                let page = try await browser.get("/-/scan", [.acceptEncoding: refusal])
                #expect(page.headers[.contentEncoding] == nil, "\(refusal)")
            }
        }
    }

    @Test("aren't made for what another site's page asked for with the browser's cookies")
    func elsewhere() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            for (site, coding) in [
                ("cross-site", nil), ("same-site", nil), ("none", "gzip"), ("same-origin", "gzip"),
            ] {
                var headers = Self.gzip
                headers[.fetchSite] = site
                let page = try await browser.get("/-/scan", headers)
                #expect(page.status == 200 && page.headers[.contentEncoding] == coding, "\(site)")
            }
        }
    }

    @Test("of files have tags of their own, and are known by either")
    func files() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            let plain = try await browser.get("/-/s/mendmark.css")
            let packed = try await browser.get("/-/s/mendmark.css", Self.gzip)
            #expect(packed.headers[.contentEncoding] == "gzip" && packed.headers[.vary] == "Accept-Encoding")
            #expect(packed.bytes.count * 3 < plain.bytes.count)
            #expect(try Self.unpacked(packed.bytes) == plain.text)
            let tags = try [#require(plain.headers[.eTag]), #require(packed.headers[.eTag])]
            #expect(tags[0] != tags[1])
            for tag in tags {
                var headers = Self.gzip
                headers[.ifNoneMatch] = tag
                #expect(try await browser.get("/-/s/mendmark.css", headers).status == 304, "\(tag)")
            }
        }
    }
}
