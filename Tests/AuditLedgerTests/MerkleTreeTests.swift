import AuditLedger
import Testing

@Suite("The tree of RFC 6962")
struct MerkleTreeTests {
    @Test("the leaf of nothing is the digest of one zero byte")
    func emptyLeaf() {
        #expect(MerkleTree.leaf([]).prefix(4) == [0x6E, 0x34, 0x0B, 0x9C])
    }
}
