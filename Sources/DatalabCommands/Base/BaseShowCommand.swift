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
        abstract: "Show what is inside a base: Python, glibc, Debian and server packages, layers and sizes.",
        discussion: "Example: datalab base show jupyterlab:trixie",
    )

    @Argument(help: "A base: jupyterlab, jupyterlab:trixie, or a digest.")
    var base = "jupyterlab"

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let base = try BaseCatalog(ImageLayout(root: context.home.store)).get(base)
        guard output.format == .text else { return context.print(try JSONOutput.text(base)) }
        let facts = base.facts
        context.print("base      \(base.referenceName)  \(facts.title)")
        context.print("digest    \(base.digest)")
        context.print(
            "size      \(Wording.bytes(base.compressedSize)) stored"
                + (base.uncompressedSize.map { ", \(Wording.bytes($0)) unpacked" } ?? "")
        )
        if let origin = base.origin { context.print("from      \(origin.name)  \(origin.digest)") }
        let debian = facts.debian.map { "Debian \($0) (\(facts.suite ?? "")), " } ?? ""
        context.print("system    \(debian)glibc \(facts.target.glibc), \(facts.target.architecture)")
        context.print("python    \(facts.target.fullVersion)")
        context.print("serves    port \(facts.port), ready when \(facts.probe) answers")
        context.print("user      \(facts.userPrefix) with \(facts.userRequirements.joined(separator: ", "))")
        for table in [layers(of: base), systemPackages(of: base), serverPackages(of: base)] where table.lines.count > 1
        {
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

    private func systemPackages(of base: BaseImage) -> TextTable {
        var table = TextTable([("DEBIAN PACKAGE", .left), ("VERSION", .left), ("SIZE", .right)])
        for package in base.facts.systemPackages {
            table.add(package.name, package.version, Wording.bytes(package.installedSize))
        }
        return table
    }

    private func serverPackages(of base: BaseImage) -> TextTable {
        var table = TextTable([("SERVER PACKAGE", .left), ("VERSION", .left)])
        for package in base.facts.serverPackages { table.add(package.name, package.version) }
        return table
    }
}
