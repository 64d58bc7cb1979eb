import Foundation

/// Reads a NetBox by its REST API, page by page, into what `NetBoxDump` reads.
public struct NetBoxAPI: Sendable {
    public struct Limits: Sendable {
        /// Objects a page; NetBox gives at most 1,000.
        public var pageSize = 500
        public var pageBytesMax = 64 << 20
        /// Objects of one model.
        public var objectsMax = 2_000_000
        /// Of one page, before the import gives up.
        public var triesMax = 4
        /// For one page, from connecting to its last byte.
        public var pageSeconds = 60
        /// For one connection.
        public var connectSeconds = 10
        /// The longest that a `Retry-After` is obeyed.
        public var waitSecondsMax = 60

        public init() {}
    }

    /// Waits before another try.
    public typealias Wait = @Sendable (Duration) async throws -> Void

    let base: String
    let token: String?
    let limits: Limits
    /// PEM file of the authorities that are trusted; nil: the machine's own.
    let trust: String?
    let wait: Wait

    /// - Parameters:
    ///   - address: where NetBox's start page is, e.g. `https://netbox.example.edu`.
    ///   - token: as NetBox shows it; nil: NetBox lets anybody read.
    ///   - trust: a PEM file of the only authorities to be trusted, e.g. the institution's own; nil: the machine's.
    /// - Throws: `NetBoxAPIError.address`.
    public init(
        address: String, token: String?, limits: Limits = Limits(), trust: String? = nil,
        wait: @escaping Wait = { try await Task.sleep(for: $0) }
    ) throws(NetBoxAPIError) {
        guard let url = URLComponents(string: address), let host = url.host, url.user == nil,
            url.query == nil,
            url.scheme == "https"
                || (url.scheme == "http" && ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host))
        else { throw .address(found: String(address.prefix(100))) }
        base = address.hasSuffix("/") ? String(address.dropLast()) : address
        self.token = token
        self.limits = limits
        self.trust = trust
        self.wait = wait
    }

    /// Models that are asked for, each with its way below `/api/dcim/`.
    static let models: [(model: String, path: String)] = [
        ("dcim.site", "sites"), ("dcim.location", "locations"), ("dcim.rack", "racks"),
        ("dcim.manufacturer", "manufacturers"), ("dcim.devicetype", "device-types"),
        ("dcim.devicerole", "device-roles"), ("dcim.device", "devices"), ("dcim.frontport", "front-ports"),
    ]

    /// Reads everything.
    ///
    /// - Returns: a dump as `NetBoxDump.read` takes it.
    /// - Throws: `NetBoxAPIError`, `CancellationError`.
    public func dump() async throws -> [UInt8] {
        try await withClient { fetch in
            var objects: [[String: Any]] = []
            for (model, path) in Self.models { objects += try await all(model, path, fetch) }
            let cables = try await all("dcim.cable", "cables", fetch)
            objects += cables.flatMap(NetBoxAPIObject.dumped(cable:))
            return Array(try JSONSerialization.data(withJSONObject: objects))
        }
    }

    private func all(_ model: String, _ name: String, _ fetch: Fetch) async throws -> [[String: Any]] {
        var objects: [[String: Any]] = []
        while true {
            // The offset is counted here: a `next` that the server gives could send the token elsewhere.
            let path = "/api/dcim/\(name)/?limit=\(limits.pageSize)&offset=\(objects.count)&ordering=id"
            let page = try await self.page(path, fetch)
            for result in page.results {
                guard let object = NetBoxAPIObject.dumped(result, model: model) else {
                    throw NetBoxAPIError.malformed(path: path, expected: "objects with a number as id")
                }
                objects.append(object)
            }
            guard objects.count <= limits.objectsMax else {
                throw NetBoxAPIError.tooMany(path: path, objectsMax: limits.objectsMax)
            }
            if !page.hasNext { return objects }
            guard !page.results.isEmpty else {
                throw NetBoxAPIError.malformed(path: path, expected: "objects on a page that isn't the last")
            }
        }
    }

    private func page(_ path: String, _ fetch: Fetch) async throws -> (
        results: [[String: Any]], hasNext: Bool
    ) {
        let body = try await persistently(path, fetch)
        guard let object = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any],
            let results = object["results"] as? [[String: Any]]
        else { throw NetBoxAPIError.malformed(path: path, expected: "a JSON object with a list as results") }
        return (results, object["next"] is String)
    }

    /// Tries again where NetBox is busy (429), failing (5xx) or away.
    private func persistently(_ path: String, _ fetch: Fetch) async throws -> [UInt8] {
        var tries = 0
        while true {
            tries += 1
            let answer = try await fetch(path)
            switch answer {
            case .page(let body): return body
            case .status(let status, let retryAfter):
                guard status == 429 || (500...599).contains(status), tries < limits.triesMax else {
                    throw NetBoxAPIError.status(status, path: path, tries: tries)
                }
                try await wait(.seconds(min(retryAfter ?? 1 << (tries - 1), limits.waitSecondsMax)))
            case .failed(let reason):
                guard tries < limits.triesMax else {
                    throw NetBoxAPIError.unreachable(path: path, tries: tries, reason: reason)
                }
                try await wait(.seconds(1 << (tries - 1)))
            }
        }
    }

    enum Answer: Sendable {
        case page([UInt8])
        /// - Parameter retryAfter: seconds, 0 and up; nil: the server names none.
        case status(Int, retryAfter: Int?)
        case failed(String)
    }

    typealias Fetch = @Sendable (String) async throws -> Answer
}
