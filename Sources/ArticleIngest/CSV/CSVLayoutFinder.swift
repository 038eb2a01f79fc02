import QuotaModel

/// Finds delimiter and heading of a CSV log in its beginning. Order of preference: what a person said, Excel's `sep=`
/// line, and last the delimiter under which the first rows make most sense.
struct CSVLayoutFinder {
    let source: String
    /// The log's beginning as UTF-8.
    let sample: [UInt8]
    let isWhole: Bool
    /// The old font that text of the log is written in.
    let font: OldFont?
    let mapping: LogMapping?
    let limits: ReadingLimits
    let needed: FieldSet?
    /// The sample with the bytes behind it that the scanner may read.
    private let padded: [UInt8]

    init(
        source: String, sample: [UInt8], isWhole: Bool, font: OldFont?, mapping: LogMapping?, limits: ReadingLimits,
        needed: FieldSet?
    ) {
        self.source = source
        self.sample = sample
        self.isWhole = isWhole
        self.font = font
        self.mapping = mapping
        self.limits = limits
        self.needed = needed
        padded = sample + [UInt8](repeating: 0, count: TextPiece.padding)
    }

    /// What one delimiter makes of the first rows.
    private struct Attempt {
        let delimiter: Delimiter
        let rows: [SampleRow]
        let heading: CSVHeading?
        /// A row has more cells than allowed; no row behind it is known.
        let overflows: Bool

        /// Fields named by the heading first, then rows that are as wide as it, then its width.
        var score: (fields: Int, evenRows: Int, width: Int) {
            guard let heading else { return (0, 0, 0) }
            // Where no heading is known the first row may be a title.
            let widths = heading.columns.isEmpty ? Set(rows.map(\.cells.count)) : [heading.headings.count]
            let best = widths.map { width in
                (even: width > 1 ? rows.count { $0.cells.count == width } : 0, width: width)
            }.max { $0 < $1 }
            return (heading.columns.count, best?.even ?? 0, best?.width ?? 0)
        }
    }

    /// What the beginning of a log tells of it.
    struct Found {
        let layout: CSVLayout
        let remarks: [Issue]
        /// Cells that show how the text is read.
        var samples: [String] = []
    }

    /// - Parameter said: the delimiter that a person named.
    /// - Throws: a `Refusal` where there is no heading.
    func find(said: Delimiter?) throws -> Found {
        let announced = SeparatorLine(sample)
        let headings = Headings(mapping: mapping)
        let likeliest = announced == nil ? best(headings) : nil
        let found = announced?.delimiter ?? likeliest?.delimiter ?? .comma
        let delimiter = said ?? found
        let attempt =
            likeliest.flatMap { $0.delimiter == delimiter ? $0 : nil } ?? attempt(delimiter, headings)
        var remarks: [Issue] = []
        if let said, said != found {
            remarks.append(
                Issue(.delimiterOverridden, at: SourceLocation(source), subject: said.text, found: found.text))
        }
        guard let heading = attempt.heading else {
            // A row longer than the sample, or of too many cells, is left to the reader, which knows the limits.
            if attempt.overflows || (attempt.rows.isEmpty && !isWhole) {
                return Found(layout: CSVLayout(delimiter: delimiter), remarks: remarks)
            }
            throw Refusal(notFound(attempt))
        }
        remarks += self.remarks(heading) + shortHeading(heading, among: attempt.rows)
        let layout = CSVLayout(delimiter: delimiter, heading: heading, refusal: refusal(heading))
        return Found(layout: layout, remarks: remarks, samples: samples(attempt.rows, heading))
    }

    /// A few titles with accents, or other cells where there is no title, to show how the text is read.
    private func samples(_ rows: [SampleRow], _ heading: CSVHeading) -> [String] {
        let cells = rows.filter { $0.line > heading.line }.compactMap { row in
            let title = heading.columns[.title].flatMap { $0 < row.cells.count ? row.cells[$0] : nil }
            return title ?? row.cells.first(where: isAccented)
        }
        return Array(cells.filter(isAccented).prefix(3))
    }

    private func isAccented(_ text: String) -> Bool { text.unicodeScalars.contains { $0.value >= 0x80 } }

    /// The best of all delimiters. One under which no row has as many cells as fields have been found already cannot
    /// win, and its rows are not looked into.
    private func best(_ headings: Headings) -> Attempt {
        var best = attempt(.comma, headings)
        var overflowing = best.overflows ? best : nil
        for delimiter in [Delimiter.semicolon, .tab, .bar] {
            if best.score.fields > 0, widest(delimiter) < best.score.fields { continue }
            let attempt = attempt(delimiter, headings)
            if attempt.overflows, overflowing == nil { overflowing = attempt }
            if attempt.score > best.score { best = attempt }
        }
        return best.score.fields > 0 ? best : overflowing ?? best
    }

