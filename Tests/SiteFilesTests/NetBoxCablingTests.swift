import Facility
import RegisterShelf
import Testing

@testable import SiteFiles

/// Two panels and a switch of our own making: point 1 is patched to the switch; point 2 runs through the second panel;
/// point 3 ends at a server's interface in front and at the switch behind, point 5 the other way round; point 4 ends at
/// a circuit.
@Suite struct NetBoxCablingTests {
    private static func object(_ model: String, _ key: Int, _ fields: String) -> String {
        #"{"model":"dcim.\#(model)","pk":\#(key),"fields":{\#(fields)}}"#
    }

    private static func device(_ key: Int, _ name: String, _ role: Int) -> String {
        object("device", key, #""name":"\#(name)","role":\#(role),"site":1,"status":"active""#)
    }

    private static func front(_ key: Int, _ panel: Int, rear: Int, _ position: Int = 1) -> String {
        object(
            "frontport", key,
            #""device":\#(panel),"name":"P\#(key)","_name":"P\#(key)","type":"8p8c","rear_port":\#(rear),"rear_port_position":\#(position)"#
        )
    }

    private static func interface(_ key: Int, _ device: Int, _ name: String) -> String {
        object("interface", key, #""device":\#(device),"name":"\#(name)""#)
    }

    private static func end(_ key: Int, _ cable: Int, _ side: String, _ model: String, _ id: Int) -> String {
        let app = model == "circuittermination" ? "circuits" : "dcim"
        return object(
            "cabletermination", key,
            #""cable":\#(cable),"cable_end":"\#(side)","termination_type":["\#(app)","\#(model)"],"termination_id":\#(id)"#
        )
    }

    private static let things = [
        object("site", 1, #""name":"Hill""#),
        object("devicerole", 1, #""name":"Panel","slug":"patch-panel""#),
        object("devicerole", 2, #""name":"Access Switch","slug":"access-switch""#),
        object("devicerole", 3, #""name":"Server","slug":"server""#),
        object("devicerole", 4, #""name":"Trunk","slug":"trunk-panel""#),
        device(1, "PP1", 1), device(2, "SW1", 2), device(3, "SRV", 3), device(4, "PP2", 4),
        front(1, 1, rear: 1), front(2, 1, rear: 9, 2), front(3, 1, rear: 3), front(4, 1, rear: 4),
        front(5, 1, rear: 5), front(12, 4, rear: 19, 2), front(11, 4, rear: 19, 1),
        interface(1, 2, "Gi1/0/1"), interface(2, 2, "Gi1/0/2"), interface(3, 2, "Gi1/0/3"),
        interface(4, 3, "eth0"), interface(5, 2, "Gi1/0/5"), interface(6, 3, "eth1"),
    ]

    private static let cables =
        (1...8).map { object("cable", $0, #""status":"connected""#) } + [
            end(1, 1, "A", "frontport", 1), end(2, 1, "B", "interface", 1),
            end(3, 2, "A", "rearport", 9), end(4, 2, "B", "rearport", 19),
            end(5, 3, "A", "interface", 2), end(6, 3, "B", "frontport", 12),
            end(7, 4, "A", "frontport", 3), end(8, 4, "B", "interface", 4),
            end(9, 5, "A", "rearport", 3), end(10, 5, "B", "interface", 3),
            end(11, 6, "A", "frontport", 4), end(12, 6, "B", "circuittermination", 7),
            end(13, 7, "A", "frontport", 5), end(14, 7, "B", "interface", 5),
            end(15, 8, "A", "rearport", 5), end(16, 8, "B", "interface", 6),
        ]

    private func read(_ objects: [String]) -> NetBoxReading {
        NetBoxDump().read(Array("[\(objects.joined(separator: ",\n"))]".utf8))
    }

    private func switches(_ inventory: Inventory) -> [String] {
        (inventory.cabling?.cables ?? []).map { cable in
            guard case .id(let point) = cable.point, case .id(let device) = cable.device else { return "?" }
            return "\(point.id) \(device.id) \(cable.port)"
        }.sorted()
    }

    @Test func `a point leads to its switch: by its own cable, through panels, by its rear port`() {
        let reading = read(Self.things + Self.cables)
        #expect(reading.inventory.badRows == [])
        #expect(switches(reading.inventory) == ["1 2 Gi1/0/1", "2 2 Gi1/0/2", "3 2 Gi1/0/3", "5 2 Gi1/0/5"])
        #expect(reading.inventory.cabling?.source == "netbox/dcim.cable")
        let counted = reading.taken.values.reduce(0, +) + reading.skipped.map(\.count).reduce(0, +)
        #expect(counted == reading.objectCount)
        #expect(reading.skipped.contains { $0.model == "dcim.cable" && $0.reason == .usedForCabling })
    }

    @Test func `until NetBox 3_2 cables named their ends themselves`() {
        let old = Self.object(
            "cable", 1,
            #""termination_a_type":["dcim","frontport"],"termination_a_id":1,"termination_b_type":["dcim","interface"],"termination_b_id":1"#
        )
        #expect(switches(read(Self.things + [old]).inventory) == ["1 2 Gi1/0/1"])
    }

    @Test func `a loop of cables leads nowhere, and doesn't go on for ever`() {
        let loop = [
            Self.object("cable", 1, ""), Self.object("cable", 2, ""),
            Self.end(1, 1, "A", "rearport", 9), Self.end(2, 1, "B", "rearport", 19),
            Self.end(3, 2, "A", "frontport", 12), Self.end(4, 2, "B", "frontport", 2),
        ]
        #expect(switches(read(Self.things + loop).inventory) == [])
    }

    @Test func `a dump without cables says nothing of them, and a broken end is named by its place`() {
        #expect(read(Self.things).inventory.cabling == nil)
        let broken = Self.object("cabletermination", 1, #""cable":1,"cable_end":"A""#)
        let bad = read(Self.things + [Self.object("cable", 1, ""), broken]).inventory.badRows
        #expect(bad.map(\.line) == [Self.things.count + 2] && bad.map(\.column) == ["termination_id"])
        let lost = Self.interface(8, 99, "Gi9")
        let cable = [
            Self.object("cable", 1, ""), Self.end(1, 1, "A", "frontport", 1),
            Self.end(2, 1, "B", "interface", 8),
        ]
        #expect(switches(read(Self.things + [lost] + cable).inventory) == ["1 99 Gi9"])
    }

    @Test func `imported twice it changes nothing, and a cable that is gone is taken off`() async throws {
        let register = Register(store: RegisterShelf())
        let full = read(Self.things + Self.cables).inventory
        let first = try await register.importInventory(full, act: .byOperator(1))
        #expect(first.counts[.cabled] == 4)
        #expect(try await register.importInventory(full, act: .byOperator(2)).plan.isEmpty)
        let less = read(Self.things + Self.cables.dropLast(10)).inventory
        let third = try await register.importInventory(less, act: .byOperator(3))
        #expect(third.counts == [.cabled: 2])
        guard case .device(let device)? = try await register.store.target(reference: "SW1") else {
            Issue.record("no switch")
            return
        }
        let serving = try await register.serving(device)
        #expect(serving.points.map(\.reference) == ["PP1/P1", "PP1/P2"])
    }

    @Test func `over REST the same comes out as of the dump`() async throws {
        func link(_ id: Int) -> [String: Any] { ["id": id, "url": "x"] }
        func interface(_ id: Int) -> [String: Any] {
            [
                "object_type": "dcim.interface", "object_id": id,
                "object": ["id": id, "name": "Gi1/0/\(id)", "device": link(2)],
            ]
        }
        func port(_ id: Int) -> [String: Any] {
            ["object_type": "dcim.frontport", "object_id": id, "object": link(id)]
        }
        var pages = NetBoxServer.campus
        pages["cables"] = [
            ["id": 1, "a_terminations": [port(1)], "b_terminations": [interface(7)]],
            ["id": 2, "a_terminations": [interface(8)], "b_terminations": [port(3)]],
        ]
        let server = try NetBoxServer(pages: pages)
        let api = try NetBoxAPI(address: server.address, token: "sesame")
        let inventory = NetBoxDump().read(try await api.dump()).inventory
        #expect(inventory.badRows == [])
        #expect(switches(inventory) == ["1 2 Gi1/0/7", "3 2 Gi1/0/8"])
        let register = Register(store: RegisterShelf())
        let report = try await register.importInventory(inventory, act: .byOperator(1))
        #expect(report.counts == [.added: 9, .cabled: 2])
    }
}
