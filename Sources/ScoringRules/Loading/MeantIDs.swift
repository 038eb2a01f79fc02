import QuotaModel

/// Ids that entries of a list may have been meant to have whose own cannot be read. Whoever names one of these elsewhere has
/// made no second mistake.
extension CheckedMapping {
    /// Those of the list under a key.
    func meantIDs(_ key: String) -> Set<String> {
        guard let list = self[key] else { return [] }
        var meant = Set(list.unreadableTexts.compactMap(Shape.identifier(madeFrom:)))
        for entry in list.list?.compactMap(\.mapping) ?? [] where entry["id"] == nil {
            meant.formUnion(entry.ownMeantIDs)
        }
        return meant
    }

    /// Those of the mapping under a key whose keys are ids.
    func meantKeys(_ key: String) -> Set<String> {
        guard let mapping = self[key] else { return [] }
        let keys = mapping.unreadableKeys + (mapping.entries?.map(\.key.value) ?? [])
        return Set(mapping.unreadableKeys + keys.compactMap(Shape.identifier(madeFrom:)))
    }

    /// Blocks of units that are no ids as they are written.
    var meantBlocks: Set<String> {
        let units = mappings("units").filter { $0.isUnreadable("block") }
        return Set(units.flatMap(\.unreadableTexts).compactMap(Shape.identifier(madeFrom:)))
    }

    /// What stands where the id should, or under a key that nobody knows; else what the name makes: `phong-1` or `p1`.
    private var ownMeantIDs: [String] {
        let written = unreadableTexts.compactMap(Shape.identifier(madeFrom:))
        guard let name = text("name").flatMap({ Shape.identifier(madeFrom: $0.value) }) else { return written }
        let initials = name.split(separator: "-").compactMap { $0.first.map(String.init) }.joined()
        return written + [name, initials]
    }
}
