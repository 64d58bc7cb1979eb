import ArgumentParser
import Facility
import Ledger
import ScanGateway
import TicketTracking

struct NoticeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice",
        abstract: "Notices (停机公告): a planned outage or a nightly cut-off, shown before the form.",
        discussion: flowing(
            """
            A notice hangs at a place and is shown there and at everything below it. Places are named by their references,
            a place's notices by their numbers.
            """),
        subcommands: [
            NoticeAdd.self,
            NoticeChange.self,
            NoticeEnd.self,
            NoticeShow.self,
            NoticeList.self,
        ])
}

/// When a notice stands, and what it says.
struct NoticeOptions: ParsableArguments {
    @OptionGroup var site: SiteOptions
    @Argument(help: "The place's reference.") var place: String
    @Option(help: "From when, e.g. 2026-12-02 10:00; default: now, or as it was.") var from: String?
    @Option(help: "Until when, e.g. 2026-12-02 10:00; default: until it is ended, or as it was.")
    var until: String?
    @Option(help: "Only at these hours of each day, e.g. 23:30-06:00.") var daily: String?
    @Option(name: .customLong("words-zh"), help: "What it says in Chinese, at most 500 characters.")
    var wordsZh: String?
    @Option(name: .customLong("words-en"), help: "What it says in English.") var wordsEn: String?
    @Option(
        name: .customLong("category"),
        help: "Faults that it is about; repeatable; default: all, or as they were.")
    var categories: [String] = []
    @Option(name: .customLong("as"), help: "Sign-in name of whoever posts it (default: the operator).")
    var actAs: String?

    /// - Parameter zone: of times without an offset; nil: it is only looked at whether they can be read.
    func terms(in zone: ServiceZone?) throws -> NoticeTerms {
        guard wordsZh != nil || wordsEn != nil else {
            throw ValidationError("expected --words-zh, --words-en or both, found neither")
        }
        return NoticeTerms(
            from: try moment(from, "--from", zone) ?? SystemClock.now(),
            until: try moment(until, "--until", zone), hours: try hours(daily),
            text: LocalizedName(zh: wordsZh, en: wordsEn), categories: try named(categories))
    }

    /// What is said anew: `--until never`, `--daily never` and `--category all` take a part away, what isn't given stays.
    ///
    /// - Parameter zone: as for `terms`.
    func changes(in zone: ServiceZone?) throws -> NoticeChanges {
        let given = [from, until, daily, wordsZh, wordsEn].contains { $0 != nil }
        guard given || !categories.isEmpty else {
            throw ValidationError("expected something to change, such as --until, found nothing")
        }
        return NoticeChanges(
            from: try moment(from, "--from", zone),
            until: until == Self.never
                ? .none : try moment(until, "--until", zone).map { .given($0) } ?? .kept,
            hours: daily == Self.never ? .none : try hours(daily).map { .given($0) } ?? .kept,
            wordsZh: wordsZh, wordsEn: wordsEn,
            categories: categories.isEmpty ? nil : categories == ["all"] ? [] : try named(categories))
    }

    private static let never = "never"

    private func moment(_ text: String?, _ option: String, _ zone: ServiceZone?) throws -> Instant? {
        try text.map { try Moment($0, option: option, in: zone).instant }
    }

    private func hours(_ text: String?) throws -> DailyHours? {
        guard let text else { return nil }
        guard let hours = DailyHours(text) else {
            throw ValidationError("--daily: expected hours such as 23:30-06:00, found \(text)")
        }
        return hours
    }

    private func named(_ categories: [String]) throws -> [FaultCategoryKey] {
        try categories.map { try FaultCategoryKey($0, option: "--category") }
    }
}

struct NoticeAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Post a notice at a place.")
    @OptionGroup var options: NoticeOptions

    func validate() throws { _ = try options.terms(in: nil) }

    func run() async throws {
        try await askNotices(
            .post(place: options.place, try options.terms(in: try await options.site.zone())),
            site: options.site, as: options.actAs)
    }
}

struct NoticeChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Say anew when a notice stands or what it says.",
        discussion: flowing(
            """
            What isn't given stays as it is. `--until never` lets it stand until it is ended, `--daily never` all day,
            `--category all` for all faults.
            """))
    @OptionGroup var options: NoticeOptions
    @Option(help: "The notice's number at the place.") var number: Int

    func validate() throws { _ = try options.changes(in: nil) }

    func run() async throws {
        try await askNotices(
            .change(
                place: options.place, number: number, try options.changes(in: try await options.site.zone())),
            site: options.site,
            as: options.actAs)
    }
}

struct NoticeEnd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "Show a notice to nobody any more.")
    @OptionGroup var site: SiteOptions
    @Argument(help: "The place's reference.") var place: String
    @Option(help: "The notice's number at the place.") var number: Int
    @Option(name: .customLong("as"), help: "Sign-in name of whoever ends it (default: the operator).")
    var actAs: String?

    func run() async throws {
        try await askNotices(.end(place: place, number: number), site: site, as: actAs)
    }
}

struct NoticeShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A notice, and who posted, changed and ended it when.")
    @OptionGroup var site: SiteOptions
    @Argument(help: "The place's reference.") var place: String
    @Option(help: "The notice's number at the place.") var number: Int

    func run() async throws {
        try await askNotices(.show(place: place, number: number), site: site, as: nil)
    }
}

struct NoticeList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Notices that nobody ended; with a place those at it and above it.")
    @OptionGroup var site: SiteOptions
    @Argument(help: "The place's reference.") var place: String?

    func run() async throws {
        let site = try await OpenSite(site.folder)
        defer { site.close() }
        let notices = try await site.notices(.list(place: place))
        for notice in notices { NoticePrinter(site: site).show(notice) }
        print("\(notices.count) notices")
    }
}

/// Sends a request about notices and prints them.
private func askNotices(
    _ request: NoticeRequest, site options: SiteOptions, as actAs: String?
) async throws {
    let site = try await OpenSite(options.folder)
    defer { site.close() }
    for notice in try await site.notices(request, as: actAs) { NoticePrinter(site: site).show(notice) }
}

extension OpenSite {
    fileprivate func notices(
        _ request: NoticeRequest, as actAs: String? = nil
    ) async throws -> [NoticeSummary] {
        guard case .notices(let notices) = try await desk.perform(.noticeWork(request, actAs: actAs)) else {
            throw OperatorFailure.unexpectedReply
        }
        return notices
    }
}

private struct NoticePrinter {
    let site: OpenSite

    func show(_ notice: NoticeSummary) {
        let until = notice.until.map { "until \(local($0))" } ?? "until it is ended"
        let parts: [String?] = [
            "\(notice.place) notice \(notice.number)", state(notice.state),
            "from \(local(notice.from)) \(until)",
            notice.daily.map { "daily \($0)" },
            notice.categories.isEmpty ? nil : notice.categories.joined(separator: ", "),
        ]
        print(parts.compactMap(\.self).joined(separator: "  "))
        for words in [notice.words.zh, notice.words.en].compactMap(\.self) { print("    \(words)") }
        for step in notice.history ?? [] { print("    \(local(step.at))  \(step.what) by \(step.by)") }
    }

    private func state(_ state: NoticeSummary.State) -> String {
        switch state {
        case .stands: "stands"
        case .outsideHours: "not at this hour"
        case .toCome: "to come"
        case .over: "over"
        case .ended: "ended"
        }
    }

    private func local(_ time: String) -> String { Instant(rfc3339: time).map(site.local) ?? time }
}
