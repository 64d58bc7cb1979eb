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

    /// A cable with its ends, and the interfaces among them, which the API writes inside it.
    ///
    /// - Parameter cable: as `dumped(_:model:)` gave it.
    static func dumped(cable: [String: Any]) -> [[String: Any]] {
        var objects = [cable]
        guard let key = cable["pk"], let fields = cable["fields"] as? [String: Any] else { return objects }
        for (side, field) in [("A", "a_terminations"), ("B", "b_terminations")] {
            for end in fields[field] as? [[String: Any]] ?? [] {
                let model = end["object_type"] as? String ?? ""
                let id = end["object_id"] ?? NSNull()
                let fields: [String: Any] = [
                    "cable": key, "cable_end": side, "termination_id": id,
                    "termination_type": model.split(separator: ".").map(String.init),
                ]
                objects.append(["model": "dcim.cabletermination", "pk": key, "fields": fields])
                guard model == "dcim.interface", let object = end["object"] as? [String: Any],
                    let interface = dumped(object, model: model)
                else { continue }
                objects.append(interface)
            }
        }
        return objects
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
