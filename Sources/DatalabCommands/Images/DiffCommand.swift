internal import ArgumentParser
internal import BaseImages
internal import CommandLines
internal import DatalabBuild
internal import Foundation
internal import ImageContents

/// `datalab diff`: what changed from one image to another.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two images: packages, files, metadata, and the layers and bytes they share.",
        discussion: "Example: datalab diff mylab:1.0.0-3 mylab:latest",
    )

    @Argument(
        help: "An image of the store ('datalab images' lists them), its digest, or an image in a registry.",
        completion: .storedImages
    )
    var first: String

    @Argument(help: "The image it is compared with.", completion: .storedImages)
    var second: String

    @OptionGroup var registries: RegistryAccess
    @OptionGroup var output: FormatOptions

    func run() async throws {
        let context = CommandContext.current
        let images = try LocalImages(site: try .forImages(in: context, registries))
        let difference = try await images.difference(first, second)
        guard output.format == .text else { return context.print(try JSONOutput.text(difference)) }
        DifferenceText(first: first, second: second).lines(of: difference).forEach(context.print)
    }
}

/// A difference in the lines a person wants to read.
struct DifferenceText {
    /// What the user calls the first image.
    let first: String
    /// What the user calls the second image.
    let second: String

    func lines(of difference: ImageDifference) -> [String] {
        guard !difference.isEmpty else { return ["'\(first)' and '\(second)' are the same image"] }
        let names = [first, second].map(\.count).max() ?? 0
        var lines = [
            "in both  \("".padded(to: names))  \(Self.text(of: difference.shared))",
            "only in  \(first.padded(to: names))  \(Self.text(of: difference.onlyFirst))",
            "only in  \(second.padded(to: names))  \(Self.text(of: difference.onlySecond))",
        ]
        lines += table("PACKAGE", difference.packages)
        lines += table("DEBIAN PACKAGE", difference.systemPackages)
        lines += table("SERVER PACKAGE", difference.serverPackages)
        lines += table("MADE FROM", difference.origins)
        lines += table("METADATA", difference.metadata)
        lines += table(
            "FILE",
            difference.files.map { file in
                PackageChange(
                    name: file.path,
                    before: file.before.map { Wording.bytes($0) },
                    after: file.after.map { Wording.bytes($0) }
                )
            }
        )
        return lines
    }

    private static func text(of layers: ImageDifference.Layers) -> String {
        "\(Wording.bytes(layers.size)) in \(Wording.count(layers.count, "layer"))"
    }

    private func table(_ heading: String, _ changes: [PackageChange]) -> [String] {
        guard !changes.isEmpty else { return [] }
        var table = TextTable([(heading, .left), ("BEFORE", .left), ("AFTER", .left)])
        for change in changes { table.add(change.name, Self.short(change.before), Self.short(change.after)) }
        return [""] + table.lines
    }

    /// The members of a JSON object, or the elements of an array, without their brackets and quotes; nil for other text.
    private static func object(_ text: String) -> String? {
        guard text.first == "{" || text.first == "[",
            let value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
        else { return nil }
        if let members = value as? [String: Any] {
            return members.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
        return (value as? [Any])?.map { "\($0)" }.joined(separator: ", ")
    }

    /// An icon or a description would hide what stands beside it.
    private static func short(_ value: String?) -> String {
        let text = value.flatMap(Self.object) ?? value ?? "-"
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 40 ? "\(line.prefix(39))…" : line
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
