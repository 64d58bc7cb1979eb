import HTTPTypes
import Hummingbird
import Ledger
import Logging
import TicketTracking

extension Gateway {
    /// Why what a form asked for wasn't done, as the form's own page says it with all that was typed; nil: that is for the
    /// page of errors.
    func declined(
        _ error: any Error, _ context: GatewayContext, _ voice: Voice
    ) -> (sentence: String, status: HTTPResponse.Status)? {
        let failure = Failure(error)
        let answer = failure.answer
        switch failure {
        case .desk: return (sentences(failure, answer, voice).text.joined(separator: " "), answer.status)
        case .commit(.raced): return (voice.say("problem.stale"), answer.status)
        case .commit(.keyReused): return (voice.say("problem.sentBefore"), answer.status)
        default:
            guard answer.status.code >= 500 else { return nil }
            context.logger.log(
                level: answer.level, "form kept for another try", metadata: ["reason": "\(failure.name)"])
            return (voice.say("problem.serverKept"), answer.status)
        }
    }
}
