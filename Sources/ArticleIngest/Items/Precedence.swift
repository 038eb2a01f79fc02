import QuotaModel

/// Which of several logs speaks for an item that more than one of them holds.
public struct Precedence: Sendable {
    /// Logs are read newest first, and the newest that holds an identity speaks for it (contract, section 9).
    let isNewest: Bool
    /// Identities that count nowhere.
    let withdrawn: Set<Digest>

    /// The first log that holds an identity, in the order in which they are read (contract, section 5).
    public static let firstLog = Precedence(isNewest: false, withdrawn: [])

    /// The newest log that holds an identity; logs are then read newest first. What a newer log holds is accepted in the
    /// older one too, and counts there no more: it is superseded.
    ///
    /// - Parameter withdrawn: what counts nowhere, whichever log holds it.
    public static func newestLog(withdrawn: [ItemIdentity]) -> Precedence {
        Precedence(isNewest: true, withdrawn: Set(withdrawn.compactMap(\.digest)))
    }
}
