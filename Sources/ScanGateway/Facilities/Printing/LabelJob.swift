import Facility
import Ledger

/// One PDF of labels in the making, as it stands.
struct LabelJob: Sendable {
    /// What is printed: a thing and the label that it has; nil where it gets one. Neither: a new blank label.
    struct Item: Sendable {
        var target: TargetDescription?
        var label: Label?
    }

    /// Where its labels come from.
    enum Source: Hashable, Sendable {
        /// A new print run of the items.
        case items
        case blank(Int)
        case resume(BatchID, after: Int?, spoiled: Bool)
    }

    enum Stage: Sendable {
        case waiting
        case minting
        case drawing(Int)
        case recording
        case done(Outcome)
        case failed(Failure)
        /// Done, and its file was removed since.
        case removed
    }

    struct Outcome: Sendable {
        var pages: Int
        var shortened: [PressedLabels.Shortened]
        var batch: BatchID
        /// Part-used sheets that go into the printer first, by number, in the order of the pages.
        var partUsed: [SheetID]
        /// A sheet that is left with free places, and its number.
        var kept: SheetID?
        var until: Instant
    }

    enum Failure: Error, Sendable {
        case press(PressProblem)
        case register(RegisterRefusal)
        /// Somebody else printed or changed one of the labels meanwhile.
        case raced
        /// The gateway ended before the job did.
        case stopped
        case unforeseen
    }

    /// The key of the form that ordered it.
    let id: CommandID
    let orderedBy: Principal
    let person: PersonID
    let orderedAt: Instant
    let source: Source
    let items: [Item]
    /// What stands on the job's page, e.g. the building's name.
    let title: LocalizedName
    /// The PDF's own title, and the print run's.
    let documentTitle: String
    let layout: SheetLayout
    let design: String
    let printer: PressChoices.Printer
    var stage: Stage = .waiting
    /// Raised with each change.
    var revision: Int64 = 0

    /// Whether it goes on with a run that was printed of before.
    var isResume: Bool { if case .resume = source { true } else { false } }

    /// Then it matters whether phones open its labels.
    var mayComeToPaper: Bool {
        switch stage {
        case .waiting, .minting, .drawing, .recording, .done: true
        case .failed, .removed: false
        }
    }

    var hasEnded: Bool {
        switch stage {
        case .waiting, .minting, .drawing, .recording: false
        case .done, .failed, .removed: true
        }
    }
}
