import Facility

/// Display references for the objects of a dump, in which many bear one name and some none.
///
/// An object's reference is the first of these that no other object of the dump would bear:
/// 1. its name; a nameless device's is its place's reference, a slash and its role, as in `R204/PDU`;
/// 2. its site's name, a slash and that;
/// 3. the same with `#`, a letter for its model and its primary key.
///
/// A text of over `InventoryLimits.referenceMax` characters is cut, and then always gets the third ending.
struct NetBoxReferences {
    struct Wish {
        var id: ExternalID
        var short: String
        var long: String
        /// Model's letter and primary key, e.g. `r12`.
        var mark: String
    }

    private(set) var references: [ExternalID: String] = [:]
    private var taken: Set<String> = []

    /// Gives each wish a reference that none given before has.
    mutating func assign(_ wishes: [Wish]) {
        let short = Self.counts(wishes.map(\.short))
        let rest = wishes.filter { wish in
            guard short[wish.short] == 1, fits(wish.short) else { return true }
            give(wish.short, to: wish)
            return false
        }
        let long = Self.counts(rest.map(\.long))
        for wish in rest {
            if long[wish.long] == 1, fits(wish.long) {
                give(wish.long, to: wish)
            } else {
                give(marked(wish), to: wish)
            }
        }
    }

    private func fits(_ text: String) -> Bool {
        text.count <= InventoryLimits.referenceMax && !taken.contains(text)
    }

    private mutating func give(_ text: String, to wish: Wish) {
        references[wish.id] = text
        taken.insert(text)
    }

    /// Two objects have no mark in common, and a name that ends in another's mark is made longer until it is
    /// alone.
    private func marked(_ wish: Wish) -> String {
        var ending = "#" + wish.mark
        while true {
            let text = wish.long.prefix(InventoryLimits.referenceMax - ending.count) + ending
            if !taken.contains(String(text)) || ending.count == InventoryLimits.referenceMax {
                return String(text)
            }
            ending = "#" + ending
        }
    }

    private static func counts(_ texts: [String]) -> [String: Int] {
        texts.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
