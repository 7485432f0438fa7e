internal import ExternalTools
internal import OCIModel
internal import SystemPackage

/// An image in an engine's own store, where it stays for the next start: the newest of each datalab, as a store's layers are
/// shared by images that have them in common.
struct EngineImage: Sendable {
    let tool: ExternalTool
    private let repository: String
    private let tag: String

    /// The place of an image in an engine's store.
    init(_ image: LocalImage, tool: ExternalTool) {
        self.tool = tool
        let name = image.name.prefix { $0 != "@" }.split(separator: "/").last ?? ""
        let plain = name.prefix { $0 != ":" }.lowercased().unicodeScalars
            .map { ("a"..."z").contains($0) || ("0"..."9").contains($0) ? String($0) : "-" }.joined()
        let ends = plain.split(separator: "-").joined(separator: "-").prefix(100)
        repository = "localhost/datalab-starts/\(ends.isEmpty ? "image" : ends)"
        tag = String(image.digest.hex.prefix(40))
    }

    /// What the engine calls it.
    var name: String { "\(repository):\(tag)" }

    /// Whether the engine has it.
    ///
    /// - Throws: `ToolFailure`, `CancellationError`.
    func isThere() async throws -> Bool {
        try await tool.capture(["image", "inspect", "--format", "{{.Id}}", name]).status == 0
    }

    /// Removes what the engine has of the same datalab besides; what still runs stays.
    ///
    /// - Throws: `ToolFailure`, `CancellationError`.
    func removeOthers() async throws {
        let list = try await tool.capture(["images", "--format", "{{.Repository}}:{{.Tag}}", repository])
        let names = String(decoding: list.standardOutput, as: UTF8.self).split(whereSeparator: \.isNewline)
        for other in names.map(String.init) where other.hasPrefix("\(repository):") && other != name {
            _ = try await tool.capture(["image", "rm", other])
        }
    }
}
