/// 排班: the reader's own shifts of this week and the next, and who is on duty.
struct ShiftsPage: Sendable {
    var teams: [Team]
    var hasTeams: Bool
    var weeks: [Week]
    /// Why there are no shifts of the reader's own; nil: there are.
    var noneNote: String?

    /// Who of a team is on duty now.
    struct Team: Sendable {
        var name: String
        /// nil: nobody is, or the team has no rota.
        var people: String?
        var note: String?
        /// When others are; nil: not within a year.
        var until: String?
    }

    struct Week: Sendable {
        var title: String
        var days: [Day]
    }

    struct Day: Sendable {
        var name: String
        var isToday: Bool
        var shifts: [Line]
        var isFree: Bool
    }

    struct Line: Sendable {
        var text: String
        var name: String
        var isNow: Bool
    }
}
