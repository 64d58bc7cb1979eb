import ArgumentParser
import Ledger
import ScanGateway

struct RatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rates",
        abstract: "受理率 响应率 按时办结率 解决率 回访率 满意率 返修率: counted from the events up to a position.",
        discussion: flowing(
            """
            The position is printed: with it as --as-of, anyone counts the same again. Of what didn't happen there is no
            rate, never one of 0 %. Days are whole days of the site's zone, the last one too.
            """))
    @OptionGroup var site: SiteOptions
    @Option(help: "A day or a time, e.g. 2026-12-02 10:00; default: the beginning of the month.") var from:
        String?
    @Option(help: "A day or a time, e.g. 2026-12-02 10:00; default: the end of the month.") var until: String?
    @Option(help: "Tell apart by team, building, category or month.") var by: String?
    @Option(name: .customLong("as-of"), help: "The newest event that counts; default: the newest there is.")
    var asOf: Int64?
    @Option(help: "zh or en; default: the site's.") var language: String?
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Print CSV.") var csv = false
    @Option(name: .customLong("as"), help: "Sign-in name of whoever asks.") var actAs: String?

    func validate() throws {
        if json, csv { throw ValidationError("expected --json or --csv, found both") }
        if let language, !["zh", "en"].contains(language) {
            throw ValidationError("--language: expected zh or en, found \(language)")
        }
    }

    func run() async throws {
        let site = try await OpenSite(site.folder)
        defer { site.close() }
        let query = RateQuery(from: from, until: until, by: by, asOf: asOf)
        guard case .rates(var rates) = try await callReply(to: .rates(query), of: site, as: actAs) else {
            throw OperatorFailure.unexpectedReply
        }
        rates.put(into: try ChecklistWords(site, language: language))
        if json { return try CallPrinter.show(rates) }
        if csv { return print(rates.csv) }
        let printer = RatePrinter(words: try ChecklistWords(site, language: language), local: site.local)
        print(printer.text(rates))
    }
}

extension RateLines {
    /// Says names and formulas, which came as keys.
    fileprivate mutating func put(into words: ChecklistWords) {
        func said(_ line: RateLine) -> RateLine {
            var line = line
            (line.name, line.formula) = (words.say(line.name), words.say(line.formula))
            return line
        }
        total = total.map(said)
        for index in groups.indices { groups[index].rates = groups[index].rates.map(said) }
    }

    /// A row a rate and group; an empty percentage where there was nothing to count (RFC 4180).
    fileprivate var csv: String {
        let head = "from,until,position,by,group,rate,name,numerator,denominator,percent"
        let all =
            total.map { row($0, "*") } + groups.flatMap { group in group.rates.map { row($0, group.name) } }
        return ([head] + all).joined(separator: "\n")
    }

    private func row(_ rate: RateLine, _ group: String?) -> String {
        let fields: [String] = [
            from, until, String(position), by ?? "", group ?? "", rate.rate, rate.name,
            String(rate.numerator), String(rate.denominator), rate.percent ?? "",
        ]
        return fields.map(Self.quoted).joined(separator: ",")
    }

    private static func quoted(_ field: String) -> String {
        guard field.contains(where: { ",\"\n\r".contains($0) }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}

/// Rates as text in one language.
private struct RatePrinter {
    let words: ChecklistWords
    let local: (Instant) -> String

    func text(_ rates: RateLines) -> String {
        var lines = [
            words.say(
                "rate.head",
                [
                    "from": time(rates.from), "until": time(rates.until), "at": time(rates.countedAt),
                    "position": String(rates.position),
                ])
        ]
        lines += rates.total.map { line($0) + "  " + $0.formula }
        for group in rates.groups {
            lines.append(group.name ?? words.say("rate.nowhere"))
            lines += group.rates.map { "  " + line($0) }
        }
        return lines.joined(separator: "\n")
    }

    private func line(_ rate: RateLine) -> String {
        "\(rate.name)  \(rate.percent.map { "\($0) %" } ?? "–")  \(rate.numerator) / \(rate.denominator)"
    }

    private func time(_ text: String) -> String { Instant(rfc3339: text).map(local) ?? text }
}
