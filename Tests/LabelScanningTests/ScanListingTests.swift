import Testing

@testable import LabelScanning

@Suite("The listing of a scan")
struct ScanListingTests {
    @Test("Tab, backslash and line ends are escaped, and nothing else")
    func escapes() {
        #expect(ScanListing.escaped("a\tb\\c\r\nd 网络") == "a\\tb\\\\c\\r\\nd 网络")
    }

    @Test("An escaped field can be had back")
    func unescapes() {
        for text in ["a\tb\\c\r\nd", "网络", "", "\\t"] {
            #expect(ScanListing.unescaped(ScanListing.escaped(text)) == text)
        }
        #expect(ScanListing.unescaped("a\\x\\") == "a\\x\\")
    }
}
