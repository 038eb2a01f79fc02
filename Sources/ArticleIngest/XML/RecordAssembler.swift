import QuotaModel

/// Which of the assembler's uses an element or attribute has.
struct UseRange {
    let first: Int32
    let count: Int32

    static let none = UseRange(first: 0, count: 0)
}

/// Puts a record together from the texts of its elements, in memory that all records share, and hands it to the sink.
///
/// Of several sources of a field the first with text speaks, by rank and then by place; units, authors and categories
/// of one rank are joined by `;`, where the name alone tells the field only those of one name.
struct RecordAssembler {
    /// A stretch of one of the two texts that means a field's value.
    private struct Piece {
        let use: FieldUse
        let isMade: Bool
        var start: Int32
        var end: Int32
        /// 0: where the record begins.
        let line: Int32
        let column: Int32
        let node: Int32

        var isEmpty: Bool { start == end }

        /// Does it mean the same field by another name?
        func isSecond(to first: Piece) -> Bool { use.isByName && node != first.node }
    }

    private struct OpenText {
        let uses: UseRange
        let node: Int32
        let start: Int32
        let line: Int32
        let column: Int32
    }

    /// The piece that speaks for a field, while a record is finished.
    private struct Choice {
        var score = Int8.max
        var piece: Int32 = 0
        var hasMore = false
    }

    private static let postType = Field.allCases.count
    private static let joined: [Field] = [.unit, .author, .category]

    private let sink: any RecordSink
    private let hands: RecordInHand
    private let constants: [(field: Field, start: Int32, end: Int32)]
    private let constantBytes: Int
    private var uses: ContiguousArray<FieldUse> = []
    private var text: [UInt8] = [0]
    /// Constants, then what is not in the document as it stands: attributes unescaped, cleaned and joined values.
    private var made: [UInt8]
    private var pieces: ContiguousArray<Piece> = []
    private var openTexts: ContiguousArray<OpenText> = []
    private var choices = ContiguousArray(repeating: Choice(), count: postType + 1)
    private var start = XMLPlace(line: 0, column: 0, byte: 0)
    private var elementPieces = 0

    var book: RecordBook

    init(constants: [Field: String], sink: any RecordSink, isPart: Bool) {
        self.sink = sink
        book = RecordBook(isPart: isPart)
        hands = RecordInHand()
        var made: [UInt8] = [0]
        self.constants = Field.allCases.compactMap { field in
            guard let value = constants[field] else { return nil }
            let start = made.count
            made += Array(value.utf8)
            return (field, Int32(start), Int32(made.count))
        }
        self.made = made
        constantBytes = made.count
        sink.locator = hands
    }

    /// Makes uses known; elements name them by their range ever after.
    mutating func register(_ more: [FieldUse]) -> UseRange {
        guard !more.isEmpty else { return .none }
        uses += more
        return UseRange(first: Int32(uses.count - more.count), count: Int32(more.count))
    }

    // MARK: One record

    mutating func begin(at place: XMLPlace) {
        start = place
        text.removeLast(text.count - 1)
        made.removeLast(made.count - constantBytes)
        pieces.removeAll(keepingCapacity: true)
        openTexts.removeAll(keepingCapacity: true)
    }

    /// From here on text belongs to an element that is read.
    mutating func open(_ uses: UseRange, node: Int32, at place: XMLPlace) {
        openTexts.append(
            OpenText(
                uses: uses, node: node, start: Int32(text.count), line: Int32(truncatingIfNeeded: place.line),
                column: Int32(truncatingIfNeeded: place.column)))
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if !openTexts.isEmpty { text.append(contentsOf: bytes) }
    }

    /// How much text the record has so far.
    var textBytes: Int { text.count }

    /// The element opened last ends.
    mutating func close() {
        guard let closed = openTexts.popLast() else { return }
        let range = ValueText.trimmed(text, Int(closed.start)..<text.count)
        for index in closed.uses.first..<closed.uses.first + closed.uses.count {
            add(uses[Int(index)], range, isMade: false, closed.node, line: closed.line, column: closed.column)
        }
    }

    /// The attributes that follow are those of one element.
    mutating func beginAttributes() { elementPieces = pieces.count }

    mutating func add(attribute value: UnsafeRawBufferPointer, _ uses: UseRange, node: Int32) {
        guard uses.count > 0 else { return }
        let begin = made.count
        ValueText.append(attribute: value, to: &made)
        let range = ValueText.trimmed(made, begin..<made.count)
        for index in uses.first..<uses.first + uses.count {
            add(self.uses[Int(index)], range, isMade: true, node, line: 0, column: 0)
        }
    }

    /// Of attributes of one element that mean the same field only the foremost with text remains.
    mutating func endAttributes() {
        guard pieces.count - elementPieces > 1 else { return }
        var kept = elementPieces
        for index in elementPieces..<pieces.count {
            let piece = pieces[index]
            let isBeaten = pieces[elementPieces...].contains { other in
                other.use.target == piece.use.target && !other.isEmpty && other.use.order < piece.use.order
            }
            if isBeaten { continue }
            pieces.swapAt(kept, index)
            kept += 1
        }
        pieces.removeLast(pieces.count - kept)
    }

