import QuotaModel

/// Quotas: each line, and what lines of one id must not do to each other.
extension PackReader {
    mutating func quotas(_ roster: Roster) -> [Quota] {
        let entries = fields.mappings("quotas")
        checkLines(entries)
        return entries.map { quota($0, roster) }
    }

    /// What several checks of a line look at.
    private struct Line {
        let entry: CheckedMapping
        let per: PeriodLength?
        let counted: Counted
        let startsOn: Located<Int>?
        let anchor: Located<CivilDate>?
        let workingDays: Located<Bool>?
        let from: Located<CivilDate>?
        let to: Located<CivilDate>?

        init(_ entry: CheckedMapping) {
            self.entry = entry
            per = entry.word("per", as: PeriodLength.self)?.value
            counted = entry.word("counted", as: Counted.self)?.value ?? .fromStart
            startsOn = entry.number("month-starts-on")
            anchor = entry.day("anchor")
            workingDays = entry.flag("working-days")
            from = entry.day("from")
            to = entry.day("to")
        }

        var rhythm: Rhythm {
            switch counted {
            case .fromStart: .fromStart(anchor: anchor?.value)
            case .calendar: .calendar(monthStartsOn: startsOn?.value ?? 1)
            }
        }
    }

    private mutating func quota(_ entry: CheckedMapping, _ roster: Roster) -> Quota {
        let line = Line(entry)
        checkDays(line)
        checkPointlessKeys(line)
        var quota = Quota(
            id: entry.requiredText("id"), units: unitSet(entry["units"], roster),
            minimum: entry.number("minimum")?.value ?? 0,
            per: line.per ?? .month, rhythm: line.rhythm, partial: entry.word("partial", as: PartialRule.self)?.value,
            from: (line.from ?? effectiveFrom)?.value ?? RulePackLoader.noDay,
            to: (line.to ?? effectiveTo)?.value, filter: filter(entry.mapping("where")),
            workingDaysOnly: line.workingDays?.value ?? false, cite: citation(entry))
        if quota.terms != .none { quota.terms = quotaTerms.insert(quota.terms).memberAfterInsert }
        checkPartial(of: quota, entry, roster)
        return quota
    }

    /// The end is not before the start, also where only one of them stands here; the anchor is not after the start.
    private mutating func checkDays(_ line: Line) {
        let from = line.from ?? effectiveFrom
        if let to = line.to { findings.checkOrder(from: from, to: to, of: line.entry.text("id")?.value) }
        guard let anchor = line.anchor, let from, anchor.value > from.value, line.counted != .calendar else { return }
        findings.add(
            .anchorAfterStart, at: anchor.offset, subject: line.entry.text("id")?.value,
            found: anchor.value.description, expected: ["..\(from.value)"], related: from.offset)
    }

    /// A key that has no meaning where it stands may only have its default value.
    private mutating func checkPointlessKeys(_ line: Line) {
        if let startsOn = line.startsOn, startsOn.value != 1,
            line.counted == .fromStart || line.per == .week || line.per == .day
        {
            pointless(
                "month-starts-on", at: startsOn.offset, found: findings.wordExcerpt(startsOn.offset), expected: ["1"])
        }
        if let anchor = line.anchor, line.counted == .calendar {
            pointless("anchor", at: anchor.offset, found: anchor.value.description, expected: [])
        }
        if let workingDays = line.workingDays, workingDays.value, let per = line.per, per != .day {
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
