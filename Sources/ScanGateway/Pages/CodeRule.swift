/// What the script that checks codes while they are typed, and opens what a USB scanner sends, has to know.
struct CodeRule: Sendable {
    var script: String
    /// Every host of the site, with spaces between.
    var hosts: String
    /// What is said of a code of the right form.
    var fits: String
    var check: String
    /// With `{found}` for the number of symbols.
    var length: String
    /// With `{found}` for the character.
    var character: String
    /// What is said of another site's address.
    var foreign: String
    /// Where the reader came from, to be handed on to the label's page; nil: nowhere in particular.
    var returnPath: String?
}
