import Facility
import TicketTracking

extension SiteRulesReader {
    /// One of `choices`: `{kinds: […], devices: […] or all, categories: […]}`.
    func choice(_ node: SiteRulesNode) -> CategoryChoice {
        let fields = node.fields(["kinds", "devices", "categories"])
        if fields["categories"] == nil {
            node.missing("categories", expected: "categories of the list above")
        }
        return CategoryChoice(
            placeKinds: Set(fields["kinds"]?.items.compactMap(kind) ?? []),
            devices: fields["devices"].map(devices),
            categories: fields["categories"]?.items.compactMap { $0.key() } ?? [])
    }

    private func devices(_ node: SiteRulesNode) -> CategoryChoice.Devices {
        if node.scalar == "all" { return .all }
        let words = node.items.compactMap(\.text)
        if words.isEmpty { node.fault(expected: "words for kinds of device, or all", found: "none") }
        return .named(TextHints(words))
    }
}

extension ChoiceFault {
    func inRules(_ number: Int) -> SiteRulesFault {
        func fault(_ key: String, _ expected: String, _ found: String) -> SiteRulesFault {
            SiteRulesFault(line: nil, key: "choices[\(number)]\(key)", expected: expected, found: found)
        }
        return switch self {
        case .unknownCategory(let key): fault(".categories", "one of the categories above", "\"\(key)\"")
        case .twice(let key): fault(".categories", "each category once", "\"\(key)\" a second time")
        case .count(let found):
            fault(".categories", "1 to \(CategoryChoice.categoriesMax) categories", "\(found)")
        case .hidesTheRest:
            fault("", "kinds or devices in every choice but the last", "neither")
        }
    }
}
