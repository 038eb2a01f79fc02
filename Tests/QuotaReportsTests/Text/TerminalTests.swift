import QuotaEngine
import QuotaModel
import QuotaReports
import Testing

@Suite("Text on a terminal")
struct TerminalTests {
    private func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("no line is wider than the terminal", arguments: [76, 80, 100, 132, 200])
    func fits(width: Int) throws {
        let briefing = BriefingText(try ReadReport.briefing(), wording: Wording(.vi), width: width)
        let council = CouncilText(try ReadReport.council(), wording: Wording(.vi), width: width)
        for line in lines(briefing.bytes()) + lines(council.bytes()) {
            // A digest is one word and cannot be broken.
            let longestWord = line.split(separator: " ").map(\.count).max() ?? 0
            #expect(line.count <= max(width, longestWord + 6), "\(line)")
        }
    }

    @Test("no word is lost where lines are broken", arguments: [80, 100])
    func words(width: Int) throws {
        let briefing = try ReadReport.briefing()
        let wide = lines(BriefingText(briefing, wording: Wording(.vi)).bytes())
        let narrow = lines(BriefingText(briefing, wording: Wording(.vi), width: width).bytes())
        let prose = { (lines: [String]) in
            // Behind the table of the ranking.
            lines.drop { !$0.hasPrefix("THIẾU CHỈ TIÊU") }.joined(separator: " ").split(separator: " ")
        }
        #expect(prose(wide) == prose(narrow))
    }

    @Test(
        "a cell that begins with a dash or blanks is broken in a column as narrow as its longest word",
        arguments: [
            ("- 125/QĐ-UBND-KTHT", ["-                 An", "125/QĐ-UBND-KTHT"]),
            ("   Phòng Kinh-tế-Hạ-tầng", ["Phòng             An", "Kinh-tế-Hạ-tầng"]),
            ("- Nguyễn Văn An", ["- Nguyễn Văn An   An"]),
        ])
    func indentedCell(text: String, rows: [String]) {
        var table = TextTable([("Căn cứ, hồ sơ", .left), ("Ký", .left)])
        table.add([TextTable.Cell(text), "An"])
        table.add(["125/QĐ-UBND-KTHT"])
        #expect(Array(table.lines(width: 20).dropFirst(2).dropLast()) == rows)
    }

    @Test("names of packs and files break no line and send nothing else to the terminal")
    func hostileNames() throws {
        let name = #"Phòng\n\e[31m2"#
        let units = SampleBriefing.units.replacing("name: Phòng 2", with: "name: \"\(name)\"")
        let briefing = try SampleBriefing.made(rules: SampleBriefing.rules(units: units), source: "a\u{1B}\n.csv")
        let council = try SampleDocuments.madeCouncil(units: units)
        let texts = [
            BriefingText(briefing, wording: Wording(.vi)).bytes(), CouncilText(council, wording: Wording(.vi)).bytes(),
            ReminderText(briefing, try #require(briefing.findings.toRemind.first), wording: Wording(.vi)).bytes(),
        ]
        for text in texts {
            #expect(!text.contains(0x1B))
            #expect(!lines(text).contains { $0.hasPrefix("[31m2") || $0.hasPrefix(" [31m2") || $0.hasPrefix(".csv") })
        }
    }

    @Test("a bar shows how much of the minimum is there, and is full from the minimum on")
    func bars() throws {
        let text = String(
            decoding: BriefingText(try ReadReport.briefing(), wording: Wording(.vi)).bytes(), as: UTF8.self)
        #expect(text.contains("15/08–14/09: 2/3 kịp tiến độ  ██████░░░░"))
        #expect(text.contains("15/08–14/09: 1/1 đạt          ██████████"))
    }
}
