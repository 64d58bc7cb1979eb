import Facility
import Wording

/// Says how labels stand: in a sentence, in a row's cells, in a bar.
struct TallyTeller {
    let voice: Voice

    /// `46 things bear a label: 12 lack one, …`; only what there is.
    func summary(_ entries: [LabelCensus.Entry]) -> String {
        let tally = entries.tally()
        let parts = LabelStanding.allCases.compactMap { standing -> String? in
            guard let count = tally[standing], count > 0 else { return nil }
            return voice.count("facilities.count.\(standing.rawValue)", count)
        }
        guard !parts.isEmpty else { return voice.say("facilities.nothingHere") }
        return voice.say(
            "facilities.summary",
            [
                "count": String(entries.count),
                "parts": parts.joined(separator: voice.say("facilities.separator")),
            ])
    }

    func line(_ name: String, link: String, _ entries: [LabelCensus.Entry]) -> TallyLine {
        let kinds = LabelledKind.allCases.map { kind -> TallyLine.Cell in
            let own = entries.filter { $0.kind == kind }
            let missing = own.count { $0.standing == .missing }
            return TallyLine.Cell(
                label: voice.say("facilities.column.\(kind.rawValue)"),
                text: own.isEmpty ? "–" : "\(missing) / \(own.count)", isOpen: missing > 0)
        }
        let tally = entries.tally()
        let standings = [LabelStanding.unconfirmed, .outdated, .faulty].map { standing -> TallyLine.Cell in
            let count = tally[standing] ?? 0
            return TallyLine.Cell(
                label: voice.say("facilities.standing.\(standing.rawValue)"),
                text: count == 0 ? "–" : String(count),
                isOpen: count > 0 && standing != .unconfirmed)
        }
        return TallyLine(link: link, name: name, cells: kinds + standings, gauge: gauge(entries))
    }

    /// From what is well to what is missing.
    func gauge(_ entries: [LabelCensus.Entry]) -> Gauge {
        let tally = entries.tally()
        var parts: [Gauge.Part] = []
        var before = 0
        for standing in LabelStanding.allCases.reversed() {
            guard let count = tally[standing], count > 0 else { continue }
            let start = before * 1000 / entries.count
            before += count
            let end = before * 1000 / entries.count
            parts.append(
                Gauge.Part(
                    offset: Self.tenths(start), width: Self.tenths(end - start), tone: standing.rawValue))
        }
        return Gauge(text: summary(entries), parts: parts)
    }

    private static func tenths(_ number: Int) -> String { "\(number / 10).\(number % 10)" }

    func tone(_ standing: LabelStanding) -> String {
        switch standing {
        case .missing, .faulty: "waiting"
        case .outdated: "new"
        case .unconfirmed: "moving"
        case .confirmed: "done"
        }
    }

    /// A kind of place in words; a device's own word for its kind.
    func kind(_ target: TargetDescription) -> String {
        guard !target.isDevice, PlaceKind.known.contains(PlaceKind(rawValue: target.kind)) else {
            return target.kind
        }
        return voice.say("kind.\(target.kind)")
    }
}
