import Facility
import Foundation
import Ledger
import ScanGateway
import SiteFiles
import TicketTracking

extension SiteParts {
    /// Puts `timetable.csv` into force where it changed, or was taken away; its faulty lines are left out.
    static func timetable(
        _ folder: SiteFolder, _ zone: ServiceZone, _ register: Register, _ act: Act
    ) async throws -> Timetable {
        var act = act
        act.command = CommandID(at: act.at, random: (RandomSource.bits(), RandomSource.bits()))
        let text = try timetableText(folder)
        let isKnown = try await register.store.configuration("timetable") != nil
        guard text != nil || isKnown else { return .none }
        // A header that makes no sense is refused before it is put into force.
        _ = try SiteTimetable.read(text: text ?? "", file: folder.timetable, version: 1, zone: zone)
        let loaded = try await register.loadConfiguration(.timetable, text: text ?? "", act: act)
        return try SiteTimetable.read(
            text: loaded.text, file: folder.timetable, version: loaded.version, zone: zone
        ).timetable
    }

    /// The timetable as it stands in the folder, with its faults; nil: there is none.
    ///
    /// - Throws: `SiteRulesFaults`, `SiteError.file`.
    static func timetable(_ folder: SiteFolder, zone: ServiceZone) throws -> SiteTimetable? {
        try timetableText(folder).map {
            try SiteTimetable.read(text: $0, file: folder.timetable, version: 1, zone: zone)
        }
    }

    private static func timetableText(_ folder: SiteFolder) throws -> String? {
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
