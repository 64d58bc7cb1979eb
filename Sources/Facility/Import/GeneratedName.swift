/// Names for what a source left nameless: kind and place, "PDU in rack R204", 「R204 机柜的 PDU」.
enum GeneratedName {
    /// - Parameter reference: the thing's own reference where several of its kind may be there; nil: left
    ///   out.
    static func of(
        kind: (zh: String, en: String), reference: String?, in place: (kind: PlaceKind, reference: String)?
    ) -> LocalizedName {
        let own = reference.map { " " + $0 } ?? ""
        let english = kind.en.prefix(1).uppercased() + kind.en.dropFirst() + own
        guard let place else { return LocalizedName(zh: kind.zh + own, en: english) }
        let words = words(for: place.kind)
        let gap = kind.zh.first?.isASCII == true ? " " : ""
        return LocalizedName(
            zh: "\(place.reference) \(words.zh)的\(gap)\(kind.zh)\(own)",
            en: "\(english) in \(words.en) \(place.reference)")
    }

    static func words(for kind: PlaceKind) -> (zh: String, en: String) {
        switch kind {
        case .campus: ("校区", "campus")
        case .zone: ("片区", "zone")
        case .building: ("楼宇", "building")
        case .unit: ("单元", "unit")
        case .floor: ("楼层", "floor")
        case .room: ("房间", "room")
        case .bed: ("床位", "bed")
        case .outdoor: ("室外", "outdoor area")
        case .telecomCloset: ("弱电间", "telecom closet")
        case .rack: ("机柜", "rack")
        case .plate: ("面板", "plate")
        case .networkPoint: ("信息点", "network point")
        case .mountingPosition: ("安装位", "mounting position")
        default: (kind.rawValue, kind.rawValue)
        }
    }

    /// - Parameter kind: a source's free word; one that isn't listed stands for itself in both scripts.
    static func words(forDevice kind: String) -> (zh: String, en: String) {
        (deviceWords[kind.lowercased()] ?? kind, kind)
    }

    private static let deviceWords = [
        "access point": "无线接入点", "switch": "交换机", "access switch": "接入交换机", "core switch": "核心交换机",
        "distribution switch": "汇聚交换机", "tor switch": "架顶交换机", "router": "路由器", "patch panel": "配线架",
        "pdu": "PDU", "ups": "不间断电源", "server": "服务器", "application server": "应用服务器",
        "database server": "数据库服务器", "projector": "投影机", "printer": "打印机", "camera": "摄像头",
        "display": "显示屏", "phone": "电话机", "door controller": "门禁控制器", "firewall": "防火墙",
    ]
}
