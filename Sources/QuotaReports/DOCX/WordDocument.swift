/// A document as its writers think of it: sections of paragraphs and tables, every paragraph in the style of an element
/// of the decree. How Word wants it written is `WordPackage`'s matter.
struct WordDocument {
    var title: String
    var author: String
    /// `yyyy-MM-dd`: the day that the file says it was made.
    var day: String
    /// `vi-VN`.
    var language: String
    /// At least one.
    var sections: [WordSection]
}

/// Pages of one shape, numbered from 1.
struct WordSection {
    var isLandscape = false
    var blocks: [WordBlock]

    var textWidth: Int { DecreeLayout.textWidth(isLandscape: isLandscape) }
}

enum WordBlock {
    case paragraph(WordParagraph)
    case table(WordTable)

    /// Keeps a table off the line above it, and on the same page.
    static let gap = WordBlock.paragraph(WordParagraph(.rule, [], keepNext: true))

    /// Behind a table that ends a section.
    static let end = WordBlock.paragraph(WordParagraph(.rule, []))

    static func text(_ element: DecreeElement, _ text: String) -> WordBlock { .paragraph(WordParagraph(element, text)) }
}

struct WordParagraph {
    let element: DecreeElement
    var pieces: [Piece]
    /// Of a rule: how far it stays from both sides, in twentieths of a point; nil for every other paragraph.
    var ruleInset: Int?
    /// Where the element's own does not fit.
    var alignment: DecreeFormat.Alignment?
    /// Stays on the page of what follows, even where its element need not.
    var keepNext = false

    enum Piece {
        case text(String, isBold: Bool = false)
        case lineBreak
        case pageNumber
    }

    init(_ element: DecreeElement, _ pieces: [Piece], ruleInset: Int? = nil, keepNext: Bool = false) {
        self.keepNext = keepNext
        self.element = element
        self.pieces = pieces
        self.ruleInset = ruleInset
    }

    init(_ element: DecreeElement, _ text: String) {
        let capitals = DecreeLayout.format(element).capitals
        self.init(element, [.text(capitals ? text.uppercased() : text)])
    }

    /// A rule as long as `percent` of the text above it, in the middle of a column.
    ///
    /// - Parameter column: millimetres.
    static func rule(under text: String, _ element: DecreeElement, percent: Int, column: Int) -> WordParagraph {
        let width = DecreeLayout.twips(millimetres: column)
        let size = DecreeLayout.format(element).size
        let length = min(LetterWidths.twips(of: text, size: size), width) * percent / 100
        return WordParagraph(.rule, [], ruleInset: (width - length) / 2)
    }
}

struct WordTable {
    /// Millimetres.
    let columns: [Int]
    /// Without, it only puts things beside each other.
    var hasBorders = true
    var rows: [Row] = []

    struct Row {
        /// Said again on every page.
        var isHeading = false
        var cells: [Cell]

        static func headings(_ names: [String]) -> Row {
            Row(isHeading: true, cells: names.map { Cell(.tableHeading, $0) })
        }
    }

    struct Cell {
        var paragraphs: [WordParagraph]
        /// How many columns it takes.
        var span = 1
        var merge = Merge.none

        /// Whether it is one with the cell above it or below it.
        enum Merge { case none, first, following }

        init(_ paragraphs: [WordParagraph], span: Int = 1, merge: Merge = .none) {
            self.paragraphs = paragraphs
            self.span = span
            self.merge = merge
        }

        init(_ element: DecreeElement, _ text: String, merge: Merge = .none) {
            self.init([WordParagraph(element, text)], merge: merge)
        }
    }
}
