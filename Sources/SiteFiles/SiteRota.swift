public import TicketTracking

/// Who is on duty when, as those who lead the teams write it: `rota.yaml` in the site's folder.
///
/// A file of its own, since a swap of two shifts is no change of the rules: it has its own version, and may be edited
/// by people who should leave the rules alone.
public enum SiteRota {
    /// - Parameters:
    ///   - text: the file's text; nothing but comments: no team has a rota.
    ///   - file: its name, for complaints.
    ///   - version: 1 and up; stands in the events that are decided by it.
    ///   - policy: whose teams, trades and skills it names, and whose zone its hours are in.
    /// - Throws: `SiteRulesFaults`: everything that is wrong, at once.
    public static func rota(
        text: String, file: String, version: Int, policy: DeskPolicy
    ) throws(SiteRulesFaults) -> Rota {
        let faults = SiteRulesFaultList()
        func failed() -> SiteRulesFaults { SiteRulesFaults(file: file, faults: faults.faults.inOrder) }
        guard text.utf8.count <= SiteRules.bytesMax else {
            faults.add(
                SiteRulesFault(
                    line: nil, key: "", expected: "at most \(SiteRules.bytesMax) bytes",
                    found: "\(text.utf8.count)"))
            throw failed()
        }
        let hasContent = text.split(whereSeparator: \.isNewline).contains { line in
            line.first { !$0.isWhitespace }.map { $0 != "#" } ?? false
        }
        guard hasContent else { return Rota(version: version, zone: policy.zone, teams: [:]) }
        guard let root = SiteRules.compose(text, faults) else { throw failed() }
        let teams = SiteRotaReader(policy: policy).teams(root)
        guard faults.faults.isEmpty else { throw failed() }
        return Rota(version: version, zone: policy.zone, teams: teams)
    }
}
