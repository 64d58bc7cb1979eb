import Dispatch
import Synchronization

/// The threads of a job, each with fonts, texts and symbols of its own.
///
/// `perform` gives each worker to one thread and returns when all are done, so no two threads ever have the same one.
struct PressWorkers: @unchecked Sendable {
    final class Worker {
        let run: PressRun
        private var job: JobCheck

        fileprivate init(
            _ press: SheetPress, _ heading: SheetHeading, count: Int
        ) throws(LabelPrintingError) {
            let typeCase = try TypeCase(language: press.design.language)
            run = try PressRun(press, heading, typeCase, count: count)
            job = JobCheck(press, typeCase)
        }

        func check(_ label: LabelContent) throws(LabelPrintingError) {
            if !job.isFull { try job.look(at: label) }
        }

        /// What `check` found so far.
        var findings: [LabelFinding] { job.findings }
    }

    let all: [Worker]

    /// More than any machine has that prints labels.
    private static let coresMax = 64

    init(
        _ press: SheetPress, _ heading: SheetHeading, count: Int
    ) throws(LabelPrintingError) {
        var all: [Worker] = []
        for _ in 0..<min(max(1, heading.cores), Self.coresMax) {
            all.append(try Worker(press, heading, count: count))
        }
        self.all = all
    }

    /// Has all work at the same time; where several fail, the first one's error is thrown.
    func perform(
        _ body: @Sendable (_ number: Int, Worker) throws(LabelPrintingError) -> Void
    ) throws(LabelPrintingError) {
        let failures = Mutex<[Int: LabelPrintingError]>([:])
        DispatchQueue.concurrentPerform(iterations: all.count) { number in
            do throws(LabelPrintingError) {
                try body(number, all[number])
            } catch {
                failures.withLock { $0[number] = error }
            }
        }
        let failed = failures.withLock { $0 }
        if let first = failed.keys.min(), let failure = failed[first] { throw failure }
    }

    var times: PressTimes { all.reduce(into: PressTimes()) { $0.add($1.run.times) } }
}