    private func attempt(_ delimiter: Delimiter, _ headings: Headings) -> Attempt {
        var rows: [SampleRow] = []
        let overflows = firstRows(delimiter) { rows.append(SampleRow(line: $0.line, cells: $0.texts())) }
        let search = HeadingSearch(headings: headings, font: font, needed: needed)
        return Attempt(delimiter: delimiter, rows: rows, heading: search.choose(among: rows), overflows: overflows)
    }

    /// The cells of the widest of the first rows.
    private func widest(_ delimiter: Delimiter) -> Int {
        var widest = 0
        _ = firstRows(delimiter) { widest = max(widest, $0.count) }
        return widest
    }

    /// Shows the filled rows that the sample holds whole, except Excel's `sep=` line.
    ///
    /// - Returns: whether a row has more cells than allowed; no row behind it is shown.
    private func firstRows(_ delimiter: Delimiter, show: (CSVRow) -> Void) -> Bool {
        let row = CSVRow()
        let cells = max(1, limits.columns)
        let room = CSVScanner.room(forEndsOf: sample.count)
        let ends = UnsafeMutablePointer<UInt32>.allocate(capacity: room)
        defer { ends.deallocate() }
        var scanner = CSVScanner(delimiter: delimiter.rawValue, cellLimit: cells)
        var shown = 0
        var overflows = false
        padded.withUnsafeBytes { bytes in
            let text = UnsafeRawBufferPointer(rebasing: bytes[..<sample.count])
            if text.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.restart(at: 3) }
            let isSeparatorLine = SeparatorLine(sample) != nil
            while shown < HeadingSearch.rows {
                let step = scanner.next(in: text, isLast: isWhole, ends: ends)
                overflows = step == .tooManyCells
                guard step == .row else { break }
                row.show(scanner, in: text, ends: ends)
                if row.isBlank || (row.line == 1 && isSeparatorLine) { continue }
                shown += 1
                show(row)
            }
        }
        return overflows
    }

    private func notFound(_ attempt: Attempt) -> Issue {
        let wanted = (needed ?? []).fields.map { Headings.words(for: $0, mapping: mapping)[0] }
        return Issue(
            .headingNotFound, at: SourceLocation(source), found: attempt.rows.first?.cells.joined(separator: ", "),
            expected: wanted)
    }

    private func refusal(_ heading: CSVHeading) -> Refusal? {
        let missing = (needed ?? []).subtracting(heading.fields).fields
        if missing.isEmpty { return nil }
        let headings = heading.headings.filter { !MatchKey($0).isEmpty }
        return Refusal(
            missing.map {
                Issue.missing($0, source: source, line: heading.line, mapping: mapping, found: headings)
            })
    }

    private func remarks(_ heading: CSVHeading) -> [Issue] {
        var remarks: [Issue] = []
        if let line = heading.firstTitleLine {
            remarks.append(
                Issue(.titleRows, at: SourceLocation(source, line: line), found: String(heading.titleRows)))
        }
        for second in heading.seconds {
            remarks.append(
                Issue(
                    .secondColumn, at: SourceLocation(source, line: heading.line), subject: second.field.rawValue,
                    found: second.heading))
        }
        for (field, origin) in mapping?.fields.sorted(by: { $0.key.number < $1.key.number }) ?? []
        where !heading.headings.contains(where: { MatchKey($0) == MatchKey(origin.from) }) {
            remarks.append(
                Issue(
                    .headingNotFound, at: SourceLocation(source, line: heading.line), subject: field.rawValue,
                    found: origin.from))
        }
        return remarks
    }
}

extension CSVLayoutFinder {
    /// For `inspect`, which takes the first filled row where none has known headings: that may be a title.
    private func shortHeading(_ heading: CSVHeading, among rows: [SampleRow]) -> [Issue] {
        guard needed == nil, heading.columns.count < 2 else { return [] }
        func filled(_ cells: [String]) -> Int { cells.count { !MatchKey($0).isEmpty } }
        let own = filled(heading.headings)
        guard let wide = rows.first(where: { $0.line > heading.line && filled($0.cells) >= max(3, 2 * own) }) else {
            return []
        }
        return [
            Issue(
                .shortHeading, at: SourceLocation(source, line: heading.line), found: String(own),
                expected: [String(filled(wide.cells))], related: SourceLocation(source, line: wide.line))
        ]
    }
}

/// Excel's first line `sep=;`, which names the delimiter.
struct SeparatorLine {
    let delimiter: Delimiter

    init?(_ text: [UInt8]) {
        let plain = text.starts(with: [0xEF, 0xBB, 0xBF]) ? text.dropFirst(3) : text[...]
        let line = plain.prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 != 0x22 }
        guard line.count == 5, line.prefix(4).elementsEqual("sep=".utf8, by: { $0 | 0x20 == $1 | 0x20 }),
            let delimiter = Delimiter(rawValue: line[4])
        else { return nil }
        self.delimiter = delimiter
    }
}
