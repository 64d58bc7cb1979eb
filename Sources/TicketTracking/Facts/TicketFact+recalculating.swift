public import Ledger

extension TicketFact {

    /// 重新计算: the clocks count by the calendars and targets in force from now on, since somebody said so and why.
    public struct Recalculated: Hashable, Sendable, Codable {
        public var words: Personal<String>
        public var calendarVersion: Int
        /// nil: it was promised before calendars were numbered.
        public var wasCalendarVersion: Int?
        /// Of the rules whose targets it goes by.
        public var policyVersion: Int
        /// As they were, of clocks that aren't over.
        public var was: MovedDues
        public var dues: MovedDues

        public init(
            words: Personal<String>, calendarVersion: Int, wasCalendarVersion: Int? = nil, policyVersion: Int,
            was: MovedDues, dues: MovedDues
        ) {
            self.words = words
            self.calendarVersion = calendarVersion
            self.wasCalendarVersion = wasCalendarVersion
            self.policyVersion = policyVersion
            self.was = was
            self.dues = dues
        }

        /// Whether the answer is promised for a later time than before: then the reporters are told.
        public var isLater: Bool {
            guard let was = was.resolution, let due = dues.resolution else { return false }
            return due > was
        }
    }
}
