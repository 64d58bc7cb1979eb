import Facility
import HTTPTypes
import Testing

@testable import ScanGateway

@Suite("The metrics")
struct MetricsTests {
    private static let token = "0123456789abcdef"
    private let shown: HTTPFields = [.authorization: "Bearer \(token)"]

    @Test("are written as Prometheus reads them")
    func text() {
        let queue = MetricFamily("waiting", .gauge, "In line.", value: 3)
        #expect(
            queue.text
                == "# HELP mendmark_waiting In line.\n# TYPE mendmark_waiting gauge\nmendmark_waiting 3\n")
        let odd = MetricFamily("odd_total", .counter, "Odd.", by: "why", [("a\\b\"c\nd", 1)])
        #expect(odd.text.hasSuffix("\nmendmark_odd_total{why=\"a\\\\b\\\"c\\nd\"} 1\n"))
        let accented = MetricFamily("odd_total", .counter, "Odd.", by: "why", [("a\"\u{301}\\\u{301}", 1)])
        #expect(accented.text.hasSuffix("{why=\"a\\\"\u{301}\\\\\u{301}\"} 1\n"), "\(accented.text)")
        let sizes = MetricFamily("size", "Sizes.", counts: [(1, 4), (2, 0), (4, 2)], sum: 11)
        #expect(
            sizes.text == """
                # HELP mendmark_size Sizes.
                # TYPE mendmark_size histogram
                mendmark_size_bucket{le="1"} 4
                mendmark_size_bucket{le="2"} 4
                mendmark_size_bucket{le="4"} 6
                mendmark_size_bucket{le="+Inf"} 6
                mendmark_size_sum 11
                mendmark_size_count 6

                """)
    }

    @Test("are there for whoever shows the token, and else there is no such page")
    func token() async throws {
        try await Campus().browse { browser in
            let answer = try await browser.get("/metrics", shown)
            #expect(answer.status == 404)
        }
        try await Campus(metricsToken: Self.token).browse { browser in
            for wrong in ["", "Bearer", "Bearer 0123456789abcdeF", Self.token, "bearer \(Self.token)"] {
                #expect(try await browser.get("/metrics", [.authorization: wrong]).status == 404)
            }
            let answer = try await browser.get("/metrics", shown)
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    @Test("count requests by route and status without telling whose, and what became of unknown codes")
    func counts() async throws {
        let campus = try await Campus(metricsToken: Self.token)
        try await campus.browse { browser in
            let sent = try await browser.multipart(
                "/\(campus.room)", ["key": campus.key(1), "category": "wifi"])
            let track = sent.location.replacing("?sent=1", with: "")
            for _ in 1...3 { #expect(try await browser.get(track).status == 200) }
            _ = try await browser.get("/\(campus.revoked)")
            _ = try await browser.get("/-/nothing/here")
            for number in 1...62 { _ = try await browser.get("/\(try #require(LabelCodes.valid(number)))") }

            let text = try await browser.get("/metrics", shown).text
            for line in [
                #"requests_total{route="/{code}",method="POST",status="303"} 1"#,
                #"requests_total{route="/-/t/{token}",method="GET",status="200"} 3"#,
                #"requests_total{route="/{code}",method="GET",status="410"} 1"#,
                #"requests_total{route="/{code}",method="GET",status="429"} 54"#,
                #"requests_total{route="none",method="GET",status="404"} 1"#,
                #"unknown_codes_total{answer="told"} 8"#, #"unknown_codes_total{answer="untold"} 52"#,
                #"unknown_codes_total{answer="not_looked_up"} 2"#, "live_streams 0", "photos_waiting 0",
                "print_jobs_open 0",
            ] {
                #expect(text.contains("\nmendmark_\(line)\n"), "\(line)")
            }
            let token = try #require(track.split(separator: "/").last)
            #expect(!text.contains(token) && !text.contains(campus.room.compact))
        }
    }
}
