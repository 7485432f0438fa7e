import DatalabBuild
import Testing

@Suite("which packages share a layer")
struct LayerGroupingTests {
    /// A generator with a fixed seed (SplitMix64): the same cases in every run.
    struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    static func packages(_ count: Int, seed: UInt64) -> [LayerGrouping.Member] {
        var generator = Generator(state: seed)
        return (0..<count).map { index in
            let large = Int.random(in: 0..<6, using: &generator) == 0
            let size = Int64.random(in: large ? 2_500_000...40_000_000 : 5_000...900_000, using: &generator)
            return LayerGrouping.Member(name: "package-\(index)", size: size)
        }
    }

    @Test("every package is in one group, and there are at most 40", arguments: [0, 1, 30, 131, 300, 1000])
    func complete(count: Int) {
        let members = Self.packages(count, seed: 1)
        let groups = LayerGrouping.groups(of: members)
        #expect(groups.count <= 40)
        #expect(groups.flatMap { $0 }.sorted() == members.map(\.name).sorted())
        #expect(LayerGrouping.groups(of: members.reversed()) == groups)
    }

    @Test("one package added, removed or upgraded rewrites at most two groups", arguments: 1...20)
    func stable(seed: UInt64) throws {
        var generator = Generator(state: seed)
        let members = Self.packages(300, seed: seed)
        let before = Set(LayerGrouping.groups(of: members))
        let removed = try #require(members.indices.randomElement(using: &generator))
        var fewer = members
        fewer.remove(at: removed)
        #expect(Set(LayerGrouping.groups(of: fewer)).subtracting(before).count <= 2)
        let more =
            members + [LayerGrouping.Member(name: "new", size: Int64.random(in: 1...9_000_000, using: &generator))]
        #expect(Set(LayerGrouping.groups(of: more)).subtracting(before).count <= 2)
    }

    @Test("packages that ship a common path share a layer, whatever their size")
    func sharing() {
        let members = Self.packages(40, seed: 3)
        let groups = LayerGrouping.groups(
            of: members,
            sharing: [["package-1", "package-2"], ["package-2", "package-30"]]
        )
        #expect(groups.contains { Set($0).isSuperset(of: ["package-1", "package-2", "package-30"]) })
        #expect(groups.flatMap { $0 }.count == 40)
    }

    @Test("300 packages, 300 random changes: few of the bytes are written again")
    func rewrittenShare() throws {
        var generator = Generator(state: 11)
        var members = Self.packages(300, seed: 11)
        var shares: [Double] = []
        for number in 0..<300 {
            let before = sized(members)
            switch number % 3 {
            case 0:
                members.append(.init(name: "new-\(number)", size: .random(in: 5_000...20_000_000, using: &generator)))
            case 1: members.remove(at: .random(in: members.indices, using: &generator))
            default: members[.random(in: members.indices, using: &generator)].size += 1
            }
            let after = sized(members)
            let written = after.filter { before[$0.key] != $0.value }.map(\.value).reduce(0, +)
            shares.append(Double(written) / Double(members.map(\.size).reduce(0, +)))
        }
        let mean = shares.reduce(0, +) / Double(shares.count), largest = try #require(shares.max())
        print("bytes written again by one change of 300 packages: mean \(mean * 100) %, largest \(largest * 100) %")
        #expect(mean < 0.05)
        #expect(largest < 0.1)
    }

    /// The groups, each by what decides its bytes, with their sizes.
    private func sized(_ members: [LayerGrouping.Member]) -> [[LayerGrouping.Member]: Int64] {
        let byName = Dictionary(members.map { ($0.name, $0) }) { first, _ in first }
        let groups = LayerGrouping.groups(of: members).map { $0.compactMap { byName[$0] } }
        return Dictionary(groups.map { ($0, $0.map(\.size).reduce(0, +)) }) { first, _ in first }
    }
}
