extension HostFinding {
    /// That phones may not open the labels, and why, in the reader's language.
    func sentence(_ voice: Voice) -> String {
        voice.say("facilities.host.warning", ["finding": finding(voice)])
    }

    private func finding(_ voice: Voice) -> String {
        switch self {
        case .noAddress(let host): voice.say("facilities.host.noAddress", ["host": host])
        case .redirect(let host, let address):
            voice.say("facilities.host.redirect", ["host": host, "address": address])
        case .status(let host, let address, let found):
            voice.say(
                "facilities.host.status", ["host": host, "address": address, "found": String(found)])
        case .foreignCertificate(let host, let address):
            voice.say("facilities.host.foreignCertificate", ["host": host, "address": address])
        case .untrustedCertificate(let host, let address):
            voice.say("facilities.host.untrustedCertificate", ["host": host, "address": address])
        case .noAnswer(let host, let address, let detail):
            voice.say("facilities.host.noAnswer", ["host": host, "address": address, "detail": detail])
        case .differs(let host, let addresses):
            voice.say("facilities.host.differs", ["host": host, "addresses": voice.list(addresses)])
        }
    }
}
