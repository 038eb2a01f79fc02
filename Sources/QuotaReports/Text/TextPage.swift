import QuotaModel

/// Lines of text with headings between them.
struct TextPage {
    /// What has been written, each line with its end; behind an outlet what that has not taken yet.
    private(set) var bytes: [UInt8] = []
    /// Of the terminal; nil: lines are as long as they are.
    let width: Int?
    private let outlet: ByteOutlet?

    /// - Parameter outlet: takes the lines while they are written; nil: they are kept.
    init(width: Int? = nil, to outlet: ByteOutlet? = nil) {
        self.width = width
        self.outlet = outlet
    }

    /// A line without control characters: names of packs and files may hold any.
    mutating func add(_ line: String) { add(painted: Wording.printable(line, limit: .max)) }

    /// A line of the program's own, which may be coloured.
    mutating func add(painted line: String) {
        guard let width else { return write(line) }
        for part in TextLines.broken(line, width: width) { write(part) }
    }

    mutating func add(_ more: some Sequence<String>) { for line in more { add(line) } }

    /// A heading with its lines; nothing at all when there are none.
    mutating func section(_ heading: String, _ content: some Sequence<String>) {
        var isFirst = true
        for line in content {
            if isFirst { begin(heading) }
            isFirst = false
            add(line)
        }
    }

    /// A heading with a table, whose lines stay as they are.
    mutating func section(_ heading: String, table: TextTable) {
        begin(heading)
        table.write(width: width) { write($0) }
    }

    /// The bytes of a page that the body writes.
    static func bytes(width: Int?, _ body: (inout TextPage) -> Void) -> [UInt8] {
        var page = TextPage(width: width)
        body(&page)
        return page.bytes
    }

    /// Hands on such a page piece by piece.
    static func write(width: Int?, to outlet: ByteOutlet, _ body: (inout TextPage) -> Void) {
        var page = TextPage(width: width, to: outlet)
        body(&page)
        outlet.take(page.bytes)
    }

    private mutating func begin(_ heading: String) {
        write("")
        add(heading)
    }

    private mutating func write(_ line: String) {
        bytes.append(contentsOf: line.utf8)
        bytes.append(0x0A)
        guard let outlet, bytes.count >= ByteOutlet.piece else { return }
        outlet.take(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
