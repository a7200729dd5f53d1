import Testing

@testable import Access

@Suite struct TreeHashTests {
    /// The tree that the Certificate Transparency project tests with.
    static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("RFC 6962, section 2.1: the roots of the test tree of Certificate Transparency")
    func knownRoots() throws {
        var frontier = TreeFrontier()
        #expect(frontier.root.description == Self.roots[0])
        for (leaf, root) in zip(Self.leaves, Self.roots.dropFirst()) {
            frontier.append(.leaf(try #require(Hexadecimal.decode(leaf.utf8))))
            #expect(frontier.root.description == root)
        }
    }

    @Test func everyWayToHashALeafAgrees() {
        let data = (0..<32).map { UInt8($0 * 7) }
        #expect(TreeHash.leaf(data) == TreeHash.leaf(hash(data)))
        #expect(TreeHash.leaf(data) == TreeHash.leaf(Set([1]).flatMap { _ in data }.lazy.map { $0 }))
        #expect(TreeHash.leaf(data).bytes == NaiveTree.sha256([0] + data))
        #expect(TreeHash.node(hash(data), hash(data)).bytes == NaiveTree.sha256([1] + data + data))
    }

    @Test func textFormsRoundTrip() {
        let value = TreeHash.leaf([1, 2, 3])
        #expect(TreeHash(base64: value.base64) == value)
        #expect(TreeHash(value.bytes) == value)
        #expect(Hexadecimal.decode(value.description.utf8) == value.bytes)
        #expect(TreeHash([1, 2, 3]) == nil)
        #expect(TreeHash(base64: value.base64.dropLast()) == nil)
    }

    @Test("The leaf data is SHA256(salt || entry), the leaf hash SHA256(0x00 || leaf data)")
    func leafDefinition() throws {
        var generator = SeededGenerator(1)
        for length in [0, 1, 31, 32, 33, 1000] {
            let (salt, entry) = (generator.bytes(32), generator.bytes(length))
            let data = LogLeaf.data(salt: try #require(EntrySalt(salt)), entry: entry)
            #expect(data.bytes == NaiveTree.sha256(salt + entry))
            #expect(LogLeaf.hash(data: data).bytes == NaiveTree.sha256([0] + NaiveTree.sha256(salt + entry)))
        }
        #expect(EntrySalt(generator.bytes(31)) == nil)
        #expect(EntrySalt.random() != EntrySalt.random())
        #expect(!EntrySalt(salt32).debugText.contains("7"))
    }

    private let salt32 = [UInt8](repeating: 7, count: 32)
}

extension Optional where Wrapped == EntrySalt {
    fileprivate var debugText: String { map { "\($0)" } ?? "7" }
}
