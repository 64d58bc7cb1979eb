import Facility
import HTTPTypes
import Hummingbird
import Ledger

extension Gateway {
    /// `POST /{CODE}` with what is wrong with the label itself: a task for facilities. Said twice, it is one task.
    func reportLabel(
        _ label: Label, _ kind: String, key: CommandID, at scene: Scene, _ context: GatewayContext,
        _ voice: Voice
    ) async throws -> Response {
        guard let kind = LabelProblem.Kind(rawValue: kind) else {
            let missing = Problem(field: "label-problem", sentence: voice.say("problem.labelKind"))
            return try await reportPage(
                scene, context, problems: [missing], status: .unprocessableContent)
        }
        do {
            _ = try await register.reportProblem(kind, with: label.code, act: act(key, scene, voice))
        } catch RegisterRefusal.tooMany {
            // Its list is full since it was reported again and again: facilities know.
        } catch CommitFailure.raced {
            _ = try await register.reportProblem(
                kind, with: label.code, act: act(newKey(at: voice.now), scene, voice))
        }
        return try await reportPage(scene, context, thanks: voice.say("report.labelThanks"))
    }

    func labelKinds(_ scene: Scene, _ voice: Voice) -> [ReportPage.Tile] {
        guard scene.label != nil else { return [] }
        return LabelProblem.Kind.allCases.map { kind in
            ReportPage.Tile(
                value: kind.rawValue, name: voice.say("labelProblem.\(kind.rawValue)"), isChosen: false)
        }
    }
}
