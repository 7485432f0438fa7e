/// How far `mmdebstrap` is, in words for people: what it says itself is for those who know it.
enum BootstrapStep {
    private static let steps: [(mark: String, text: String)] = [
        ("running apt-get update", "reading what Debian has"),
        ("downloading packages with apt", "downloading packages"),
        ("extracting archives", "unpacking packages"),
        ("installing essential packages", "installing the first packages"),
        ("installing remaining packages", "installing the other packages"),
        ("cleaning package lists", "cleaning up"),
        ("creating tarball", "gathering its files"),
    ]

    /// A line of the program as a step; the line itself where it is none.
    static func text(_ line: String) -> String {
        guard let index = steps.firstIndex(where: { line.contains($0.mark) }) else { return line }
        return "made once and kept, step \(index + 1) of \(steps.count): \(steps[index].text)"
    }
}
