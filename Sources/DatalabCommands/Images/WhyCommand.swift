internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import ImageContents
internal import OCIModel

/// `datalab why`: what brought a file or a package into an image.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Explain why a file or a package is in an image: its layer, its package, the requirement behind it.",
        discussion: """
            Example: datalab why mylab:latest six
            Example: datalab why mylab:latest /opt/datalab/env/bin/f2py
            """,
    )

    @Argument(
        help: "An image of the store ('datalab images' lists them), its digest, or an image in a registry.",
        completion: .storedImages
    )
    var image: String

    @Argument(help: "A path in the image or below its files, or the name of a Python or Debian package.")
    var subject: String

    @OptionGroup var registries: RegistryAccess
    @OptionGroup var output: FormatOptions

    func run() async throws {
        let context = CommandContext.current
        let images = try LocalImages(site: try .forImages(in: context, registries))
        let reasons = try await ImageReasons(images.index(of: image)).find(subject)
        guard output.format == .text else { return context.print(try JSONOutput.text(reasons)) }
        for (number, reason) in reasons.enumerated() {
            if number > 0 { context.print("") }
            ReasonText.lines(of: reason).forEach(context.print)
        }
    }
}

/// A reason in the lines a person wants to read.
enum ReasonText {
    static func lines(of reason: ImageReason) -> [String] {
        switch reason {
        case .file(let file): lines(of: file)
        case .package(let package): lines(of: package)
        }
    }

    private static func lines(of file: FileReason) -> [String] {
        var lines = ["file      \(file.path)  (\(kind(of: file)))", "layer     \(text(of: file.layer))"]
        for layer in file.covered {
            lines.append("covers    a file of the same path in layer \(layer.number), \(Wording.bytes(layer.size))")
        }
        if let package = file.package { return lines + [""] + Self.lines(of: package) }
        return lines + ["reason    \(reason(of: file.layer))"]
    }

    private static func kind(of file: FileReason) -> String {
        switch file.kind {
        case .file: Wording.bytes(file.size)
        case .folder: "folder"
        case .link: "symbolic link"
        case .hardLink: "hard link"
        case .other: "device"
        }
    }

    private static func reason(of layer: IndexedLayer) -> String {
        switch layer.role {
        case "files": "one of the datalab's own files, copied from its source"
        case "post-build": "made by the source's 'postBuild', which was run in a sealed box"
        case "identity": "written by 'datalab build': the metadata, the lock and the source"
        case "contract": "how the datalab starts: the base's start contract (docs/contract.md)"
        case "system": "Debian's package database, or made when the base's packages were installed"
        case "server", "packages": "made when the layer's packages were installed"
        default: "part of the image that the datalab is built on"
        }
    }

    private static func lines(of package: PackageReason) -> [String] {
        var lines = [
            "package   \(package.name) \(package.version)  (\(owner(of: package)), \(Wording.bytes(package.size)))",
            "layer     \(text(of: package.layer))",
            "reason    \(cause(of: package))",
        ]
        if package.chain.count > 1 { lines.append("by way of \(package.chain.joined(separator: " → "))") }
        if !package.requiredBy.isEmpty { lines.append("needed by \(list(package.requiredBy))") }
        return lines
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(12).joined(separator: ", ")
        return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
    }

    private static func owner(of package: PackageReason) -> String {
        switch package.kind {
        case .python: "your Python environment"
        case .server: "what serves the page"
        case .debian: "Debian"
        }
    }

    private static func cause(of package: PackageReason) -> String {
        switch package.cause {
        case .requirement(let text, let place): "you require '\(text)'\(place.map { " (\($0))" } ?? "")"
        case .systemPackage(let name): "you ask for the Debian package '\(name)'"
        case .base(let base): "it comes with the base \(base)"
        }
    }

    private static func text(of layer: IndexedLayer) -> String {
        let contents = layer.contents.map { ": \($0)" } ?? ""
        return "\(layer.number), \(layer.digest.short), \(Wording.bytes(layer.size))\(contents)"
    }
}
