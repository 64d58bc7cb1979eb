public import Facility
public import LabelSymbol

/// Something about one label that its printer or its reader would stumble over, found before anything is printed.
public struct LabelFinding: Error, Hashable, Sendable {
    public enum Problem: Hashable, Sendable {
        /// A text is cut with an ellipsis even at its smallest size.
        case overflow
        /// No installed font has a character, or it can't be printed at all.
        case missingGlyph(Unicode.Scalar, text: String)
        /// A module is narrower than four of the printer's dots, 0.33 mm or what the design puts up with.
        case moduleTooSmall
        /// Less than four modules round the symbol are free.
        case quietZone
        /// Ink where the printer puts none.
        case inkOutside

        /// Whether the label isn't printed at all.
        public var isFatal: Bool {
            switch self {
            case .overflow, .inkOutside: false
            case .missingGlyph, .moduleTooSmall, .quietZone: true
            }
        }
    }

    public var problem: Problem
    public var code: LabelCode
    public var host: LabelHost
    /// Empty where the label has none.
    public var reference: String
    /// As the design names it, e.g. `{name}`, `symbol`, `frame`.
    public var field: String
    public var expected: String
    public var found: String

    init(_ problem: Problem, _ label: LabelContent, field: String, expected: String, found: String) {
        self.problem = problem
        code = label.code
        host = label.host
        reference = label.reference
        self.field = field
        self.expected = expected
        self.found = found
    }
}

extension LabelFinding: CustomStringConvertible {
    public var description: String {
        let name = reference.isEmpty ? "\(code)" : "\(Self.printable(reference)) (\(code))"
        return "label \(name), \(field): expected \(expected), found \(found)"
    }

    /// A control character mustn't reach a terminal.
    static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(scalars))
    }

    /// As Unicode writes it, e.g. `U+0F40`.
    static func name(_ character: Unicode.Scalar) -> String {
        let digits = String(character.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
