import Facility
import RegisterShelf
import SiteFiles
import Testing

/// A dump of our own making, in the shape that NetBox's `dumpdata` gives.
@Suite struct NetBoxDumpTests {
    static let objects = [
        #"{"model":"dcim.region","pk":1,"fields":{"name":"North"}}"#,
        #"{"model":"dcim.site","pk":1,"fields":{"name":"Hill","slug":"hill","time_zone":"Asia/Shanghai"}}"#,
        #"{"model":"dcim.site","pk":2,"fields":{"name":"山谷校区","slug":"dale","time_zone":null}}"#,
        #"{"model":"dcim.location","pk":1,"fields":{"name":"North Hall","site":1,"parent":null}}"#,
        #"{"model":"dcim.location","pk":2,"fields":{"name":"Second floor","site":1,"parent":1}}"#,
        #"{"model":"dcim.location","pk":3,"fields":{"name":"East wing","site":1,"parent":2}}"#,
        #"{"model":"dcim.location","pk":4,"fields":{"name":"201","site":1,"parent":3}}"#,
        #"{"model":"dcim.location","pk":5,"fields":{"name":"Row 1","site":2,"parent":null}}"#,
        #"{"model":"dcim.rack","pk":1,"fields":{"name":"Closet","site":1,"location":4}}"#,
        #"{"model":"dcim.rack","pk":2,"fields":{"name":"Closet","site":2,"location":null}}"#,
        #"{"model":"dcim.manufacturer","pk":1,"fields":{"name":"Weir","slug":"weir"}}"#,
        #"{"model":"dcim.devicetype","pk":1,"fields":{"manufacturer":1,"model":"24-port","slug":"p24"}}"#,
        #"{"model":"dcim.devicerole","pk":1,"fields":{"name":"Patch Panel","slug":"patch-panel"}}"#,
        #"{"model":"dcim.devicerole","pk":2,"fields":{"name":"PDU","slug":"pdu"}}"#,
        #"{"model":"dcim.device","pk":1,"fields":{"name":null,"role":1,"device_type":1,"site":1,"rack":1,"location":4,"serial":" S1 ","status":"active"}}"#,
        #"{"model":"dcim.device","pk":2,"fields":{"name":"","role":2,"device_type":1,"site":1,"rack":1,"location":4,"serial":"","status":"active"}}"#,
        #"{"model":"dcim.device","pk":3,"fields":{"name":null,"device_role":2,"device_type":1,"site":1,"rack":1,"location":null,"status":"active"}}"#,
        #"{"model":"dcim.device","pk":4,"fields":{"name":"core","role":2,"device_type":9,"site":2,"rack":null,"location":5,"status":"active"}}"#,
        #"{"model":"dcim.device","pk":5,"fields":{"name":"core","role":2,"device_type":1,"site":1,"rack":null,"location":null,"status":"inventory"}}"#,
        #"{"model":"dcim.frontport","pk":1,"fields":{"device":1,"name":"Port 10","_name":"Port 00000010","label":"","type":"8p8c"}}"#,
        #"{"model":"dcim.frontport","pk":2,"fields":{"device":1,"name":"Port 9","_name":"Port 00000009","label":"W-9","type":"8p8c"}}"#,
        #"{"model":"dcim.frontport","pk":3,"fields":{"device":1,"name":"Fibre 1","_name":"Fibre 1","label":"","type":"sc"}}"#,
        #"{"model":"dcim.frontport","pk":4,"fields":{"device":4,"name":"Port 1","_name":"Port 1","label":"","type":"8p8c"}}"#,
        #"{"model":"dcim.interface","pk":1,"fields":{"device":4,"name":"eth0"}}"#,
        #"{"model":"ipam.vlan","pk":1,"fields":{"name":"v"}}"#,
    ]

    private func read(_ objects: [String] = NetBoxDumpTests.objects) -> NetBoxReading {
        NetBoxDump().read(Array("[\(objects.joined(separator: ",\n"))]".utf8))
    }

