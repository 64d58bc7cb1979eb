import Crypto
import Facility
import Foundation
import HTTPTypes
import Hummingbird
import LabelScanning
import Ledger
import Logging
import Sealing
import TicketTracking
import Wording

extension Gateway {
    /// `POST /{CODE}`
    func reportAtLabel(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let code = try labelCode(try context.parameters.require("code"))
        guard let seconds = guesserWait(context) else {
            let scene = try await scene(of: code, context)
            return try await report(try await form(of: request), at: scene, context)
        }
        // Somebody at this address guesses codes. Who had this label's page open before goes on all the same.
        let form = try await form(of: request)
        guard isSealed(form, for: .label(code.compact)) else {
            return try await describeInstead(of: code, form, seconds: seconds, context)
        }
        return try await report(form, at: try await scene(of: code, context), context)
    }

    /// `POST /-/at/{place}`
    func reportAtPlace(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let scene = try await chosenScene(context)
        return try await report(try await form(of: request), at: scene, context)
    }

    /// `POST /-/elsewhere`
    func reportElsewhere(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await report(try await form(of: request), at: Scene(path: []), context)
    }

    private func form(of request: Request) async throws -> Form {
        try await FormReader(limits: settings.limits.form).form(of: request)
    }

    private func report(_ form: Form, at scene: Scene, _ context: GatewayContext) async throws -> Response {
        let typed = ReportForm(form)
        let voice = voice(context, path: scene.path)
        guard let key = typed.key, isFresh(key, at: voice.now) else {
            let expired = Problem(field: "words", sentence: voice.say("problem.expired"))
            return try await reportPage(
                scene, context, form: typed, problems: [expired], status: .unprocessableContent)
        }
        if form["intent"] == "label", let label = scene.label {
            return try await reportLabel(label, form["kind"], key: key, at: scene, context, voice)
        }
        if form["intent"] == "join" {
            return try await join(form["ticket"], key: key, at: scene, context, voice)
        }
        let problems = typed.problems(asksPlace: scene.isDescribed, voice)
        guard problems.isEmpty else {
            return try await reportPage(
                scene, context, form: typed, problems: again(problems, typed, voice),
                status: .unprocessableContent)
        }
        return try await file(typed, key: key, at: scene, context, voice)
    }

    private func file(
        _ typed: ReportForm, key: CommandID, at scene: Scene, _ context: GatewayContext, _ voice: Voice
    ) async throws -> Response {
        do {
            let filed = try await sendings.turn(of: key) {
                // Sent again: nothing is sealed a second time; what its photos were is told by their digests.
                let isFirst = try await desk.report(madeBy: key) == nil
                let statement = try await statement(typed, isFirst: isFirst, at: scene, context, voice)
                return try await desk.file(statement, joining: nil, act: act(key, scene, voice))
            }
            return redirect(to: try link(to: filed.row), query: "?sent=1")
        } catch CommitFailure.keyReused {
            return try await showFirst(of: key, words: typed.words, context)
        } catch let problem as PhotoProblem {
            let found = Problem(field: "photos", sentence: problem.sentence)
            return try await reportPage(
                scene, context, form: typed, problems: [found], status: problem.status
            ).sayingWhenAgain
        } catch {
            return try await keep(typed, after: error, at: scene, context, voice)
        }
    }

    /// The page again with every word, where the server is at fault or the desk declined.
    private func keep(
        _ typed: ReportForm, after error: any Error, at scene: Scene, _ context: GatewayContext,
        _ voice: Voice
    ) async throws -> Response {
        let failure = Failure(error)
        let answer = failure.answer
        guard
            answer.status.code >= 500 || answer.status == .conflict || answer.status == .unprocessableContent
        else {
            throw error
        }
        context.logger.log(
            level: answer.level, "report kept for another try", metadata: ["reason": "\(failure.name)"])
        let isDeclined = if case .desk = failure { true } else { false }
        let sentence =
            isDeclined
            ? sentences(failure, answer, voice).text.joined(separator: " ")
            : voice.say("problem.serverKept")
        return try await reportPage(
            scene, context, form: typed,
            problems: again([Problem(field: "words", sentence: sentence)], typed, voice),
            status: answer.status)
    }

