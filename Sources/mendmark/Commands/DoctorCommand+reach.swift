import ScanGateway

extension DoctorCommand {
    /// Whether phones reach every label host, one line each.
    func checkReach(_ configuration: SiteConfiguration, _ checkup: inout Checkup) async throws {
        for host in configuration.hosts {
            let reach = HostReach(
                host: host, isSecure: configuration.isSecure, authorities: authorities, given: at)
            _ = try await checkup.value("host \(host) answers") {
                let findings = await reach.findings()
                guard findings.isEmpty else {
                    throw DoctorFinding(findings.map(\.description).joined(separator: "; "))
                }
            }
        }
    }
}
