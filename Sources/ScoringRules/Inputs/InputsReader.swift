import QuotaModel

/// Reads a file of entered figures (contract, section 6, Inputs). All errors are found, each at its place; with one of
/// them nothing is scored.
public struct InputsReader {
    /// Somebody for whom figures are entered.
    public struct Subject: Sendable {
        /// By which a row names the subject.
        public let id: String
        /// By which a row may name it, too, after normalising.
        public let name: String

        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// Another name that a log may give somebody. In this file only the id and the name stand for them.
    public struct Alias: Sendable {
        public let alias: String
        /// Whose it is.
        public let id: String

        public init(_ alias: String, of id: String) {
            self.alias = alias
            self.id = id
        }
    }

    /// The columns of the file and of the form.
    public static let columns = ["subject", "id", "self", "verified", "final", "evidence", "signer", "date"]
    private static let levels = ["self", "verified", "final"]

    private let path: String
    private let slots: [InputSlot]
    private let subjects: [Subject]
    private let others: [String]
    private let aliases: [Alias]
    private let slotByID: [String: Int]
    private let subjectByID: [String: Int]
    private lazy var subjectByName = Dictionary(
        subjects.enumerated().map { (MatchKey($1.name), $0) }, uniquingKeysWith: { first, _ in first })
    private lazy var subjectByAlias = Dictionary(
        aliases.compactMap { alias in subjectByID[alias.id].map { (MatchKey(alias.alias), $0) } },
        uniquingKeysWith: { first, _ in first })
    private lazy var otherNames = Set((others + aliases.map(\.alias)).map { MatchKey($0) })

    private var issues: [Issue] = []
    private var figures = EnteredFigures()
    private var rows = DelimitedRows([])
    private var budget = SuggestionBudget()
    private lazy var subjectWords = SuggestedWords(subjects.lazy.flatMap { [$0.id, $0.name] })
    /// By input and subject: where the figure's id stands; nil: nowhere yet.
    private var seen: [[Seat?]]
    /// What spellings of subjects and inputs mean, so that each is looked up once.
    private var subjectBySpelling: [String: Int] = [:]
    private var slotBySpelling: [String: Int] = [:]
    /// The subject named last: rows of one follow each other.
    private var lastSubject: (content: Range<Int>, place: Int)?

    private struct Seat {
        let line: Int32
        let start: Int32
    }

