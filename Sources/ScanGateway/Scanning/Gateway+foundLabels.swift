import Facility
import LabelScanning

extension Gateway {
    /// What the labels of a photo lead to, in the reader's words.
    ///
    /// A code in a photo is a code from the outside like any other: it's looked up under the same limit, and one that nobody
    /// issued counts as a guess.
    ///
    /// - Throws: `GatewayError.tooMany`
    func look(
        up labels: [(code: LabelCode, label: ScannedLabel)], _ context: GatewayContext
    ) async throws -> [FoundLabel] {
        var found: [FoundLabel] = []
        for (code, label) in labels {
            if let seconds = guesserWait(context) {
                tally.count(.notLookedUp)
                throw GatewayError.tooMany(seconds: seconds)
            }
            let (name, path, isIssued) = try await words(for: code, context)
            found.append(
                FoundLabel(
                    code: code, name: name, path: path, isIssued: isIssued, corners: label.symbol.corners,
                    reading: label.reading))
        }
        return found
    }

    /// A scan alone is no sight of the label: that is noted once its page is opened.
    private func words(
        for code: LabelCode, _ context: GatewayContext
    ) async throws -> (name: String, path: String, isIssued: Bool) {
        let voice = voice(context)
        do {
            let scene = try await scene(of: code, context, notesSight: false)
            let name = scene.name(voice)
            let isSaid = scene.reference.isEmpty || name.contains(scene.reference)
            return (isSaid ? name : "\(name) \(scene.reference)", scene.above(voice), true)
        } catch let error as GatewayError {
            let failure = Failure.gateway(error)
            switch error {
            case .unknownCode: return (sentences(failure, failure.answer, voice).heading, "", false)
            case .blankLabel, .replacedLabel, .revokedLabel, .retiredPlace:
                return (sentences(failure, failure.answer, voice).heading, "", true)
            default: throw error
            }
        }
    }
}
