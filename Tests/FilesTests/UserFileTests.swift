import Files
import Foundation
import SystemPackage
import Testing

/// Files of the user's are written where they are: through links, with their mode, and whole.
@Suite("files of the user's that are written anew")
final class UserFileTests {
    private let folder: FilePath

    init() throws {
        folder = FilePath(FileManager.default.temporaryDirectory.path).appending("user-file-\(UUID().uuidString)")
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder.string)
    }

    private func path(_ name: String) -> FilePath { folder.pushing(FilePath(name)) }

    private func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: path(name).string).map { String(decoding: $0, as: UTF8.self) }
    }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(name).string)[.posixPermissions] as? Int
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name).string, withDestinationPath: target)
    }

    private func replace(_ name: String, _ text: String = "new") throws {
        try UserFile.replace(path(name), with: Array(text.utf8), mode: .ownerReadWrite)
    }

    private func isLink(_ name: String) throws -> Bool {
        try FileManager.default.attributesOfItem(atPath: path(name).string)[.type] as? FileAttributeType
            == .typeSymbolicLink
    }

    @Test("a file that is missing is made with its folders, only for its owner")
    func making() throws {
        try replace("a/b/c")
        #expect(text("a/b/c") == "new")
        #expect(try mode("a/b/c") == 0o600)
        #expect(try mode("a/b") == 0o700)
    }

    @Test(
        "links stay, what they lead to is written, with the mode it has",
        arguments: ["dotfiles/config", "../x/config"]
    )
    func links(target: String) throws {
        for folder in ["dotfiles", "x", "home"] {
            try FileManager.default.createDirectory(atPath: path(folder).string, withIntermediateDirectories: true)
        }
        let place = target.hasPrefix("..") ? "x/config" : "home/dotfiles/config"
        try FileManager.default.createDirectory(atPath: path("home/dotfiles").string, withIntermediateDirectories: true)
        try Data("old".utf8).write(to: URL(filePath: path(place).string))
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path(place).string)
        try link("home/one", to: target)
        try link("home/two", to: path("home/one").string)
        try replace("home/two")
        #expect(text(place) == "new")
        #expect(try mode(place) == 0o640)
        #expect(try isLink("home/one") && isLink("home/two"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: path("x").string).allSatisfy { !$0.hasPrefix(".") })
    }

    @Test("a link to nothing leads to the file that is made; links in a circle lead nowhere")
    func dangling() throws {
        try link("link", to: "there/config")
        try replace("link")
        #expect(text("there/config") == "new")
        #expect(try isLink("link"))
        try link("a", to: "b")
        try link("b", to: "a")
        let fault = #expect(throws: UserFile.Fault.self) { try replace("a") }
        #expect(fault?.error == .tooManySymbolicLinkLevels)
    }

    @Test("a link to a place that takes no file is one error that names both")
    func readOnly() throws {
        try link("link", to: "/proc/version")
        let fault = #expect(throws: UserFile.Fault.self) { try replace("link") }
        #expect(fault?.description.hasPrefix("is a link to '/proc/version', which cannot be written: ") == true)
        try link("below", to: "/proc/version/config")
        #expect(throws: UserFile.Fault.self) { try replace("below") }
    }

    @Test("what is no regular file is written to, not replaced")
    func devices() throws {
        try link("null", to: "/dev/null")
        try replace("null")
        #expect(FileManager.default.fileExists(atPath: "/dev/null"))
        #expect(
            try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
                == .typeCharacterSpecial
        )
    }
}
