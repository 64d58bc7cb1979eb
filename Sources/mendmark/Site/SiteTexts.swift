import Facility
import Foundation
import SiteFiles
import TicketTracking

/// The files by which the desk decides, as they stood in the site's folder at one moment.
struct SiteTexts: Sendable {
    let rules: String
    /// nil: there is none.
    let rota: String?
    let timetable: String?
    private let folder: SiteFolder

    /// - Throws: `SiteError.file`; `SiteRulesFaults` for a timetable whose letters can't be told.
    init(_ folder: SiteFolder) throws {
        self.folder = folder
        rules = try SiteParts.rules(folder)
        rota = try SiteParts.rotaText(folder)
        timetable = try SiteParts.timetableText(folder)
    }

    private init(_ folder: SiteFolder, rules: String, rota: String?, timetable: String?) {
        (self.folder, self.rules, self.rota, self.timetable) = (folder, rules, rota, timetable)
    }

    /// The same with another text of one of the three.
    func replacing(_ subject: ConfigurationSubject, by text: String) -> SiteTexts {
        SiteTexts(
            folder, rules: subject == .rules ? text : rules, rota: subject == .rota ? text : rota,
            timetable: subject == .timetable ? text : timetable)
    }

    /// The same.
    ///
    /// - Throws: as `policy`, where they make none.
    func checked() throws -> SiteTexts {
        _ = try policy()
        return self
    }

    /// What they come to together, though nothing of it is in force.
    ///
    /// - Throws: `SiteRulesFaults` with all that is wrong in a file, each with its line; `SiteError.file`.
    func policy() throws -> DeskPolicy {
        let files: [(text: String?, path: String)] = [
            (rules, folder.rules), (rota, folder.rota), (timetable, folder.timetable),
        ]
        for (text, path) in files {
            let (count, most) = (text?.utf8.count ?? 0, ConfigurationSubject.textBytesMax)
            if count > most { throw SiteError.file(path: path, reason: "\(count) bytes, at most \(most)") }
        }
        let read = try SiteRules.policy(text: rules, file: folder.rules, version: 1)
        let policy =
            try rota.map {
                read.with(try SiteRota.rota(text: $0, file: folder.rota, version: 1, policy: read))
            } ?? read
        let lessons = try timetable.map {
            try SiteTimetable.read(text: $0, file: folder.timetable, version: 1, zone: read.zone)
        }
        return policy.with(lessons?.timetable ?? .none)
    }
}
