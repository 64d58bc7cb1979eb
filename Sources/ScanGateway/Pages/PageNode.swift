import Mustache

/// A struct as templates read it: its stored properties by name, looked into once instead of at each place that names one.
struct PageNode: MustacheParent {
    private let members: [String: Any]

    /// - Parameter value: a struct; of anything else there are no names.
    init(_ value: Any) {
        members = Dictionary(
            Mirror(reflecting: value).children.compactMap { child in
                child.label.flatMap { label in Self.readable(child.value).map { (label, $0) } }
            }, uniquingKeysWith: { first, _ in first })
    }

    func child(named name: String) -> Any? { members[name] }

    /// Structs as nodes, also those in arrays and optionals; whatever says of itself how it reads stays as it is.
    ///
    /// - Returns: nil for nil.
    private static func readable(_ value: Any) -> Any? {
        switch value {
        case is String, is Bool, is Int, is any MustacheParent: return value
        default: break
        }
        let mirror = Mirror(reflecting: value)
        return switch mirror.displayStyle {
        case .optional: mirror.children.first.flatMap { readable($0.value) }
        case .collection: mirror.children.compactMap { readable($0.value) }
        case .struct where !(value is any CustomStringConvertible): PageNode(value)
        default: value
        }
    }
}
