private let hosts = ["mend.example.edu", "edu.cn/fix", "fix.edu:8443"]

/// What a symbol says, and what people type for a code: what is read as a code is a code, and reads the same again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLabels(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    check(try? LabelCode(text))
    for text in [text, "https://mend.example.edu/" + text, "edu.cn/fix/" + text] {
        guard case .ours(let code, let host) = LabelText.parse(text, hosts: hosts) else { continue }
        precondition(hosts.contains(host) && text.utf8.count <= LabelText.lengthMax + 64)
        check(code)
        let again = LabelText.parse("https://\(host)/\(code.compact)", hosts: hosts)
        precondition(again == .ours(code, host: host))
    }
    return 0
}

private func check(_ code: LabelCode?) {
    guard let code else { return }
    precondition(code.bits > 0 && code.bits < 1 << 55 && code.compact.utf8.count == LabelCode.symbolCount)
    precondition((try? LabelCode(code.compact)) == code && (try? LabelCode(code.description)) == code)
}
