import Facility

extension Gateway {
    /// Why nothing was printed, in the reader's language.
    func sentence(_ problem: PressProblem, _ voice: Voice) -> String {
        switch problem {
        case .unknownChoice(let key): voice.say("facilities.press.unknownChoice", ["name": key])
        case .template(let detail): voice.say("facilities.press.template", ["detail": detail])
        case .sizeMismatch(let expected, let found):
            voice.say("facilities.press.sizeMismatch", ["expected": expected, "found": found])
        case .startOutOfRange(let max, let found):
            voice.say("facilities.problem.start", ["max": String(max), "found": String(found)])
        case .unprintable(let character, let text, let reference):
            voice.say(
                "facilities.press.unprintable",
                ["character": character, "text": text, "reference": reference])
        case .moduleTooSmall(let host, let expected, let found):
            voice.say(
                "facilities.press.moduleTooSmall", ["host": host, "expected": expected, "found": found])
        case .unreadable(let count, let all, let reference, let detail):
            voice.say(
                "facilities.press.unreadable",
                ["count": String(count), "all": String(all), "reference": reference, "detail": detail])
        case .file: voice.say("facilities.press.file")
        case .slow: voice.say("facilities.press.slow")
        case .busy: voice.say("facilities.press.busy")
        case .other(let detail): voice.say("facilities.press.other", ["detail": detail])
        }
    }

    func sentence(_ declined: PrintShop.Declined, _ voice: Voice) -> String {
        switch declined {
        case .another: voice.say("facilities.declined.another")
        case .tooManyAtSite(let max): voice.say("facilities.declined.site", ["max": String(max)])
        case .tooManyLabels(let max, let found):
            voice.say("facilities.declined.labels", ["max": String(max), "found": String(found)])
        }
    }

    func sentence(_ failure: LabelJob.Failure, _ voice: Voice) -> String {
        switch failure {
        case .press(let problem): sentence(problem, voice)
        case .register(let refusal):
            sentences(.register(refusal), Failure.register(refusal).answer, voice).text.joined(separator: " ")
        case .raced: voice.say("facilities.failed.raced")
        case .stopped: voice.say("facilities.failed.stopped")
        case .unforeseen: voice.say("facilities.failed.unforeseen")
        }
    }
}
