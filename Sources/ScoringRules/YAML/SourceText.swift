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
            var line = 1
            var column = 1
            for place in utf8.indices {
                let next = place + 1 < utf8.count ? utf8[place + 1] : nil
                if utf8[place] == UInt8(ascii: "\n") || utf8[place] == UInt8(ascii: "\r") && next != UInt8(ascii: "\n")
                {
                    line += 1
                    column = 1
                } else if SourceText.beginsCharacter(next) {
                    column += 1
                } else {
                    continue
                }
                if column % 256 == 1 { marks.append(Mark(offset: place + 1, line: line, column: column)) }
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

    /// The place of the character at an offset, or of the text's end. A combining mark is a character of its own, as in
    /// the places of logs.
    func location(_ offset: Int) -> SourceLocation {
        var offset = max(0, min(offset, utf8.count))
        while offset > 0, offset < utf8.count, !Self.beginsCharacter(utf8[offset]) { offset -= 1 }
        let mark = places.marks[places.mark(before: offset)]
        let characters = utf8[mark.offset..<offset].count { Self.beginsCharacter($0) }
        return SourceLocation(path, line: mark.line, column: mark.column + characters)
    }

    /// Whether the byte is the first of a character; so is the text's end.
    private static func beginsCharacter(_ byte: UInt8?) -> Bool { byte.map { $0 & 0xC0 != 0x80 } ?? true }

    /// What stands at an offset, to the end of its line but not more than a message can show.
    func excerpt(_ offset: Int) -> String {
        Self.shortened(String(beginning(offset).prefix { $0 != "\n" && $0 != "\r" }))
    }

    /// The characters from an offset on, more than can be shown and no more than that: a file may be one line.
    func beginning(_ offset: Int) -> Substring.UnicodeScalarView {
        let start = max(0, min(offset, utf8.count))
        return text(start..<min(utf8.count, start + 16 * Self.longestExcerpt)).unicodeScalars.prefix(
            4 * Self.longestExcerpt)
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
