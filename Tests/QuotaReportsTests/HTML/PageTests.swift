import Crypto
import Foundation
import QuotaEngine
import QuotaModel
import QuotaReports
import Testing

@Suite("Reports as pages")
struct PageTests {
    enum Page: String, CaseIterable {
        case briefing, briefingInEnglish, deadlines, standards, history, council, hostileBriefing, hostileCouncil

        func bytes() throws -> [UInt8] {
            switch self {
            case .briefing: try BriefingHTML(ReadReport.briefing(), wording: Wording(.vi)).bytes()
            case .briefingInEnglish: try BriefingHTML(ReadReport.briefing(), wording: Wording(.en)).bytes()
            case .deadlines: try BriefingHTML(ReadReport.deadlines(), wording: Wording(.vi)).bytes()
            case .standards: try BriefingHTML(ReadReport.standards(), wording: Wording(.vi)).bytes()
            case .history: try BriefingHTML(ReadReport.history(), wording: Wording(.vi)).bytes()
            case .council: try CouncilHTML(ReadReport.council(), wording: Wording(.vi)).bytes()
            case .hostileBriefing:
                try BriefingHTML(
                    ReadReport.briefing(log: ReadReport.log(titles: HostileTitles.all)), wording: Wording(.vi)
                ).bytes()
            case .hostileCouncil:
                try CouncilHTML(
                    ReadReport.council(log: ReadReport.scoringLog(titles: HostileTitles.all)),
                    wording: Wording(.vi)
                ).bytes()
            }
        }

        /// Without the first line, which XML does not know.
        func tree() throws -> XMLTree { try XMLTree.parsed(Array(bytes().split(separator: 0x0A, maxSplits: 1)[1])) }
    }

