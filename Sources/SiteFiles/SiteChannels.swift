public import TicketTracking

/// `channels.yaml`: by which ways messages go out.
public enum SiteChannels {
    /// A larger file is refused.
    public static let bytesMax = 1 << 18

    /// Whether an address is https, or http on this very machine: then secrets and names don't cross a network in clear.
    public static func isSafe(_ url: String) -> Bool { SiteChannelsReader.isSafe(url) }

    /// - Parameters:
    ///   - file: its name, for complaints.
    ///   - policy: whose teams may be named.
    /// - Throws: `SiteRulesFaults`: everything that is wrong, at once.
    public static func channels(
        text: String, file: String, policy: DeskPolicy
    ) throws(SiteRulesFaults) -> ChannelSet {
        let faults = SiteRulesFaultList()
        guard text.utf8.count <= bytesMax else {
            faults.add(
                SiteRulesFault(
                    line: nil, key: "", expected: "at most \(bytesMax) bytes", found: "\(text.utf8.count)"))
            throw SiteRulesFaults(file: file, faults: faults.faults)
        }
        guard let root = SiteRules.compose(text, faults) else {
            throw SiteRulesFaults(file: file, faults: faults.faults)
        }
        let channels = SiteChannelsReader(root: root, policy: policy).channels()
        guard faults.faults.isEmpty else {
            throw SiteRulesFaults(file: file, faults: faults.faults.inOrder)
        }
        return channels
    }
}
