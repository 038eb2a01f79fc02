import QuotaModel

/// A rule file's text, and where in it everything stands. Offsets count bytes; lines and columns are what a person's
/// editor shows.
struct SourceText {
    let path: String
    /// Valid UTF-8.
    let utf8: [UInt8]
    private let places: Places

    /// Most files have no findings, and then nobody asks where anything stands.
    private final class Places {
        /// The beginning of a line, or of one of its characters.
        struct Mark {
            let offset: Int
            let line: Int
            let column: Int
        }

        private let utf8: [UInt8]

        init(_ utf8: [UInt8]) { self.utf8 = utf8 }

        /// Every line, and every so many characters of a long one.
        lazy var marks: [Mark] = {
            var marks = [Mark(offset: 0, line: 1, column: 1)]
            var offset = 0
            var line = 1
            var column = 1
            for character in String(decoding: utf8, as: UTF8.self) {
                offset += character.utf8.count
                if character == "\n" || character == "\r\n" || character == "\r" {
                    line += 1
                    column = 1
                } else {
                    column += 1
                }
                if column % 256 == 1 { marks.append(Mark(offset: offset, line: line, column: column)) }
            }
            return marks
        }()

        /// The last mark on the offset or before it.
        func mark(before offset: Int) -> Int {
            var low = 0
            var high = marks.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if marks[middle].offset <= offset { low = middle } else { high = middle }
            }
            return low
        }
    }

    /// - Parameter utf8: valid UTF-8.
    init(_ utf8: [UInt8], path: String) {
        self.path = path
        self.utf8 = utf8
        places = Places(utf8)
    }

    /// The place of the character at an offset, or of the text's end. A letter with its combining marks is one character.
    func location(_ offset: Int) -> SourceLocation {
        let offset = max(0, min(offset, utf8.count))
        let mark = places.marks[places.mark(before: offset)]
        guard offset > mark.offset else { return SourceLocation(path, line: mark.line, column: mark.column) }
        // What stands there may belong to the character before it.
        let behind = utf8[offset...].dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? utf8.count
        let count = text(mark.offset..<behind).count
        return SourceLocation(path, line: mark.line, column: mark.column + (offset < utf8.count ? count - 1 : count))
    }

    /// What stands at an offset, to the end of its line but not more than a message can show.
    func excerpt(_ offset: Int) -> String {
        // No more than can be shown is looked at: a file may be one line.
        let start = max(0, min(offset, utf8.count))
        let line = utf8[start...].prefix(16 * Self.longestExcerpt).prefix { $0 != 0x0A && $0 != 0x0D }
        let near = String(decoding: line, as: UTF8.self).unicodeScalars.prefix(4 * Self.longestExcerpt)
        return Self.shortened(String(near))
    }

    /// The whole line in which an offset lies, up to that offset.
    func lineBefore(_ offset: Int) -> String.UnicodeScalarView {
        let offset = max(0, min(offset, utf8.count))
        var mark = places.mark(before: offset)
        while places.marks[mark].column > 1 { mark -= 1 }
        return text(places.marks[mark].offset..<offset).unicodeScalars
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }

    static func shortened(_ text: String) -> String {
        text.count <= longestExcerpt ? text : text.prefix(longestExcerpt) + "…"
    }

    private static let longestExcerpt = 80
}
