import QuotaModel

/// A rule file's text, and where in it everything stands. Offsets count Unicode scalars, as the YAML parser does;
/// lines and columns are what a person's editor shows.
struct SourceText {
    let path: String
    private let places: Places

    /// Most files have no findings, and then nobody asks where anything stands.
    private final class Places {
        private let text: String

        init(_ text: String) { self.text = text }

        lazy var scalars = Array(text.unicodeScalars)
        /// The offset at which each line begins.
        var lineStarts: [Int] { lines.starts }
        /// The column of each scalar, from 1: a letter with its combining marks is one character.
        var columns: [Int32] { lines.columns }

        private lazy var lines: (starts: [Int], columns: [Int32]) = {
            var starts = [0]
            var columns: [Int32] = []
            columns.reserveCapacity(scalars.count)
            var column: Int32 = 1
            for character in text {
                columns.append(contentsOf: repeatElement(column, count: character.unicodeScalars.count))
                if character == "\n" || character == "\r\n" || character == "\r" {
                    starts.append(columns.count)
                    column = 1
                } else {
                    column += 1
                }
            }
            return (starts, columns)
        }()
    }

    init(_ text: String, path: String) {
        self.path = path
        places = Places(text)
    }

    private var scalars: [Unicode.Scalar] { places.scalars }
    private var lineStarts: [Int] { places.lineStarts }
    private var columns: [Int32] { places.columns }

    /// The place of the scalar at an offset, or of the text's end.
    func location(_ offset: Int) -> SourceLocation {
        let offset = max(0, min(offset, scalars.count))
        let line = lineNumber(of: offset)
        let column =
            if offset < columns.count {
                columns[offset]
            } else if offset > lineStarts[line - 1] {
                columns[offset - 1] + 1
            } else {
                Int32(1)
            }
        return SourceLocation(path, line: line, column: Int(column))
    }

    /// What stands at an offset, to the end of its line but not more than a message can show.
    func excerpt(_ offset: Int) -> String {
        // No more than can be shown is looked at: a file may be one line.
        let start = min(offset, scalars.count)
        let near = scalars[start..<min(start + 4 * Self.longestExcerpt, scalars.count)]
        return Self.shortened(String(String.UnicodeScalarView(near.prefix { $0 != "\n" && $0 != "\r" })))
    }

    /// The whole line in which an offset lies, up to that offset.
    func lineBefore(_ offset: Int) -> ArraySlice<Unicode.Scalar> {
        let offset = max(0, min(offset, scalars.count))
        return scalars[lineStarts[lineNumber(of: offset) - 1]..<offset]
    }

    static func shortened(_ text: String) -> String {
        text.count <= longestExcerpt ? text : text.prefix(longestExcerpt) + "…"
    }

    private static let longestExcerpt = 80

    private func lineNumber(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }
}
