import Facility
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import NIOCore
import Wording

extension Gateway {
    /// The answer to whatever went wrong: a page, or for the API a problem document (RFC 9457).
    func errorResponse(_ error: any Error, to request: Request, _ context: GatewayContext) -> Response {
        let failure = Failure(Self.translated(error))
        let answer = failure.answer
        // The error's kind, never its payload: that may hold a reporter's words.
        context.logger.log(
            level: answer.level, "\(request.method.rawValue) refused",
            metadata: [
                "status": "\(answer.status.code)", "reason": "\(failure.name)", "detail": "\(failure.logged)",
            ])
        let isAPI = request.uri.path.hasPrefix("/api/")
        if case .gateway(.needsSignIn(let back)) = failure, !isAPI, !request.asksForJSON {
            var response = redirect(to: .signIn, query: back.map { "?code=\($0.compact)" } ?? "")
            if let page = ReturnPage(wantedBy: request) {
                response.setCookie(page.kept(isSecure: settings.isSecure))
            }
            return response
        }
        var response =
            isAPI || request.asksForJSON
            ? problemDocument(failure, answer, context, detail: isAPI ? failure.apiDetail : nil)
            : problemPage(failure, answer, context)
        if let seconds = answer.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }

    /// The framework's own errors (no such route, no such method).
    private static func translated(_ error: any Error) -> any Error {
        guard let http = error as? HTTPError else { return error }
        switch http.status {
        case .notFound: return GatewayError.notFound
        case .methodNotAllowed: return GatewayError.methodNotAllowed
        default: return error
        }
    }

    /// Sentences in the asked language.
    func sentences(_ failure: Failure, _ answer: Answer, _ voice: Voice) -> (heading: String, text: [String])
    {
        var values = answer.values
        values["site"] = voice.name(settings.siteName)
        values["host"] = settings.host
        if let who = values["who"] { values["who"] = voice.say(who) }
        for (name, moment) in answer.moments { values[name] = voice.full(moment) }
        for (name, keys) in answer.lists { values[name] = voice.list(keys.map { voice.say($0) }) }
        if let misfit = answer.misfit {
            values["field"] = misfit.field
            values["expected"] = misfit.expected.said(voice.say)
            values["found"] = misfit.found.said(voice.say)
        }
        return (
            voice.say("\(answer.group).heading", values),
            answer.sentences.map { voice.say("\(answer.group).\($0)", values) }
        )
    }

    private func problemPage(_ failure: Failure, _ answer: Answer, _ context: GatewayContext) -> Response {
        let voice = voice(context)
        let said = sentences(failure, answer, voice)
        let typed = failure.typedCode
        var sentences = said.text
        var model = ProblemPage(
            heading: said.heading, code: failure.printedCode, sentences: sentences, hotline: nil,
            next: next(failure, context, voice), typeAgain: typed != nil, typedCode: typed ?? "",
            home: Route.start.path)
        if let hotline = hotline(voice) {
            model.hotline = hotline
        } else {
            sentences.append(voice.say("shell.footerNoHotline"))
            model.sentences = sentences
        }
        if case .unforeseen = failure {
            model.reference = voice.say("error.server.reference", ["id": context.id])
        }
        let rendered = try? page(
            model, "problem", context, title: "\(answer.group).heading", status: answer.status, hidden: true,
            here: context.staff?.isDisplay == true ? Route.wallboard.path : "/", takesCodes: model.typeAgain)
        return rendered
            ?? Response(
                status: answer.status, headers: [.contentType: "text/plain; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: said.heading)))
    }

    private func next(_ failure: Failure, _ context: GatewayContext, _ voice: Voice) -> ProblemPage.Link? {
        // Nothing else opens for a display, the start page neither.
        if context.staff?.isDisplay == true {
            return ProblemPage.Link(link: Route.wallboard.path, text: voice.say("error.toWallboard"))
        }
        return switch failure {
        case .gateway(.replacedLabel(_, let by?)):
            ProblemPage.Link(link: Route.label(by.compact).path, text: voice.say("error.replaced.next"))
        case .gateway(.blankLabel), .gateway(.revokedLabel), .gateway(.retiredPlace):
            ProblemPage.Link(link: Route.elsewhere.path, text: voice.say("error.revoked.next"))
        case .gateway(.mistyped): nil
        case .gateway(.badLink):
            ProblemPage.Link(link: Route.regain.path, text: voice.say("regain.title"))
        case .gateway(.tooManyFrames):
            ProblemPage.Link(link: Route.scan.path, text: voice.say("scan.again"))
        case .gateway(.tooMany):
            ProblemPage.Link(link: Route.start.path, text: voice.say("error.tooMany.next"))
        default: ProblemPage.Link(link: Route.start.path, text: voice.say("error.home"))
        }
    }

    /// - Parameter detail: for a program's author, behind the sentences for people; nil: nothing.
    private func problemDocument(
        _ failure: Failure, _ answer: Answer, _ context: GatewayContext, detail: String?
    ) -> Response {
        let voice = voice(context)
        let said = sentences(failure, answer, voice)
        let problem = ProblemDocument(
            type: "about:blank", title: said.heading, status: answer.status.code,
            detail: (said.text + [detail].compactMap { $0 }).joined(separator: " "),
            code: failure.name, hotline: settings.hotline, field: answer.misfit?.field,
            expected: answer.misfit.map { $0.expected.said(voice.say) },
            found: answer.misfit.map { $0.found.said(voice.say) })
        return json(
            problem, status: answer.status, type: "application/problem+json", language: context.language)
    }

    /// - Parameter value: encoded with sorted keys.
    func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, type: String = "application/json",
        language: Language? = nil
    ) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = (try? encoder.encode(value)) ?? Data("{}".utf8)
        var headers: HTTPFields = [.contentType: type]
        if let language { headers[.contentLanguage] = language.rawValue }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }
}

/// RFC 9457, with the stable name of the problem as `code`, and where one field is to blame with what was expected and
/// found there.
struct ProblemDocument: Codable, Sendable {
    var type: String
    var title: String
    var status: Int
    var detail: String
    var code: String
    var hotline: String?
    var field: String?
    var expected: String?
    var found: String?
}
