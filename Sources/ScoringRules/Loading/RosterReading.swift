import QuotaModel

/// Units, kinds, people and categories.
extension PackReader {
    mutating func roster() -> Roster {
        Roster(units: rosterUnits(), kinds: rosterKinds(), people: people(), categories: rosterCategories())
    }

    private mutating func rosterUnits() -> [Unit] {
        let entries = fields.mappings("units")
        checkNamed(entries, otherNames: "aliases", of: "unit")
        return entries.map { entry in
            findings.checkOrder(from: entry.day("from"), to: entry.day("to"), of: entry.text("id")?.value)
            return Unit(
                id: entry.id("id"), name: entry.id("name"), aliases: entry.texts("aliases").map(\.value),
                block: entry.text("block")?.value, from: entry.day("from")?.value, to: entry.day("to")?.value)
        }
    }

    private mutating func rosterKinds() -> [Kind] {
        let entries = fields.mappings("kinds")
        checkNamed(entries, otherNames: "labels", of: "kind")
        return entries.map {
            Kind(id: $0.id("id"), name: $0.id("name"), labels: $0.texts("labels").map(\.value))
        }
    }

    private mutating func people() -> [Person] {
        let entries = fields.mappings("people")
        checkNamed(entries, otherNames: "aliases", of: "person")
        return entries.map { entry in
            findings.checkOrder(from: entry.day("from"), to: entry.day("to"), of: entry.text("id")?.value)
            return Person(
                id: entry.id("id"), name: entry.id("name"), aliases: entry.texts("aliases").map(\.value),
                unit: entry.text("unit").flatMap { units.place(of: $0, &findings) }, from: entry.day("from")?.value,
                to: entry.day("to")?.value)
        }
    }

    private mutating func rosterCategories() -> [Category] {
        let entries = fields.mappings("categories")
        checkNamed(entries, otherNames: "aliases", of: "category")
        return entries.map { entry in
            Category(
                id: entry.id("id"), name: entry.id("name"), aliases: entry.texts("aliases").map(\.value),
                units: units.places(of: entry.texts("units"), &findings),
                freshWithin: entry.number("fresh-within")?.value)
        }
    }

    private mutating func checkNamed(_ entries: [CheckedMapping], otherNames: String, of subject: String) {
        findings.checkUniqueIDs(entries, of: subject)
        findings.checkUniqueNames(entries, otherNames: otherNames, of: subject)
    }

    /// The places of `all`, `{block: …}` or a list of ids, in the order of the pack or of the list.
    mutating func unitSet(_ value: CheckedValue?, _ roster: Roster) -> [Int] {
        guard let value else { return [] }
        if value.text != nil {
            let all = allUnits ?? Array(roster.units.indices)
            allUnits = all
            return all
        }
        guard let block = value.mapping?.text("block") else {
            return units.places(of: value.list?.compactMap(\.text) ?? [], &findings)
        }
        return unitsOfBlock(block, roster)
    }

    /// The places of a block's units; a block that no unit has is reported.
    mutating func unitsOfBlock(_ block: Located<String>, _ roster: Roster) -> [Int] {
        // Quotas by block may be many, and so may units.
        let byBlock = unitsByBlock ?? Dictionary(grouping: roster.units.indices) { roster.units[$0].block }
        unitsByBlock = byBlock
        let places = byBlock[block.value] ?? []
        if places.isEmpty { reportUnknownBlock(block, roster) }
        return places
    }

    private mutating func reportUnknownBlock(_ block: Located<String>, _ roster: Roster) {
        guard !fields.isUnreadable("units") else { return }
        var blocks: [String] = []
        for known in roster.units.compactMap(\.block) where !blocks.contains(known) { blocks.append(known) }
        findings.add(
            .unknownID, at: block.offset, subject: "block", found: block.value, expected: blocks,
            suggestion: findings.nearest(to: block.value, among: blocks))
    }
}
