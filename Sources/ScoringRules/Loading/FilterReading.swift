import QuotaModel

/// `counting`, `where` and `expect`.
extension PackReader {
    mutating func counting() -> Counting {
        guard let entry = fields.mapping("counting") else { return Counting() }
        let states = entry.texts("status").compactMap { ItemState(rawValue: $0.value) }
        return Counting(
            date: entry.word("date", as: Field.self)?.value ?? .published, kinds: kindList(entry),
            jointUnits: entry.word("joint-units", as: Counting.Joint.self)?.value ?? .each,
            jointAuthors: entry.word("joint-authors", as: Counting.Joint.self)?.value ?? .each,
            states: states.isEmpty ? [.published] : states)
    }

    private mutating func kindList(_ entry: CheckedMapping) -> [Int]? {
        entry["kinds"] == nil ? nil : kinds.places(of: entry.texts("kinds"), &findings)
    }

    mutating func filter(_ entry: CheckedMapping?) -> ItemFilter {
        var filter = ItemFilter()
        guard let entry else { return filter }
        filter.kinds = kindList(entry)
        if entry["categories"] != nil {
            filter.categories = categories.places(of: entry.texts("categories"), &findings)
        }
        filter.channels = Self.keys(entry, "channels", &filter.written)
        filter.origins = Self.keys(entry, "origins", &filter.written)
        filter.approvers = Self.keys(entry, "approvers", &filter.written)
        filter.photos = range(entry.mapping("photos"))
        filter.words = range(entry.mapping("words"))
        filter.views = range(entry.mapping("views"))
        filter.within = within(entry.mapping("within"))
        return filter
    }

    private static func keys(
        _ entry: CheckedMapping, _ key: String, _ written: inout [MatchKey: String]
    ) -> [MatchKey]? {
        guard entry[key] != nil else { return nil }
        return entry.texts(key).map { text in
            let key = MatchKey(text.value)
            if key.text != text.value { written[key] = text.value }
            return key
        }
    }

    private mutating func range(_ entry: CheckedMapping?) -> ItemFilter.NumberRange? {
        guard let entry else { return nil }
        let least = entry.number("at-least")
        let most = entry.number("at-most")
        if let least, let most, most.value < least.value {
            findings.add(
                .badValue, at: most.offset, subject: "at-most", found: findings.wordExcerpt(most.offset),
                expected: ["\(least.value).."], related: least.offset)
        }
        return ItemFilter.NumberRange(atLeast: least?.value, atMost: most?.value)
    }

    private mutating func within(_ entry: CheckedMapping?) -> ItemFilter.Within? {
        guard let entry, let (from, to) = twoDates(entry), let days = entry.number("at-most") else { return nil }
        return ItemFilter.Within(
            from: from, to: to, atMost: days.value, unit: entry.word("in", as: DayUnit.self)?.value ?? .days)
    }

    /// `from` and `to`, which name two different dates of an item.
    mutating func twoDates(_ entry: CheckedMapping) -> (from: Field, to: Field)? {
        guard let from = entry.word("from", as: Field.self), let to = entry.word("to", as: Field.self) else {
            return nil
        }
        if from.value == to.value {
            findings.add(
                .badValue, at: to.offset, subject: "to", found: to.value.rawValue,
                expected: Field.dates.filter { $0 != from.value }.map(\.rawValue), related: from.offset)
        }
        return (from.value, to.value)
    }
}
