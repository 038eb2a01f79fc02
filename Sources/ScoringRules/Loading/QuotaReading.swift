import QuotaModel

/// Quotas: each line, and what lines of one id must not do to each other.
extension PackReader {
    mutating func quotas(_ roster: Roster) -> [Quota] {
        let entries = fields.mappings("quotas")
        checkLines(entries)
        return entries.map { quota($0, roster) }
    }

    private mutating func quota(_ entry: CheckedMapping, _ roster: Roster) -> Quota {
        checkDays(entry)
        checkPointlessKeys(entry)
        var quota = Quota(
            id: entry.id("id"), units: unitSet(entry["units"], roster), minimum: entry.number("minimum")?.value ?? 0,
            per: entry.word("per", as: PeriodLength.self)?.value ?? .month, rhythm: Self.rhythm(entry),
            partial: entry.word("partial", as: PartialRule.self)?.value,
            from: (entry.day("from") ?? effectiveFrom)?.value ?? RulePackLoader.noDay,
            to: (entry.day("to") ?? effectiveTo)?.value, filter: filter(entry.mapping("where")),
            workingDaysOnly: entry.flag("working-days")?.value ?? false, cite: citation(entry))
        if quota.terms != .none { quota.terms = quotaTerms.insert(quota.terms).memberAfterInsert }
        checkPartial(of: quota, entry, roster)
        return quota
    }

    private static func rhythm(_ entry: CheckedMapping) -> Rhythm {
        switch entry.word("counted", as: Counted.self)?.value ?? .fromStart {
        case .fromStart: .fromStart(anchor: entry.day("anchor")?.value)
        case .calendar: .calendar(monthStartsOn: entry.number("month-starts-on")?.value ?? 1)
        }
    }

    /// The end is not before the start, also where only one of them stands here; the anchor is not after the start.
    private mutating func checkDays(_ entry: CheckedMapping) {
        if let to = entry.day("to") {
            findings.checkOrder(from: entry.day("from") ?? effectiveFrom, to: to, of: entry.text("id")?.value)
        }
        guard let anchor = entry.day("anchor"), let from = entry.day("from") ?? effectiveFrom,
            anchor.value > from.value, entry.word("counted", as: Counted.self)?.value != .calendar
        else { return }
        findings.add(
            .anchorAfterStart, at: anchor.offset, subject: entry.text("id")?.value, found: anchor.value.description,
            expected: ["..\(from.value)"], related: from.offset)
    }

    /// A key that has no meaning where it stands may only have its default value.
    private mutating func checkPointlessKeys(_ entry: CheckedMapping) {
        guard let counted = entry["counted"] == nil ? .fromStart : entry.word("counted", as: Counted.self)?.value
        else { return }
        let per = entry.word("per", as: PeriodLength.self)?.value
        if let startsOn = entry.number("month-starts-on"), startsOn.value != 1,
            counted == .fromStart || per == .week || per == .day
        {
            pointless("month-starts-on", at: startsOn.offset, found: String(startsOn.value), expected: ["1"])
        }
        if let anchor = entry.day("anchor"), counted == .calendar {
            pointless("anchor", at: anchor.offset, found: anchor.value.description, expected: [])
        }
        if let workingDays = entry.flag("working-days"), workingDays.value, let per, per != .day {
            pointless("working-days", at: workingDays.offset, found: "true", expected: ["false"])
        }
    }

    private mutating func pointless(_ key: String, at offset: Int, found: String, expected: [String]) {
        findings.add(.pointlessKey, at: offset, subject: key, found: found, expected: expected)
    }

    /// Where a period can be cut, the pack must say what it then owes. Silent where something that decides it is wrong
    /// already.
    private mutating func checkPartial(of quota: Quota, _ entry: CheckedMapping, _ roster: Roster) {
        let decisive = ["per", "counted", "month-starts-on", "anchor", "partial", "from", "to", "units"]
        guard quota.partial == nil, !decisive.contains(where: entry.isUnreadable), entry["per"] != nil,
            effectiveFrom != nil, fields.mapping("effective")?.hasUnreadable == false,
            let cut = quota.firstCut(in: roster)
        else { return }
        findings.add(
            .partialNeeded, at: entry.offset, subject: quota.id, found: cut.description,
            expected: PartialRule.allCases.map(\.rawValue))
    }

    /// Two lines of one id never hold on the same day.
    private mutating func checkLines(_ entries: [CheckedMapping]) {
        var lines: [(id: Located<String>, span: DaySpan)] = []
        lines.reserveCapacity(entries.count)
        var linesByID = HashedPlaces(capacity: entries.count)
        for entry in entries {
            guard let id = entry.text("id"), let from = entry.day("from") ?? effectiveFrom,
                !entry.isUnreadable("from"), !entry.isUnreadable("to"),
                let span = DaySpan(from.value, (entry.day("to") ?? effectiveTo)?.value ?? CivilDate.lastDay)
            else { continue }
            let hash = id.value.hashValue
            let other = linesByID.first(hash) {
                lines[$0].id.value == id.value && lines[$0].span.intersection(span) != nil
            }
            if let other {
                findings.add(
                    .overlappingLines, at: id.offset, subject: id.value, found: id.value,
                    related: lines[other].id.offset)
            }
            linesByID.add(lines.count, hash: hash)
            lines.append((id, span))
        }
    }
}

extension CivilDate {
    /// The last day a file may name, for what has no end.
    static let lastDay = CivilDate(year: CivilDate.years.upperBound, month: 12, day: 31) ?? CivilDate(dayNumber: .max)
}
