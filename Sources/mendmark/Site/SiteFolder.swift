import Foundation

/// Where a site's files lie: one folder, made by `mendmark init`.
struct SiteFolder: Sendable {
    /// Absolute, without a trailing slash.
    let path: String

    /// - Parameter path: nil: `MENDMARK_SITE` in the environment, else `mendmark-site` in the present folder.
    init(path: String?) {
        let variable = ProcessInfo.processInfo.environment["MENDMARK_SITE"].flatMap { $0.isEmpty ? nil : $0 }
        let chosen = path ?? variable ?? "mendmark-site"
        self.path = URL(fileURLWithPath: chosen).standardizedFileURL.path
    }

    var configuration: String { path + "/mendmark.yaml" }
    var rules: String { path + "/rules.yaml" }
    /// Who is on duty when; may be missing.
    var rota: String { path + "/rota.yaml" }
    /// 课表: when lessons are held in which rooms; may be missing.
    var timetable: String { path + "/timetable.csv" }
    /// By which ways messages go out; may be missing, then none does.
    var channels: String { path + "/channels.yaml" }
    var database: String { path + "/mendmark.db" }
    var photos: String { path + "/photos" }
    /// PDFs of labels, until they are fetched or their time is over.
    var prints: String { path + "/prints" }
    /// The site's own label stocks, designs, printers and logos; they count before those that come with the program.
    var printTemplates: String { path + "/PrintTemplates" }
    /// Kept out of the database and of its backups.
    var secret: String { path + "/site.secret" }
    /// Where the writing process listens for the other commands; mode 0600.
    var socket: String { path + "/mendmark.sock" }

    /// The longest path that a Unix socket's address holds (`sun_path` of unix(7), less the zero byte).
    static let socketPathMax = 107

    var exists: Bool { FileManager.default.fileExists(atPath: configuration) }

    /// - Throws: `SiteError.missing`, with what to do about it.
    func requireExisting() throws {
        guard exists else { throw SiteError.missing(folder: path) }
    }
}

/// What is wrong with a site's folder or configuration, in words for the operator.
enum SiteError: Error, CustomStringConvertible {
    case missing(folder: String)
    case alreadyThere(folder: String)
    case setting(key: String, expected: String, found: String)
    case socketPathTooLong(path: String, found: Int)
    /// Something could be neither read nor written, in the system's words.
    case file(path: String, reason: String)
    case assetsMissing(looked: [String])

    var description: String {
        switch self {
        case .missing(let folder):
            "no site in \(folder). Make one with `mendmark init --site \(folder) …`, or name another with --site "
                + "or MENDMARK_SITE."
        case .alreadyThere(let folder):
            "\(folder) already holds a site; `mendmark init` never overwrites one."
        case .setting(let key, let expected, let found):
            "setting \(key): expected \(expected), found \(found)."
        case .socketPathTooLong(let path, let found):
            "the site's folder lies too deep: \(path) has \(found) bytes, a socket's path may have "
                + "\(SiteFolder.socketPathMax)."
        case .file(let path, let reason):
            "\(path): \(reason)"
        case .assetsMissing(let looked):
            "Assets and PrintTemplates weren't found; looked in \(looked.joined(separator: ", ")). "
                + "Say where with the setting `assets` (MENDMARK_ASSETS)."
        }
    }
}