    @Test("a page is well-formed, asks nothing of anybody, and its policy forbids it to", arguments: Page.allCases)
    func alone(page: Page) throws {
        let tree = try page.tree()
        for element in tree.everything {
            for key in ["src", "srcset", "data", "action", "background", "style", "onclick", "onload", "onerror"] {
                #expect(element.attributes[key] == nil, "\(element.name) has \(key)")
            }
            if let address = element.attributes["href"] { #expect(address.hasPrefix("#")) }
        }
        #expect(tree.all("script").count == 1 && tree.all("style").count == 1)
        for name in ["link", "img", "iframe", "object", "embed", "form", "base"] {
            #expect(tree.all(name).isEmpty)
        }
        let policy = try #require(
            tree.all("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes["content"])
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
        #expect(!policy.contains("unsafe"))
    }

    @Test("the policy admits the page's own style and script, byte for byte")
    func digests() throws {
        let text = String(decoding: try Page.briefing.bytes(), as: UTF8.self)
        for name in ["style", "script"] {
            let inner = try #require(
                text.components(separatedBy: "<\(name)>").last?.components(separatedBy: "</\(name)>").first)
            let digest = Data(SHA256.hash(data: Data(inner.utf8))).base64EncodedString()
            #expect(text.contains("sha256-\(digest)&#39;"), "\(name) is now sha256-\(digest)")
            // Nothing in it may need escaping: an HTML reader takes it as it is, an XML reader does not.
            #expect(!inner.contains("<") && !inner.contains("&"))
        }
    }

    @Test("every id stands once, and every link leads to one", arguments: Page.allCases)
    func links(page: Page) throws {
        let elements = try page.tree().everything
        let ids = elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        let known = Set(ids)
        for element in elements {
            for key in ["href", "aria-labelledby", "data-table"] {
                guard let address = element.attributes[key] else { continue }
                for address in address.split(separator: " ") {
                    #expect(known.contains(String(address.trimmingPrefix("#"))), "\(address)")
                }
            }
        }
        let addresses = elements.compactMap { $0.attributes["href"] }
        #expect(addresses.contains { $0.hasPrefix("#ky-") || $0.hasPrefix("#so-do-") || $0.hasPrefix("#thoi-han-") })
    }

    @Test(
        "a reader who cannot see finds landmarks, one heading of the page, captions and scopes",
        arguments: Page.allCases)
    func accessible(page: Page) throws {
        let tree = try page.tree()
        #expect(["vi", "en"].contains(tree.attributes["lang"]))
        for landmark in ["header", "nav", "main", "h1"] { #expect(tree.all(landmark).count == 1) }
        for table in tree.all("table") {
            #expect(table.children.first?.name == "caption")
            for heading in table.all("th") { #expect(["col", "row"].contains(heading.attributes["scope"])) }
        }
        for chart in tree.all("svg") { #expect(chart.attributes["role"] == "img" && chart.child("title") != nil) }
        for chart in tree.all("svg") where chart.attributes["aria-labelledby"] != nil {
            #expect(chart.child("desc")?.text.isEmpty == false)
        }
        for field in tree.all("input") { #expect(field.attributes["type"] == "search") }
        #expect(tree.all("label").count == tree.all("input").count)
    }

    @Test("a verdict is told by a sign and a word, never by colour alone")
    func withoutColour() throws {
        let cells = try Page.briefing.tree().all("td")
        for (kind, sign, word) in [("met", "✓", "đạt"), ("short", "✗", "thiếu")] {
            let told = cells.filter { $0.attributes["class"] == kind && !$0.all("a").isEmpty }
            #expect(!told.isEmpty)
            for cell in told { #expect(cell.text.contains(sign) && cell.text.contains(word)) }
        }
    }

    @Test("texts of a log stay texts and are set apart from what stands around them")
    func hostile() throws {
        let tree = try Page.hostileBriefing.tree()
        let titles = tree.all("bdi").map(\.text)
        for title in HostileTitles.markup + HostileTitles.formulas { #expect(titles.contains(title)) }
        #expect(
            !titles.contains { $0.unicodeScalars.contains { $0.value < 0x20 || (0x202A...0x202E).contains($0.value) } })
        #expect(titles.contains { $0.count == 301 && $0.hasPrefix("xxx") && $0.hasSuffix("…") })
    }

    @Test("names of a pack bring no control characters and no turned writing direction into a page")
    func hostileNames() throws {
        let name = #"\u202EPhòng\n\e[31m2"#
        let units = SampleBriefing.units.replacing("name: Phòng 2", with: "name: \"\(name)\"")
        let card = SampleDocuments.council.replacing("title: Số tin bài", with: "title: \"\(name)\"")
        let pages = try [
            BriefingHTML(SampleBriefing.made(rules: SampleBriefing.rules(units: units)), wording: Wording(.vi)).bytes(),
            CouncilHTML(SampleDocuments.madeCouncil(card, units: units), wording: Wording(.vi)).bytes(),
        ]
        for page in pages {
            let scalars = String(decoding: page, as: UTF8.self).unicodeScalars
            #expect(!scalars.contains { $0.value == 0x1B || (0x202A...0x202E).contains($0.value) })
        }
    }

    @Test("two runs give the same bytes", arguments: Page.allCases)
    func determinism(page: Page) throws { #expect(try page.bytes() == page.bytes()) }

    @Test("what a page leaves out is said, and every figure stays")
    func leftOut() throws {
        let some = try BriefingHTML(ReadReport.briefing(limit: 20), wording: Wording(.vi)).bytes()
        let text = String(decoding: some, as: UTF8.self)
        #expect(text.contains("chỉ liệt kê 20 tin, bài mới nhất, còn 116 tin, bài"))
        #expect(text.contains("tin, bài nữa được tính mà không liệt kê ở đây"))
        let grid = { (bytes: [UInt8]) in
            try XMLTree.parsed(Array(bytes.split(separator: 0x0A, maxSplits: 1)[1])).all("table")
                .first { $0.attributes["class"] == "grid wide" }?.text
        }
        #expect(try grid(some) == grid(Page.briefing.bytes()))
    }
}