    @Test func objectsBecomePlacesDevicesOrAReason() {
        let reading = read()
        #expect(reading.objectCount == 25 && reading.inventory.badRows == [])
        #expect(
            reading.taken
                == [
                    "dcim.site": 2, "dcim.location": 5, "dcim.rack": 2, "dcim.device": 5, "dcim.frontport": 2,
                ])
        #expect(
            reading.skipped.map { "\($0.model) \($0.reason) \($0.count)" } == [
                "dcim.devicerole usedForKind 2", "dcim.devicetype usedForKind 1",
                "dcim.frontport notA8P8CPort 1",
                "dcim.frontport notAPanel 1", "dcim.interface partOfDevice 1",
                "dcim.manufacturer usedForKind 1",
                "dcim.region aboveCampus 1", "ipam.vlan notPhysical 1",
            ])
        let counted = reading.taken.values.reduce(0, +) + reading.skipped.map(\.count).reduce(0, +)
        #expect(counted == reading.objectCount)
    }

    @Test func locationsAreOfTheKindOfTheirDepth() {
        let places = read().inventory.places
        #expect(
            places.filter { $0.externalID.source == "netbox/dcim.location" }.map(\.kind)
                == [.building, .floor, .zone, .room, .room])
        #expect(
            places.filter { $0.kind == .campus }.map(\.name)
                == [LocalizedName(en: "Hill"), LocalizedName(zh: "山谷校区")])
    }

    @Test func everythingImportsOnceAndNamelessThingsAreNamedAfterTheirPlace() async throws {
        let shelf = RegisterShelf()
        let register = Register(store: shelf)
        let report = try await register.importInventory(read().inventory, act: .byOperator(1))
        #expect(report.counts == [.added: 16])
        #expect(
            report.plan.generatedNames.compactMap(\.generatedName?.en)
                == ["Patch Panel in rack Hill/Closet", "PDU in rack Hill/Closet", "PDU in rack Hill/Closet"])
        let second = try await register.importInventory(
            read().inventory, act: .byOperator(2), retireMissing: true)
        #expect(second.plan.isEmpty && second.plan.unchanged == 16)
        let references = await Set(shelf.register.devices.values.map(\.reference))
        #expect(
            references == [
                "Hill/Closet/Patch Panel", "Hill/Closet/PDU#d2", "Hill/Closet/PDU#d3", "山谷校区/core",
                "Hill/core",
            ])
    }

    @Test func pointsLieWhereTheirPanelIsInTheOrderOfTheirNumbers() throws {
        let points = read().inventory.places.filter { $0.kind == .networkPoint }
        #expect(
            points.map(\.reference) == ["Hill/Closet/Patch Panel/Port 9", "Hill/Closet/Patch Panel/Port 10"])
        #expect(points.map(\.name.en) == ["Patch Panel W-9", "Patch Panel Port 10"])
        #expect(points.map(\.order) == [1, 2])
        #expect(points.allSatisfy { $0.parent == ExternalID(source: "netbox/dcim.rack", id: "1") })
    }

    @Test func devicesHangInRackLocationOrSiteOrLieInStore() throws {
        let devices = read().inventory.devices
        #expect(
            devices.map { $0.installedAt.map { "\($0.source)/\($0.id)" } } == [
                "netbox/dcim.rack/1", "netbox/dcim.rack/1", "netbox/dcim.rack/1", "netbox/dcim.location/5",
                nil,
            ])
        #expect(
            devices[0].model == "Weir 24-port" && devices[0].serialNumber == "S1" && devices[3].model == nil)
        #expect(devices[2].kind == "PDU")
    }

    @Test func anotherMappingTakesOtherPorts() {
        let mapping = NetBoxMapping(panelRoles: ["patch-panel", "pdu"], portTypes: ["sc"])
        let reading = NetBoxDump(mapping: mapping).read(
            Array("[\(Self.objects.joined(separator: ","))]".utf8))
        #expect(
            reading.inventory.places.filter { $0.kind == .networkPoint }.map(\.reference)
                == ["Hill/Closet/Patch Panel/Fibre 1"])
    }

    @Test func longNamesAreCutAndStayUnique() {
        let long = String(repeating: "long name ", count: 12)
        let sites = (1...3).map { #"{"model":"dcim.site","pk":\#($0),"fields":{"name":"\#(long)"}}"# }
        let references = read(sites).inventory.places.map(\.reference)
        #expect(Set(references).count == 3 && references.allSatisfy { $0.count == 64 })
        #expect(references[1].hasSuffix("#s2"))
    }

    @Test(arguments: ["", "{}", "[", "null", "[1,2", "{\"model\":\"dcim.site\"}", "\u{0}"])
    func whatIsNoDumpIsRefused(_ text: String) {
        #expect(NetBoxDump().read(Array(text.utf8)).inventory.badRows.map(\.problem) == [.notADump])
    }

    @Test func objectsOfAnotherShapeAreBadRows() {
        let rows = read([
            "7", #"{"model":"dcim.site","pk":"x","fields":{}}"#, #"{"model":"dcim.site","pk":4}"#,
            #"{"model":"dcim.rack","pk":1,"fields":{"name":"R","site":null,"location":[]}}"#,
        ]).inventory.badRows
        #expect(rows.map(\.line) == [1, 2, 3, 4])
        #expect(rows.last?.problem == .malformedObject("site"))
    }

    @Test func linksToNothingAreRefusedByTheRegister() async throws {
        let reading = read([#"{"model":"dcim.rack","pk":1,"fields":{"name":"R","site":9}}"#])
        await #expect {
            try await Register(store: RegisterShelf()).importInventory(reading.inventory, act: .byOperator(1))
        } throws: { error in
            guard case .badRows(let rows) = error as? RegisterRefusal else { return false }
            return rows.map(\.problem) == [.unknownParent] && rows.map(\.found) == ["9"]
        }
    }

    @Test func locationsThatContainEachOtherAreRefused() async throws {
        let reading = read([
            #"{"model":"dcim.site","pk":1,"fields":{"name":"S"}}"#,
            #"{"model":"dcim.location","pk":1,"fields":{"name":"A","site":1,"parent":2}}"#,
            #"{"model":"dcim.location","pk":2,"fields":{"name":"B","site":1,"parent":1}}"#,
        ])
        await #expect(throws: RegisterRefusal.self) {
            try await Register(store: RegisterShelf()).importInventory(reading.inventory, act: .byOperator(1))
        }
    }
}
