internal import ArgumentParser
internal import BaseImages
internal import CommandLines
internal import ContentStore
internal import DatalabBuild
internal import OCIModel
internal import PythonPackages

/// `datalab base show`: what is inside a base.
struct BaseShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Show what is inside a base: Python, glibc, layers, Debian and server packages with sizes and licences.",
        discussion: "Example: datalab base show jupyterlab:trixie",
    )

    @Argument(help: "A base: jupyterlab, jupyterlab:trixie, or a digest.", completion: .storedBases)
    var base = "jupyterlab"

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let layout = try ImageLayout(root: context.home.store)
        let base = try BaseCatalog(layout).get(base)
        let contents = try BaseContents.read(base, in: layout)
        guard output.format == .text else {
            return context.print(try JSONOutput.text(BaseReport(base: base, contents: contents)))
        }
        let facts = base.facts
        context.print("base      \(base.referenceName)  \(facts.title)")
        context.print("digest    \(base.digest)")
        context.print(
            "size      \(Wording.bytes(base.compressedSize)) stored"
                + (base.uncompressedSize.map { ", \(Wording.bytes($0)) unpacked" } ?? "")
        )
        if let origin = base.origin { context.print("from      \(origin.name)  \(origin.digest)") }
        let debian = facts.debian.map { "Debian \($0) (\(facts.suite ?? "")), " }
        let above = facts.suite.map { "the image's, with packages of Debian '\($0)' on top, " }
        context.print("system    \(debian ?? above ?? "")glibc \(facts.target.glibc), \(facts.target.architecture)")
        let archive = facts.pythonArchive.map { " from \($0.name), licence \($0.licence)" }
        context.print("python    \(facts.target.fullVersion)\(archive ?? "")")
        let page = facts.port.map { "port \($0), ready when \(facts.probe ?? "/") answers" }
        context.print("serves    \(page ?? "nothing: it runs the command that it is given")")
        context.print("user      \(facts.userPrefix) with \(facts.userRequirements.joined(separator: ", "))")
        if let addition = facts.addition {
            context.print("added     \(addition.requested.joined(separator: ", ")) to \(addition.base)")
        }
        let tables = [
            layers(of: base), packages("DEBIAN PACKAGE", contents.systemPackages),
            packages("SERVER PACKAGE", contents.serverPackages),
        ]
        for table in tables where table.lines.count > 1 {
            context.print("")
            table.lines.forEach(context.print)
        }
    }

    private func layers(of base: BaseImage) -> TextTable {
        var table = TextTable([
            ("LAYER", .right), ("ROLE", .left), ("SIZE", .right), ("DIGEST", .left), ("CONTENTS", .left),
        ])
        for (number, layer) in base.layers.enumerated() {
            let descriptor = layer.descriptor
            table.add(
                "\(number)",
                layer.role.rawValue,
                Wording.bytes(descriptor.size),
                descriptor.digest.short,
                layer.contents
            )
        }
        return table
    }

    private func packages(_ heading: String, _ packages: [BaseContents.Package]) -> TextTable {
        var table = TextTable([(heading, .left), ("VERSION", .left), ("SIZE", .right), ("LICENCES", .left)])
        for package in packages {
            table.add(
                package.name,
                package.version,
                package.size.map { Wording.bytes($0) } ?? "-",
                Self.shown(package.licences)
            )
        }
        return table
    }

    /// The first licences, as many as a line has room for; `--format json` tells all.
    private static func shown(_ licences: [String]) -> String {
        guard !licences.isEmpty else { return "-" }
        var shown = licences
        while shown.count > 1, shown.joined(separator: ", ").count > 60 { shown.removeLast() }
        let rest = licences.count - shown.count
        return shown.joined(separator: ", ") + (rest == 0 ? "" : " and \(rest) more")
    }
}

/// A base as `--format json` prints it: what is known of it, and its packages.
private struct BaseReport: Encodable {
    let base: BaseImage
    let contents: BaseContents

    private enum Key: CodingKey {
        case contents
    }

    func encode(to encoder: any Encoder) throws {
        try base.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(contents, forKey: .contents)
    }
}
