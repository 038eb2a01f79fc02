import QuotaModel

/// Reads a file of entered figures (contract, section 6, Inputs). All errors are found, each at its place; with one of
/// them nothing is scored.
public struct InputsReader {
    /// Somebody for whom figures are entered.
    public struct Subject: Sendable {
        public let id: String
        public let name: String

        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// The columns of the file and of the form.
    public static let columns = ["subject", "id", "self", "verified", "final", "evidence", "signer", "date"]
    private static let levels = ["self", "verified", "final"]

    private let path: String
    private let slots: [InputSlot]
    private let subjects: [Subject]
    private let subjectByID: [String: Int]
    private let subjectByName: [MatchKey: Int]
    private let slotByID: [String: Int]
    private let others: Set<MatchKey>
    private var issues: [Issue] = []
    private var figures = EnteredFigures()
    private var seen: [[Int]: SourceLocation] = [:]

    /// - Parameters:
    ///   - subjects: those of the scorecard, in order.
    ///   - others: ids and names of units and people whom the scorecard does not score.
    public init(path: String, scorecard: Scorecard, subjects: [Subject], others: [String]) {
        self.path = path
        slots = scorecard.inputs
        self.subjects = subjects
        subjectByID = Dictionary(subjects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        subjectByName = Dictionary(
            subjects.enumerated().map { (MatchKey($1.name), $0) }, uniquingKeysWith: { first, _ in first })
        let named = slots.enumerated().map { ($1.id, $0) }
        let aliases = slots.enumerated().flatMap { place, slot in slot.aliases.map { ($0, place) } }
        slotByID = Dictionary(named + aliases, uniquingKeysWith: { first, _ in first })
        self.others = Set(others.map { MatchKey($0) })
    }

    /// The figures in these bytes.
    ///
    /// - Throws: every error of the file, in its order.
    public consuming func read(_ bytes: [UInt8]) throws(Refusal) -> EnteredFigures {
        guard let whole = String(validating: bytes, as: UTF8.self) else {
            throw Refusal(Issue(.notUTF8, at: SourceLocation(path)))
        }
        let text = whole.unicodeScalars.first == "\u{FEFF}" ? String(whole.unicodeScalars.dropFirst()) : whole
        let rows: [[DelimitedRows.Cell]]
        do throws(DelimitedRows.Fault) {
            rows = try DelimitedRows(text).rows
        } catch {
            throw Refusal(broken(error))
        }
        guard let heading = rows.first else { throw Refusal(Issue(.emptyFile, at: SourceLocation(path))) }
        let columns = columns(heading)
        guard issues.isEmpty else { throw Refusal(issues) }
        for row in rows.dropFirst() { add(row, columns) }
        guard issues.isEmpty else { throw Refusal(issues) }
        return figures
    }

    private func broken(_ fault: DelimitedRows.Fault) -> Issue {
        switch fault {
        case .unclosedQuote(let line, let column), .strayQuote(let line, let column):
            Issue(.brokenRow, at: SourceLocation(path, line: line, column: column), found: "\"")
        }
    }

    private func place(_ cell: DelimitedRows.Cell) -> SourceLocation {
        SourceLocation(path, line: cell.line, column: cell.column)
    }

    /// The column's name of each cell.
    private mutating func columns(_ heading: [DelimitedRows.Cell]) -> [String] {
        var columns: [String] = []
        for cell in heading {
            let name = MatchKey(cell.text).text
            if !Self.columns.contains(name) {
                issues.append(
                    Issue(
                        .unknownKey, at: place(cell), found: cell.text, expected: Self.columns,
                        suggestion: Suggestion.nearest(to: name, among: Self.columns)))
            } else if columns.contains(name) {
                issues.append(Issue(.duplicateKey, at: place(cell), subject: name, found: cell.text))
            }
            columns.append(name)
        }
        for needed in ["subject", "id"] where !columns.contains(needed) {
            issues.append(Issue(.missingKey, at: SourceLocation(path, line: 1), subject: needed))
        }
        if !Self.levels.contains(where: columns.contains) {
            issues.append(Issue(.missingKey, at: SourceLocation(path, line: 1), subject: "self", expected: Self.levels))
        }
        return columns
    }

    private mutating func add(_ row: [DelimitedRows.Cell], _ columns: [String]) {
        // A spreadsheet leaves out empty cells at the end of a row, or adds some.
        guard row.dropFirst(columns.count).allSatisfy({ MatchKey($0.text).isEmpty }) else {
            issues.append(
                Issue(
                    .brokenRow, at: SourceLocation(path, line: row[0].line, column: row[0].column),
                    found: "\(row.count)", expected: ["\(columns.count)"]))
            return
        }
        let cells = Dictionary(uniqueKeysWithValues: zip(columns, row))
        guard let subjectCell = cells["subject"], let idCell = cells["id"] else { return }
        let subject = subject(subjectCell)
        let slot = slot(idCell)
        guard let subject, let slot else { return }
        if let first = seen[[subject, slot]] {
            issues.append(
                Issue(
                    .duplicateFigure, at: place(idCell), subject: subjects[subject].id, found: slots[slot].id,
                    related: first))
            return
        }
        seen[[subject, slot]] = place(idCell)
        let values = Self.levels.map { level in cells[level].flatMap { value($0, slots[slot]) } }
        guard values.contains(where: { $0 != nil }) else { return }
        figures[subject, slot] = EnteredFigure(
            own: values[0], verified: values[1], final: values[2], evidence: cells["evidence"]?.text ?? "",
            signer: cells["signer"]?.text ?? "", date: cells["date"]?.text ?? "")
    }

    private mutating func subject(_ cell: DelimitedRows.Cell) -> Int? {
        let key = MatchKey(cell.text)
        if let place = subjectByID[key.text] ?? subjectByName[key] { return place }
        if others.contains(key) {
            issues.append(Issue(.noSubjectHere, at: place(cell), found: cell.text))
        } else {
            let known = subjects.flatMap { [$0.id, $0.name] }
            issues.append(
                Issue(
                    .unknownID, at: place(cell), subject: "subject", found: cell.text,
                    suggestion: Suggestion.nearest(to: cell.text, among: known)))
        }
        return nil
    }

    private mutating func slot(_ cell: DelimitedRows.Cell) -> Int? {
        if let slot = slotByID[MatchKey(cell.text).text] { return slot }
        issues.append(
            Issue(
                .unknownID, at: place(cell), subject: "input", found: cell.text, expected: slots.map(\.id),
                suggestion: Suggestion.nearest(to: cell.text, among: slots.map(\.id))))
        return nil
    }

    /// The value of one level; nil when the cell is empty or wrong.
    private mutating func value(_ cell: DelimitedRows.Cell, _ slot: InputSlot) -> EnteredValue? {
        let word = MatchKey(cell.text)
        guard !word.isEmpty else { return nil }
        let number = Rational(cell: word.text)
        let answer = Self.answers[word]
        if slot.isNumber, number == nil {
            issues.append(Issue(.notANumber, at: place(cell), subject: slot.id, found: cell.text, expected: ["8,5"]))
            return nil
        }
        if slot.isAnswer, answer == nil {
            issues.append(
                Issue(
                    .notYesOrNo, at: place(cell), subject: slot.id, found: cell.text, expected: ["có", "không"]))
            return nil
        }
        if let range = slot.range, let number, !range.contains(number) {
            issues.append(
                Issue(
                    .outOfRange, at: place(cell), subject: slot.id, found: cell.text,
                    expected: ["\(range.lowerBound.plain)–\(range.upperBound.plain)"]))
            return nil
        }
        return EnteredValue(number: number, answer: answer)
    }

    private static let answers: [MatchKey: Bool] = {
        let yes = ["có", "yes", "true", "1"].map { (MatchKey($0), true) }
        let no = ["không", "no", "false", "0"].map { (MatchKey($0), false) }
        return Dictionary(uniqueKeysWithValues: yes + no)
    }()
}
