import QuotaModel

/// Follows markup (tags, quoted values, comments, CDATA, instructions, DOCTYPE) as far as is needed to find where each
/// piece ends, and measures it.
///
/// What the parser does with a hostile tag cannot be bounded once it has begun: 200,000 attributes take it the better
/// part of a minute. So a tag is measured before the parser sees it. Up to the first error of well-formedness both see
/// the same pieces; behind it the parser has stopped.
struct MarkupFollower {
    /// What ends the reading before the parser meets it.
    enum Breach: Equatable {
        /// A start tag with more attributes than allowed.
        case attributes(found: Int)
        /// One tag, text, comment … of more bytes than a record may have.
        case pieceTooLong(found: Int)
        /// A DOCTYPE with an internal subset.
        case internalSubset
        case nulByte
        /// The file ends inside a tag, comment, CDATA section ….
        case cutShort
    }

    private enum State {
        case text, tag, quoted, comment, cdata, instruction, docType, docTypeQuoted
    }

    private let maxAttributes: Int
    private let maxPiece: Int
    private var state = State.text
    /// How far the markup was followed.
    private var cursor = 0
    /// Where the piece begins that `cursor` is in.
    private var pieceStart = 0
    /// The end of the last whole piece.
    private(set) var ready = 0
    private var quote: UInt8 = 0
    private var equalSigns = 0
    private var isEndTag = false
    /// How many elements are open at `cursor`.
    private var depth = 0
    /// How many are open between two records, once that is known: there the markup may be cut.
    var depthBetweenRecords: Int?
    /// Behind the last record that ends its line. There the parser's column starts anew, so nothing is lost by a cut.
    private(set) var cut = 0
    /// Why and where the reading ends for good.
    private(set) var breach: (kind: Breach, offset: Int)?

    init(limits: ReadingLimits) {
        maxAttributes = limits.attributes
        // Text outside records is no record: a small limit for records must not refuse a long channel title.
        maxPiece = max(limits.recordBytes, ReadingLimits().recordBytes)
    }

    /// The first `count` bytes are gone.
    mutating func forget(_ count: Int) {
        cursor -= count
        pieceStart -= count
        ready = max(0, ready - count)
        cut = max(0, cut - count)
        if let (kind, offset) = breach { breach = (kind, offset - count) }
    }

    /// Goes on to the end of `all`, which holds everything from the last whole piece on.
    /// `isLast`: nothing comes behind it.
    mutating func follow(_ all: UnsafeRawBufferPointer, isLast: Bool) {
        let nul = all[cursor...].find(0)
        let end = nul ?? all.count
        let window = UnsafeRawBufferPointer(rebasing: all[..<end])
        while cursor < end, breach == nil {
            let before = cursor
            step(window)
            if cursor == before { break }
        }
        guard breach == nil else { return }
        if end - pieceStart > maxPiece {
            breach = (.pieceTooLong(found: end - pieceStart), pieceStart)
        } else if let nul {
            breach = (.nulByte, nul)
        } else if isLast, state != .text || cursor < end {
            breach = (.cutShort, pieceStart)
        }
    }

    /// One move along the markup; none where more bytes are needed.
    private mutating func step(_ all: UnsafeRawBufferPointer) {
        switch state {
        case .text: followText(all)
        case .tag: followTag(all)
        case .quoted: followQuoted(all, back: .tag)
        case .comment: followTo(">", after: "--", opening: 4, all)
        case .cdata: followTo(">", after: "]]", opening: 9, all)
        case .instruction: followTo(">", after: "?", opening: 2, all)
        case .docType: followDocType(all)
        case .docTypeQuoted: followQuoted(all, back: .docType)
        }
    }

