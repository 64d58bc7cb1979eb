import Facility
import Ledger
import TicketTracking

extension SampleWeek {
    private static let daily: [(words: String, category: String?)] = [
        ("网口没有信号", "network.outage"), ("WiFi 很卡，总掉线", nil), ("投影仪不亮", "media.projector"),
        ("话筒没声音", "media.sound"), ("空调不制冷", "climate"), ("灯管闪", "power.light"),
        ("插座没电", "power.outage"), ("水龙头关不紧", "water"), ("椅子坏了", "furniture"),
        ("打印机卡纸", "printer.jam"), ("认证登录不上", "network.login"), ("门禁刷卡没反应", "security.card"),
        ("黑板擦不干净", nil), ("No network in this room", nil), ("网速慢", "network.slow"),
    ]

    /// All reports of the week, in order of time.
    func planReports() throws {
        let outage = Self.instant("2026-09-29T10:05:00+08:00")
        let building = site.rooms.filter { $0.reference.hasPrefix("M-") || $0.reference.hasPrefix("M1") }
        let rooms = building.isEmpty ? site.rooms : building
        for number in 0..<Self.outageRooms {
            let at = outage + .seconds(number < 6 ? number * 40 : 900 + number * 45)
            planned.append(
                Planned(
                    at: at, statement: statement(rooms[number % rooms.count], "断网了", "network.outage"),
                    story: .outage))
        }
        let special: [(String, String, String, Story)] = [
            ("2026-09-30T23:40:00+08:00", "插座冒烟，有焦味", "power.outage", .hazard),
            ("2026-09-28T09:20:00+08:00", "投影仪灯泡坏了", "media.projector", .part),
            ("2026-09-28T10:10:00+08:00", "空调漏风不制冷", "climate", .urged),
            ("2026-09-30T17:00:00+08:00", "网口没有信号", "network.outage", .evening),
            ("2026-10-09T16:40:00+08:00", "网口没有信号", "network.outage", .makeUp),
        ]
        for (at, words, category, story) in special {
            planned.append(
                Planned(
                    at: Self.instant(at), statement: statement(try site.pick(site.rooms), words, category),
                    story: story))
        }
        while planned.count < Self.reportCount {
            // Five days of lessons; few in the holidays, fewer at night.
            let day = site.below(100) < 88 ? site.below(3) : 3 + site.below(4)
            let hour = site.below(100) < 85 ? 8 + site.below(10) : site.below(24)
            let at = Self.start + .seconds(day * 86_400 + hour * 3_600 + site.below(3_600))
            let fault = try site.pick(Self.daily)
            planned.append(
                Planned(at: at, statement: statement(try site.pick(site.rooms), fault.words, fault.category)))
        }
        planned.sort { $0.at < $1.at }
    }

    private func statement(_ room: Place, _ words: String, _ category: String?) -> NewReport {
        NewReport(
            place: room.id, category: category.flatMap { FaultCategoryKey($0) }, words: words,
            contact: site.below(100) < 70 ? Contact(phone: "1380013\(1_000 + site.below(9_000))") : nil,
            noticeVersion: 1)
    }
}
