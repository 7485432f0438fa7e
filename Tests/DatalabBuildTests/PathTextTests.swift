import DatalabBuild
import Testing

/// A part of what is remembered of a wheel is taken for nothing: a wheel with fewer paths would share none with another.
@Suite("what is remembered of a wheel's paths")
struct PathTextTests {
    @Test("a whole text is read, no part of it is", arguments: [[], ["a"], ["lib/a.py", "b", "c/d"]])
    func parts(paths: [String]) {
        let text = PathText.text(of: paths.map { Array($0.utf8) })
        let read = PathText.paths(in: text)?.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        #expect(read == paths)
        for count in 0..<text.count { #expect(PathText.paths(in: Array(text[..<count])) == nil) }
    }
}
