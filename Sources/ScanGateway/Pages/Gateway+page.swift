import Facility
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import TicketTracking
import Wording

extension Gateway {
    /// Renders a page.
    ///
    /// - Parameters:
    ///   - title: the key of its title.
    ///   - hidden: kept out of search engines, and its address kept from other sites.
    ///   - here: where the language switch leads, perhaps with a query; nil: to this very address without its query.
    ///   - offersScan: to staff, in the thumb's reach.
    ///   - takesCodes: has a field for a label's code; every page of staff hears a USB scanner anyway.
    ///   - back: where a scan from this page comes back to; nil: nowhere in particular.
    ///   - scripts: files of our own that only this page needs.
    ///   - isWide: for as many columns as the screen has room for.
    ///   - refreshSeconds: after which a browser without script asks again; nil: never.
    func page(
        _ model: some Sendable, _ template: String, _ context: GatewayContext, title: String,
        titleValues: [String: String] = [:], status: HTTPResponse.Status = .ok, hidden: Bool = false,
        isStaff: Bool = false, isSent: Bool = false, here: String? = nil, headers: HTTPFields = [:],
        refreshSeconds: Int? = nil, offersScan: Bool = true, takesCodes: Bool = false,
        back: ScanBack? = nil, scripts: [String] = [], isWide: Bool = false
    ) throws -> Response {
        let voice = voice(context)
        var shell = shell(context, voice, title: voice.say(title, titleValues), here: here)
        shell.isHidden = hidden
        shell.isStaff = isStaff && context.staff != nil
        shell.offersScan = shell.isStaff && offersScan
        if shell.isStaff, template != "wallboard", let staff = context.staff {
            shell.areas = areas(of: staff, WorkArea(template: template), voice)
        }
        shell.isSent = isSent
        shell.isWide = isWide
        shell.isPractice = policy.isPractice
        shell.scripts = scripts.map(statics.link)
        shell.refreshSeconds = refreshSeconds
        shell.scan = Route.scan.path + (back?.query ?? "")
        if takesCodes || shell.isStaff { shell.codes = codeRule(voice, back: back) }
        let words = SentenceNode(book: pages.book, language: context.language)
        let content = PageContext(model: model, shell: shell, words: words)
        guard let text = pages.render(content, template: template) else { throw GatewayError.notFound }
        var fields: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .contentLanguage: context.language.rawValue,
            .vary: "Accept-Language, Cookie",
        ]
        if hidden {
            fields[.referrerPolicy] = "no-referrer"
            fields[.robots] = "noindex, nofollow"
        }
        for field in headers { fields[field.name] = field.value }
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private func codeRule(_ voice: Voice, back: ScanBack?) -> CodeRule {
        let count = String(LabelCode.symbolCount)
        let site = ["site": voice.name(settings.siteName), "host": settings.host]
        return CodeRule(
            script: statics.link("codes.js"), hosts: settings.hosts.joined(separator: " "),
            fits: voice.say("scan.fits"), check: voice.say("error.mistyped.check"),
            length: voice.say("error.mistyped.length", ["expected": count, "found": "{found}"]),
            character: voice.say("error.mistyped.character", ["found": "{found}"]),
            foreign: voice.say("error.foreign.text", site), returnPath: back?.link)
    }

    func redirect(to route: Route, query: String = "") -> Response {
        Response(status: .seeOther, headers: [.location: route.path + query, .cacheControl: "no-store"])
    }

    /// The hotline as pages show it; nil where the site has none.
    func hotline(_ voice: Voice) -> Shell.Hotline? {
        settings.hotline.map { number in
            Shell.Hotline(
                text: number, link: TelephoneLink(number)?.number ?? "",
                callNow: voice.say("report.callNow", ["number": number]))
        }
    }

    private func shell(_ context: GatewayContext, _ voice: Voice, title: String, here: String?) -> Shell {
        let other: Language = context.language == .zh ? .en : .zh
        let session = context.staff.map {
            Shell.Session(
                name: $0.name, account: $0.isDisplay ? nil : Route.account.path, signOut: Route.signOut.path,
                csrf: $0.csrf, who: $0.who)
        }
        return Shell(
            language: context.language == .zh ? "zh-CN" : "en", title: title,
            siteName: voice.name(settings.siteName), isHidden: false, isStaff: false, offersScan: false,
            isSent: false,
            styles: statics.link("mendmark.css"), script: statics.link("mendmark.js"),
            keeper: statics.link("kept.js"),
            icon: statics.link("icon.svg"),
            home: (context.staff?.home ?? .start).path, scan: Route.scan.path,
            switchLink: (here ?? "") + (here?.contains("?") == true ? "&" : "?") + "lang=\(other.rawValue)",
            switchLanguage: other == .zh ? "zh-CN" : "en",
            switchName: voice.say("shell.switchName"),
            footer: voice.say(settings.hotline == nil ? "shell.footerNoHotline" : "shell.footer"),
            hotline: hotline(voice), session: session)
    }
}
