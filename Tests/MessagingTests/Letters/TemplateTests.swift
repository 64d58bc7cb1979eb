import Foundation
import Testing
import Wording

@testable import Messaging

/// Each kind of message has its sentence, whoever adds one.
struct TemplateTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

    @Test func `every sentence of letters is there in each language`() throws {
        let book = try Phrasebook(folder: Self.root.appending(path: "Assets/Locales").path)
        try book.require(MessageTemplates.sentences)
    }

    @Test func `every template that the desk names is known here`() throws {
        let folder = Self.root.appending(path: "Sources/TicketTracking/Desk")
        var named: Set<String> = []
        for file in ["DeskPlan.swift", "DeskPlan+oversight.swift"] {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            let found = text.matches(of: /"((?:report|ticket|incident|finding)\.[a-zA-Z]+)"/)
            named.formUnion(found.map { String($0.1) })
        }
        #expect(named.subtracting(MessageTemplates.all) == [])
        #expect(Set(MessageTemplates.all).subtracting(named) == [])
    }
}
