import Testing

@testable import LabelScanning

@Suite("The listing of a scan")
struct ScanListingTests {
    @Test("One line a symbol, tab, backslash and line ends escaped, in path and text")
    func listsSymbols() {
        let symbols = ["a\tb\\c\r\nd", "网络"].map { FoundSymbol(text: $0, corners: [], pass: "x") }
        let lines = ScanListing.tabSeparated(path: "my\tphoto.jpg", symbols: symbols)
        #expect(lines == "my\\tphoto.jpg\ta\\tb\\\\c\\r\\nd\nmy\\tphoto.jpg\t网络\n")
    }

    @Test("A photo without symbols has no line")
    func listsNothing() {
        #expect(ScanListing.tabSeparated(path: "photo.jpg", symbols: []).isEmpty)
    }

    @Test("An escaped field can be had back")
    func unescapes() {
        for text in ["a\tb\\c\r\nd", "网络", "", "\\t"] {
            #expect(ScanListing.unescaped(ScanListing.escaped(text)) == text)
        }
        #expect(ScanListing.unescaped("a\\x\\") == "a\\x\\")
    }
}
