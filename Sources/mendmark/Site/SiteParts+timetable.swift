import Facility
import Foundation
import Ledger
import ScanGateway
import SiteFiles
import TicketTracking

extension SiteParts {
    /// The timetable as it stands in the folder, with its faults; nil: there is none.
    ///
    /// - Throws: `SiteRulesFaults`, `SiteError.file`.
    static func timetable(_ folder: SiteFolder, zone: ServiceZone) throws -> SiteTimetable? {
        try timetableText(folder).map {
            try SiteTimetable.read(text: $0, file: folder.timetable, version: 1, zone: zone)
        }
    }

    /// nil: there is none.
    static func timetableText(_ folder: SiteFolder) throws -> String? {
        guard FileManager.default.fileExists(atPath: folder.timetable) else { return nil }
        return try timetableText(path: folder.timetable)
    }

    static func timetableText(path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SiteError.file(path: path, reason: "can't be read")
        }
        return try SiteTimetable.text(of: Array(data), file: path)
    }
}
