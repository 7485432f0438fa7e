import Foundation
import SourceBuilds
import SystemPackage
import Testing

/// What a box costs; how long it takes is printed as a line of JSON, which `Benchmarks/sealed-box` reads.
@Suite("what a box costs")
struct BoxTimesTests {
    @Test("an empty box, and a build beside the same build by hand")
    func times() async throws {
        var lab = try BuildLab()
        defer { lab.remove() }
        lab.build.rebuilds = false
        var boxes: [Double] = []
        for _ in 0..<9 { boxes.append(try await lab.box.run(["/bin/true"]).box.seconds) }
        var (boxed, byHand): ([Double], [Double]) = ([], [])
        for number in 0..<5 {
            let tree = try lab.source(Backend("# \(number)\nreturn wheel(out)").files)
            boxed.append(try await lab.wheel(of: tree).seconds)
            byHand.append(try self.byHand(tree.folder, uv: lab.uv))
        }
        let times = [
            "box": Self.median(boxes) * 1000, "boxed": Self.median(boxed) * 1000, "by hand": Self.median(byHand) * 1000,
            "added": (Self.median(boxed) - Self.median(byHand)) * 1000,
        ]
        print("box-times", String(decoding: try JSONEncoder().encode(times), as: UTF8.self))
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// The same steps without a box: an environment, and the backend called in it; in seconds.
    private func byHand(_ source: FilePath, uv: FilePath) throws -> Double {
        let start = ContinuousClock.now
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.currentDirectoryURL = URL(filePath: source.string)
        let build = "import sys; sys.path.insert(0, '.'); import backend; backend.build_wheel('.')"
        process.arguments = [
            "-c", "\"$1\" --quiet --offline --no-config venv --python /usr/bin/python3 env && env/bin/python -c \"$2\"",
            "sh",
            uv.string, build,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(FileManager.default.fileExists(atPath: source.appending("demo-1.0-py3-none-any.whl").string))
        return (ContinuousClock.now - start) / .seconds(1)
    }
}
