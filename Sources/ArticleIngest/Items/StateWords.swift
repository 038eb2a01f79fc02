import QuotaModel

/// What the words of a state column mean (contract, section 5, "States"); a mapping's words come first.
struct StateWords {
    private var stateByWord: [MatchKey: ItemState]

    init(mapping: LogMapping?) {
        stateByWord = [:]
        for state in ItemState.allCases {
            for word in state.words { stateByWord[MatchKey(word)] = state }
        }
        stateByWord.merge(mapping?.states ?? [:]) { _, own in own }
    }

    func state(_ word: MatchKey) -> ItemState? { stateByWord[word] }
}
