/// Help as it is written in the source: single line breaks are blanks, so that the terminal's width decides where lines
/// end; an empty line parts paragraphs.
func flowing(_ text: String) -> String {
    var paragraphs: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.isEmpty {
            paragraphs.append([])
        } else {
            paragraphs[paragraphs.count - 1].append(line)
        }
    }
    return paragraphs.map { $0.joined(separator: " ") }.joined(separator: "\n\n")
}
