import Foundation
import QuotaEngine
import QuotaModel
import QuotaReports
import Testing

/// A workbook taken apart again, by other means than those that wrote it.
struct WorkbookCopy {
    enum Value: Equatable {
        case text(String)
        case number(Double)
        /// With the value that stands beside it.
        case formula(String, Double)
        case empty
    }

    let bytes: [UInt8]
    let names: [String]
    private let file: WordFile
    private let cells: [String: [String: Value]]

    /// Writes a workbook to a file of its own and reads it back.
    init(_ write: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quota-xlsx-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "bao-cao.xlsx")
        try write(path.path(percentEncoded: false))
        bytes = try Array(Data(contentsOf: path))
        file = try WordFile(bytes)
        let book = try file.xml("xl/workbook.xml")
        names = book.all("sheet").map { $0.attributes["name"] ?? "" }
        let strings = try file.xml("xl/sharedStrings.xml").all("si").map(\.text)
        var cells: [String: [String: Value]] = [:]
        for (place, name) in names.enumerated() {
            cells[name] = try Self.cells(of: file.xml("xl/worksheets/sheet\(place + 1).xml"), strings)
        }
        self.cells = cells
    }

    init(_ briefing: Briefing, _ language: Language = .vi) throws {
        try self.init(BriefingWorkbook(briefing, wording: Wording(language)).write)
    }

    init(_ council: Council, _ language: Language = .vi) throws {
        try self.init(CouncilWorkbook(council, wording: Wording(language)).write)
    }

    private static func cells(of sheet: XMLTree, _ strings: [String]) -> [String: Value] {
        var cells: [String: Value] = [:]
        for cell in sheet.all("c") {
            guard let place = cell.attributes["r"] else { continue }
            let value = cell.child("v")?.text ?? ""
            if let formula = cell.child("f") {
                cells[place] = .formula(formula.text, Double(value) ?? .nan)
            } else if cell.attributes["t"] == "s" {
                cells[place] = Int(value).map { .text(strings[$0]) }
            } else {
                cells[place] = Double(value).map(Value.number) ?? .empty
            }
        }
        return cells
    }

    func xml(_ part: String) throws -> XMLTree { try file.xml(part) }

    func sheet(_ name: String) throws -> XMLTree {
        let place = try #require(names.firstIndex(of: name))
        return try file.xml("xl/worksheets/sheet\(place + 1).xml")
    }

    var parts: [String] { file.parts.map(\.name) }

    /// The number that a cell shows.
    func number(_ sheet: String, _ place: String) -> Double? {
        switch cells[sheet]?[place] {
        case .number(let number)?, .formula(_, let number)?: number
        default: nil
        }
    }

    subscript(sheet: String, place: String) -> Value? { cells[sheet]?[place] }

    /// Where a text stands.
    func places(of text: String, in sheet: String) -> [String] {
        (cells[sheet] ?? [:]).filter { $0.value == .text(text) }.keys.sorted()
    }

    /// The rows of the table whose headings hold this one, as cells by heading.
    func table(_ sheet: String, with heading: String) throws -> [[String: Value]] {
        let head = try #require(places(of: heading, in: sheet).first)
        let row = try #require(Int(head.drop(while: \.isLetter)))
        let columns = (cells[sheet] ?? [:]).compactMap { place, value -> (String, String)? in
            guard Int(place.drop(while: \.isLetter)) == row, case .text(let name) = value else { return nil }
            return (String(place.prefix(while: \.isLetter)), name)
        }
        var rows: [[String: Value]] = []
        var next = row + 1
        while true {
            var cellsOfRow: [String: Value] = [:]
            for (column, name) in columns { cellsOfRow[name] = cells[sheet]?["\(column)\(next)"] ?? .empty }
            guard cellsOfRow.values.contains(where: { $0 != .empty }) else { return rows }
            rows.append(cellsOfRow)
            next += 1
        }
    }

    var allTexts: [String] {
        cells.values.flatMap(\.values).compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    var allFormulas: [String] {
        cells.values.flatMap(\.values).compactMap { if case .formula(let text, _) = $0 { text } else { nil } }
    }
}
