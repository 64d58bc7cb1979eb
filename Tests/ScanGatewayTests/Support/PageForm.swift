import Foundation

@testable import ScanGateway

/// A form of a page as a browser would send it.
struct PageForm {
    struct Field {
        enum Kind: Equatable {
            case hidden, line, date, words, photo
            case choice([String])
        }

        var name: String
        var kind: Kind
        /// What stands in it; of a choice the chosen one.
        var value: String
        /// Of a date, the first that may be chosen.
        var min = ""
    }

    var action: String
    var takesPhotos: Bool
    var fields: [Field]

    /// Every form of a page that is posted to an address that begins so.
    static func all(of page: Page, to prefix: String) -> [PageForm] {
        page.text.components(separatedBy: "<form ").dropFirst().compactMap { part in
            let text = part.components(separatedBy: "</form>")[0]
            let head = String(text.prefix { $0 != ">" })
            guard let action = attribute("action", of: head), action.hasPrefix(prefix) else { return nil }
            return PageForm(
                action: action, takesPhotos: head.contains("multipart/form-data"), fields: fields(of: text))
        }
    }

    /// - Parameter fill: what is typed into a field or chosen in it; nil: as it stands.
    func filled(_ fill: (Field) -> String?) -> [String: String] {
        Dictionary(
            fields.filter { $0.kind != .photo }.map { ($0.name, fill($0) ?? $0.value) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func fields(of text: String) -> [Field] {
        let inputs = text.matches(of: /<input ([^>]*)>/).compactMap { match -> Field? in
            let tag = String(match.1)
            guard let name = attribute("name", of: tag) else { return nil }
            let kind: Field.Kind =
                switch attribute("type", of: tag) {
                case "hidden": .hidden
                case "date": .date
                case "file": .photo
                default: .line
                }
            return Field(
                name: name, kind: kind, value: attribute("value", of: tag) ?? "",
                min: attribute("min", of: tag) ?? "")
        }
        let words = text.matches(of: /<textarea ([^>]*)>/).compactMap { match in
            attribute("name", of: String(match.1)).map { Field(name: $0, kind: .words, value: "") }
        }
        let choices = text.components(separatedBy: "<select ").dropFirst().compactMap { part -> Field? in
            let select = part.components(separatedBy: "</select>")[0]
            guard let name = attribute("name", of: String(select.prefix { $0 != ">" })) else { return nil }
            let options = select.matches(of: /<option value="([^"]*)"( selected)?>/)
            let chosen = options.first { $0.2 != nil } ?? options.first
            return Field(
                name: name, kind: .choice(options.map { String($0.1) }),
                value: chosen.map { String($0.1) } ?? "")
        }
        return inputs + words + choices
    }

    private static func attribute(_ name: String, of tag: String) -> String? {
        let parts = (" " + tag).components(separatedBy: " \(name)=\"")
        return parts.count > 1 ? String(parts[1].prefix { $0 != "\"" }) : nil
    }
}
