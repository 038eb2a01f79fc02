import Testing

@testable import AuditLedger

/// The eight leaves and the digests that implementations of RFC 6962 check themselves with.
enum KnownTree {
    static let leaves: [[UInt8]] = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ].map { DigestText.bytes(hexadecimal: $0) ?? [] }

    /// Of the first, the first two, … leaves.
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
}

/// The tree by its definition, MTH of RFC 6962, section 2.1: slow and obvious.
struct SlowTree {
    let leaves: [[UInt8]]

    func root(_ range: Range<Int>) -> [UInt8] {
        if range.isEmpty { return MerkleTree.emptyRoot }
        if range.count == 1 { return leaves[range.lowerBound] }
        var half = 1
        while half * 2 < range.count { half *= 2 }
        let middle = range.lowerBound + half
        return MerkleTree.node(root(range.lowerBound..<middle), root(middle..<range.upperBound))
    }

    func node(_ level: Int, _ place: Int) -> [UInt8] { root((place << level)..<((place + 1) << level)) }
}

@Suite("The tree of RFC 6962")
struct MerkleTreeTests {
    static let many = SlowTree(leaves: (0..<70).map { MerkleTree.leaf(Array("mục \($0)".utf8)) })

    @Test("the digest of a leaf and of no leaves are the known ones")
    func ends() {
        #expect(DigestText.hexadecimal(MerkleTree.leaf([])) == KnownTree.roots[0])
        #expect(
            DigestText.hexadecimal(MerkleTree.emptyRoot)
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("the roots of the known leaves are the known roots", arguments: 1...8)
    func knownRoots(size: Int) {
        var range = CompactRange()
        for leaf in KnownTree.leaves.prefix(size) { range.append(leaf: MerkleTree.leaf(leaf)) }
        #expect(DigestText.hexadecimal(range.root) == KnownTree.roots[size - 1])
    }

    @Test("the known proofs come out")
    func knownProofs() {
        let tree = SlowTree(leaves: KnownTree.leaves.map { MerkleTree.leaf($0) })
        #expect(
            TreeProof.inclusion(of: 5, in: 8, node: tree.node).map { DigestText.hexadecimal($0) } == [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
        #expect(
            TreeProof.consistency(from: 6, to: 8, node: tree.node).map { DigestText.hexadecimal($0) } == [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ])
    }

    @Test("appending leaf by leaf gives the root of the definition and completes exactly the whole subtrees")
    func appending() {
        var range = CompactRange()
        for size in 1...Self.many.leaves.count {
            let completed = range.append(leaf: Self.many.leaves[size - 1])
            #expect(range.root == Self.many.root(0..<size))
            #expect(completed.count == size.trailingZeroBitCount)
            for (level, digest) in completed.enumerated() {
                #expect(digest == Self.many.node(level + 1, size >> (level + 1) - 1))
            }
        }
    }

    @Test("every entry of every tree is proved, and nothing else passes with its proof")
    func inclusion() {
        for size in 1...40 {
            let root = Self.many.root(0..<size)
            for seq in 0..<size {
                let leaf = Self.many.leaves[seq]
                let proof = TreeProof.inclusion(of: seq, in: size, node: Self.many.node)
                #expect(TreeProof.isIncluded(leaf, at: seq, in: size, root: root, proof: proof))
                #expect(!TreeProof.isIncluded(leaf, at: (seq + 1) % max(size, 2), in: size, root: root, proof: proof))
                #expect(!TreeProof.isIncluded(leaf, at: seq, in: size, root: leaf + [0], proof: proof))
                #expect(!TreeProof.isIncluded(leaf, at: seq, in: size, root: root, proof: proof + [leaf]))
                #expect(!TreeProof.isIncluded(Self.many.leaves[69], at: seq, in: size, root: root, proof: proof))
            }
        }
    }

    @Test("every tree is shown to begin with every smaller one, and with no other")
    func consistency() {
        for new in 1...40 {
            let root = Self.many.root(0..<new)
            for old in 0...new {
                let proof = TreeProof.consistency(from: old, to: new, node: Self.many.node)
                let oldRoot = Self.many.root(0..<old)
                #expect(TreeProof.isConsistent(from: old, oldRoot, to: new, root, proof: proof))
                #expect(!TreeProof.isConsistent(from: old, oldRoot + [1], to: new, root, proof: proof))
                #expect(!TreeProof.isConsistent(from: old, oldRoot, to: new, root, proof: proof + [root]))
                if old > 0, old < new {
                    let other = Self.many.root(1..<(old + 1))
                    #expect(!TreeProof.isConsistent(from: old, other, to: new, root, proof: proof))
                    #expect(!TreeProof.isConsistent(from: old, oldRoot, to: new, other, proof: proof))
                }
            }
        }
    }
}
