/// 受理率 响应率 按时办结率 解决率 回访率 满意率 返修率
public struct ServiceRate: Hashable, Sendable, Codable {
    public enum Name: String, Hashable, Sendable, Codable, CaseIterable {
        /// 受理率: reports made in the time that weren't dismissed, of all of them.
        case acceptance
        /// 响应率: tickets opened in the time and answered within their response time, of those answered or due.
        case response
        /// 按时办结率: tickets resolved within their resolution time, of those resolved or due, both in the time.
        case punctuality
        /// 解决率: tickets opened in the time that stand resolved, of those that are work: not dismissed, withdrawn,
        /// advised or merged.
        case resolution
        /// 回访率: reports reached, of the rounds of calls that came to an end in the time.
        case followUp
        /// 满意率: satisfied or fairly so, of the reports that said how the service was; silence is in neither.
        case satisfaction
        /// 返修率: tickets resolved in the time that had to be taken up again, of all resolved in it.
        case rework
    }

    public var name: Name
    public var numerator: Int
    public var denominator: Int

    public init(name: Name, numerator: Int, denominator: Int) {
        self.name = name
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Hundredths of a per cent, rounded half up; nil: there was nothing to count.
    public var basisPoints: Int? {
        denominator > 0 ? (numerator * 20_000 + denominator) / (2 * denominator) : nil
    }
}
