import QuotaEngine
import QuotaModel
import ScoringRules

/// The frame of every page: one file that asks nothing of anybody, with a policy that forbids it to.
public enum HTMLPage {
    /// Most items, and most rejects, that a page lists: what a telephone still shows.
    public static let listingLimit = 5_000

    /// A part of the page with its place in the contents.
    struct Part {
        let id: String
        let heading: String
        let content: (inout Markup) -> Void
    }

    struct Head {
        let agency: String
        let title: String
        let subtitles: [String]
        let notices: [String]

        init(_ pack: RulePack, title: String, subtitles: [String], notices: [String]) {
            agency = pack.agency.uppercased()
            self.title = title
            self.subtitles = subtitles
            self.notices = notices
        }
    }

    static func bytes(_ head: Head, wording: Wording, parts: [Part]) -> [UInt8] {
        var page = Markup()
        page.verbatim("<!DOCTYPE html>\n")
        page.tag("html", ["lang": wording.language.rawValue]) { page in
            page.tag("head") { write(head, on: &$0) }
            page.line()
            page.tag("body") { page in
                page.tag("a", ["class": "skip", "href": "#noi-dung"], text: wording("Đến nội dung", "To the content"))
                page.tag("header") { write(head, contents: parts, wording, on: &$0) }
                page.tag("main", ["id": "noi-dung"]) { page in
                    for part in parts {
                        page.line()
                        page.tag("section", ["id": part.id, "aria-labelledby": "h-\(part.id)"]) { page in
                            page.tag("h2", ["id": "h-\(part.id)"], text: part.heading)
                            part.content(&page)
                        }
                    }
                }
                page.line()
                page.tag("script") { $0.verbatim(PageScript.text) }
            }
        }
        page.line()
        return page.bytes
    }

    private static func write(_ head: Head, on page: inout Markup) {
        page.empty("meta", ["charset": "utf-8"])
        page.line()
        page.empty(
            "meta",
            [
                "http-equiv": "Content-Security-Policy",
                "content":
                    "default-src 'none'; style-src 'sha256-\(PageStyle.digest)'; script-src 'sha256-\(PageScript.digest)'; "
                    + "base-uri 'none'; form-action 'none'",
            ])
        page.line()
        page.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        page.empty("meta", ["name": "referrer", "content": "no-referrer"])
        page.empty("meta", ["name": "robots", "content": "noindex"])
        page.line()
        page.tag("title", text: Wording.printable(head.title, limit: 200))
        page.tag("style") { $0.verbatim(PageStyle.text) }
    }

    private static func write(_ head: Head, contents parts: [Part], _ wording: Wording, on page: inout Markup) {
        if !head.agency.isEmpty { page.tag("p", ["class": "agency"]) { $0.foreign(head.agency) } }
        page.tag("h1") { $0.foreign(head.title) }
        for subtitle in head.subtitles where !subtitle.isEmpty {
            page.tag("p", ["class": "sub"]) { $0.foreign(subtitle) }
        }
        for notice in head.notices { page.tag("p", ["class": "notice"]) { $0.foreign(notice) } }
        page.tag("nav", ["aria-label": wording("Mục lục", "Contents")]) { page in
            page.tag("ul") { page in
                for part in parts {
                    page.tag("li") { $0.tag("a", ["href": "#\(part.id)"], text: part.heading) }
                }
            }
        }
    }
}

extension Markup {
    /// A table that scrolls by itself where the screen is narrow.
    mutating func table(
        _ label: String, caption: String? = nil, kind: String = "", id: String? = nil, _ content: (inout Markup) -> Void
    ) {
        // Labels and headings may hold names of a pack.
        let label = Wording.printable(label, limit: 300)
        tag("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": label]) { page in
            let write = { (page: inout Markup) in
                page.tag("caption") { $0.tag("span", text: caption ?? label) }
                content(&page)
            }
            if let id {
                page.tag("table", ["class": kind, "id": id], write)
            } else {
                page.tag("table", ["class": kind], write)
            }
        }
        line()
    }

    /// The row of headings.
    mutating func headings(_ names: [String]) {
        tag("thead") { page in
            page.tag("tr") { page in
                for name in names { page.tag("th", ["scope": "col"], text: Wording.printable(name, limit: 300)) }
            }
        }
    }

    /// A number, with the value by which its column sorts.
    mutating func number(_ text: String, _ value: Int?, kind: String = "n") {
        tag("td", ["class": kind, "data-v": String(value ?? Int(Int32.max))], text: text)
    }

    mutating func cell(foreign text: String, kind: String = "") {
        tag("td", ["class": kind]) { if !text.isEmpty { $0.foreign(text) } }
    }

    /// A day, sorted by time.
    mutating func cell(_ day: CivilDate?, _ wording: Wording) {
        tag("td", ["class": "c", "data-v": String(day.map { Int($0.dayNumber) } ?? Int(Int32.max))]) {
            $0.text(day.map(wording.day) ?? "")
        }
    }

    /// The verdict: sign, word and colour say the same.
    mutating func mark(_ status: PeriodStatus, _ wording: Wording) {
        tag("span", ["class": "tag \(status.kind)"], text: "\(status.sign) \(wording.name(status))")
    }
}

extension PeriodStatus {
    /// The class of its colour.
    var kind: String {
        switch self {
        case .met: "met"
        case .short: "short"
        case .behind: "behind"
        case .onTrack: "running"
        case .waived, .exempt: "idle"
        }
    }

    /// Tells the verdicts apart without colour.
    var sign: String {
        switch self {
        case .met: "✓"
        case .short: "✗"
        case .behind: "!"
        case .onTrack: "→"
        case .waived, .exempt: "–"
        }
    }
}
