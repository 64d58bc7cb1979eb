import Testing

@testable import TicketTracking

@Suite("Words that tell of danger")
struct HazardWordsTests {
    private let words = HazardWords([
        "漏电", "触电", "冒烟", "着火", "火花", "焦味", "漏水", "燃气", "困人", "被困", "electric shock", "spark", "smoke",
        "fire", "gas",
        "trapped",
    ])

    @Test(
        "These do",
        arguments: [
            "插座漏电", "有人触电了", "配电箱冒烟", "机柜里有火花，还有焦味", "天花板漏水", "厨房有燃气味", "电梯困人", "三楼有人被困电梯",
            "不亮，还漏电", "灯不亮漏电", "没电冒烟", "水龙头关不住漏水", "一直不停漏水", "不断漏水", "不小心触电", "差点触电", "没有网，插座漏电",
            "不漏电但是冒烟", "没有冒烟，漏电", "不是不漏电", "不是没有冒烟", "不知道是不是漏电", "是不是漏电", "有没有漏水", "漏不漏电不清楚",
            "会不会触电", "不清楚漏水还是没关", "漏电吗", "不是漏电吗？", "是否冒烟请来看", "没人管，漏水三天了", "无法关闭，漏水",
            "The socket gives an electric shock", "Sparks from the outlet", "it is sparking",
            "smoke in the rack", "Smells of gas",
            "we are trapped in the lift", "there is a FIRE", "no light and smoke",
            "no internet, smoke from the switch",
            "not working and smoke", "not sure if smoke or dust", "I don't know whether it is gas",
            "isn't that smoke?",
            "not without smoke", "no smoke but sparks",
            // No denial ends in the middle of a word.
            "the piano smokes", "a casino fire",
        ])
    func danger(_ text: String) { #expect(words.tell(text)) }

    @Test(
        "These deny it, or mean something else",
        arguments: [
            "不漏电", "插座不漏电，只是松了", "没有冒烟", "没冒烟", "没有看到冒烟", "没看见火花", "未发现漏水", "无漏水", "没有任何焦味", "没有闻到燃气",
            "没有人被困", "无人被困", "没有人触电", "不会漏电", "不是漏水", "没有漏水和冒烟", "没有漏电、冒烟、火花", "不再漏水", "没在漏水", "无明显漏水",
            "不漏电，能来看一下吗？", "没有冒烟。有人值班吗", "no smoke. can you come?", "上不了网", "投影不亮", "", "no smoke",
            "There is no smoke.", "no sign of any smoke", "not leaking gas",
            "nobody is trapped",
            "no one trapped", "the light is off and there is no smoke", "no smoke or fire",
            "no smoke, no sparks", "can't smell gas",
            "I don’t see smoke", "without smoke",
            "blocked by the firewall", "the gasket is loose", "never smoke",
        ])
    func calm(_ text: String) { #expect(!words.tell(text)) }
}
