import Facility
import Ledger

/// Which accounts are looked for.
struct PeopleFilter: Sendable {
    /// As typed.
    var query: String
    /// Held now or to come; nil: any.
    var role: Role?
    var isOffOnly: Bool
    /// Accounts that the start page counts.
    var show: Show?

    enum Show: String, Sendable {
        /// With a grant that ends soon.
        case ending
        /// In force, but no message reaches them.
        case unreachable
    }

    static let endingSoon = Duration.seconds(14 * 86_400)

    init(_ value: (String) -> String?) {
        // A form that asks sends blanks as plus signs.
        query = String((value("q") ?? "").prefix(64)).replacing("+", with: " ")
        role = value("role").flatMap(Role.init(rawValue:))
        isOffOnly = value("off") == "1"
        show = value("show").flatMap(Show.init(rawValue:))
    }

    /// Every word must stand in the name, in a sign-in name, or in what the name is typed as in short.
    func finds(_ person: Person, at now: Instant) -> Bool {
        if isOffOnly, !person.isDisabled { return false }
        if let role, !person.grants.contains(where: { $0.role == role && $0.isAhead(of: now) }) {
            return false
        }
        switch show {
        case .ending where person.isDisabled || !person.grants.contains { $0.endsSoon(at: now) }: return false
        case .unreachable where person.isDisabled || person.mail != nil: return false
        default: break
        }
        let name = PlaceSearch.normal(person.name.value ?? "")
        let texts =
            [name] + PinyinInitials.of(name) + person.identities.map { PlaceSearch.normal($0.subject) }
        let text = texts.joined(separator: "\n")
        return PlaceSearch.words(of: query).allSatisfy { text.contains($0) }
    }

    var addressQuery: String {
        Gateway.query([
            ("q", query), ("role", role?.rawValue ?? ""), ("off", isOffOnly ? "1" : ""),
            ("show", show?.rawValue ?? ""),
        ])
    }
}

extension Grant {
    /// It holds, or will.
    func isAhead(of now: Instant) -> Bool { until.map { now < $0 } ?? true }

    func endsSoon(at now: Instant) -> Bool {
        until.map { now < $0 && $0 <= now + PeopleFilter.endingSoon } ?? false
    }
}
