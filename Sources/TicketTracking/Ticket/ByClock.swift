/// Something for each clock of a ticket, or nothing: a dictionary without hashing, since every event looks at all three.
public struct ByClock<Value> {
    private var response: Value?
    private var arrival: Value?
    private var resolution: Value?

    public init() {}

    public subscript(_ clock: ServiceClock) -> Value? {
        get {
            switch clock {
            case .response: response
            case .arrival: arrival
            case .resolution: resolution
            }
        }
        set {
            switch clock {
            case .response: response = newValue
            case .arrival: arrival = newValue
            case .resolution: resolution = newValue
            }
        }
    }

    public subscript(_ clock: ServiceClock, default value: @autoclosure () -> Value) -> Value {
        get { self[clock] ?? value() }
        set { self[clock] = newValue }
    }

    /// Those that are there, in the order of their clocks.
    public var values: [Value] { [response, arrival, resolution].compactMap(\.self) }
}

extension ByClock: Equatable where Value: Equatable {}
extension ByClock: Hashable where Value: Hashable {}
extension ByClock: Sendable where Value: Sendable {}

extension ByClock: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (ServiceClock, Value)...) {
        for (clock, value) in elements { self[clock] = value }
    }
}
