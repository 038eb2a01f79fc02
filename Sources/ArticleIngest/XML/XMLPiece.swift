/// Whole records of an XML log, as the file writes them: what one core works on.
final class XMLPiece: NumberedPiece {
    /// The piece's place among those of the log, from 0.
    var number = 0
    /// The line on which it begins, from 1.
    var firstLine = 1
    // Raw memory, because the parser reads from it what the source has written; exchanged with the window's.
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 1)
    private var count = 0
    /// What tells its records from others, and what they gave once somebody has read them.
    let copies = RecordCopies()
    /// What somebody who read it found; nil: only the parser of the whole log can read it.
    var finding: Finding?

    struct Finding {
        /// Whose paths and names it speaks of; they live as long as the parser.
        let parser: XMLPushParser
        /// How many paths the parser knew before.
        let firstPath: Int
        let lastLine: Int
        let news: XMLRecordCollector.News
    }

    deinit { memory.deallocate() }

    var bytes: UnsafeRawBufferPointer { .init(rebasing: memory[..<count]) }

    /// Takes the first `end` bytes of `other`, and gives for it a memory that begins with the rest.
    func exchange(_ other: inout UnsafeMutableRawBufferPointer, holding total: Int, cutAt end: Int) {
        let rest = UnsafeRawBufferPointer(rebasing: other[end..<total])
        if memory.count < rest.count {
            memory.deallocate()
            memory = .allocate(byteCount: max(rest.count, other.count), alignment: 1)
        }
        memory.copyMemory(from: rest)
        swap(&memory, &other)
        count = end
    }

    func clear() {
        copies.clear()
        finding = nil
    }
}
