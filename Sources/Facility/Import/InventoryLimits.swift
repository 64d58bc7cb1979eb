/// How much an inventory may hold. Beyond any campus that was ever counted, and small enough for one commit.
public enum InventoryLimits {
    /// Places and devices of one import.
    public static let rowsMax = 500_000
    /// Characters of an external id.
    public static let idMax = 128
    /// Characters of a display reference: two lines of a label.
    public static let referenceMax = 64
    /// Characters of a name in one script.
    public static let nameMax = 200
    /// Characters of a device's kind, model, serial number.
    public static let kindMax = 64
    public static let modelMax = 128
    public static let serialMax = 128
    /// Places above one another, the campus being the first.
    public static let levelsMax = 16
    public static let orders = -1_000_000_000...1_000_000_000
}
