/// A reporter's words, looked at for what denies a hazard.
struct HazardText {
    private let text: [Character]

    /// - Parameter folded: in lower case.
    init(_ folded: String) { text = folded.map { $0 == "’" ? "'" : $0 } }

    /// Where the words stand.
    func occurrences(of words: [[Character]]) -> [Range<Int>] {
        words.flatMap { word in
            (0..<max(0, text.count - word.count + 1)).compactMap { start -> Range<Int>? in
                guard stands(word, endingAt: start + word.count) else { return nil }
                if let first = word.first, first.isLatin, !isWord(start..<start + word.count) { return nil }
                return start..<start + word.count
            }
        }
    }

    /// Whether what stands before a word denies it.
    ///
    /// - Parameter denied: the ends of words before it that are denied.
    func denies(_ word: Range<Int>, beside denied: Set<Int>) -> Bool {
        if isAsked(from: word.upperBound) { return false }
        var (place, denials) = (word.lowerBound, 0)
        while true {
            let end = place
            place = skippingBlanks(before: place)
            // Between Chinese words a blank is as good as a comma, unless a denial stands right before it.
            if place < end, place > 0, end < text.count, !text[place - 1].isLatin, !text[end].isLatin,
                length(of: Self.denials, endingAt: place) == nil
            {
                return denials % 2 == 1
            }
            if Self.questions.contains(where: { stands($0, endingAt: place) }) || isQuestion(before: place) {
                return false
            }
            if let length = length(of: Self.denials, endingAt: place) {
                denials += 1
                place -= length
            } else if let length = length(of: Self.between, endingAt: place) {
                place -= length
            } else if denials == 0, let length = length(of: Self.lists, endingAt: place) {
                return denied.contains(skippingBlanks(before: place - length))
            } else {
                return denials % 2 == 1
            }
        }
    }

    /// "漏不漏电": what stands before the denial stands after it too.
    private func isQuestion(before place: Int) -> Bool {
        place >= 2 && place < text.count && "不没".contains(text[place - 1]) && text[place - 2] == text[place]
    }

    /// Whether the clause goes on to ask.
    private func isAsked(from end: Int) -> Bool {
        for character in text[end...] {
            if "吗么?？".contains(character) { return true }
            if "，。,.;；!！\n".contains(character) { return false }
        }
        return false
    }

    /// A Latin word of its own, but for the ends that verbs and nouns take.
    private func isWord(_ range: Range<Int>) -> Bool {
        if range.lowerBound > 0, text[range.lowerBound - 1].isLatin { return false }
        let ending = String(text[range.upperBound...].prefix { $0.isLatin })
        return ["", "s", "d", "ed", "ing"].contains(ending)
    }

    private func skippingBlanks(before place: Int) -> Int {
        var place = place
        while place > 0, text[place - 1] == " " { place -= 1 }
        return place
    }

    /// The longest of the phrases that ends here; Latin ones as whole words.
    private func length(of phrases: [[Character]], endingAt end: Int) -> Int? {
        phrases.filter { phrase in
            guard stands(phrase, endingAt: end) else { return false }
            let start = end - phrase.count
            return !phrase[0].isLatin || start == 0 || !text[start - 1].isLatin
        }.map(\.count).max()
    }

    private func stands(_ phrase: [Character], endingAt end: Int) -> Bool {
        end >= phrase.count && text[end - phrase.count..<end].elementsEqual(phrase)
    }

    private static func phrases(_ text: String) -> [[Character]] {
        text.split(separator: "|").map { Array($0) }
    }

    private static let denials = phrases(
        "没有|没|不|未|无|并非|no|not|without|never|isn't|aren't|wasn't|doesn't|don't|didn't|can't|cannot|nobody|none"
    )
    /// What leaves a denial one, between it and the word.
    private static let between = phrases(
        "有|是|会|再|人|被|在|见|任何|什么|发现|出现|看到|看见|闻到|感觉到|存在|发生|明显|迹象"
            + "|a|an|the|any|is|are|was|be|been|being|there|sign|signs|of|visible|more|longer|see|seen|smell|smelled|smells"
            + "|one|has|have|getting|leaking|person|people|anyone|like|risk"
    )
    private static let lists = phrases("、|和|或|或者|及|与|/|and|or|nor")
    private static let questions = phrases("是不是|有没有|会不会|是否|有无|不知|不知道|不确定|不清楚|whether|if|not sure")
}

extension Character {
    fileprivate var isLatin: Bool { isASCII && isLetter || self == "'" }
}
