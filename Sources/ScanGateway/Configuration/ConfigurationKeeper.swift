public import Facility
import Ledger

/// Keeps the texts by which a site works: in its folder, where an operator edits them, and in the ledger, as what is in
/// force. A page and a file are two hands at one thing.
public protocol ConfigurationKeeper: Sendable {
    /// As it stands in the site's folder, though it may not be in force yet.
    ///
    /// - Returns: nil: there is no such file.
    func fileText(_ subject: ConfigurationSubject) async throws -> String?
    /// The text of a file that somebody chose, whatever its encoding may be of those that such a file may have.
    ///
    /// - Returns: nil: it is no text.
    func text(of subject: ConfigurationSubject, bytes: [UInt8]) async -> String?
    /// What would be wrong, were a text put into force now, the most serious first; empty: nothing.
    func faults(of subject: ConfigurationSubject, text: String) async throws -> [ConfigurationFault]
    /// Puts a text into force and writes it to the site's folder; nothing of both where it can't be.
    ///
    /// - Throws: `RegisterRefusal.notAllowed`; what the storage or the disk throws.
    func put(_ change: ConfigurationChange, act: Act) async throws -> ConfigurationOutcome
    /// Puts into force what stands in the site's folder, all of it or, where something is wrong, nothing.
    ///
    /// - Returns: what is wrong; empty: it is in force.
    func takeOverFiles(act: Act) async throws -> [ConfigurationFault]
}

/// What somebody wants to be in force.
public struct ConfigurationChange: Sendable {
    public var subject: ConfigurationSubject
    public var text: String
    /// Why; nil: nobody said.
    public var reason: String?
    /// The version that whoever changed it had seen; 0: there was none.
    public var basedOn: Int

    public init(subject: ConfigurationSubject, text: String, reason: String?, basedOn: Int) {
        self.subject = subject
        self.text = text
        self.reason = reason
        self.basedOn = basedOn
    }
}

public enum ConfigurationOutcome: Sendable {
    case inForce(ConfigurationLoaded)
    /// Nothing was changed.
    case faulty([ConfigurationFault])
    /// Nothing was changed: another version came into force meanwhile.
    case outdated(version: Int)
    /// Nothing was changed: the file in the site's folder isn't what is in force.
    case fileDiffers
}

/// What is wrong at one place of a text.
public struct ConfigurationFault: Hashable, Sendable {
    /// The file's name without its folder.
    public var file: String
    /// 1 and up; nil: it has no line of its own.
    public var line: Int?
    /// The way to it, e.g. `teams.desk.organisation`; empty: the whole file.
    public var key: String
    /// In English, as the command line says it.
    public var expected: String
    public var found: String
    /// Whether nothing can be put into force with it; else the line is left out.
    public var isFatal: Bool

    public init(
        file: String, line: Int?, key: String, expected: String, found: String, isFatal: Bool = true
    ) {
        self.file = file
        self.line = line
        self.key = key
        self.expected = expected
        self.found = found
        self.isFatal = isFatal
    }
}

extension ConfigurationFault: CustomStringConvertible {
    /// `rules.yaml:12: teams.desk.organisation: expected …, found …`.
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return "\(place):\(key.isEmpty ? "" : " \(key):") expected \(expected), found \(found)"
    }
}
