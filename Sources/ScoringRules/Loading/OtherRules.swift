import QuotaModel

/// Deadlines, standards, the calendar, exemptions and the report's head.
extension PackReader {
    mutating func deadlines() -> [Deadline] {
        let entries = fields.mappings("deadlines")
        findings.checkUniqueIDs(entries, of: "deadline")
        return entries.map { entry in
            let dates = twoDates(entry)
            return Deadline(
                id: entry.requiredText("id"), from: dates?.from ?? .submitted, to: dates?.to ?? .published,
                within: entry.number("within")?.value ?? 0, unit: entry.word("in", as: DayUnit.self)?.value ?? .days,
                filter: filter(entry.mapping("where")), owner: entry.text("owner")?.value, cite: citation(entry))
        }
    }

    mutating func standards() -> [Standard] {
        let entries = fields.mappings("standards")
        findings.checkUniqueIDs(entries, of: "standard")
        return entries.map { entry in
            Standard(
                id: entry.requiredText("id"), title: entry.requiredText("title"),
                filter: filter(entry.mapping("where")),
                expect: filter(entry.mapping("expect")), cite: citation(entry))
        }
    }

    func workCalendar() -> WorkCalendar {
        guard let entry = fields.mapping("calendar") else { return WorkCalendar() }
        var calendar = WorkCalendar(
            holidays: Set(entry.days("holidays").map(\.value)), working: Set(entry.days("working").map(\.value)))
        if entry["weekend"] != nil {
            let names = entry.texts("weekend").map(\.value)
            calendar.weekend = names.compactMap(RulesGrammar.weekdays.firstIndex).map { $0 + 1 }
        }
        return calendar
    }

    mutating func exemptions(_ roster: Roster, _ quotas: [Quota]) -> [Exemption] {
        let lastOwed = quotas.allSatisfy { $0.to != nil } ? quotas.compactMap(\.to).max() : nil
        return fields.mappings("exemptions").compactMap { entry in
            findings.checkOrder(from: entry.day("from"), to: entry.day("to"), of: "exemptions")
            let units = unitSet(entry["units"], roster)
            let cite = citation(entry)
            guard let from = entry.day("from") else { return nil }
            let end = entry.day("to") == nil ? effectiveTo?.value : lastOwed
            if let end, end < from.value {
                findings.add(
                    .exemptsNothing, at: from.offset, subject: "exemptions", found: from.value.description,
                    expected: ["..\(end)"])
            }
            guard let span = DaySpan(from.value, (entry.day("to") ?? effectiveTo)?.value ?? CivilDate.lastDay) else {
                return nil
            }
            return Exemption(units: units, span: span, reason: entry.text("reason")?.value, cite: cite)
        }
    }

    func reportHead() -> ReportHead? {
        guard let entry = fields.mapping("report") else { return nil }
        let signer = entry.mapping("signer").map {
            ReportHead.Signer(
                authority: $0.text("authority")?.value ?? "", post: $0.text("post")?.value ?? "",
                name: $0.text("name")?.value ?? "")
        }
        return ReportHead(
            superior: entry.text("superior")?.value, agency: entry.text("agency")?.value,
            place: entry.text("place")?.value, number: entry.text("number")?.value, signer: signer,
            recipients: entry.texts("recipients").map(\.value),
            day: entry.number("day").map { .day($0.value) } ?? .last, dateBlank: entry.text("date")?.value == "blank")
    }
}
