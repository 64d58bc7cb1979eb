import LabelScanning

// The report's words in both languages.

extension GradedParameter {
    var names: (zh: String, en: String) {
        switch self {
        case .decode: ("译码", "Decode")
        case .symbolContrast: ("符号反差", "Symbol contrast")
        case .modulation: ("调制比", "Modulation")
        case .reflectanceMargin: ("反射率裕量", "Reflectance margin")
        case .fixedPatternDamage: ("固有图形污损", "Fixed pattern damage")
        case .axialNonuniformity: ("轴向不一致性", "Axial non-uniformity")
        case .gridNonuniformity: ("网格不一致性", "Grid non-uniformity")
        case .unusedErrorCorrection: ("未使用的纠错", "Unused error correction")
        }
    }
}

extension Damage {
    var names: (zh: String, en: String) {
        switch self {
        case .blur: ("模糊", "blur")
        case .noise: ("噪点", "noise")
        case .tilt: ("倾斜", "tilt")
        case .scale: ("缩放至 94 %", "94 % scale")
        case .blot: ("污渍", "blot")
        }
    }
}

extension ProofFault {
    /// `description` is the English one.
    var chinese: String {
        switch self {
        case .unread(let engine): "\(engine.rawValue) 读不出"
        case .wrongText(let engine, let expected, let found): "\(engine.rawValue)：应为 \(expected)，读得 \(found)"
        case .poor(let parameter, let grade, let expected):
            "\(parameter.names.zh)：要求 \(expected.letter) 级以上，实为 \(grade.letter) 级"
        case .offPage: "位置不在页面内"
        case .unknownCode(let text): "\(text) 不是本站标签"
        }
    }
}
