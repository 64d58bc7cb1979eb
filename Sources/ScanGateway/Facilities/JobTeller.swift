import Facility
import Ledger

/// Says how a print job stands.
struct JobTeller {
    let voice: Voice
    /// Jobs before it.
    let ahead: Int

    func sentence(_ job: LabelJob) -> String {
        let total = String(job.items.count)
        switch job.stage {
        case .waiting where ahead > 0: return voice.count("facilities.job.waiting", ahead)
        case .waiting: return voice.say("facilities.job.next")
        case .minting: return voice.say("facilities.job.minting", ["total": total])
        case .drawing(let done):
            return voice.say("facilities.job.drawing", ["done": String(done), "total": total])
        case .recording: return voice.say("facilities.job.recording")
        case .done: return voice.say("facilities.job.done")
        case .failed: return voice.say("facilities.job.failed")
        case .removed: return voice.say("facilities.job.removed")
        }
    }

    /// Of a hundred: codes and record take a share of their own, so that the bar doesn't stand still at its end.
    func percent(_ job: LabelJob) -> Int {
        switch job.stage {
        case .waiting: 0
        case .minting: 5
        case .drawing(let done): 10 + 80 * done / max(1, job.items.count)
        case .recording: 95
        case .done, .failed, .removed: 100
        }
    }

    func tone(_ job: LabelJob) -> String {
        switch job.stage {
        case .waiting, .minting, .drawing, .recording: "moving"
        case .done: "done"
        case .failed: "waiting"
        case .removed: "ended"
        }
    }
}
