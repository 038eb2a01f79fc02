import QuotaModel

/// A commented mapping file for a log that nobody has described yet, from what `inspect` found in it: what is active
/// reads the same records, what is commented waits for a person's decision.
public struct FirstMapping {
    let inspection: Inspection
    let wording: Wording
    /// What a person has said already: it stays.
    let mapping: LogMapping
    let dateFormat: DatePattern?

    /// - Parameters:
    ///   - mapping: the mapping file that the log was inspected with.
    ///   - dateFormat: `--date-format` of the inspection.
    public init(_ inspection: Inspection, mapping: LogMapping?, dateFormat: DatePattern?, wording: Wording) {
        self.inspection = inspection
        self.mapping = mapping ?? LogMapping()
        self.dateFormat = dateFormat
        self.wording = wording
    }

    /// YAML (`quota-mapping/1`) in UTF-8, its comments in the wording's language.
    public func bytes() -> [UInt8] {
        let parts = [head(), fields(), states(), layout()].filter { !$0.isEmpty }
        return Array(parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n").utf8) + [UInt8(ascii: "\n")]
    }

    private func head() -> [String] {
        let name = Wording.printable(inspection.source)
        let claim =
            shortHeading.map { wording("CHƯA ĐÚNG: ", "NOT RIGHT YET: ") + wording.sentence($0) }
            ?? wording("đọc như thế này được đúng các bản ghi đã xem", "it reads the same records as were inspected")
        var lines = [
            wording(
                "# Ánh xạ cho \(name), viết ra từ chính nhật ký ấy; \(claim).",
                "# A mapping for \(name), written from that log; \(claim)."),
            wording(
                "# Dòng bắt đầu bằng # là gợi ý: bỏ dấu # khi đúng, xóa đi khi không cần.",
                "# A line that begins with # is a suggestion: take the # away where it is right."),
            "schema: quota-mapping/1",
        ]
        if let records = mapping.records { lines.append("records: \(YAMLText.quoted(records))") }
        return lines
    }

    // MARK: Fields

    private func fields() -> [String] {
        let active = activeFields() + constants()
        let mark = active.isEmpty ? "#" : ""
        var lines = knownByForm()
        lines.append(mark + "fields:")
        lines += active
        lines += (missing() + monthFirst() + candidates()).map { "\(mark)  \(active.isEmpty ? "" : "#")\($0)" }
        return lines
    }

    /// The fields of a CSV log by their headings, those of XML where a person has mapped them: what a built-in form of
    /// XML knows it reads better without a path.
    private var origins: [(field: Field, from: String)] {
        Field.allCases.compactMap { field in
            let from = inspection.format == .csv ? inspection.fields[field] : mapping.fields[field]?.from
            return from.map { (field, $0) }
        }
    }

    private func activeFields() -> [String] {
        origins.filter { mapping.constants[$0.field] == nil }.map { field, from in
            let line = "  \(field.rawValue): \(origin(from, format: format(of: field)))"
            let form = inspection.dateForms[field].map { wording("; dạng đã gặp: \($0)", "; form found: \($0)") } ?? ""
            return line + "   # " + wording.name(field) + form
        }
    }

    private func format(of field: Field) -> DatePattern? {
        field.isDate ? dateFormat ?? mapping.fields[field]?.format : nil
    }

    private func origin(_ from: String, format: DatePattern?) -> String {
        guard let format else { return YAMLText.quoted(from) }
        let zone = format.zone == .vietnam ? "" : ", zone: \(format.zone.rawValue)"
        return "{from: \(YAMLText.quoted(from)), format: \(YAMLText.quoted(format.text))\(zone)}"
    }

    private func constants() -> [String] {
        Field.allCases.compactMap { field in
            mapping.constants[field].map { "  \(field.rawValue)-constant: \(YAMLText.quoted($0))" }
        }
    }

    private func knownByForm() -> [String] {
        guard inspection.format == .xml, mapping.records == nil else { return [] }
        let known = Field.allCases.compactMap { field in
            inspection.fields[field].map { "\(field.rawValue) ← \(Wording.printable($0))" }
        }
        guard !known.isEmpty else { return [] }
        return [wording("# Đã hiểu sẵn, không cần ghi:", "# Known without a mapping:")]
            + known.map { "#   " + $0 }
    }

    /// What every briefing needs and the log doesn't name.
    private func missing() -> [String] {
        func lacks(_ field: Field) -> Bool { inspection.fields[field] == nil && mapping.constants[field] == nil }
        var lines: [String] = []
        if lacks(.unit) {
            lines.append(
                "unit-constant: \"…\"   # "
                    + wording(
                        "không thấy cột đơn vị: mọi bản ghi là của đơn vị này",
                        "no unit column found: every record belongs to this unit"))
        }
        if lacks(.published) {
            lines.append(
                "published: \"…\"   # "
                    + wording("không thấy ngày đăng: ghi cột có ngày ấy", "no publication date found"))
        }
        return lines
    }

    // MARK: Dates

    /// A column that is or could be month-first, with the form to uncomment in place of the line above.
    private func monthFirst() -> [String] {
        origins.flatMap { field, from -> [String] in
            let remark = inspection.remarks.first {
                [.mixedDateForms, .dayFirstAssumed].contains($0.code) && $0.subject == field.rawValue
            }
            guard let remark else { return [] }
            let form =
                remark.code == .mixedDateForms
                ? remark.expected.first : inspection.dateForms[field].map(Self.monthFirst)
            guard let pattern = form.flatMap({ DatePattern($0) }) else { return [] }
            let warning =
                remark.code == .mixedDateForms
                ? wording(
                    "có ngày không đọc được kiểu ngày trước; nếu trang viết tháng trước, dùng dòng này thay dòng trên",
                    "some dates cannot be read day first; if the site writes the month first, use this instead")
                : wording(
                    "mọi ngày đều đọc được cả hai cách; nếu trang viết tháng trước, dùng dòng này thay dòng trên",
                    "every date can be read both ways; if the site writes the month first, use this instead")
            return ["\(field.rawValue): \(origin(from, format: pattern))   # \(warning)"]
        }
    }

    private static func monthFirst(_ form: String) -> String {
        form.replacing("d/M/yyyy", with: "MM/dd/yyyy").replacing("d-M-yyyy", with: "MM-dd-yyyy")
            .replacing("d.M.yyyy", with: "MM.dd.yyyy").replacing(" SA/CH", with: " tt")
            .split(separator: " ").map { $0.hasPrefix("H:") ? "H" + $0 : String($0) }.joined(separator: " ")
    }

    // MARK: Candidates

    /// What is said where the heading row is probably another one.
    private var shortHeading: Issue? { inspection.remarks.first { $0.code == .shortHeading } }

    /// The headings that hold no field, each with the cells under it; those of the row that probably is the heading.
    private var unmapped: [(heading: String, cells: [String])] {
        let line = shortHeading?.related?.line ?? 0
        let headings = inspection.records.first { $0.line == line }?.cells ?? inspection.headings
        func column(_ place: Int) -> [String] {
            inspection.records.filter { $0.line > line && place < $0.cells.count }.prefix(100).map { $0.cells[place] }
        }
        if shortHeading != nil { return headings.indices.map { (headings[$0], column($0)) } }
        return inspection.unmapped.map { heading in
            (heading, headings.firstIndex(of: heading).map(column) ?? [])
        }
    }

    private func candidates() -> [String] {
        unmapped.filter { !$0.heading.isEmpty }.map { heading, cells in
            guard let field = FieldGuess.nearest(to: heading, above: cells) else {
                return "…: \(YAMLText.quoted(heading))   # " + wording("không dùng", "unused")
            }
            let used = inspection.fields[field] != nil || mapping.constants[field] != nil
            let note =
                used
                ? wording("gần nghĩa; trường này đã có ở trên", "near; this field has a place above")
                : wording("gần nghĩa", "near")
            return "\(field.rawValue): \(YAMLText.quoted(heading))   # \(wording.name(field)): \(note)"
        }
    }

    // MARK: States

    private func states() -> [String] {
        let seen = StateCount.words(of: inspection.records)
        var lines: [String] = []
        if !seen.isEmpty {
            let count = inspection.records.count
            lines.append(
                wording(
                    "# Trạng thái đã gặp trong \(wording.number(count)) bản ghi đầu:",
                    "# States seen in the first \(wording.count(count, "record", "records")):"))
            lines += seen.map { state in
                let meaning = meaning(of: state.word).map { " (\($0.rawValue))" } ?? ""
                return "#   \(YAMLText.quoted(state.word)): \(state.count)\(meaning)"
            }
        }
        let said = ItemState.allCases.filter { mapping.states.values.contains($0) }
        if !said.isEmpty {
            lines.append("state:")
            lines += said.map { state in
                let words = mapping.states.filter { $0.value == state }.map(\.key.text).sorted()
                return "  \(state.rawValue): [\(words.map(YAMLText.quoted).joined(separator: ", "))]"
            }
        }
        let unknown = seen.map(\.word).filter { meaning(of: $0) == nil }
        return unknown.isEmpty ? lines : lines + placed(unknown, isAdded: !said.isEmpty)
    }

    /// What a word means by the mapping or without one.
    private func meaning(of word: String) -> ItemState? {
        let key = MatchKey(word)
        return mapping.states[key] ?? ItemState.allCases.first { $0.words.contains { MatchKey($0) == key } }
    }

    /// Words that nobody has explained, as drafts: these don't count, as is so of words that are not explained.
    private func placed(_ words: [String], isAdded: Bool) -> [String] {
        let states = ItemState.allCases.map(\.rawValue).joined(separator: ", ")
        let note = wording(
            "# Từ chưa được hiểu, tin, bài không tính; bỏ dấu # và chuyển về đúng nghĩa (\(states)):",
            "# Words not understood, whose items don't count; take the # away and put them where they belong (\(states)):"
        )
        let list = words.map(YAMLText.quoted).joined(separator: ", ")
        return [note] + (isAdded ? [] : ["#state:"]) + ["#  draft: [\(list)]"]
    }

    // MARK: Encoding and delimiter

    private func layout() -> [String] {
        guard inspection.format == .csv, let encoding = LogEncoding(rawValue: inspection.encoding) else { return [] }
        let how =
            inspection.encodingBy == .detected ? wording("tự nhận ra", "detected") : wording("đã rõ", "certain")
        var lines = ["encoding: \(encoding.rawValue)   # \(how)"]
        if let delimiter = inspection.delimiter {
            lines.append("delimiter: \(delimiter == .tab ? "tab" : YAMLText.quoted(delimiter.text))")
        }
        return lines
    }
}

/// The words of the state field, as first written, in order of first appearance.
private struct StateCount {
    var word: String
    var count: Int

    /// More different words than this are no states.
    private static let limit = 30

    static func words(of records: [Inspection.Record]) -> [StateCount] {
        var counts: [StateCount] = []
        var places: [MatchKey: Int] = [:]
        for text in records.compactMap({ $0.fields[.state] }) {
            if let place = places[MatchKey(text)] {
                counts[place].count += 1
            } else if counts.count < limit {
                places[MatchKey(text)] = counts.count
                counts.append(StateCount(word: text, count: 1))
            }
        }
        return counts
    }
}

/// The field that an unknown heading or path probably holds.
enum FieldGuess {
    /// The field whose name stands in the heading, of several the longest name, else one whose words stand in it with others
    /// between them, else the one that is spelt nearly so.
    ///
    /// - Parameter cells: what stands under the heading: days are only in fields of days, and nothing else is there.
    static func nearest(to heading: String, above cells: [String] = []) -> Field? {
        let last = heading.split(separator: "/").last.map(String.init) ?? heading
        let words = Self.words(last)
        let filled = cells.filter { !MatchKey($0).isEmpty }
        let areDays = !filled.isEmpty && filled.allSatisfy(isDay)
        let mayBeDays = filled.allSatisfy { digits($0) >= 5 }
        let names = Self.names.filter { $0.field.isDate ? mayBeDays : !areDays }
        return longest(of: names) { contains(words, $0) }
            ?? longest(of: names) { $0.count > 1 && containsApart(words, $0) }
            ?? spelt(words, names)
    }

    private static func longest(of names: [(field: Field, name: String)], where stands: ([String]) -> Bool) -> Field? {
        var best: (field: Field, length: Int)?
        for (field, name) in names {
            let wanted = words(name)
            if stands(wanted), wanted.count > best?.length ?? 0 { best = (field, wanted.count) }
        }
        return best?.field
    }

    private static func spelt(_ words: [String], _ names: [(field: Field, name: String)]) -> Field? {
        let spelt = Suggestion.nearest(to: words.joined(separator: " "), among: names.map(\.name))
        return names.first { $0.name == spelt }?.field
    }

    /// Whether the cell has three numbers or more, one of them a year.
    private static func isDay(_ cell: String) -> Bool {
        let numbers = cell.split { !("0"..."9").contains($0) }
        return numbers.count >= 3 && numbers.contains { $0.count == 4 && CivilDate.years.contains(Int($0) ?? 0) }
    }

    private static func digits(_ cell: String) -> Int { cell.utf8.count { 0x30...0x39 ~= $0 } }

    private static let names: [(field: Field, name: String)] = Field.allCases.flatMap { field in
        ([Wording(.vi).name(field), Wording(.en).name(field), field.rawValue] + usual(field)).map { (field, $0) }
    }

    /// What columns of exports are called where no built-in heading fits.
    private static func usual(_ field: Field) -> [String] {
        switch field {
        case .title: ["tên bài", "tên tin"]
        case .kind: ["thể loại"]
        case .unit: ["phòng", "phòng ban", "cơ quan", "department"]
        case .author: ["người viết", "người thực hiện", "creator", "created by"]
        case .category: ["mục", "catid"]
        case .submitted: ["created", "thời gian gửi"]
        case .published:
            ["thời gian", "thời gian đăng", "xuất bản", "publish", "publtime", "start date", "display date"]
        case .views: ["hits", "hitstotal"]
        case .url: ["link"]
        case .state: ["tình trạng"]
        default: []
        }
    }

    /// Folded, and cut at everything that is no letter or digit and before capitals in a word, for columns are called
    /// `created_by`, `don-vi` and `NumberOfViews` too.
    private static func words(_ text: String) -> [String] {
        var cut = String.UnicodeScalarView()
        var wasSmall = false
        for scalar in text.unicodeScalars {
            if wasSmall, scalar.properties.isUppercase { cut.append(" ") }
            wasSmall = scalar.properties.isLowercase
            cut.append(scalar)
        }
        return Vietnamese.unaccented(MatchKey(String(cut)).text).unicodeScalars
            .split { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }.map { String($0) }
    }

    private static func contains(_ words: [String], _ wanted: [String]) -> Bool {
        guard !wanted.isEmpty, words.count >= wanted.count else { return false }
        return (0...words.count - wanted.count).contains { words[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }

    /// Whether the words stand in this order, with others between them.
    private static func containsApart(_ words: [String], _ wanted: [String]) -> Bool {
        var rest = words[...]
        return wanted.allSatisfy { word in
            guard let place = rest.firstIndex(of: word) else { return false }
            rest = rest[(place + 1)...]
            return true
        }
    }
}
