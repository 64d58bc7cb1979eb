import Facility
import Foundation
import Glibc

extension SiteFolder {
    /// nil: it has no file.
    func file(of subject: ConfigurationSubject) -> String? {
        switch subject {
        case .rules: rules
        case .rota: rota
        case .timetable: timetable
        case .channels: channels
        case .hosts: configuration
        case .calendar, .teams, .categories, .priorities, .practice: nil
        }
    }

    /// As it stands in the folder; nil: there is no such file.
    ///
    /// - Throws: `SiteError.file`; `SiteRulesFaults` for a timetable whose letters can't be told.
    func text(of subject: ConfigurationSubject) throws -> String? {
        guard let path = file(of: subject), FileManager.default.fileExists(atPath: path) else { return nil }
        if subject == .timetable { return try SiteParts.timetableText(self) }
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(data: data, encoding: .utf8)
        else { throw SiteError.file(path: path, reason: "can't be read as UTF-8") }
        return subject == .hosts ? LabelHosts.read(text).map(LabelHosts.text) : text
    }

    /// Writes a text beside its file, durably, to be put in its place once it is in force.
    ///
    /// - Throws: `SiteError.file`
    func prepare(_ text: String, of subject: ConfigurationSubject) throws -> PreparedFile {
        guard let path = file(of: subject) else { return PreparedFile(path: nil) }
        var text = text
        if subject == .hosts {
            let settings = try String(contentsOfFile: path, encoding: .utf8)
            text = LabelHosts.replaced(in: settings, by: LabelHosts.list(text))
        }
        let file = PreparedFile(path: path)
        try file.write(text)
        return file
    }

    /// Ends changes that a process began and didn't finish: what is in force gets into its file, what isn't is dropped.
    ///
    /// - Returns: whether a file was changed.
    func finishChanges(_ store: any RegisterStore) async throws -> Bool {
        var isChanged = false
        for subject in ConfigurationSubject.allCases {
            guard let path = file(of: subject) else { continue }
            let file = PreparedFile(path: path)
            guard let text = file.preparedText else { continue }
            let wanted = subject == .hosts ? LabelHosts.read(text).map(LabelHosts.text) : text
            if wanted == (try await store.configuration(subject.rawValue))?.text {
                try file.finish()
                isChanged = true
            } else {
                file.drop()
            }
        }
        return isChanged
    }
}

/// A file that is written beside the one whose place it takes.
struct PreparedFile: Sendable {
    /// nil: nothing is written.
    let path: String?

    private var next: String? { path.map { $0 + ".next" } }

    /// nil: there is none.
    var preparedText: String? { next.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) } }

    func write(_ text: String) throws {
        guard let path, let next else { return }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let mode = (attributes?[.posixPermissions] as? NSNumber)?.uint32Value ?? 0o600
        let handle = open(next, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard handle >= 0 else { throw fault() }
        defer { close(handle) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(handle, $0.baseAddress, $0.count) }
            guard count > 0 else { throw fault() }
            bytes = bytes.dropFirst(count)
        }
        guard fchmod(handle, mode) == 0, fsync(handle) == 0 else { throw fault() }
    }

    func finish() throws {
        guard let path, let next else { return }
        guard rename(next, path) == 0 else { throw fault() }
        let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw fault() }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw fault() }
    }

    func drop() { if let next { unlink(next) } }

    private func fault() -> SiteError {
        SiteError.file(path: path ?? "", reason: String(cString: strerror(errno)))
    }
}
