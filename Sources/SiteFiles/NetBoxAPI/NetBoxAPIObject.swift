import Foundation

/// An object as the REST API writes it, turned into one of a dump.
///
/// The API writes a link as an object with an id, a choice as one with a value, and keeps back the names by which NetBox
/// sorts, in which numbers have eight digits.
enum NetBoxAPIObject {
    /// - Returns: nil where it has no number as id.
    static func dumped(_ object: [String: Any], model: String) -> [String: Any]? {
        guard let key = object["id"] as? NSNumber else { return nil }
        var fields = object.mapValues(plain)
        fields["id"] = nil
        if let name = object["name"] as? String { fields["_name"] = sortable(name) }
        return ["model": model, "pk": key, "fields": fields]
    }

    private static func plain(_ value: Any) -> Any {
        guard let object = value as? [String: Any] else { return value }
        return object["id"] ?? object["value"] ?? NSNull()
    }

    private static func sortable(_ name: String) -> String {
        var text = ""
        var digits = ""
        func padded() -> String {
            digits.isEmpty ? "" : String(repeating: "0", count: max(0, 8 - digits.count)) + digits
        }
        for character in name {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                text += padded()
                digits = ""
                text.append(character)
            }
        }
        return text + padded()
    }
}