    private mutating func followText(_ all: UnsafeRawBufferPointer) {
        guard let open = all[cursor...].find(UInt8(ascii: "<")) else {
            cursor = all.count
            return
        }
        cursor = open
        guard all.count - open >= 2 else { return }
        // The text before a tag is a piece of its own.
        if open > pieceStart { endPiece(at: open) }
        switch all[open + 1] {
        case UInt8(ascii: "?"): enter(.instruction, 2)
        case UInt8(ascii: "!"): followDeclaration(all)
        default:
            equalSigns = 0
            isEndTag = all[open + 1] == UInt8(ascii: "/")
            enter(.tag, 1)
        }
    }

    private mutating func followDeclaration(_ all: UnsafeRawBufferPointer) {
        let rest = all[cursor...].prefix(9)
        if rest.starts(with: "<!--".utf8) {
            enter(.comment, 4)
        } else if rest.starts(with: "<![CDATA[".utf8) {
            enter(.cdata, 9)
        } else if rest.count == 9 || !"<![CDATA[".utf8.starts(with: rest) && !"<!--".utf8.starts(with: rest) {
            // A DOCTYPE, or what the parser will refuse.
            enter(.docType, 2)
        }
    }

    private mutating func enter(_ next: State, _ length: Int) {
        state = next
        cursor += length
    }

    private mutating func endPiece(at end: Int) {
        if end - pieceStart > maxPiece, breach == nil {
            breach = (.pieceTooLong(found: end - pieceStart), pieceStart)
            return
        }
        pieceStart = end
        ready = end
    }

    private mutating func followTag(_ all: UnsafeRawBufferPointer) {
        var place = cursor
        while place < all.count {
            // Letters, most of all, come behind the four that matter.
            if all[place] > UInt8(ascii: ">") {
                place += 1
                continue
            }
            switch all[place] {
            case UInt8(ascii: ">"):
                cursor = place + 1
                state = .text
                endPiece(at: cursor)
                return endTag(all)
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                quote = all[place]
                cursor = place + 1
                state = .quoted
                return
            case UInt8(ascii: "="):
                equalSigns += 1
                if equalSigns > maxAttributes {
                    breach = (.attributes(found: equalSigns), pieceStart)
                    return
                }
            default: break
            }
            place += 1
        }
        cursor = place
    }

    /// Counts the element that the tag before `cursor` begins or ends.
    private mutating func endTag(_ all: UnsafeRawBufferPointer) {
        if isEndTag {
            depth -= 1
        } else if all[cursor - 2] != UInt8(ascii: "/") {
            depth += 1
            return
        }
        guard let between = depthBetweenRecords, depth <= between, breach == nil else { return }
        // What holds the records has ended.
        if depth < between { return depthBetweenRecords = nil }
        let space = all[cursor...].prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if space.endIndex < all.count, all[space.endIndex] == UInt8(ascii: "\n") { cut = cursor }
    }

    private mutating func followQuoted(_ all: UnsafeRawBufferPointer, back: State) {
        guard let close = all[cursor...].find(quote) else {
            cursor = all.count
            return
        }
        cursor = close + 1
        state = back
    }

    /// To the `last` byte that follows `marks`, all of it behind the piece's opening.
    private mutating func followTo(
        _ last: Unicode.Scalar, after marks: StaticString, opening: Int, _ all: UnsafeRawBufferPointer
    ) {
        let marksCount = marks.utf8CodeUnitCount
        while let close = all[cursor...].find(UInt8(ascii: last)) {
            cursor = close + 1
            let begin = close - marksCount
            if begin >= pieceStart + opening, all[begin..<close].allSatisfy({ $0 == marks.utf8Start.pointee }) {
                state = .text
                return endPiece(at: cursor)
            }
        }
        cursor = all.count
    }

    private mutating func followDocType(_ all: UnsafeRawBufferPointer) {
        while cursor < all.count {
            let byte = all[cursor]
            cursor += 1
            switch byte {
            case UInt8(ascii: ">"):
                state = .text
                return endPiece(at: cursor)
            case UInt8(ascii: "["):
                breach = (.internalSubset, pieceStart)
                return
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                quote = byte
                state = .docTypeQuoted
                return
            default: break
            }
        }
    }
}
