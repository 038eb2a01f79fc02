import Foundation
import QuotaReports
import Testing

/// What a page does in a real browser. The page is opened in a frame as wide as a telephone's screen; a script of the test
/// follows links and presses buttons, and the browser prints what came of it.
@Suite("Pages in a browser", .serialized)
struct BrowserTests {
    private static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static let hasBrowser: Bool = {
        if browser == nil { print("BrowserTests: skipped, because no chromium is there") }
        return browser != nil
    }()

    /// Runs `script` in the page and returns what its `tell` was given.
    private static func run(_ page: [UInt8], width: Int = 390, script: String) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quota-page-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(prepared(page, script).utf8).write(to: folder.appending(path: "page.html"))
        let frame = """
            <!DOCTYPE html><pre id="told"></pre>
            <script>addEventListener("message", event => { told.textContent += event.data + "\\n"; });</script>
            <iframe src="page.html" style="border: 0; width: \(width)px; height: 844px"></iframe>
            """
        try Data(frame.utf8).write(to: folder.appending(path: "frame.html"))
        // On a machine that is busy with other tests a browser may give up before the page is there.
        var told: [String] = []
        for attempt in 1...3 where told.last != "end" {
            told = try lines(from: folder, profile: "profile-\(attempt)")
        }
        #expect(told.popLast() == "end", "\(told)")
        return told
    }

    /// The page with the test's script, which the page's own policy would forbid.
    private static func prepared(_ page: [UInt8], _ script: String) throws -> String {
        var text = String(decoding: page, as: UTF8.self)
        let policy = try #require(text.range(of: "<meta http-equiv=\"Content-Security-Policy\""))
        let end = try #require(text.range(of: "/>", range: policy.upperBound..<text.endIndex))
        text.removeSubrange(policy.lowerBound..<end.upperBound)
        let added = """
            <script>
            const tell = (...words) => parent.postMessage(words.join(" "), "*");
            const wait = () => new Promise(go => setTimeout(go, 50));
            const follow = async link => { link.click(); await wait(); };
            const shown = () => [...document.querySelectorAll("#bang-tin-bai tbody tr")].filter(row => !row.hidden).length;
            addEventListener("load", async () => { \(script); tell("end"); });
            </script>
            """
        return text.replacing("</body>", with: added + "</body>")
    }

    /// What the frame was told, in a browser of its own.
    private static func lines(from folder: URL, profile: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: try #require(browser))
        process.arguments = [
            "--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu",
            "--user-data-dir=\(folder.appending(path: profile).path(percentEncoded: false))",
            "--virtual-time-budget=60000", "--dump-dom", folder.appending(path: "frame.html").absoluteString,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let dom = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let told = dom.components(separatedBy: "<pre id=\"told\">").last?.components(separatedBy: "</pre>").first ?? ""
        return told.split(separator: "\n").map(String.init)
    }

    @Test(
        "on a telephone the page is as wide as the screen, and tables scroll in boxes of their own",
        .enabled(if: hasBrowser), arguments: [PageTests.Page.briefing, .deadlines, .council, .hostileBriefing])
    func telephone(page: PageTests.Page) throws {
        let told = try Self.run(
            page.bytes(),
            script: """
                document.querySelectorAll("details").forEach(part => { part.open = true; });
                await wait();
                tell(innerWidth, document.documentElement.scrollWidth);
                """)
        #expect(told == ["390 390"])
    }

    @Test("following a figure opens its list, and the table then shows exactly these items", .enabled(if: hasBrowser))
    func figures() throws {
        let told = try Self.run(
            PageTests.Page.standards.bytes(),
            script: """
                const cells = [...document.querySelectorAll("td[data-v] > a")]
                  .filter(link => !/^#(don-vi|nhan|loai)-/.test(link.getAttribute("href")));
                for (const link of cells) {
                  await follow(link);
                  const part = document.getElementById(link.getAttribute("href").slice(1));
                  const button = part.querySelector("button.narrow");
                  const visible = part.querySelector("ol").checkVisibility({ contentVisibilityAuto: true });
                  button.click();
                  tell(link.parentElement.dataset.v, shown(), visible, document.querySelector(".narrowed").hidden);
                  document.querySelector(".narrowed button").click();
                  tell("all", shown());
                }
                """)
        let figures = told.filter { !$0.hasPrefix("all") }.map { $0.split(separator: " ").map(String.init) }
        #expect(figures.count > 10)
        for figure in figures {
            #expect(figure[0] == figure[1], "\(figure)")
            #expect(figure[2...] == ["true", "false"])
        }
        let items = try ReadReport.standards().inputs[0].accepted
        #expect(told.filter { $0.hasPrefix("all") }.allSatisfy { $0 == "all \(items)" })
    }

    @Test(
        "a log's figure shows the rows of that log, also after sorting, and search works in them",
        .enabled(if: hasBrowser))
    func logs() throws {
        let told = try Self.run(
            PageTests.Page.history.bytes(),
            script: """
                document.querySelector("#bang-tin-bai thead button").click();
                for (const source of [0, 1]) {
                  await follow(document.querySelector(`td > a[href="#nhan-${source}"]`));
                  tell(shown());
                }
                const field = document.querySelector(".search input");
                document.querySelector(".narrowed button").click();
                field.value = "hop giao ban";
                field.dispatchEvent(new Event("input"));
                tell(shown());
                """)
        #expect(told == ["3", "3", "2"])
    }

    @Test("a table sorts by the values of its column, up and down", .enabled(if: hasBrowser))
    func sorting() throws {
        let told = try Self.run(
            PageTests.Page.briefing.bytes(),
            script: """
                const table = document.querySelector("#xep-hang table");
                const button = table.tHead.rows[0].cells[6].querySelector("button");
                for (let turn = 0; turn !== 2; turn += 1) {
                  button.click();
                  tell([...table.tBodies[0].rows].map(row => row.cells[6].dataset.v).join(","));
                }
                """)
        let orders = told.map { $0.split(separator: ",").compactMap { Int($0) } }
        #expect(orders.count == 2 && orders[0].count == 7)
        #expect(orders[0] == orders[0].sorted() && orders[1] == orders[1].sorted(by: >))
    }
}
