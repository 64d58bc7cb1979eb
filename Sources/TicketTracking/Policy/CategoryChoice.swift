public import Facility

/// Which categories a report's page offers first for a kind of thing. Of a site's choices the first that suits decides.
public struct CategoryChoice: Hashable, Sendable {
    /// Devices that a choice is for.
    public enum Devices: Hashable, Sendable {
        case all
        /// Devices whose own word for their kind holds one of these.
        case named(TextHints)
    }

    /// More of them aren't taken in at a glance. "Other" (其他) comes on top.
    public static let categoriesMax = 8

    /// Together with nil `devices` empty: it suits everything.
    public var placeKinds: Set<PlaceKind>
    public var devices: Devices?
    /// 1 to `categoriesMax`, in the order of the page; none twice.
    public var categories: [FaultCategoryKey]

    public init(placeKinds: Set<PlaceKind> = [], devices: Devices? = nil, categories: [FaultCategoryKey]) {
        self.placeKinds = placeKinds
        self.devices = devices
        self.categories = categories
    }

    /// Whether it suits whatever is reported.
    var isAlways: Bool { placeKinds.isEmpty && devices == nil }

    /// - Parameter device: a device's own word for its kind; nil: the thing is a place.
    func suits(_ place: PlaceKind?, device: String?) -> Bool {
        if isAlways { return true }
        guard let device else { return place.map(placeKinds.contains) ?? false }
        return switch devices {
        case .all: true
        case .named(let words): words.matches(FoldedText(device))
        case nil: false
        }
    }
}

/// A site's categories as one page offers them: all of them, each once.
public struct OfferedCategories: Hashable, Sendable {
    /// What suits the thing, and "other" last where the site has it.
    public var first: [FaultCategory]
    /// The rest, in the site's order; empty where the site has no choice for the thing.
    public var more: [FaultCategory]
}

extension DeskPolicy {
    /// - Parameters:
    ///   - place: the kind of the report's place; nil: it is only described, or a device's.
    ///   - device: a device's own word for its kind; nil: the report is about a place.
    public func offeredCategories(place: PlaceKind?, device: String?) -> OfferedCategories {
        let all = categories.map(\.category)
        guard let choice = choices.first(where: { $0.suits(place, device: device) }) else {
            return OfferedCategories(first: all, more: [])
        }
        let first =
            choice.categories.filter { $0.rawValue != Self.other }.compactMap(category)
            + all.filter { $0.key.rawValue == Self.other }
        let shown = Set(first.map(\.key))
        return OfferedCategories(first: first, more: all.filter { !shown.contains($0.key) })
    }

    /// The category for what none of the others is.
    private static let other = "other"

    static func choiceFaults(in policy: DeskPolicy) -> [PolicyFault] {
        policy.choices.enumerated().flatMap { index, choice -> [PolicyFault] in
            var faults: [ChoiceFault] = []
            if !(1...CategoryChoice.categoriesMax).contains(choice.categories.count) {
                faults.append(.count(choice.categories.count))
            }
            var seen: Set<FaultCategoryKey> = []
            for key in choice.categories {
                if policy.category(key) == nil { faults.append(.unknownCategory(key)) }
                if !seen.insert(key).inserted { faults.append(.twice(key)) }
            }
            if choice.isAlways, index < policy.choices.count - 1 { faults.append(.hidesTheRest) }
            return faults.map { PolicyFault.choice($0, number: index + 1) }
        }
    }
}

/// What is wrong with one of a policy's choices.
public enum ChoiceFault: Hashable, Sendable {
    case unknownCategory(FaultCategoryKey)
    case twice(FaultCategoryKey)
    /// Expected 1 to `CategoryChoice.categoriesMax`.
    case count(Int)
    /// It suits everything, and isn't the last.
    case hidesTheRest
}
