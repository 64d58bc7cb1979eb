/// The fields of `mendmark scan --tsv`.
public enum ScanListing {
    /// Backslash, tab, line feed and carriage return as `\\`, `\t`, `\n` and `\r`: one symbol stays one line with the
    /// same fields, and the text can be had back exactly.
    public static func escaped(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": line.append(contentsOf: "\\\\".unicodeScalars)
            case "\t": line.append(contentsOf: "\\t".unicodeScalars)
            case "\n": line.append(contentsOf: "\\n".unicodeScalars)
            case "\r": line.append(contentsOf: "\\r".unicodeScalars)
            default: line.append(scalar)
            }
        }
        return String(line)
    }

    /// The text of an escaped field; what no escape of ours is stays as it stands.
    static func unescaped(_ field: String) -> String {
        var text = String.UnicodeScalarView()
        var rest = field.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let next = rest.first, let meant = escapes[next] else {
                text.append(scalar)
                continue
            }
            rest = rest.dropFirst()
            text.append(meant)
        }
        return String(text)
    }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "\\": "\\", "t": "\t", "n": "\n", "r": "\r",
    ]
}
