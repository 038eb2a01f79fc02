import QuotaModel

/// What a colour says; always beside a word that says the same.
public enum Tone: Sendable { case good, caution, bad }

/// Whether and how text is coloured.
public enum Palette: Sendable {
    case plain
    case colours

    func paint(_ text: String, _ tone: Tone?) -> String {
        guard self == .colours, let tone else { return text }
        let code =
            switch tone {
            case .good: 32
            case .caution: 33
            case .bad: 31
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}

extension PeriodStatus {
    var tone: Tone? {
        switch self {
        case .met: .good
        case .short: .bad
        case .behind: .caution
        case .onTrack, .waived, .exempt: nil
        }
    }
}
