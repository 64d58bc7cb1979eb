import Facility
import Foundation
import Testing
import TicketTracking

@testable import SiteFiles

@Suite("A site's choices of categories")
struct CategoryChoiceTests {
    private static let assets = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Assets")

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: assets.appending(path: path), encoding: .utf8)
    }

    private static func first(_ place: PlaceKind?, _ device: String? = nil, of path: String) throws
        -> [String]
    {
        let policy = try SiteRules.policy(text: try text(path), file: path, version: 1)
        return policy.offeredCategories(place: place, device: device).first.map(\.key.rawValue)
    }

    @Test(
        "The rules that ship offer 6 to 8 and other for every kind of place, keeping the rest, each once",
        arguments: ["SampleCampus/rules.yaml", "Site/rules.yaml"])
    func shipped(_ path: String) throws {
        let policy = try SiteRules.policy(text: try Self.text(path), file: path, version: 1)
        let devices = [
            "printer", "Network Printer", "投影机", "projector", "access point", "switch", "UPS", "patch panel",
            "camera", "whatever a source says",
        ]
        let offers =
            PlaceKind.known.map { policy.offeredCategories(place: $0, device: nil) }
            + devices.map { policy.offeredCategories(place: nil, device: $0) }
            + [policy.offeredCategories(place: nil, device: nil)]
        for offered in offers {
            #expect((7...9).contains(offered.first.count), "\(offered.first.map(\.key))")
            #expect(offered.first.last?.key.rawValue == "other")
            let all = (offered.first + offered.more).map(\.key)
            #expect(Set(all) == Set(policy.categories.map(\.category.key)) && all.count == Set(all).count)
        }
    }

    @Test("A printer, a projector, a network point and a room each get their own")
    func kinds() throws {
        let path = "SampleCampus/rules.yaml"
        #expect(try Self.first(nil, "printer", of: path).first == "printer.jam")
        #expect(try Self.first(nil, "教学投影机", of: path).first == "media.picture")
        #expect(try Self.first(.networkPoint, of: path).contains("network.point"))
        #expect(try Self.first(.room, of: path).contains("power.light"))
        #expect(try Self.first(.rack, of: path).contains("closet.alarm"))
        // What suits a device goes by the device, whatever room it stands in.
        #expect(try Self.first(.room, "printer", of: path).first == "printer.jam")
    }

    @Test(
        "What is wrong is named with its line, what was expected and what was found",
        arguments: [
            ("[room, bed]", "[room, cot]", "kinds", "\"cot\""),
            (
                "[rack, telecomCloset]\n    categories: [", "[rack]\n    categories: [gas, ", "choices[6]",
                "\"gas\""
            ),
            ("devices: all", "devices: []", "choices[5].devices", "none"),
            ("kinds: [plate, networkPoint]", "sorts: [plate]", "choices[7].sorts", "\"sorts\""),
            (
                "[rack, telecomCloset]\n    categories: [", "[rack]\n    categories: [media.off, ",
                "choices[6]",
                "9"
            ),
            ("printer.jam, printer.toner", "printer.jam, printer.jam", "choices[1]", "a second time"),
            ("  - kinds: [mountingPosition]\n    categories", "  - categories", "choices[8]", "neither"),
        ])
    func faults(_ right: String, _ wrong: String, _ key: String, _ found: String) throws {
        let text = try Self.text("SampleCampus/rules.yaml")
        #expect(text.contains(right))
        let error = #expect(throws: SiteRulesFaults.self) {
            _ = try SiteRules.policy(text: text.replacing(right, with: wrong), file: "rules.yaml", version: 1)
        }
        let faults = error?.faults ?? []
        #expect(
            faults.contains { $0.line != nil && $0.key.contains(key) && $0.found.contains(found) },
            "\(faults)")
    }

    @Test("A site without choices offers everything everywhere")
    func without() throws {
        let text = try Self.text("Site/rules.yaml")
        let start = try #require(text.firstRange(of: "choices:\n"))
        let end = try #require(text.firstRange(of: "# These words make"))
        let bare = String(text[..<start.lowerBound] + text[end.lowerBound...])
        let policy = try SiteRules.policy(text: bare, file: "r", version: 1)
        let offered = policy.offeredCategories(place: .room, device: nil)
        #expect(offered.first.count == policy.categories.count && offered.more.isEmpty)
    }
}
