import Facility
import Testing

@testable import LabelScanning

@Suite("What a symbol's text is to a site")
struct LabelTextTests {
    let hosts = ["mend.example.edu", "Fix.Example.Edu:8443", "example.edu/fix", "example.edu"]
    let code = "0NQW58P52QDH"

    @Test(
        "A link to a host of ours with a code is a label, however it was changed on the way",
        arguments: [
            ("https://MEND.EXAMPLE.EDU/0NQW58P52QDH", "mend.example.edu"),
            ("HTTPS://MEND.EXAMPLE.EDU/0NQW58P52QDH", "mend.example.edu"),
            ("https://mend.example.edu/0nqw58p52qdh", "mend.example.edu"),
            ("https://Mend.Example.Edu/oNQW-58p5-2qdh", "mend.example.edu"),
            ("http://mend.example.edu/0NQW58P52QDH", "mend.example.edu"),
            ("https://mend.example.edu/0NQW58P52QDH/", "mend.example.edu"),
            ("https://mend.example.edu/0NQW58P52QDH?utm_source=qr&x=1/2", "mend.example.edu"),
            ("https://mend.example.edu/0NQW58P52QDH#top", "mend.example.edu"),
            ("https://mend.example.edu:443/0NQW58P52QDH", "mend.example.edu"),
            ("http://mend.example.edu:80/0NQW58P52QDH", "mend.example.edu"),
            ("mend.example.edu/0NQW58P52QDH", "mend.example.edu"),
            (" \thttps://mend.example.edu/0NQW58P52QDH\r\n", "mend.example.edu"),
            ("https://fix.example.edu:8443/0NQW58P52QDH", "Fix.Example.Edu:8443"),
            ("https://EXAMPLE.EDU/FIX/0NQW58P52QDH", "example.edu/fix"),
            ("https://example.edu/0NQW58P52QDH", "example.edu"),
        ])
    func recognisesLabels(text: String, host: String) throws {
        #expect(try LabelText.parse(text, hosts: hosts) == .ours(LabelCode(code), host: host))
    }

    @Test(
        "Anything else is foreign, with its text as it was",
        arguments: [
            "https://mend.example.org/0NQW58P52QDH",
            "https://mend.example.edu.evil.org/0NQW58P52QDH",
            "https://mend.example.edu@evil.org/0NQW58P52QDH",
            "https://evil.org/mend.example.edu/0NQW58P52QDH",
            "https://evil.org\\mend.example.edu/0NQW58P52QDH",
            "https://amend.example.edu/0NQW58P52QDH",
            "https://mend.example.edu:8443/0NQW58P52QDH",
            "http://mend.example.edu:443/0NQW58P52QDH",
            "https://fix.example.edu/0NQW58P52QDH",
            "ftp://mend.example.edu/0NQW58P52QDH",
            "javascript://mend.example.edu/0NQW58P52QDH",
            "https:/mend.example.edu/0NQW58P52QDH",
            "0NQW58P52QDH", "", " ", "https://", "/", "微信支付",
        ])
    func refusesOthers(text: String) {
        #expect(LabelText.parse(text, hosts: hosts) == .foreign(text))
    }

    @Test(
        "A broken code on a host of ours says what is wrong with it",
        arguments: [
            ("https://mend.example.edu/0NQW58P52QDJ", CodeError.wrongCheckSymbol),
            ("https://mend.example.edu/0QNW58P52QDH", .wrongCheckSymbol),
            ("https://mend.example.edu/000000000000", .zero),
            ("https://mend.example.edu/0NQW58P52QD", .wrongLength(expected: 12, found: 11)),
            ("https://mend.example.edu/0NQW58P52QDHH", .wrongLength(expected: 12, found: 13)),
            ("https://mend.example.edu/0NQW58P52QDU", .foreignCharacter("u")),
            ("https://mend.example.edu/%30NQW58P52QD", .foreignCharacter("%")),
        ])
    func namesDamage(text: String, error: CodeError) {
        #expect(LabelText.parse(text, hosts: hosts) == .damagedCode(error, host: "mend.example.edu"))
    }

    @Test(
        "Pages of ours without a code are no labels",
        arguments: [
            "https://mend.example.edu", "https://mend.example.edu/", "https://mend.example.edu//",
            "https://mend.example.edu/-/t/ABCD-1234", "https://mend.example.edu/-",
            "https://mend.example.edu?c=0NQW58P52QDH",
            "https://mend.example.edu/0NQW58P52QDH/more",
        ])
    func knowsOtherPages(text: String) {
        #expect(LabelText.parse(text, hosts: hosts) == .otherPage(host: "mend.example.edu"))
    }

    @Test("Without hosts nothing is ours, and an empty host in the list fits nothing")
    func needsHosts() {
        #expect(LabelText.parse(Fixture.text, hosts: []) == .foreign(Fixture.text))
        #expect(LabelText.parse("/\(code)", hosts: [""]) == .foreign("/\(code)"))
    }

    @Test("A text longer than any link is foreign")
    func limitsLength() {
        let long = Fixture.text + "?" + String(repeating: "x", count: LabelText.lengthMax)
        #expect(LabelText.parse(long, hosts: hosts) == .foreign(long))
    }
}
