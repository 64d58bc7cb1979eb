import Synchronization

/// A whole job: volumes on one or several threads, first checked, then pressed.
struct PressRoom<Source: LabelSource>: Sendable {
    private let press: SheetPress
    private let source: Source
    private let heading: SheetHeading
    private let pressed: @Sendable (Int, PressedLabel) -> Void
    private let workers: PressWorkers
    let volumes: [SheetVolume]

    /// Refuses what can be refused before anything is drawn.
    ///
    /// - Parameter pressed: told each label with its number from 0.
    init(
        _ press: SheetPress, _ source: Source, _ heading: SheetHeading,
        pressed: @escaping @Sendable (Int, PressedLabel) -> Void
    ) throws(LabelPrintingError) {
        guard source.count > 0 else { throw .nothingToPrint }
        let positions = 1...press.stock.labelsPerSheet
        guard positions.contains(heading.startAt) else {
            throw .startOutOfRange(expected: positions, found: heading.startAt)
        }
        if let places = heading.places, places.count != source.count {
            throw .drawing("expected \(source.count) places, found \(places.count)")
        }
        self.press = press
        self.source = source
        self.heading = heading
        self.pressed = pressed
        volumes = SheetVolume.volumes(
            labels: source.count, heading, labelsPerSheet: press.stock.labelsPerSheet)
        workers = try PressWorkers(press, heading, count: source.count)
        try check()
    }

    private func check() throws(LabelPrintingError) {
        let count = workers.all.count
        try workers.perform { number, worker throws(LabelPrintingError) in
            let stretch = source.count * number / count..<source.count * (number + 1) / count
            for label in source.labels(stretch) { try worker.check(label) }
        }
        let findings = workers.all.flatMap(\.findings)
        guard findings.isEmpty else { throw .refused(Array(findings.prefix(JobCheck.findingsMax))) }
    }

    /// Writes each volume into the sink of the same number, whole, but commits none.
    func press(into sinks: [ByteSink]) throws(LabelPrintingError) -> PressTimes {
        // Several volumes occupy several cores by themselves.
        let cores = volumes.count > 1 ? 1 : workers.all.count
        let parts = volumes.map { $0.parts(cores, heading, labelsPerSheet: press.stock.labelsPerSheet) }
        var partSinks: [[ByteSink]] = []
        for (sink, parts) in zip(sinks, parts) {
            var others: [ByteSink] = []
            for number in parts.indices.dropFirst() { others.append(try sink.beside(number + 1)) }
            partSinks.append([sink] + others)
        }
        try run(Array(parts.joined()), into: Array(partSinks.joined()))
        var times = workers.times
        let start = PressTimes.now()
        for sinks in partSinks {
            for part in sinks.dropFirst() { try join(part, behind: sinks[0]) }
            try sinks[0].setUp(language: press.design.language)
        }
        times.write += PressTimes.now() - start
        return times
    }

    private func run(_ parts: [SheetVolume], into sinks: [ByteSink]) throws(LabelPrintingError) {
        let sinks = PartSinks(all: sinks)
        let next = Atomic(0)
        try workers.perform { _, worker throws(LabelPrintingError) in
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < parts.count else { return }
                let part = parts[number]
                var index = part.labels.lowerBound
                try worker.run.run(source.labels(part.labels), part, into: sinks.all[number]) { label in
                    pressed(index, label)
                    index += 1
                }
            }
        }
    }

    private func join(_ part: ByteSink, behind sink: ByteSink) throws(LabelPrintingError) {
        do {
            try PDFJoin(sink, part).append { piece in _ = piece.withUnsafeBufferPointer { sink.append($0) } }
        } catch {
            throw .update(error)
        }
    }
}

/// Each is used by the one thread that took its part.
private struct PartSinks: @unchecked Sendable { let all: [ByteSink] }
