import QuotaModel

/// The heading row of a CSV log: which column holds which field.
struct CSVHeading {
    /// The line on which it begins.
    var line: Int
    /// The headings as written, NFC.
    var headings: [String]
    /// The column of each field.
    var columns: [Field: Int]
    /// Columns that repeat a field, in order: field and heading.
    var seconds: [(field: Field, heading: String)]
    /// Filled rows above it.
    var titleRows: Int
    var firstTitleLine: Int?

    init(line: Int, cells: [String], headings known: Headings, titleRows: Int = 0, firstTitleLine: Int? = nil) {
        self.line = line
        self.titleRows = titleRows
        self.firstTitleLine = firstTitleLine
        headings = cells
        columns = [:]
        seconds = []
        for (column, cell) in cells.enumerated() {
            for field in known.fields(cell) { add(column, to: field, known) }
        }
    }

    /// Of two columns for one field the first is used, and one that a mapping names before all others.
    private mutating func add(_ column: Int, to field: Field, _ known: Headings) {
        guard let first = columns[field] else {
            columns[field] = column
            return
        }
        if known.isOwn(headings[column], field), !known.isOwn(headings[first], field) {
            columns[field] = column
            seconds.append((field, headings[first]))
        } else {
            seconds.append((field, headings[column]))
        }
    }

    var fields: FieldSet { FieldSet(columns.keys) }

    /// The fewest cells of a whole row: up to the last column that has a heading.
    var needed: Int { (headings.lastIndex { !MatchKey($0).isEmpty } ?? -1) + 1 }

    /// The headings of columns that hold no field.
    var unmapped: [String] {
        let used = Set(columns.values)
        return headings.indices.filter { !used.contains($0) && !MatchKey(headings[$0]).isEmpty }.map { headings[$0] }
    }
}

/// One of the first filled rows of a log.
struct SampleRow {
    let line: Int
    let cells: [String]
}

/// Chooses the heading row among the first rows of a log (contract, sections 5 and 11.3).
struct HeadingSearch {
    /// Further down no heading is looked for.
    static let rows = 100

    let headings: Headings
    /// The old font that text of the log is written in.
    let font: OldFont?
    /// The fields that the heading must name; nil: two known headings are enough.
    let needed: FieldSet?

    /// - Parameter rows: the first filled rows.
    /// - Returns: the first row that names what is needed. Where none does: for `inspect` the first filled row, else
    ///   the row that names the most fields; nil when no row names any.
    func choose(among rows: [SampleRow]) -> CSVHeading? {
        func candidate(_ place: Int) -> CSVHeading {
            CSVHeading(
                line: rows[place].line, cells: rows[place].cells.map(heading), headings: headings, titleRows: place,
                firstTitleLine: place > 0 ? rows[0].line : nil)
        }
        var most: CSVHeading?
        for place in rows.indices {
            let heading = candidate(place)
            if let needed {
                if !needed.isEmpty, heading.fields.isSuperset(of: needed) { return heading }
                if heading.columns.count > most?.columns.count ?? 0 { most = heading }
            } else if heading.columns.count >= 2 {
                return heading
            }
        }
        if needed != nil { return most }
        return rows.isEmpty ? nil : candidate(0)
    }

    /// The cell as a heading. "Sè tõ" says nothing of a font, but in a log that has one it is "Số từ".
    private func heading(_ cell: String) -> String {
        guard let font, headings.fields(cell).isEmpty, let read = FontReading(cell, in: font)?.text,
            !headings.fields(read).isEmpty
        else { return cell }
        return read
    }
}
