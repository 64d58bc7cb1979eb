import ArgumentParser
import Facility
import ScanGateway

struct PlaceCablingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cabling",
        abstract: "The network points at a place and below it, and the switch on which each hangs.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The place's reference.") var place: String

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let report = try await site.cabling(.place(place))
        for line in report.lines { print(text(line, site)) }
        let cabled = report.lines.filter { $0.device != nil }
        let switches = Set(cabled.compactMap(\.device)).count
        print("\(cabled.count) of \(report.lines.count) points hang on \(switches) switches")
    }

    private func text(_ line: CablingReport.Line, _ site: OpenSite) -> String {
        guard let device = line.device, let port = line.port else { return "\(line.point)  no switch known" }
        let since = line.since.map { ", since \(site.local($0))" } ?? ""
        return "\(line.point)  \(device) port \(port)  (\(line.source ?? "–")\(since))"
    }
}

struct DeviceHangsOn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hangs-on", abstract: "The network points that hang on a switch, and their rooms.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The switch's reference.") var device: String

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let report = try await site.cabling(.device(device))
        for line in report.lines {
            print("port \(line.port ?? "–")  \(line.point)  in \(line.room ?? "–")")
        }
        let rooms = report.rooms.isEmpty ? "" : ": " + report.rooms.joined(separator: ", ")
        print("\(report.lines.count) points in \(report.rooms.count) rooms hang on \(report.subject)\(rooms)")
    }
}

extension OpenSite {
    fileprivate func cabling(_ request: CablingRequest) async throws -> CablingReport {
        guard case .cabling(let report) = try await desk.perform(.cabling(request)) else {
            throw OperatorFailure.unexpectedReply
        }
        return report
    }
}
