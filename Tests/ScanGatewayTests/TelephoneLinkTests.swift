import Testing

@testable import ScanGateway

@Suite("The number that is dialled")
struct TelephoneLinkTests {
    @Test(
        "is one number with its extension, however it is written",
        arguments: [
            ("010-62751234转8001", "tel:01062751234;ext=8001"),
            ("010-62751234 转 8001", "tel:01062751234;ext=8001"),
            ("010-62751234-8001", "tel:01062751234;ext=8001"),
            ("(0756) 3620000-12", "tel:07563620000;ext=12"),
            ("62751234 ext. 8001", "tel:62751234;ext=8001"),
            ("62751234x8001", "tel:62751234;ext=8001"), ("62751234#8001", "tel:62751234;ext=8001"),
            ("62751234 分机 8001", "tel:62751234;ext=8001"),
            ("６２７５１２３４轉８００１", "tel:62751234;ext=8001"),
            ("62751234/62751235", "tel:62751234"), ("62751234, 62751235", "tel:62751234"),
            ("62751234;62751235", "tel:62751234"), ("62751234、62751235", "tel:62751234"),
            ("62751234转8001/62751235", "tel:62751234;ext=8001"),
            ("138-0013-8000", "tel:13800138000"), ("021-6275-1234", "tel:02162751234"),
            ("+86 138 0013 8000", "tel:+8613800138000"), ("+44 (0)20 7946 0000", "tel:+442079460000"),
            ("0044 20 7946 0000", "tel:+442079460000"), ("12345", "tel:12345"),
        ])
    func dialled(_ text: String, _ link: String) { #expect(TelephoneLink(text)?.address == link) }

    @Test(
        "is none where there are no digits", arguments: ["", "转8001", "wang@example.edu", "总机", "+", " / "])
    func none(_ text: String) { #expect(TelephoneLink(text) == nil) }
}
