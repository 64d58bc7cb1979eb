import Facility
import Foundation

/// One object of a Django dump.
struct NetBoxObject {
    /// Where it stands in the dump, 1 and up.
    let line: Int
    /// E.g. `dcim.site`.
    let model: String
    let key: Int
    private let fields: [String: Any]

    /// - Returns: nil where it isn't `{"model": text, "pk": number, "fields": object}`.
    init?(_ json: Any, line: Int) {
        guard let object = json as? [String: Any], let model = object["model"] as? String,
            let key = (object["pk"] as? NSNumber)?.intValue, let fields = object["fields"] as? [String: Any]
        else { return nil }
        self.line = line
        self.model = model
        self.key = key
        self.fields = fields
    }

    var externalID: ExternalID { ExternalID(source: Self.source(model), id: String(key)) }

    /// The `ExternalID.source` of a model's objects.
    static func source(_ model: String) -> String { "netbox/" + model }

    /// - Returns: tidied; nil where the field is absent, null, empty or no text.
    func text(_ field: String) -> String? {
        guard let text = (fields[field] as? String)?.tidied, !text.isEmpty else { return nil }
        return text
    }

    /// A model, which Django writes as `["dcim", "interface"]`; nil where the field is absent or anything else.
    func contentType(_ field: String) -> String? {
        guard let words = fields[field] as? [String], words.count == 2 else { return nil }
        return words.joined(separator: ".")
    }

    /// The key of another object; nil where the field is absent, null or no number.
    func link(_ field: String) -> Int? { (fields[field] as? NSNumber)?.intValue }
}
