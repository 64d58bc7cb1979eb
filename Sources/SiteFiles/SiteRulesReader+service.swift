import Facility
import TicketTracking

extension SiteRulesReader {
    func targets(_ node: SiteRulesNode) -> ServiceTargets? {
        let names = ["hazard", "high", "normal", "low"]
        let fields = node.fields(names)
        let targets = names.map { name -> ServiceTarget? in
            guard let member = fields[name] else {
                node.missing(name, expected: "response and resolution")
                return nil
            }
            return target(member)
        }
        guard let hazard = targets[0], let high = targets[1], let normal = targets[2], let low = targets[3]
        else {
            return nil
        }
        return ServiceTargets(hazard: hazard, high: high, normal: normal, low: low)
    }

    private func target(_ node: SiteRulesNode) -> ServiceTarget? {
        let fields = node.fields(["response", "arrival", "resolution", "round-the-clock"])
        for name in ["response", "resolution"] where fields[name] == nil {
            node.missing(name, expected: "a duration such as 30m, 4h or 2d")
        }
        guard let response = fields["response"]?.duration, let resolution = fields["resolution"]?.duration
        else {
            return nil
        }
        return ServiceTarget(
            response: response, arrival: fields["arrival"]?.duration, resolution: resolution,
            isRoundTheClock: fields["round-the-clock"]?.flag ?? false)
    }
}
