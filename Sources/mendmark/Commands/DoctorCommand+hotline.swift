import TicketTracking

extension DoctorCommand {
    /// Whether somebody who sees a danger is shown a number to call, as the gateway finds it.
    ///
    /// - Parameter policy: nil: what is wrong with the rules was said.
    func checkHotline(
        _ policy: DeskPolicy?, _ folder: SiteFolder, _ configuration: SiteConfiguration,
        _ checkup: inout Checkup
    ) {
        let hotline = configuration.hotline.isEmpty ? policy?.hotline ?? "" : configuration.hotline
        guard policy != nil || !hotline.isEmpty else { return checkup.leave("hotline") }
        checkup.check("hotline") {
            guard !hotline.contains(where: { $0.isASCII && $0.isNumber }) else { return }
            throw DoctorFinding(
                "expected hotline: in \(folder.rules) to be a number that people dial, found "
                    + (hotline.isEmpty ? "none" : hotline) + ": at a danger, pages show nobody to call")
        }
    }
}
