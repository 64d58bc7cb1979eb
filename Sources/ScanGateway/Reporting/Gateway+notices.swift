import Facility
import Ledger
import TicketTracking
import Wording

extension Gateway {
    /// The notices (停机公告) that stand at a place now, the nearest place's first.
    func notices(at path: [Place]) -> [Notice] {
        let now = clock()
        return path.notices(at: now, minute: Int(policy.zone.local(now).second / 60))
    }

    func noticeCards(_ scene: Scene, _ voice: Voice) -> [ReportPage.NoticeCard] {
        notices(at: scene.path).map { notice in
            let text = notice.terms.text
            let both = [("zh", text.zh), ("en", text.en)].compactMap { language, text in
                text.map { ReportPage.NoticeText(language: language, text: $0) }
            }
            let own = both.filter { $0.language == voice.language.rawValue }
            return ReportPage.NoticeCard(
                texts: own + both.filter { !own.contains($0) }, when: when(notice.terms, voice))
        }
    }

    private func when(_ terms: NoticeTerms, _ voice: Voice) -> String? {
        let hours = terms.hours.map {
            voice.say("report.noticeHours", ["from": $0.startText, "until": $0.endText])
        }
        let until = terms.until.map { voice.say("report.noticeUntil", ["when": voice.when($0)]) }
        let parts = [hours, until].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    func apiNotices(_ scene: Scene) -> [APINotice] {
        notices(at: scene.path).map { notice in
            APINotice(
                text: notice.terms.text, from: Self.text(notice.terms.from),
                until: notice.terms.until.map(Self.text),
                hours: notice.terms.hours.map { "\($0.startText)-\($0.endText)" },
                categories: notice.terms.categories.map(\.rawValue))
        }
    }
}
