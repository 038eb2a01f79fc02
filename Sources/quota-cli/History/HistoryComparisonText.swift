import AuditLedger
import QuotaEngine
import QuotaModel
import QuotaReports
import ScoringRules

/// Versions of items, replays and differences as text.
extension HistoryText {
    func items(_ items: [ItemHistory], _ mark: HistoryMark) -> [UInt8] {
        Self.bytes(items.flatMap { lines($0) + [""] } + [wording.mark(mark)])
    }

    private func lines(_ item: ItemHistory) -> [String] {
        var lines = [wording("Tin, bài ", "Item ") + name(item.key)]
        for (place, version) in item.versions.enumerated() {
            let entry = version.entry
            lines.append(
                "- " + wording("mục \(entry.seq)", "entry \(entry.seq)")
                    + " · \(entry.time) · \(Wording.printable(entry.actor)) · "
                    + position(version.facts.place))
            if place == 0 {
                lines.append("    " + facts(version.facts))
            } else if version.changed.isEmpty {
                lines.append("    " + wording("không đổi", "unchanged"))
            } else {
                lines += changes(item.versions[place - 1].facts, version.facts, version.changed)
            }
            if let reject = version.reject {
                lines.append(
                    "    " + wording("quy tắc mới nhất loại dòng này: ", "the newest rules reject this row: ")
                        + wording.sentence(reject))
            }
            if let newer = version.readAnewBy {
                lines.append(
                    "    "
                        + wording(
                            "mục \(newer.seq) đọc lại tệp này cách khác",
                            "entry \(newer.seq) reads the file in another way"))
            }
        }
        if let withdrawal = item.withdrawal {
            lines.append(
                "- " + wording("mục \(withdrawal.seq)", "entry \(withdrawal.seq)")
                    + " · \(withdrawal.time) · \(Wording.printable(withdrawal.actor)) · "
                    + wording("rút: ", "withdrawn: ") + Wording.printable(withdrawal.payload["reason"]?.text ?? ""))
            lines.append(wording("không tính ở đâu nữa", "counts nowhere"))
        } else if let speaking = item.speaking {
            lines.append(wording("đang tính theo mục \(speaking)", "entry \(speaking) speaks for it"))
        } else {
            lines.append(
                wording(
                    "theo quy tắc mới nhất không tính ở đâu; kết quả cũ giữ quy tắc của nó",
                    "by the newest rules it counts nowhere; older results keep the rules they were made under"))
        }
        return lines
    }

    private func name(_ key: ItemKey) -> String {
        guard let field = key.field else { return wording("không có mã", "without identity") }
        return "\(wording.quoted(key.text)) (\(wording.name(field)))"
    }

    private func position(_ place: ItemFacts.Place) -> String {
        wording(
            "\(Wording.printable(place.file)) bản ghi \(place.record) (dòng \(place.line))",
            "\(Wording.printable(place.file)) record \(place.record) (line \(place.line))")
    }

    /// What was withdrawn, in words: whoever mistook an id sees it at once.
    func withdrawn(_ added: Added, _ facts: ItemFacts) -> [String] { [line(added), "    " + self.facts(facts)] }

    private func facts(_ facts: ItemFacts) -> String {
        [Field.title, .unit, .kind, .published, .state].compactMap { field in
            facts.values[field].map { "\(wording.name(field)): \(value($0, field))" }
        }.joined(separator: "; ")
    }

    private func value(_ text: String, _ field: Field) -> String {
        if field.isDate, let day = CivilDate(iso: text) { return wording.day(day) }
        return field == .title ? wording.quoted(text) : Wording.printable(text)
    }

    private func changes(_ old: ItemFacts, _ new: ItemFacts, _ fields: [Field]) -> [String] {
        fields.map { field in
            let (was, now) = (old.values[field] ?? "", new.values[field] ?? "")
            let empty = wording("trống", "empty")
            return
                "    \(wording.name(field)): \(was.isEmpty ? empty : value(was, field)) → \(now.isEmpty ? empty : value(now, field))"
        }
    }

    // MARK: Replay

    func replay(_ replay: Replay) -> [UInt8] {
        guard !replay.isIdentical else {
            return Self.bytes([
                wording(
                    "giống hệt: tính lại mục \(replay.seq) ra đúng từng byte (sha256 \(replay.sha256))",
                    "identical: entry \(replay.seq) comes out the same to the byte (sha256 \(replay.sha256))")
            ])
        }
        var lines = [
            wording(
                "KHÁC: mục \(replay.seq) đã ghi sha256 \(replay.recorded.resultSHA256), tính lại ra \(replay.sha256)",
                "DIFFERENT: entry \(replay.seq) holds sha256 \(replay.recorded.resultSHA256), now it is \(replay.sha256)"
            )
        ]
        if replay.recorded.program != QuotaCLI.configuration.version {
            lines.append(
                wording(
                    "ghi bằng bản \(replay.recorded.program), tính lại bằng bản \(QuotaCLI.configuration.version)",
                    "made by version \(replay.recorded.program), again by version \(QuotaCLI.configuration.version)"))
        }
        if let difference = replay.difference {
            lines.append(
                wording("chỗ khác đầu tiên: ", "first difference: ")
                    + "\(difference.path): \(json(difference.before)) → \(json(difference.after))")
        }
        if let results = replay.results { lines += results.changes.map { line($0, of: results) } }
        return Self.bytes(lines)
    }

    private func json(_ value: JSONValue?) -> String {
        value.map { Wording.printable(String(decoding: $0.canonical, as: UTF8.self)) } ?? wording("không có", "none")
    }

    // MARK: Differences

