import QuotaModel

/// What the words of a state column mean (contract, section 5, "States"); a mapping's words come first.
struct StateWords {
    private var stateByWord: [MatchKey: ItemState]

    init(mapping: LogMapping?) {
        stateByWord = [:]
        for (state, words) in Self.builtIn {
            for word in words { stateByWord[MatchKey(word)] = state }
        }
        stateByWord.merge(mapping?.states ?? [:]) { _, own in own }
    }

    func state(_ word: MatchKey) -> ItemState? { stateByWord[word] }

    private static let builtIn: [(ItemState, [String])] = [
        (.published, ["published", "publish", "Đã đăng", "Đã xuất bản", "Xuất bản"]),
        (.approved, ["approved", "Đã duyệt"]),
        (.submitted, ["submitted", "pending", "Chờ duyệt", "Đã gửi"]),
        (.draft, ["draft", "Nháp", "Bản nháp"]),
        (.returned, ["returned", "Trả lại", "Từ chối"]),
    ]
}
