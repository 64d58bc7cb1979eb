import Facility
import LabelSymbol

/// What a design may put into a line, in braces.
public enum LabelField: String, Hashable, Sendable, CaseIterable {
    /// The Chinese name, else the Latin one.
    case name
    /// The Latin name where the Chinese one stands in `name`.
    case nameLatin
    /// The display reference where it isn't the name itself.
    case reference
    case path
    case placement
    /// The network points of a wall plate, e.g. `A01 · A02`.
    case points
    /// `XXXX-XXXX-XXXX`.
    case code
    /// In small letters, as a browser shows it.
    case host
    case hotline
    case scanChinese = "words.scan.zh"
    case scanEnglish = "words.scan.en"
    case hostChinese = "words.host.zh"
    case hostEnglish = "words.host.en"
    case hotlineChinese = "words.hotline.zh"
    case hotlineEnglish = "words.hotline.en"
}

extension LabelField {
    /// - Returns: white space collapsed to single spaces; nil where there is nothing to say.
    func value(of label: LabelContent, _ words: LabelWords) -> String? {
        guard let text = rawValue(of: label, words)?.withTidySpaces, !text.isEmpty else { return nil }
        return text
    }

    private func rawValue(of label: LabelContent, _ words: LabelWords) -> String? {
        switch self {
        case .name: label.mainName
        case .nameLatin: label.name.en == label.mainName ? nil : label.name.en
        case .reference: label.reference == label.mainName ? nil : label.reference
        case .path: label.path
        case .placement: label.placement
        case .points: label.points.joined(separator: " · ")
        case .code: label.code.description
        case .host: label.host.lowercased
        case .hotline: label.hotline
        case .scanChinese: words.scan.zh
        case .scanEnglish: words.scan.en
        case .hostChinese: words.host.zh
        case .hostEnglish: words.host.en
        case .hotlineChinese: words.hotline.zh
        case .hotlineEnglish: words.hotline.en
        }
    }
}
