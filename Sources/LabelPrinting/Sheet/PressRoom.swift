import Dispatch
import Synchronization

/// A whole job: volumes on one or several threads, and files that appear under their names once all of them are whole.
struct PressRoom<Labels: Sequence<LabelContent> & Sendable>: Sendable {
    let press: SheetPress
    let labels: Labels
    let count: Int
    let heading: SheetHeading
    let pressed: @Sendable (Int, PressedLabel) -> Void

    /// Refuses what can be refused before anything is drawn.
    func check() throws(LabelPrintingError) {
        guard count > 0 else { throw .nothingToPrint }
        let positions = 1...press.stock.labelsPerSheet
        guard positions.contains(heading.startAt) else {
            throw .startOutOfRange(expected: positions, found: heading.startAt)
        }
        let typeCase = try TypeCase(language: press.design.language)
        _ = try LabelSetter(press, typeCase)
        var check = JobCheck(press, typeCase)
        for label in labels where !check.isFull { try check.look(at: label) }
        guard check.findings.isEmpty else { throw .refused(check.findings) }
    }

    var volumes: [SheetVolume] {
        SheetVolume.volumes(
            labels: count, startAt: heading.startAt, labelsPerSheet: press.stock.labelsPerSheet,
            pages: heading.pagesPerVolume)
    }

    /// Writes each volume into the sink of the same number, whole, but commits none.
    func press(into sinks: [ByteSink]) throws(LabelPrintingError) -> PressTimes {
        var times = try run(volumes, into: sinks)
        let start = PressTimes.now()
        for sink in sinks { try setUpForPrint(sink) }
        times.write += PressTimes.now() - start
        return times
    }

    /// What cairo 1.16 can't say in a PDF.
    private func setUpForPrint(_ sink: ByteSink) throws(LabelPrintingError) {
        do {
            var update = try PDFUpdate(sink)
            try update.setUpForPrint(language: press.design.language)
            _ = update.appendix.withUnsafeBufferPointer { sink.append($0) }
        } catch {
            throw .update(error)
        }
    }

    private func run(_ volumes: [SheetVolume], into sinks: [ByteSink]) throws(LabelPrintingError)
        -> PressTimes
    {
        let sinks = VolumeSinks(all: sinks)
        let work = Mutex(PressWork())
        let threads = min(max(1, heading.cores), volumes.count)
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            do throws(LabelPrintingError) {
                try runVolumes(volumes, sinks, work)
            } catch {
                work.withLock { $0.failure = $0.failure ?? error }
            }
        }
        return try work.withLock { (work) throws(LabelPrintingError) in
            if let failure = work.failure { throw failure }
            return work.times
        }
    }

    private func runVolumes(
        _ volumes: [SheetVolume], _ sinks: VolumeSinks, _ work: borrowing Mutex<PressWork>
    ) throws(LabelPrintingError) {
        let run = try PressRun(press, heading, TypeCase(language: press.design.language))
        while let number = work.withLock({ $0.take(of: volumes.count) }) {
            let volume = volumes[number]
            var index = volume.labels.lowerBound
            let stretch = labels.lazy.dropFirst(index).prefix(volume.labels.count)
            try run.run(stretch, volume, into: sinks.all[number]) { label in
                pressed(index, label)
                index += 1
            }
        }
        work.withLock { $0.times.add(run.times) }
    }
}

/// Each is used by the one thread that took its volume.
private struct VolumeSinks: @unchecked Sendable { let all: [ByteSink] }

/// What is left to do, for all threads.
private struct PressWork {
    var next = 0
    var failure: LabelPrintingError?
    var times = PressTimes()

    /// - Returns: nil where none is left or another thread has failed.
    mutating func take(of count: Int) -> Int? {
        guard failure == nil, next < count else { return nil }
        defer { next += 1 }
        return next
    }
}

extension PressTimes {
    fileprivate mutating func add(_ other: PressTimes) {
        encode += other.encode
        shape += other.shape
        draw += other.draw
        write += other.write
    }
}