    /// Browsers forget chosen files when a page comes anew; say so.
    func again(_ problems: [Problem], _ typed: ReportForm, _ voice: Voice) -> [Problem] {
        guard !typed.photos.isEmpty, !problems.contains(where: { $0.field == "photos" }) else {
            return problems
        }
        return problems + [Problem(field: "photos", sentence: voice.say("problem.photosAgain"))]
    }

    private func join(
        _ number: String, key: CommandID, at scene: Scene, _ context: GatewayContext, _ voice: Voice
    ) async throws -> Response {
        guard let row = try await joinableTicket(number, at: scene) else {
            // The second press of a "me too" on a fault that was mended between the two.
            if let first = try await desk.report(madeBy: key) { return redirect(to: try link(to: first)) }
            let gone = Problem(field: "category", sentence: voice.say("problem.faultGone"))
            return try await reportPage(scene, context, problems: [gone], status: .conflict)
        }
        var statement = Statement(reporter: try await desk.newReporter())
        statement.place = scene.place?.id
        statement.device = scene.device?.id
        statement.label = scene.label?.code
        statement.language = context.language.rawValue
        statement.noticeVersion = settings.noticeVersion
        do {
            let filed = try await desk.file(statement, joining: row.id, act: act(key, scene, voice))
            return redirect(to: try link(to: filed.row), query: "?sent=1")
        } catch CommitFailure.keyReused {
            return try await showFirst(of: key, words: "", context)
        }
    }

    /// Sent again with other words: the first report, and the new words offered as a comment.
    private func showFirst(of key: CommandID, words: String, _ context: GatewayContext) async throws
        -> Response
    {
        guard let row = try await desk.report(madeBy: key),
            let token = links.token(number: row.id.rawValue, epoch: row.linkEpoch)
        else { throw CommitFailure.keyReused(key) }
        return try await trackingPage(
            try await tracked(token), context, offering: words, status: .conflict)
    }

    func act(_ key: CommandID, _ scene: Scene, _ voice: Voice) -> Act {
        let channel: Channel = scene.label == nil ? .web : .scan
        return Act(
            by: Principal(actor: .system("gateway")), at: voice.now, channel: channel, command: key)
    }

    private func statement(
        _ typed: ReportForm, isFirst: Bool, at scene: Scene, _ context: GatewayContext, _ voice: Voice
    ) async throws -> Statement {
        var statement = Statement(reporter: try await desk.newReporter())
        let point = scene.points.first { String($0.id.rawValue) == typed.point }
        statement.place = point?.id ?? scene.place?.id
        statement.device = scene.device?.id
        statement.label = scene.label?.code
        statement.category = FaultCategoryKey(typed.category).flatMap { policy.category($0) }?.key
        statement.isHazard = typed.isHazard
        statement.words = typed.words.nonEmpty
        statement.door = typed.door.nonEmpty
        statement.contact = typed.contact
        statement.language = context.language.rawValue
        statement.noticeVersion = settings.noticeVersion
        statement.photoDigests = typed.photos.map { file in
            Base64URL.encode(Array(SHA256.hash(data: Data(file.bytes))))
        }
        guard isFirst else { return statement }
        statement.photos = try await keep(
            typed.photos, of: statement.reporter, within: settings.limits.photoQuota, voice)
        return statement
    }

    /// Re-encodes and seals photos, all or none.
    ///
    /// - Parameter quota: what of it is left; staff have none.
    /// - Throws: `PhotoProblem`
    func keep(
        _ files: [FormFile], of owner: PersonID, within quota: PhotoQuota, _ voice: Voice
    ) async throws -> [PhotoReference] {
        var made: [(photo: KeptPhoto, number: Int)] = []
        for file in files {
            do {
                let max = settings.limits.form.fileBytesMax
                if file.isTooLarge { throw PhotoRefusal.tooLarge(found: max + 1, limit: max) }
                made.append((try await photoService.kept(file.bytes), file.number))
            } catch {
                throw photoProblem(error, number: file.number, voice)
            }
        }
        var kept: [PhotoReference] = []
        for (photo, number) in made {
            do {
                kept.append(
                    try await photos.keep(
                        jpeg: photo.jpeg, width: photo.width, height: photo.height, of: owner, within: quota))
            } catch let error as PhotoQuota.UsedUp {
                throw photoProblem(error, number: number, voice)
            }
        }
        return kept
    }
}
