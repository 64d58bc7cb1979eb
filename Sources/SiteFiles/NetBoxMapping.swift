/// Which front ports of a NetBox become network points (信息点).
public struct NetBoxMapping: Hashable, Sendable {
    /// Slugs of device roles that are patch panels or wall plates.
    public var panelRoles: Set<String>
    /// Port types that are sockets at which a user's cable ends.
    public var portTypes: Set<String>

    public init(panelRoles: Set<String>, portTypes: Set<String>) {
        self.panelRoles = panelRoles
        self.portTypes = portTypes
    }

    /// 8P8C front ports of patch panels.
    public static let builtIn = NetBoxMapping(panelRoles: ["patch-panel"], portTypes: ["8p8c"])
}
