import ArticleIngest
import AuditLedger
import QuotaModel

/// What stands in an entry's payload, by kind (contract, section 9). `verify` holds every entry against it: an entry that
/// says nothing anybody can read is as bad as one that was changed.
enum EntryBody {
    /// What a member holds.
    private enum Content {
        case text, count, object, day, texts, reading, limits
        case of([String])

        func holds(_ value: JSONValue) -> Bool {
            switch (self, value) {
            case (.text, .string), (.object, .object): true
            case (.count, .number(let number)): number >= 0
            case (.day, .string(let text)): CivilDate(iso: text) != nil
            case (.texts, .array(let elements)): elements.allSatisfy { $0.text != nil }
            case (.of(let words), .string(let text)): words.contains(text)
            case (.reading, _): ReadingOptions(value) != nil
            case (.limits, _): ReadingLimits(value) != nil
            default: false
            }
        }
    }

    private struct Member {
        let name: String
        let content: Content
        var isNeeded = true
    }

    /// Nil for an entry of its kind; else its kind, where nobody knows it, or the first member that is not as it must be.
    static func flaw(of entry: Entry) -> String? {
        guard let kind = entry.entryKind else { return entry.kind }
        let wrong = members(of: kind).first { member in
            guard let value = entry.payload[member.name] else { return member.isNeeded }
            return !member.content.holds(value)
        }
        if let wrong { return "\(kind.rawValue): \(wrong.name)" }
        if kind == .evaluation, !(RecordedEvaluation(entry).map { 0...entry.seq ~= $0.treeSize } ?? false) {
            return "\(kind.rawValue): parameters"
        }
        return nil
    }

    private static func members(of kind: EntryKind) -> [Member] {
        let file = [
            Member(name: "file", content: .text), Member(name: "sha256", content: .text),
            Member(name: "size", content: .count),
        ]
        return switch kind {
        case .initial: [Member(name: "origin", content: .text)]
        case .rules: file + [Member(name: "id", content: .text)]
        case .log:
            file + [
                Member(name: "mappingFile", content: .text, isNeeded: false),
                Member(name: "mappingSha256", content: .text, isNeeded: false),
                Member(name: "reading", content: .reading, isNeeded: false),
                Member(name: "limits", content: .limits, isNeeded: false),
                Member(name: "counts", content: .object, isNeeded: false),
                Member(name: "rulesSha256", content: .text, isNeeded: false),
            ]
        case .inputs: file + [Member(name: "scorecard", content: .text, isNeeded: false)]
        case .withdraw:
            [
                Member(name: "identity", content: .text), Member(name: "reason", content: .text),
                Member(name: "by", content: .of([Field.id, .url, .title].map(\.rawValue))),
                Member(name: "units", content: .texts, isNeeded: false),
                Member(name: "date", content: .day, isNeeded: false),
            ]
        case .evaluation:
            [
                Member(name: "command", content: .text), Member(name: "parameters", content: .object),
                Member(name: "treeSize", content: .count), Member(name: "rulesSha256", content: .text),
                Member(name: "inputsSha256", content: .text, isNeeded: false),
                Member(name: "resultSha256", content: .text), Member(name: "program", content: .text),
            ]
        case .note: [Member(name: "text", content: .text)]
        }
    }
}

extension Ledger {
    /// Computes everything again from the stored bytes, and holds every entry against its kind.
    func verified(against checkpoint: Checkpoint? = nil) throws -> Verification {
        try verify(against: checkpoint, flaw: EntryBody.flaw)
    }
}