    private mutating func add(
        _ use: FieldUse, _ range: Range<Int>, isMade: Bool, _ node: Int32, line: Int32, column: Int32
    ) {
        var range = range
        var isMade = isMade
        if use.cleaning != .none {
            let raw = isMade ? Array(made[range]) : Array(text[range])
            let begin = made.count
            made += ValueText.cleaned(raw, use.cleaning, isNumber: use.target.isNumber)
            range = begin..<made.count
            isMade = true
        }
        pieces.append(
            Piece(
                use: use, isMade: isMade, start: Int32(range.lowerBound), end: Int32(range.upperBound), line: line,
                column: column, node: node))
    }

    // MARK: Handing over

    /// The record's element has ended. Throws what the sink throws.
    mutating func finish() throws {
        choose()
        if choices[Self.postType].score < Int8.max, !isPost() { return }
        book.noteRecord()
        join()
        noteOrigins()
        try handOver()
    }

    private mutating func choose() {
        for index in choices.indices { choices[index] = Choice() }
        for (index, piece) in pieces.enumerated() {
            let target = piece.use.target.number
            // An empty value only says that the record has the field.
            let score = piece.isEmpty ? Int8.max - 1 : piece.use.rank
            if score < choices[target].score {
                choices[target] = Choice(score: score, piece: Int32(index))
            } else if score == choices[target].score, score < Int8.max - 1 {
                let first = pieces[Int(choices[target].piece)]
                if piece.isSecond(to: first) { noteSecond(piece, to: first) } else { choices[target].hasMore = true }
            }
        }
    }

    private mutating func noteSecond(_ piece: Piece, to first: Piece) {
        guard case .field(let field) = piece.use.target else { return }
        book.note(RecordBook.Second(field: field, node: piece.node, first: first.node))
    }

    private mutating func isPost() -> Bool {
        let piece = pieces[Int(choices[Self.postType].piece)]
        let type = String(decoding: text[Int(piece.start)..<Int(piece.end)], as: UTF8.self)
        if type.isEmpty || type.lowercased() == "post" { return true }
        book.note(otherType: type)
        return false
    }

    private mutating func join() {
        for field in Self.joined where choices[field.number].hasMore {
            let choice = choices[field.number]
            let first = pieces[Int(choice.piece)]
            let begin = made.count
            for piece in pieces where piece.use.target == .field(field) && piece.use.rank == choice.score {
                guard !piece.isEmpty, !piece.isSecond(to: first) else { continue }
                if made.count > begin { made.append(UInt8(ascii: ";")) }
                let range = Int(piece.start)..<Int(piece.end)
                made += piece.isMade ? made[range] : text[range]
            }
            choices[field.number].piece = Int32(pieces.count)
            pieces.append(
                Piece(
                    use: first.use, isMade: true, start: Int32(begin), end: Int32(made.count), line: first.line,
                    column: first.column, node: first.node))
        }
    }

    private mutating func noteOrigins() {
        for field in Field.allCases where choices[field.number].score < Int8.max {
            let piece = pieces[Int(choices[field.number].piece)]
            book.note(RecordBook.Origin(rank: piece.use.rank, node: piece.node), of: field)
        }
    }

    private mutating func handOver() throws {
        let hands = hands
        try text.withUnsafeBytes { text in
            try made.withUnsafeBytes { made in
                hands.clear()
                for field in Field.allCases where choices[field.number].score < Int8.max {
                    let piece = pieces[Int(choices[field.number].piece)]
                    let value = (piece.isMade ? made : text)[Int(piece.start)..<Int(piece.end)]
                    let isOwnPlace = piece.line > 0
                    hands.set(
                        field, .init(rebasing: value), line: isOwnPlace ? Int(piece.line) : start.line,
                        column: isOwnPlace ? Int(piece.column) : start.column)
                }
                for constant in constants {
                    let value = made[Int(constant.start)..<Int(constant.end)]
                    hands.set(constant.field, .init(rebasing: value), line: 0, column: 0)
                }
                try sink.take(Record(number: book.records, line: start.line, place: 0, values: hands.all))
            }
        }
    }

    /// With the constants, when there is a record at all.
    var carriedWithConstants: FieldSet {
        book.records == 0 ? [] : book.carried.union(FieldSet(constants.map(\.field)))
    }
}

extension FieldUse.Target {
    /// Fields by their number, then the post's type.
    fileprivate var number: Int {
        switch self {
        case .field(let field): field.number
        case .postType: Field.allCases.count
        }
    }

    fileprivate var isNumber: Bool {
        switch self {
        case .field(let field): field.isNumber
        case .postType: false
        }
    }
}
