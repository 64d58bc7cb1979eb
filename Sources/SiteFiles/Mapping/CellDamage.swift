import Facility

/// What a spreadsheet did to a cell on its way into the file.
enum CellDamage {
    // Regex isn't Sendable; each is made where it is used, once a file, by `Patterns`.
    struct Patterns {
        // 3E201 is a room: only a fraction or a plus sign tells a number that was rounded.
        private let rounded = /[+-]?[0-9]([.,][0-9]+[Ee]\+?|[Ee]\+)[0-9]{1,3}/
        private let chineseDate = /([0-9]{2,4}年)?[0-9]{1,2}月([0-9]{1,2}日)?/
        private let englishDate =
            /[0-9]{1,4}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(-[0-9]{1,4})?|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-[0-9]{1,4}/
        private let numberDate =
            /[0-9]{4}[\/-][0-9]{1,2}[\/-][0-9]{1,2}([ T][0-9:]+)?|[0-9]{1,2}\/[0-9]{1,2}\/[0-9]{2,4}/
        private let fault = /#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)|#{2,}/

        /// What is wrong with a cell, whatever its column is for; nil: nothing that can be seen.
        func problem(in text: String) -> RowProblem? {
            // Nearly all cells hold none of these.
            guard text.unicodeScalars.contains(where: { Self.marks.contains($0) }) else { return nil }
            if text.wholeMatch(of: rounded) != nil { return .roundedNumber }
            if text.wholeMatch(of: chineseDate) != nil || text.wholeMatch(of: englishDate) != nil
                || text.wholeMatch(of: numberDate) != nil
            {
                return .madeDate
            }
            return text.wholeMatch(of: fault) != nil ? .spreadsheetError : nil
        }

        private static let marks = Set("Ee月#/-JFMASONDjfmasond".unicodeScalars)
    }

    /// Whether a cell that doesn't match a pattern would with zeros in front.
    static func hasLostZero(_ text: String, _ matches: (String) -> Bool) -> Bool {
        guard !text.isEmpty, text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) }) else {
            return false
        }
        return (1...zerosMax).contains { matches(String(repeating: "0", count: $0) + text) }
    }

    private static let zerosMax = 8
}
