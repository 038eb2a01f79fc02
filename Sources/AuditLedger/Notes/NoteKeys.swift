import Crypto

/// The key that checks signatures, as C2SP writes it: `name+hash+base64(0x01 ‖ public key)`.
public struct VerifierKey: Sendable {
    /// As signatures by the key name it; one that `KeyName` allows.
    public let name: String
    let keyHash: [UInt8]
    private let key: Curve25519.Signing.PublicKey

    init(name: String, key: Curve25519.Signing.PublicKey) {
        self.name = name
        self.key = key
        keyHash = Self.hash(name, Array(key.rawRepresentation))
    }

    /// Nil where the text is no such key, or its hash is not that of its name and key.
    public init?(text: String) {
        guard let (name, hash, bytes) = KeyText.parts(text, prefix: ""),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { return nil }
        self.init(name: name, key: key)
        guard hash == keyHash else { return nil }
    }

    /// One line with its newline, as `PATH.pub` holds it (contract, section 11.7).
    public var text: String { KeyText.text("", name, keyHash, Array(key.rawRepresentation)) }

    /// Whether the note has signatures by this key and all of them are right: a wrong one makes the note suspect.
    public func verifies(_ note: SignedNote) -> Bool {
        let own = note.signatures.filter { $0.name == name && $0.keyHash == keyHash }
        return !own.isEmpty && own.allSatisfy { key.isValidSignature($0.bytes, for: Array(note.text.utf8)) }
    }

    /// SHA-256(name ‖ newline ‖ 0x01 ‖ public key), the first four bytes.
    private static func hash(_ name: String, _ key: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: Array(name.utf8) + [0x0A, KeyText.ed25519] + key).prefix(4))
    }
}

/// The key that signs. Written like the verifier's with the words `PRIVATE+KEY+` before it, as other programs that
/// sign notes keep it.
public struct SigningKey: Sendable {
    /// The public part, which checks what this key signs.
    public let verifier: VerifierKey
    private let key: Curve25519.Signing.PrivateKey

    /// A new key.
    ///
    /// - Parameter name: one that `KeyName` allows.
    public init(name: String) { self.init(name: name, key: Curve25519.Signing.PrivateKey()) }

    private init(name: String, key: Curve25519.Signing.PrivateKey) {
        self.key = key
        verifier = VerifierKey(name: name, key: key.publicKey)
    }

    /// Nil where the text is no such key.
    public init?(text: String) {
        guard let (name, hash, seed) = KeyText.parts(text, prefix: Self.prefix),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else { return nil }
        self.init(name: name, key: key)
        guard hash == verifier.keyHash else { return nil }
    }

    private static let prefix = "PRIVATE+KEY+"

    /// One line with its newline; whoever has it can sign.
    public var text: String {
        KeyText.text(Self.prefix, verifier.name, verifier.keyHash, Array(key.rawRepresentation))
    }

    /// The checkpoint, signed.
    public func sign(_ checkpoint: Checkpoint) throws -> SignedNote {
        let signature = try key.signature(for: Array(checkpoint.text.utf8))
        return SignedNote(
            text: checkpoint.text,
            signatures: [.init(name: verifier.name, keyHash: verifier.keyHash, bytes: Array(signature))])
    }
}

/// The one line that a key is written as.
private enum KeyText {
    static let ed25519: UInt8 = 1

    static func text(_ prefix: String, _ name: String, _ hash: [UInt8], _ key: [UInt8]) -> String {
        "\(prefix)\(name)+\(DigestText.hexadecimal(hash))+\(DigestText.base64([ed25519] + key))\n"
    }

    static func parts(_ text: String, prefix: String) -> (name: String, hash: [UInt8], key: [UInt8])? {
        let line = text.hasSuffix("\n") ? text.dropLast() : text[...]
        guard line.hasPrefix(prefix) else { return nil }
        // Base64 has plus signs of its own.
        let parts = line.dropFirst(prefix.count).split(
            separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, KeyName.isGood(parts[0]), let hash = DigestText.bytes(hexadecimal: String(parts[1])),
            let key = DigestText.bytes(base64: parts[2]), key.first == ed25519, key.count == 33
        else { return nil }
        return (String(parts[0]), hash, Array(key.dropFirst()))
    }
}
