/// How everything was counted, on a page.
struct MethodPart {
    let words: MethodWords
    let logs: LogPart

    func write(_ sections: [(heading: String, facts: [MethodWords.Fact])], on page: inout Markup) {
        for (heading, facts) in sections where !facts.isEmpty {
            page.tag("h3", text: heading)
            page.tag("dl") { page in
                for fact in facts {
                    page.tag("dt") { $0.foreign(fact.name) }
                    page.tag("dd") { $0.foreign(fact.text, limit: 4_000) }
                }
            }
        }
        logs.write(&page)
    }
}
