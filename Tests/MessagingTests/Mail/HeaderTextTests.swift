import Testing

@testable import Messaging

struct HeaderTextTests {
    @Test func `nothing in a subject can begin another header`() {
        let text = HeaderText.encoded("hello\r\nBcc: all@example.edu\u{2028}x\u{0}")
        #expect(text == "hello Bcc: all@example.edu x")
    }
}
