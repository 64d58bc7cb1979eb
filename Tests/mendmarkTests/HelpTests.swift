import Foundation
import Testing

@Suite("mendmark … --help")
struct HelpTests {
    /// Lines of a paragraph that end though the next word would have fit, the last column left free.
    private func ragged(_ help: String, width: Int) -> [Substring] {
        let text = help.split(separator: "USAGE:", maxSplits: 1)[0]
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return zip(lines, lines.dropFirst()).filter { line, next in
            guard !line.isEmpty, let word = next.split(separator: " ").first else { return false }
            return line.count + 1 + word.count < width
        }.map { $0.0 }
    }

    @Test(
        "goes to the edge of the terminal and breaks nowhere else",
        arguments: [
            [], ["serve"], ["ticket"], ["ticket", "recalculate"], ["calls", "record"], ["rates"], ["import"],
            ["labels", "print"], ["route", "explain"],
        ] as [[String]], [80, 120])
    func flows(_ command: [String], _ width: Int) throws {
        let program = try Program()
        defer { program.remove() }
        let help = try program.run(command + ["--help"], environment: ["COLUMNS": "\(width)"])
        #expect(help.status == 0 && help.output.contains("USAGE:"), "\(help)")
        #expect(ragged(help.output, width: width).isEmpty)
    }
}
