import Facility
import Ledger

extension OperatorDesk {
    /// Requests about labels on walls.
    func wall(_ request: WallRequest, _ act: Act) async throws -> LabelReply {
        switch request {
        case .bind(let code, let reference):
            let label = try await register.bind(code, to: try await target(reference), act: act)
            return .label(PrintableLabel(label, try await register.targetDescription(label.target)))
        case .confirm(let reported, let batch):
            var sightings: [Sighting] = []
            for sighting in reported {
                let at: LabelTarget? =
                    if let reference = sighting.reference { try await target(reference) } else { nil }
                sightings.append(Sighting(code: sighting.code, at: at))
            }
            return .walk(try await register.confirm(sightings, of: batch, act: act))
        case .mark(let codes, let state, let reason):
            return .count(try await register.markLabels(codes, as: state, reason: reason, act: act))
        case .patrol(let scope):
            return .labels(try await register.patrolLabels(in: scope).map(HangingLabel.init))
        case .unseen(let scope, let since):
            return .labels(try await register.unseenLabels(in: scope, since: since).map(HangingLabel.init))
        case .outdated(let scope):
            return .labels(try await register.outdatedLabels(in: scope).map(HangingLabel.init))
        case .problems: return .problems(try await tasks())
        case .moveProblem(let code, let number, let state, let note):
            _ = try await register.moveProblem(number, of: code, to: state, note: note, act: act)
            return .done
        case .rotate(let scope):
            return .count(try await register.rotateLabels(in: scope, act: act, random: random))
        case .revokeAll(let scope, let reason):
            return .count(try await register.revokeLabels(in: scope, reason: reason, act: act))
        case .supersede(let code, let successor):
            _ = try await register.supersede(code, by: successor, act: act)
            return .done
        }
    }

    private func target(_ reference: String) async throws -> LabelTarget {
        guard let target = try await store.target(reference: reference) else {
            throw RegisterRefusal.unknownReference(reference)
        }
        return target
    }

    private func tasks() async throws -> [LabelTask] {
        var tasks: [LabelTask] = []
        for label in try await store.labelsWithProblems() {
            guard let printable = try await printable(label.code) else { continue }
            for problem in label.problems where problem.state.isOpen {
                let log = try await log(of: StreamID(.label, label.id.rawValue)) {
                    Self.sentence($0, about: problem)
                }
                tasks.append(LabelTask(label: printable, problem: problem, log: log))
            }
        }
        return tasks.sorted { $0.problem.reportedAt < $1.problem.reportedAt }
    }

    private static func sentence(_ fact: RegisterFact, about problem: LabelProblem) -> String? {
        switch fact {
        case .labelProblemMoved(let moved) where moved.number == problem.number:
            moved.state.rawValue + (moved.note.map { ": \($0)" } ?? "")
        default: nil
        }
    }
}
