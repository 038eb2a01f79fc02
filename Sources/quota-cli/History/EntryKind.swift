import AuditLedger
import QuotaModel

/// The kinds of entries (contract, section 9). The history itself does not know them.
enum EntryKind: String, CaseIterable {
    case initial = "init"
    case rules
    case log
    case inputs
    case withdraw
    case evaluation
    case note
}

extension Entry {
    var entryKind: EntryKind? { EntryKind(rawValue: kind) }
}

extension LedgerAppend {
    /// The first entry that fits, where there is one.
    func first(where fits: (Entry) -> Bool) throws -> Entry? {
        for seq in 0..<size {
            let entry = try entry(seq)
            if fits(entry) { return entry }
        }
        return nil
    }

    func newest(where fits: (Entry) -> Bool) throws -> Entry? {
        for seq in (0..<size).reversed() {
            let entry = try entry(seq)
            if fits(entry) { return entry }
        }
        return nil
    }
}
