import Foundation
import TestSupport
import Testing

/// The examples in the documentation are run, so that they cannot rot.
@Suite("Documentation")
struct DocumentationTests {
    /// A fenced block that begins with a call of the program, with the output that stands under it.
    struct Example: CustomTestStringConvertible {
        let file: String
        let command: String
        let output: String

        var testDescription: String { "\(file): \(command)" }
    }

    static let files = ["README.md", "README.vi.md"] + manual

    private static var manual: [String] {
        let folder = Project.file("docs").path(percentEncoded: false)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    }

    static var examples: [Example] {
        files.flatMap { file -> [Example] in
            let text = (try? Project.text(of: file)) ?? ""
            return text.components(separatedBy: "\n```").compactMap { block in
                // After the split a block begins with its language word.
                guard let newline = block.firstIndex(of: "\n") else { return nil }
                let body = block[block.index(after: newline)...]
                guard body.hasPrefix("$ quota-cli ") else { return nil }
                let lines = body.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
                return Example(
                    file: file, command: String(lines[0].dropFirst(2)),
                    output: lines.count > 1 ? String(lines[1]) : "")
            }
        }
    }

    @Test("there are examples to check")
    func some() { #expect(Self.examples.count >= 2) }

    /// `…` alone on a line stands for any lines left out.
    @Test("an example prints what the documentation says", arguments: examples)
    func example(_ example: Example) throws {
        let arguments = example.command.split(separator: " ").dropFirst().map(String.init)
        let result = try Program.run(arguments)
        var rest = Substring("\n\(result.text)\(result.errors)\n".replacing("\r\n", with: "\n"))
        for part in "\n\(example.output)\n".components(separatedBy: "\n…\n") {
            let wanted = part.trimmingCharacters(in: .newlines)
            if wanted.isEmpty { continue }
            guard let range = rest.range(of: "\n\(wanted)\n") else {
                Issue.record("not printed: \(wanted)\n--- but:\n\(rest)")
                return
            }
            // The next part begins on a line of its own.
            rest = rest[rest.index(before: range.upperBound)...]
        }
    }
    /// The fenced blocks of a file, without their language words.
    private static func blocks(of file: String) throws -> [String] {
        try Project.text(of: file).components(separatedBy: "\n```").compactMap { block in
            block.firstIndex(of: "\n").map { String(block[block.index(after: $0)...]) }
        }
    }

    private static let manuals = [("docs/manual.md", "en"), ("docs/huong-dan.md", "vi")]

    @Test("the errors that the manuals show of a wrong rule file are those that are printed", arguments: manuals)
    func wrongRules(file: String, language: String) throws {
        let blocks = try Self.blocks(of: file)
        let shown = try #require(blocks.first { $0.hasPrefix("sai.yaml:") })
        let folder = try TemporaryFolder()
        _ = try folder.write(#require(blocks.first { $0.contains("\nid: sai\n") }), to: "sai.yaml")
        let result = try Program.run(
            ["rules", "check", "--rules", "sai.yaml", "--lang", language], folder: folder.url)
        #expect(result.status == 65)
        #expect(result.errors == shown + "\n")
    }

    @Test("the pack and the scorecard that the manuals show are right together, without remarks", arguments: manuals)
    func shownRules(file: String, language: String) throws {
        let blocks = try Self.blocks(of: file)
        let pack = try #require(blocks.first { $0.contains("\nid: ubnd-phuong-mau-2026\n") })
        let scorecard = try #require(blocks.first { $0.hasPrefix("measures:") })
        let folder = try TemporaryFolder()
        let rules = try folder.write("\(pack)\n\(scorecard)\n", to: "quy-tac.yaml")
        let result = try Program.run(["rules", "check", "--rules", rules, "--lang", language])
        #expect(result.status == 0)
        #expect(result.errors.isEmpty, "\(result.errors)")
        let log = try folder.write(
            "Đơn vị,Loại,Ngày đăng,Ngày gửi,Ngày duyệt,Chuyên mục,Số ảnh,Lượt xem\nVP,Tin,02/02/2026,,,,1,9\n",
            to: "a.csv")
        let scored = try Program.run(
            ["council", "--rules", rules, "--log", log, "--as-of", "2026-12-31", "--lang", language])
        #expect(scored.status == 0, "\(scored.errors)")
    }

    @Test("the errors that the manuals show of entered figures are those that are printed", arguments: manuals)
    func wrongFigures(file: String, language: String) throws {
        let shown = try #require(try Self.blocks(of: file).first { $0.hasPrefix("so-lieu.csv:") })
        let folder = try TemporaryFolder()
        _ = try folder.write(Self.rules, to: "quy-tac.yaml")
        _ = try folder.write("Đơn vị,Ngày đăng\nPhòng 2,01/03/2022\n", to: "a.csv")
        _ = try folder.write(
            """
            subject,id,self,verified,final,evidence,signer,date
            phong-1,bai-hay,"5,01"
            phong-9,bai-hay,1
            Phòng Thanh tra 1,bai-hai,1
            phong-2,bai-hay,ba
            phong-3,bai-hay,4
            phong-3,bai-hay,3
            phong-2;bai-hay;4
            phong-2,bai-hay,4,5,,,,,

            """, to: "so-lieu.csv")
        let result = try Program.run(
            ["council", "--rules", "quy-tac.yaml", "--log", "a.csv", "--inputs", "so-lieu.csv", "--lang", language],
            folder: folder.url)
        #expect(result.status == 65)
        #expect(result.errors == shown + "\n")
    }

    @Test("what the manuals show of a second rule pack is what is printed", arguments: manuals)
    func comparedRules(file: String, language: String) throws {
        let heading = language == "vi" ? "BỘ QUY TẮC KIA LÀM THAY ĐỔI GÌ" : "WHAT THE OTHER RULES CHANGE"
        let shown = try #require(try Self.blocks(of: file).first { $0.hasPrefix(heading) })
        let rules = "rules/cham-diem-binh-dinh-2022/rules.yaml"
        let folder = try TemporaryFolder()
        let other = try folder.write(Project.text(of: rules).replacing("from: 50%", with: "from: 90%"), to: "moi.yaml")
        let result = try Program.run([
            "council", "--rules", rules, "--log", "Fixtures/thanh-tra-binh-dinh-2022/nhat-ky-2022.csv", "--as-of",
            "2022-12-31", "--scorecard", "thi-dua-2022", "--compare-rules", other, "--lang", language,
        ])
        #expect(result.text.contains("\n\(shown)\n\n"))
    }

    private static let rules = """
        schema: quota-rules/1
        id: mau
        title: Mẫu
        effective: {from: 2022-01-01}
        units:
          - {id: phong-1, name: Phòng Thanh tra 1}
          - {id: phong-2, name: Phòng 2}
          - {id: phong-3, name: Phòng 3}
        scorecards:
          - id: bang
            title: Bảng
            groups: [{id: g, title: G, criteria: [{id: bai-hay, title: Bài hay, max: 5, score: {entered: {}}}]}]

        """
}
