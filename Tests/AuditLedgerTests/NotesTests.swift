import Testing

@testable import AuditLedger

@Suite("Checkpoints, signed notes, keys")
struct NotesTests {
    static let checkpoint = Checkpoint(
        origin: "Thanh tra tỉnh Bình Định", size: 12, root: MerkleTree.leaf(Array("gốc".utf8)))

    /// The example that the form of signed notes is documented with.
    static let known = (
        key: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
        note: """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """
    )

    @Test("a note that another program signed is good, and not with one letter changed")
    func knownNote() throws {
        let key = try #require(VerifierKey(text: Self.known.key))
        let note = try #require(SignedNote(written: Self.known.note))
        #expect(key.verifies(note))
        #expect(note.written == Self.known.note)
        let changed = try #require(SignedNote(written: Self.known.note.replacing("answer", with: "Answer")))
        #expect(!key.verifies(changed))
    }

    @Test("a checkpoint is three lines and is read back")
    func text() {
        let lines = Self.checkpoint.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 4 && lines[0] == "Thanh tra tỉnh Bình Định" && lines[1] == "12" && lines[3].isEmpty)
        #expect(Checkpoint(text: Self.checkpoint.text) == Self.checkpoint)
    }

    @Test(
        "what is no checkpoint is not taken for one",
        arguments: [
            "", "\n", "a\n1\n", "a\n01\nAAAA\n", "a\n-1\nAAAA\n", "a\n1\nAAAA\n",
            "\n1\n\(DigestText.base64([UInt8](repeating: 0, count: 32)))\n",
            "a\n1\n\(DigestText.base64([UInt8](repeating: 0, count: 32)))",
        ])
    func noCheckpoint(text: String) { #expect(Checkpoint(text: text) == nil) }

    @Test("what a key signed is good with its public key, and with no other of the same name")
    func signing() throws {
        let key = SigningKey(name: "khóa")
        let again = try #require(SigningKey(text: key.text))
        let public_ = try #require(VerifierKey(text: again.verifier.text))
        let note = try again.sign(Self.checkpoint)
        #expect(public_.verifies(try #require(SignedNote(written: note.written))))
        #expect(Checkpoint(text: note.text) == Self.checkpoint)
        #expect(!SigningKey(name: "khóa").verifier.verifies(note))
        #expect(!public_.verifies(SignedNote(text: note.text)))
    }

    @Test("a key with another name, hash or length is none")
    func badKeys() {
        #expect(VerifierKey(text: Self.known.key.replacing("c74f20a3", with: "c74f20a4")) == nil)
        #expect(VerifierKey(text: Self.known.key.replacing("Peter", with: "Petra")) == nil)
        #expect(VerifierKey(text: "a+b") == nil)
        #expect(SigningKey(text: Self.known.key) == nil)
        #expect(KeyName.made(of: "Sở Nội vụ + Huyện") == "Sở-Nội-vụ-Huyện")
    }
}