    func difference(_ comparison: EvaluationComparison) -> [UInt8] {
        var lines = [comparison.before, comparison.after].map { side in
            wording("Mục \(side.entry.seq): ", "Entry \(side.entry.seq): ") + summary(side.entry)
                + " · \(side.entry.time)"
        }
        let results = comparison.results
        add(
            wording("KẾT QUẢ THAY ĐỔI", "WHAT CHANGED"),
            results.changes.isEmpty
                ? [wording("- không đơn vị, đối tượng nào", "- no unit, no subject")]
                : results.changes.map { line($0, of: results) },
            to: &lines)
        add(
            wording("THAM SỐ KHÁC", "OTHER PARAMETERS"),
            comparison.parameters.map { parameter in
                "- \(parameter.key): \(json(parameter.before)) → \(json(parameter.after))"
            }, to: &lines)
        add(wording("CHỈ TIÊU KHÁC", "OTHER MINIMA"), comparison.quotas.map { line($0, comparison) }, to: &lines)
        add(
            wording("DÒNG QUY TẮC KHÁC", "LINES OF THE RULES"), comparison.ruleLines.map(line), to: &lines)
        add(
            wording("SỐ LIỆU NHẬP KHÁC", "ENTERED FIGURES"), comparison.figureLines.map(line), to: &lines)
        add(
            wording("TIN, BÀI KHÁC", "OTHER ITEMS"), comparison.items.flatMap { itemLines($0) }, to: &lines)
        return Self.bytes(lines)
    }

    private func add(_ heading: String, _ content: [String], to lines: inout [String]) {
        if !content.isEmpty { lines += ["", heading] + content }
    }

    private func line(_ change: ResultComparison.Change, of results: ResultComparison) -> String {
        "- \(Wording.printable(change.name)): "
            + change.figures.map { figure($0, of: results) }.joined(separator: "; ")
    }

    private func figure(_ figure: ResultComparison.Figure, of results: ResultComparison) -> String {
        let words = { (value: JSONValue?, grades: [String: String]) -> String in
            switch value {
            case nil, .null: "–"
            case .string(Grade.notConsidered) where figure.kind == .grade: wording.notConsidered
            case .string(let text) where figure.kind == .grade: Wording.printable(grades[text] ?? text)
            case .string(let text): figure.kind.isPoints ? wording.decimal(text) : Wording.printable(text)
            case let value?:
                value["status"] == nil ? json(value) : period(value)
            }
        }
        let head =
            switch figure.kind {
            case .rank: wording("hạng", "rank")
            case .total: wording("điểm", "total")
            case .grade: wording("xếp loại", "grade")
            case .disqualified: wording("không xét", "disqualified")
            case .period(let quota, let from, let to): "\(quota) \(day(from))–\(day(to))"
            case .line(let id): Wording.printable(figure.title ?? id)
            }
        return
            "\(head) \(words(figure.before, results.gradesBefore)) → \(words(figure.after, results.gradesAfter))"
    }

    private func day(_ text: String) -> String { CivilDate(iso: text).map(wording.day) ?? text }

    /// `1/2 thiếu`.
    private func period(_ value: JSONValue) -> String {
        let status = value["status"]?.text.flatMap(PeriodStatus.init(rawValue:)).map { wording.name($0) } ?? ""
        return "\(value["count"]?.int ?? 0)/\(value["minimum"]?.int ?? 0) \(status)"
    }

    private func line(_ change: QuotaChange, _ comparison: EvaluationComparison) -> String {
        "- \(change.id): \(words(change.before, comparison.before)) → \(words(change.after, comparison.after))"
    }

    private func words(_ quota: Quota?, _ side: EvaluationComparison.Side) -> String {
        guard let quota else { return wording("không có", "none") }
        let tests = wording.tests(quota.filter, in: side.history.rules.pack)
        return [
            wording.minimum(quota), wording.rhythm(quota),
            quota.workingDaysOnly ? wording("chỉ ngày làm việc", "working days only") : nil,
            wording.partial(quota.partial), tests.isEmpty ? nil : wording("chỉ tính: \(tests)", "only: \(tests)"),
            wording("từ \(wording.day(quota.from))", "from \(wording.day(quota.from))"),
            quota.to.map { wording("đến \(wording.day($0))", "to \(wording.day($0))") },
        ].compactMap(\.self).joined(separator: ", ")
    }

    private func line(_ change: LineDifference.Change) -> String {
        (change.isAdded ? "+ " : "- ") + Wording.printable(change.text)
    }

    private func itemLines(_ change: EvaluationComparison.ItemChange) -> [String] {
        guard let facts = change.facts else { return [] }
        let head = "- \(name(facts.key)) \(wording.quoted(facts.title)): "
        switch change.kind {
        case .added:
            return [
                head + wording("thêm ở mục \(facts.place.seq), ", "added by entry \(facts.place.seq), ")
                    + position(facts.place)
            ]
        case .removed:
            return [
                head + wording("không còn được nhận, trước ở ", "no longer accepted, was in ") + position(facts.place)
            ]
        case .withdrawn:
            let entry = change.withdrawal
            return [
                head + wording("rút ở mục \(entry?.seq ?? 0): ", "withdrawn by entry \(entry?.seq ?? 0): ")
                    + Wording.printable(entry?.payload["reason"]?.text ?? "") + "; " + position(facts.place)
            ]
        case .changed:
            guard let old = change.before else { return [] }
            return [
                head + wording("sửa ở mục \(facts.place.seq), ", "changed by entry \(facts.place.seq), ")
                    + position(facts.place)
            ]
                + changes(old, facts, change.fields)
        }
    }
}
