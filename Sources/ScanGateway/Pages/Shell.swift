/// The frame around every page.
struct Shell: Sendable {
    var language: String
    var title: String
    var siteName: String
    /// Kept out of search engines.
    var isHidden: Bool
    var isStaff: Bool
    /// The button in the thumb's reach; a page with another main button has none.
    var offersScan: Bool
    /// A form of this browser was just taken, so that its draft can go.
    var isSent: Bool
    /// As many columns as the screen has room for.
    var isWide = false
    /// 演练: a band over every page says so.
    var isPractice = false
    /// Of this page alone.
    var scripts: [String] = []
    var styles: String
    var script: String
    /// What keeps a report that can't be sent; the staff's pages have none.
    var keeper: String
    var icon: String
    var home: String
    var scan: String
    var switchLink: String
    var switchLanguage: String
    var switchName: String
    var footer: String
    var hotline: Hotline?
    /// After which a browser without script loads the page again; nil: never.
    var refreshSeconds: Int?
    var session: Session?
    /// nil: no part of the staff's pages is open to the reader but one.
    var areas: Areas?
    /// nil: nothing here takes a label's code.
    var codes: CodeRule?

    /// The parts of the staff's pages that are open to the reader.
    struct Areas: Sendable {
        var links: [DeskPage.Tab]
    }

    /// A telephone number as it is read and as it is dialled.
    struct Hotline: Sendable {
        var text: String
        var link: String
        var callNow: String
    }

    struct Session: Sendable {
        var name: String
        /// Where the own password is changed; nil: this account opens no such page.
        var account: String?
        var signOut: String
        var csrf: String
        /// By which the browser tells whose acts it keeps.
        var who: String
    }
}
