/// Where a reporter gets a lost link again: by the ticket's number and the last four digits of the phone.
struct RegainPage: Sendable {
    var action: String
    /// The start page.
    var home: String
    /// As they were typed.
    var number = ""
    var ending = ""
    var problems: [Problem] = [] { didSet { hasProblems = !problems.isEmpty } }
    private(set) var hasProblems = false
    /// What is wrong with each field; nil: nothing.
    var numberProblem: String?
    var endingProblem: String?

    init(action: String, home: String) {
        self.action = action
        self.home = home
    }
}