    /// - Parameters:
    ///   - subjects: those of the scorecard, in order.
    ///   - others: ids and names of units and people whom the scorecard does not score.
    ///   - aliases: of units and people, scored or not.
    public init(
        path: String, scorecard: Scorecard, subjects: [Subject], others: [String], aliases: [Alias] = []
    ) {
        self.path = path
        slots = scorecard.inputs
        self.subjects = subjects
        self.others = others
        self.aliases = aliases
        subjectByID = Dictionary(subjects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let named = slots.enumerated().map { ($1.id, $0) }
        let aliases = slots.enumerated().flatMap { place, slot in slot.aliases.map { ($0, place) } }
        slotByID = Dictionary(named + aliases, uniquingKeysWith: { first, _ in first })
        seen = Array(repeating: Array(repeating: nil, count: subjects.count), count: scorecard.inputs.count)
    }

    /// The figures in these bytes.
    ///
    /// - Throws: every error of the file, in its order.
    public consuming func read(_ bytes: [UInt8]) throws(Refusal) -> EnteredFigures {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw Refusal(Issue(.notUTF8, at: SourceLocation(path)))
        }
        rows = DelimitedRows(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
        guard try advance() else { throw Refusal(Issue(.emptyFile, at: SourceLocation(path))) }
        let cells = rows.row.count
        let columns = Columns(columns(), cells: cells)
        // After a wrong heading only what is wrong with the text as a whole is looked for.
        let isReadable = issues.isEmpty
        while try advance() { if isReadable { add(columns) } }
        guard issues.isEmpty else { throw Refusal(issues) }
        return figures
    }

    private mutating func advance() throws(Refusal) -> Bool {
        do throws(DelimitedRows.Fault) {
            return try rows.advance()
        } catch {
            throw Refusal(broken(error))
        }
    }

    private func broken(_ fault: DelimitedRows.Fault) -> Issue {
        switch fault {
        case .unclosedQuote(let line, let column), .strayQuote(let line, let column):
            Issue(.brokenRow, at: SourceLocation(path, line: line, column: column), found: "\"")
        }
    }

    private func place(_ cell: DelimitedRows.Cell) -> SourceLocation {
        SourceLocation(path, line: cell.line, column: rows.column(at: cell.start))
    }

    /// The column's name of each cell of the heading, without the empty ones at its end.
    private mutating func columns() -> [String] {
        let named = rows.row.lastIndex { !rows.isEmpty($0) }.map { $0 + 1 } ?? 0
        let heading = rows.row.prefix(named)
        var columns: [String] = []
        for cell in heading {
            let text = rows.text(cell)
            let name = MatchKey(text).text
            if !Self.columns.contains(name) {
                issues.append(
                    Issue(
                        .unknownKey, at: place(cell), found: text, expected: Self.columns,
                        suggestion: Suggestion.nearest(to: name, among: Self.columns)))
            } else if columns.contains(name) {
                issues.append(Issue(.duplicateKey, at: place(cell), subject: name, found: text))
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

    /// Where in a row everything stands.
    private struct Columns {
        /// How many there are with a name.
        let count: Int
        /// The cells of the heading, which may end in empty ones.
        let cells: Int
        let subject: Int?
        let id: Int?
        let levels: [Int?]
        let evidence: Int?
        let signer: Int?
        let date: Int?

        /// The fewest cells that hold a subject and an id.
        var needed: Int { max(subject ?? 0, id ?? 0) + 1 }

        init(_ names: [String], cells: Int) {
            count = names.count
            self.cells = cells
            subject = names.firstIndex(of: "subject")
            id = names.firstIndex(of: "id")
            levels = InputsReader.levels.map(names.firstIndex(of:))
            evidence = names.firstIndex(of: "evidence")
            signer = names.firstIndex(of: "signer")
            date = names.firstIndex(of: "date")
        }
    }

    /// Nil where the heading has no such column or the row ends before it.
    private func cell(_ column: Int?) -> DelimitedRows.Cell? {
        column.flatMap { $0 < rows.row.count ? rows.row[$0] : nil }
    }

    private mutating func add(_ columns: Columns) {
        guard hasItsCells(columns), let subjectCell = cell(columns.subject), let idCell = cell(columns.id) else {
            issues.append(brokenRow(columns))
            return
        }
        let subject = subject(subjectCell)
        let slot = slot(idCell)
        guard let subject, let slot else { return }
        if let first = seen[slot][subject] {
            issues.append(
                Issue(
                    .duplicateFigure, at: place(idCell), subject: subjects[subject].id, found: slots[slot].id,
                    related: SourceLocation(path, line: Int(first.line), column: rows.column(at: Int(first.start)))))
            return
        }
        seen[slot][subject] = Seat(line: Int32(idCell.line), start: Int32(idCell.start))
        let own = value(cell(columns.levels[0]), slot)
        let verified = value(cell(columns.levels[1]), slot)
        let final = value(cell(columns.levels[2]), slot)
        let notes = [columns.evidence, columns.signer, columns.date].map(text)
        guard own != nil || verified != nil || final != nil || notes.contains(where: { !MatchKey($0).isEmpty }) else {
            return
        }
        figures[subject, slot] = EnteredFigure(
            own: own, verified: verified, final: final, evidence: notes[0], signer: notes[1], date: notes[2])
    }

    /// A spreadsheet leaves out empty cells at the end of a row; one more than the heading has, though empty, comes from a
    /// decimal comma without quotes, which moves every figure behind it.
    private func hasItsCells(_ columns: Columns) -> Bool {
        rows.row.count <= columns.cells && rows.row.dropFirst(columns.count).allSatisfy(rows.isEmpty)
    }

    private func brokenRow(_ columns: Columns) -> Issue {
        let hasMore = rows.row.count > columns.count
        let (least, most) = (columns.needed, columns.count)
        let surplus = rows.areSeparatedByCommas ? CellMiscount.unquotedComma : .surplusCells
        return Issue(
            .brokenRow, at: place(rows.row[0]), subject: (hasMore ? surplus : .missingCells).rawValue,
            found: "\(rows.row.count)", expected: [least == most ? "\(most)" : "\(least)..\(most)"])
    }

    private func text(_ column: Int?) -> String { cell(column).map(rows.text) ?? "" }

    private mutating func subject(_ cell: DelimitedRows.Cell) -> Int? {
        if let lastSubject, rows.hasSameContent(cell, as: lastSubject.content) { return lastSubject.place }
        let text = rows.text(cell)
        guard let place = subjectBySpelling[text] ?? subject(named: text, cell) else { return nil }
        subjectBySpelling[text] = place
        if !cell.hasDoubledQuotes { lastSubject = (cell.content, place) }
        return place
    }

    /// Whom a spelling means; an unknown one is reported.
    private mutating func subject(named text: String, _ cell: DelimitedRows.Cell) -> Int? {
        let key = MatchKey(text)
        if let place = subjectByID[key.text] ?? subjectByName[key] { return place }
        if let place = subjectByAlias[key] {
            issues.append(unknownSubject(text, cell, suggestion: subjects[place].name))
        } else if otherNames.contains(key) {
            issues.append(Issue(.noSubjectHere, at: place(cell), found: text))
        } else {
            let suggestion = budget.spend(subjects.count * 2) ? subjectWords.nearest(to: text) : nil
            issues.append(unknownSubject(text, cell, suggestion: suggestion))
        }
        return nil
    }

    private func unknownSubject(_ text: String, _ cell: DelimitedRows.Cell, suggestion: String?) -> Issue {
        Issue(.unknownID, at: place(cell), subject: "subject", found: text, suggestion: suggestion)
    }

    private mutating func slot(_ cell: DelimitedRows.Cell) -> Int? {
        let text = rows.text(cell)
        if let slot = slotBySpelling[text] { return slot }
        if let slot = slotByID[MatchKey(text).text] {
            slotBySpelling[text] = slot
            return slot
        }
        issues.append(
            Issue(
                .unknownID, at: place(cell), subject: "input", found: text, expected: slots.map(\.id),
                suggestion: Suggestion.nearest(to: text, among: slots.map(\.id))))
        return nil
    }

    /// The value of one level; nil when the cell is empty or wrong.
    private mutating func value(_ cell: DelimitedRows.Cell?, _ slot: Int) -> EnteredValue? {
        guard let cell, !rows.isEmpty(cell) else { return nil }
        let value = Self.digits(rows.content(cell)) ?? Self.value(MatchKey(rows.text(cell)))
        let slot = slots[slot]
        if slot.isNumber, value.number == nil {
            return refuse(Issue(.notANumber, subject: slot.id), cell)
        }
        if slot.isAnswer, value.answer == nil {
            return refuse(Issue(.notYesOrNo, subject: slot.id, expected: ["có", "không"]), cell)
        }
        if let range = slot.range, let number = value.number, !range.contains(number) {
            let expected = "\(range.lowerBound.plain)–\(range.upperBound.plain)"
            return refuse(Issue(.outOfRange, subject: slot.id, expected: [expected]), cell)
        }
        return value
    }

    private mutating func refuse(_ issue: Issue, _ cell: DelimitedRows.Cell) -> EnteredValue? {
        issues.append(
            Issue(
                issue.code, at: place(cell), subject: issue.subject, found: rows.text(cell), expected: issue.expected))
        return nil
    }

    /// A cell of digits alone, which is what most are.
    private static func digits(_ content: ArraySlice<UInt8>?) -> EnteredValue? {
        guard let content, content.count <= 18 else { return nil }
        var number = 0
        for byte in content {
            guard 0x30...0x39 ~= byte else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        let answer: Bool? = content.count == 1 && number < 2 ? number == 1 : nil
        return EnteredValue(number: Rational(number), answer: answer)
    }

    private static func value(_ word: MatchKey) -> EnteredValue {
        EnteredValue(number: Rational(cell: word.text), answer: answers[word])
    }

    private static let answers: [MatchKey: Bool] = {
        let yes = ["có", "yes", "true", "1"].map { (MatchKey($0), true) }
        let no = ["không", "no", "false", "0"].map { (MatchKey($0), false) }
        return Dictionary(uniqueKeysWithValues: yes + no)
    }()
}
