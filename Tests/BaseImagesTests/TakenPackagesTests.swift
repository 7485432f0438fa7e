import BaseImages
import Testing

@Suite("names that only other packages provide")
struct TakenPackagesTests {
    @Test(
        "the only provider is taken, and of several the one that Debian renamed for its 64-bit time",
        arguments: [
            ("libglib2.0-0", ["libglib2.0-0t64"], "libglib2.0-0t64"),
            ("libasound2", ["liboss4-salsa-asound2", "libasound2t64"], "libasound2t64"),
            ("libqt5core5a", ["libqt5core5t64"], "libqt5core5t64"),
            ("libqt5gui5a", ["x", "libqt5gui5t64"], "libqt5gui5t64"),
            ("awk", ["gawk", "mawk", "original-awk"], nil), ("java-runtime", ["default-jre", "x"], nil),
            ("nothing", [], nil),
        ] as [(String, [String], String?)]
    )
    func provider(name: String, providers: [String], taken: String?) {
        #expect(TakenPackages.provider(of: name, among: providers) == taken)
    }

    @Test("a package that has another name in another release is found by both")
    func renamed() {
        #expect(TakenPackages.renamed("libopenmpi3", among: ["libopenmpi40"]) == "libopenmpi40")
        #expect(TakenPackages.renamed("libopenmpi40", among: ["libopenmpi3"]) == "libopenmpi3")
        #expect(TakenPackages.renamed("libgl1-mesa-glx", among: ["libgl1", "x"]) == "libgl1")
        #expect(TakenPackages.renamed("libgl1-mesa-glx", among: ["x"]) == nil)
    }
}
