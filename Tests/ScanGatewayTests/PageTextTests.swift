import Testing

@testable import ScanGateway

@Suite("What people wrote, on a page")
struct PageTextTests {
    /// To `Character` each mark here is a part of another one; to a browser it is a mark.
    private static let hostile = "\u{600}<b id=x\u{600}>\u{600}\"\u{301} autofocus='\u{301}"

    @Test("is text in an element and in an attribute, though a combining character is beside a mark")
    func everywhere() async throws {
        let campus = try await Campus()
        try await campus.browse { browser in
            // What was typed stays in the field.
            let found = try await browser.post("/-/sign-in", ["account": Self.hostile, "password": "x"])
            #expect(
                found.contains("value=\"\u{600}&lt;b id=x\u{600}&gt;\u{600}&quot;\u{301}"), "\(found.text)")
            for mark in ["\u{600}<", "\u{600}>", "\"\u{301}", "'\u{301}"] {
                #expect(!Self.holds(found.text, mark), "\(mark.unicodeScalars)")
            }
        }
    }

    private static func holds(_ page: String, _ mark: String) -> Bool {
        Array(page.utf8).firstRange(of: Array(mark.utf8)) != nil
    }
}
