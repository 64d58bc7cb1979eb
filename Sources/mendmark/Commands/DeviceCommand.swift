import ArgumentParser
import Facility
import ScanGateway

struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device",
        abstract: "Install, exchange, move, take down and retire devices; say where one has been.",
        discussion:
            "Devices and places are named by their references. The label of a mounting position stays where it is.",
        subcommands: [
            DeviceInstall.self, DeviceExchange.self, DeviceMove.self, DeviceStore.self, DeviceRetire.self,
            DeviceShow.self,
            DeviceHangsOn.self,
        ])
}

/// Who and why, as every change of a device says it.
struct DeviceOptions: ParsableArguments {
    @OptionGroup var options: SiteOptions
    @Option(help: "Why, 1 to 200 characters.") var reason: String
    @Option(name: .customLong("as"), help: "Sign-in name of whoever did it (default: the operator).")
    var actAs: String?

    func send(_ request: DeviceRequest) async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        print(try await site.device(request, as: actAs).whereabouts)
    }
}

struct DeviceInstall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Mount a device from store at a place.")
    @OptionGroup var options: DeviceOptions
    @Argument(help: "The device's reference.") var device: String
    @Option(help: "The place's reference.") var at: String

    func run() async throws { try await options.send(.install(device, at: at, reason: options.reason)) }
}

struct DeviceExchange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exchange", abstract: "Put a device from store where another one hangs (更换).")
    @OptionGroup var options: DeviceOptions
    @Argument(help: "The reference of the device that hangs there.") var old: String
    @Argument(help: "The reference of the device that takes its place.") var new: String
    @Flag(help: "The old one goes out of force, not into store.") var retire = false

    func run() async throws {
        try await options.send(.exchange(old, for: new, isRetired: retire, reason: options.reason))
    }
}

struct DeviceMove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Mount an installed device elsewhere.")
    @OptionGroup var options: DeviceOptions
    @Argument(help: "The device's reference.") var device: String
    @Option(help: "The new place's reference.") var to: String

    func run() async throws { try await options.send(.move(device, to: to, reason: options.reason)) }
}

struct DeviceStore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Take a device down into store.")
    @OptionGroup var options: DeviceOptions
    @Argument(help: "The device's reference.") var device: String

    func run() async throws { try await options.send(.store(device, reason: options.reason)) }
}

struct DeviceRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Take a device out of force; its history stays.")
    @OptionGroup var options: DeviceOptions
    @Argument(help: "The device's reference.") var device: String

    func run() async throws { try await options.send(.retire(device, reason: options.reason)) }
}

struct DeviceShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Where a device is and has been, with who did it and why.")
    @OptionGroup var options: SiteOptions
    @Argument(help: "The device's reference.") var device: String

    func run() async throws {
        let site = try await OpenSite(options.folder)
        defer { site.close() }
        let summary = try await site.device(.show(device))
        print(summary.whereabouts)
        for step in summary.log { print("    \(site.local(step.at))  \(step.by): \(step.what)") }
    }
}

extension OpenSite {
    func device(_ request: DeviceRequest, as actAs: String? = nil) async throws -> DeviceSummary {
        guard case .device(let summary) = try await desk.perform(.deviceWork(request, actAs: actAs)) else {
            throw OperatorFailure.unexpectedReply
        }
        return summary
    }
}

extension DeviceSummary {
    fileprivate var whereabouts: String {
        let at = isRetired ? "out of force" : place.map { "at \($0)" } ?? "in store"
        return "\(reference) (\(kind)) is \(at)."
    }
}
