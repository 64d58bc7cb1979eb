import Facility
import Ledger
import MemoryStorage
import Sealing

/// Fills the register with a few places and labels through its own use cases.
struct CampusMaker {
    let register: Register
    let storage: MemoryStorage
    let random: Register.RandomBits

    private static func row(
        _ line: Int, _ id: String, in parent: String?, _ kind: PlaceKind, _ zh: String, _ en: String,
        _ privacy: PlacePrivacy? = nil
    ) -> InventoryPlace {
        InventoryPlace(
            line: line, externalID: ExternalID(source: "csv", id: id),
            parent: parent.map { ExternalID(source: "csv", id: $0) }, kind: kind, reference: id,
            name: LocalizedName(zh: zh, en: en), privacy: privacy)
    }

    private static let inventory = Inventory(
        sources: ["csv"],
        places: [
            row(2, "XQ", in: nil, .campus, "兴庆校区", "Xingqing Campus"),
            row(3, "XQ-E", in: "XQ", .building, "主楼群E座", "Main Building E"),
            row(4, "XQ-E-2", in: "XQ-E", .floor, "东侧二层", "Floor 2 East"),
            row(5, "2-E-03", in: "XQ-E-2", .telecomCloset, "二层弱电间 2-E-03", "Telecom closet 2-E-03"),
            row(6, "XQ-D", in: "XQ", .building, "东三舍", "Dormitory East 3"),
            row(7, "D3-512", in: "XQ-D", .room, "512 寝室", "Room 512", .countOnly),
            row(8, "2-E-05", in: "XQ-E-2", .room, "E205 教室", "Classroom E205"),
            row(9, "2-E-05-P1", in: "2-E-05", .plate, "讲台面板", "Lectern plate"),
            row(10, "2-E-05-P1-1", in: "2-E-05-P1", .networkPoint, "信息点 1", "Point 1"),
            row(11, "2-E-05-P1-2", in: "2-E-05-P1", .networkPoint, "信息点 2", "Point 2"),
            row(12, "2-E-06", in: "XQ-E-2", .room, "E206 教室", "Classroom E206"),
        ],
        devices: [
            InventoryDevice(
                line: 13, externalID: ExternalID(source: "csv", id: "AP-17"), kind: "access point",
                reference: "AP-17",
                name: LocalizedName(zh: "无线接入点 AP-17", en: "Access point AP-17"), model: "WAP-6E",
                installedAt: ExternalID(source: "csv", id: "2-E-05"))
        ])

    /// Codes of the labels: closet, dormitory room, plate, device, a replaced, a revoked and a blank one.
    func make() async throws -> [LabelCode] {
        _ = try await register.importInventory(Self.inventory, act: .byOperator(1))
        let references = ["2-E-03", "D3-512", "2-E-05-P1", "AP-17", "2-E-05", "2-E-06"]
        var orders: [LabelOrder] = []
        for reference in references {
            guard let target = try await storage.target(reference: reference) else { continue }
            orders.append(LabelOrder(target, placement: reference == "2-E-03" ? "门外右侧" : nil))
        }
        let labels = try await register.mintLabels(for: orders, act: .byOperator(2), random: random)
        _ = try await register.replaceLabel(labels[4].code, act: .byOperator(3), random: random)
        _ = try await register.revokeLabel(labels[5].code, reason: "test", act: .byOperator(4))
        let blank = try await register.mintBlankLabels(1, act: .byOperator(5), random: random)
        return labels.map(\.code) + blank.map(\.code)
    }

    /// `wang` with a grant for the network team, and a password.
    static func addTechnician(
        _ register: Register, _ storage: MemoryStorage
    ) async throws -> PersonID {
        let person = try await register.addPerson(
            name: "王师傅", identities: [.password("wang")], act: .byOperator(6))
        guard let team = TeamKey("network") else { preconditionFailure("a literal key") }
        _ = try await register.grant(
            Grant(role: .technician, scope: .team(team)), to: person.id, act: .byOperator(7))
        let hash = try PasswordHash(password: Campus.password, cost: .init(logarithm: 10))
        try await storage.setPasswordHash(hash.text, of: person.id)
        return person.id
    }
}

extension CampusMaker {
    /// Somebody of facilities, for the whole site or below a place.
    static func addFacilities(
        _ campus: Campus, _ account: String, below reference: String? = nil, number: UInt64
    ) async throws {
        let register = Register(store: campus.storage)
        let person = try await register.addPerson(
            name: "陈总务", identities: [.password(account)], act: .byOperator(number))
        var scope = GrantScope.site
        if let reference, case .place(let id)? = try await campus.storage.target(reference: reference) {
            scope = .subtree(id)
        }
        _ = try await register.grant(
            Grant(role: .facilities, scope: scope), to: person.id, act: .byOperator(number + 1))
        let hash = try PasswordHash(password: Campus.password, cost: .init(logarithm: 10))
        try await campus.storage.setPasswordHash(hash.text, of: person.id)
    }
}

extension Act {
    /// An act of the machine's own operator, under a key that no form of a test bears.
    static func byOperator(_ number: UInt64) -> Act {
        Act(
            by: .system("test"), at: Campus.start, channel: .commandLine,
            command: CommandID(at: Campus.start, random: (0xFFF, number)))
    }
}

extension CampusMaker {
    /// Somebody with one role, for the whole site unless said otherwise, and a password.
    static func addStaff(
        _ campus: Campus, _ account: String, _ role: Role, name: String = "李老师", scope: GrantScope = .site,
        number: UInt64
    ) async throws {
        let register = Register(store: campus.storage)
        let person = try await register.addPerson(
            name: name, identities: [.password(account)], act: .byOperator(number))
        _ = try await register.grant(
            Grant(role: role, scope: scope), to: person.id, act: .byOperator(number + 1))
        let hash = try PasswordHash(password: Campus.password, cost: .init(logarithm: 10))
        try await campus.storage.setPasswordHash(hash.text, of: person.id)
    }
}

extension CampusMaker {
    /// Gives the technician every role of the desk for the whole site.
    static func grantAll(_ campus: Campus, number: UInt64) async throws {
        for (index, role) in [Role.dispatcher, .caller, .supervisor].enumerated() {
            _ = try await Register(store: campus.storage).grant(
                Grant(role: role, scope: .site), to: campus.technician,
                act: .byOperator(number + UInt64(index)))
        }
    }
}
