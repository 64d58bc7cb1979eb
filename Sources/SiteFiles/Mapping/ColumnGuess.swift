import Facility

/// What a column is called by those who make such tables, in Chinese and English.
enum ColumnGuess: CaseIterable {
    case campus, building, buildingName, unit, floor, room, roomName, previous, order
    case asset, deviceKind, deviceName, model, serial, position

    /// Whole headers, in lower case without spaces.
    private var words: Set<String> {
        switch self {
        case .campus: ["校区", "园区", "campus", "site"]
        case .building: ["楼栋", "楼宇", "楼号", "楼栋号", "教学楼", "建筑", "楼", "building", "block", "buildingcode"]
        case .buildingName: ["楼栋名称", "楼宇名称", "建筑名称", "楼名", "buildingname"]
        case .unit: ["单元", "单元号", "unit"]
        case .floor: ["楼层", "层", "层数", "floor", "level", "storey"]
        case .room: ["房间号", "房间", "房号", "教室", "教室号", "室号", "门牌号", "room", "roomnumber", "roomno", "roomno."]
        case .roomName: ["房间名称", "教室名称", "名称", "用途", "房间用途", "roomname", "name"]
        case .previous: ["原房间号", "原房号", "旧房间号", "曾用号", "previousroom", "oldroom", "oldnumber"]
        case .order: ["序号", "顺序", "排序", "order", "sequence", "no."]
        case .asset: ["资产编号", "资产号", "设备编号", "固定资产编号", "asset", "assettag", "assetnumber", "deviceid"]
        case .deviceKind: ["设备类型", "设备类别", "资产类别", "类型", "devicetype", "devicekind", "type", "category"]
        case .deviceName: ["设备名称", "资产名称", "devicename"]
        case .model: ["型号", "规格型号", "设备型号", "model"]
        case .serial: ["序列号", "出厂编号", "sn", "serial", "serialnumber"]
        case .position: ["安装位置", "位置", "存放地点", "location", "position"]
        }
    }

    /// What each column of a table seems to be; each guess goes to the first column that fits.
    static func columns(_ header: [String]) -> [ColumnGuess: String] {
        var found: [ColumnGuess: String] = [:]
        for name in header {
            let plain = String(name.lowercased().filter { !$0.isWhitespace && $0 != "_" })
            for guess in allCases where found[guess] == nil && guess.words.contains(plain) {
                found[guess] = name
                break
            }
        }
        return found
    }
}
