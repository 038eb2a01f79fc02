import QuotaModel

/// Units, kinds, people and categories.
extension PackReader {
    mutating func roster() -> Roster {
        let units = rosterUnits()
        let kinds = rosterKinds()
        let people = people()
        let categories = rosterCategories()
        return Roster(
            units: units.list, kinds: kinds.list, people: people.list, categories: categories.list,
            names: NameIndexes(
                units: units.names, kinds: kinds.names, people: people.names, categories: categories.names))
    }

    /// A list and where its names stand in it.
    private typealias Indexed<Element> = (list: [Element], names: HashedPlaces)

    private mutating func rosterUnits() -> Indexed<Unit> {
        let entries = fields.mappings("units")
        let names = checkNamed(entries, otherNames: "aliases", of: "unit")
        let units = entries.map { entry in
            findings.checkOrder(from: entry.day("from"), to: entry.day("to"), of: entry.text("id")?.value)
            return Unit(
                id: entry.requiredText("id"), name: entry.requiredText("name"),
                aliases: entry.texts("aliases").map(\.value),
                block: entry.text("block")?.value, from: entry.day("from")?.value, to: entry.day("to")?.value)
        }
        return (units, names)
    }

    private mutating func rosterKinds() -> Indexed<Kind> {
        let entries = fields.mappings("kinds")
        let names = checkNamed(entries, otherNames: "labels", of: "kind")
        let kinds = entries.map {
            Kind(id: $0.requiredText("id"), name: $0.requiredText("name"), labels: $0.texts("labels").map(\.value))
        }
        return (kinds, names)
    }

    private mutating func people() -> Indexed<Person> {
        let entries = fields.mappings("people")
        let names = checkNamed(entries, otherNames: "aliases", of: "person")
        let people = entries.map { entry in
            findings.checkOrder(from: entry.day("from"), to: entry.day("to"), of: entry.text("id")?.value)
            return Person(
                id: entry.requiredText("id"), name: entry.requiredText("name"),
                aliases: entry.texts("aliases").map(\.value),
                unit: entry.text("unit").flatMap { units.place(of: $0, &findings) }, from: entry.day("from")?.value,
                to: entry.day("to")?.value)
        }
        return (people, names)
    }

    private mutating func rosterCategories() -> Indexed<Category> {
        let entries = fields.mappings("categories")
        let names = checkNamed(entries, otherNames: "aliases", of: "category")
        let categories = entries.map { entry in
            Category(
                id: entry.requiredText("id"), name: entry.requiredText("name"),
                aliases: entry.texts("aliases").map(\.value),
                units: units.places(of: entry.texts("units"), &findings),
                freshWithin: entry.number("fresh-within")?.value)
        }
        return (categories, names)
    }

    private mutating func checkNamed(
        _ entries: [CheckedMapping], otherNames: String, of subject: String
    ) -> HashedPlaces {
        findings.checkUniqueIDs(entries, of: subject)
        return findings.checkUniqueNames(entries, otherNames: otherNames, of: subject)
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
        let meant = meantBlocks ?? fields.meantBlocks
        meantBlocks = meant
        if meant.contains(block.value) { return }
        var blocks: [String] = []
        for known in roster.units.compactMap(\.block) where !blocks.contains(known) { blocks.append(known) }
        findings.add(
            .unknownID, at: block.offset, subject: "block", found: block.value, expected: blocks,
            suggestion: findings.nearest(to: block.value, among: blocks))
    }
}
