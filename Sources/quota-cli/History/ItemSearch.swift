import ArticleIngest
import AuditLedger
import QuotaEngine
import QuotaModel
import ScoringRules

/// Finds every version of an item in the logs of a history.
struct ItemSearch {
    /// An item as one log holds it.
    struct Version {
        let entry: Entry
        let log: LogEntry
        let identity: ItemIdentity
        let item: Item
    }

    let logs: StoredLogs
    let rules: LoadedRules

    /// Every version that a person can mean by this text, oldest first.
    ///
    /// - Parameters:
    ///   - field: only identities that are taken from this field.
    ///   - isWanted: narrows further.
    func versions(of text: String, field: Field?, where isWanted: (Item) -> Bool = { _ in true }) throws -> [Version] {
        let text = Self.trimmed(text)
        let plan = Plan(pack: rules.pack, asOf: rules.pack.from)
        let order = plan.readingOrder(details: true)
        var found: [Version] = []
        for stored in logs.logs {
            // A log by itself: which of its rows counts is decided inside it.
            var reader = LogReader(
                order: order, limits: stored.log.limits, mapping: try logs.mapping(of: stored.log),
                options: stored.log.options)
            var source = try logs.source(of: stored.log)
            _ = try reader.read(
                &source, named: stored.log.file,
                items: { items in
                    for place in items.indices {
                        let item = items[place]
                        guard let identity = ItemIdentity(item, countingDate: order.countingDate),
                            identity.isCalled(text), field == nil || field == identity.field, isWanted(item)
                        else { continue }
                        found.append(Version(entry: stored.entry, log: stored.log, identity: identity, item: item))
                    }
                }, rejects: { _ in })
        }
        return found
    }

    /// As the cells of a log are: without white space, NBSP and invisible characters at both ends.
    private static func trimmed(_ text: String) -> String {
        let isBlank = { (scalar: Unicode.Scalar) in MatchKey(String(scalar)).isEmpty }
        let rest = text.unicodeScalars.drop(while: isBlank)
        return String(String.UnicodeScalarView(rest.reversed().drop(while: isBlank).reversed()))
    }
}
