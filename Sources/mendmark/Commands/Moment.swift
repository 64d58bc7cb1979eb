import ArgumentParser
import Ledger
import TicketTracking

/// An instant given on the command line: RFC 3339, or the time that a clock at the site shows.
struct Moment {
    let instant: Instant

    /// - Parameter zone: in which a time without an offset is meant; nil: it is only looked at whether it can be read.
    init(_ text: String, option: String, in zone: ServiceZone?) throws {
        guard let instant = (zone ?? ServiceZone("UTC"))?.moment(text) else {
            throw ValidationError(
                "\(option): expected a time like 2026-09-01T08:30:00+08:00, or 2026-09-01 08:30 in the site's zone, "
                    + "found \(text)")
        }
        self.instant = instant
    }

    /// Where a term begins or ends: a moment, or a day, from the start or to the end of which it lasts.
    init(term text: String, isEnd: Bool, option: String, in zone: ServiceZone) throws {
        if let day = CivilDay(text) {
            instant = zone.instant(isEnd ? day.advanced(by: 1) : day, minute: 0)
            return
        }
        guard let instant = zone.moment(text) else {
            throw ValidationError(
                "\(option): expected a day like 2027-01-31, which counts \(isEnd ? "to its end" : "from its start"), "
                    + "or a time like 2027-01-31 18:00, both in the site's zone, or 2027-01-31T18:00:00+08:00, "
                    + "found \(text)")
        }
        self.instant = instant
    }
}

extension SiteOptions {
    /// By which the site's clocks go.
    ///
    /// - Throws: `SiteError`
    func zone() async throws -> ServiceZone {
        let name = try await SiteConfiguration.load(folder).timeZone
        guard let zone = ServiceZone(name) else {
            throw SiteError.setting(key: "time.zone", expected: "a zone of the IANA database", found: name)
        }
        return zone
    }

    /// - Throws: `ValidationError` naming the option; `SiteError`.
    func moment(_ text: String, _ option: String) async throws -> Instant {
        try Moment(text, option: option, in: try await zone()).instant
    }

    /// - Returns: nil where nothing was given.
    func moment(_ text: String?, _ option: String) async throws -> Instant? {
        guard let text else { return nil }
        return try Moment(text, option: option, in: try await zone()).instant
    }
}
