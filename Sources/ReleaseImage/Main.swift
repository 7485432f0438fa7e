internal import BaseImages
internal import ContentStore
internal import Foundation
internal import ImageExport
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import SystemPackage

/// Writes the image of the tool itself, by the layer writer that datalabs are written with: `Scripts/release/image` calls it.
///
/// `ReleaseImage EXECUTION.json ARCHIVE NAME TAR=CONTENTS…`: how it runs, the `oci-archive` that is made, the image's name in it, and a
/// tar for each layer, bottom first, with a line on what is in it. The same tars give the same image.
@main
struct Main {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst().map { $0 }
        guard arguments.count >= 4 else {
            FileHandle.standardError.write(Data("usage: ReleaseImage EXECUTION.json ARCHIVE NAME TAR=CONTENTS…\n".utf8))
            exit(64)
        }
        let scratch = FilePath(FileManager.default.temporaryDirectory.path).appending(
            "release-image-\(UUID().uuidString)"
        )
        defer { try? FileManager.default.removeItem(atPath: scratch.string) }
        let layout = try ImageLayout(root: scratch.appending("store"))
        var layers: [BaseLayer] = []
        for (number, argument) in arguments.dropFirst(3).enumerated() {
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            let file = scratch.appending("files-\(number)")
            let spool = try TarSpool.read(FilePath(parts[0]), scratch: file, specialFiles: .drop)
            let entries = SystemTree(cleaning: spool.entries).entries
            let sink = LayerSink(blobs: layout.blobs)
            layers.append(try await sink.write(entries, role: .system, contents: parts.count > 1 ? parts[1] : ""))
        }
        let execution = try CanonicalJSON.decode(
            ImageConfig.Execution.self,
            from: Array(Data(contentsOf: URL(filePath: arguments[0])))
        )
        let image = try store(layers, execution, in: layout)
        let output = try ImageOutput("oci-archive:\(arguments[1]):\(arguments[2])")
        try layout.setReference(arguments[2], to: image)
        try ImageExporter(layout).write(arguments[2], to: output)
        print(image.digest)
    }

    private static func store(
        _ layers: [BaseLayer],
        _ execution: ImageConfig.Execution,
        in layout: ImageLayout
    ) throws -> Descriptor {
        let config = try CanonicalJSON.encode(
            ImageConfig(
                created: nil,
                architecture: PythonTarget.Architecture.current?.ociName ?? "unknown",
                config: execution,
                rootfs: .init(diffIDs: layers.map(\.diffID)),
                history: layers.map { .init(created: nil, createdBy: "datalab release", comment: $0.contents) },
            )
        )
        let manifest = try CanonicalJSON.encode(
            Manifest(
                config: Descriptor(
                    mediaType: MediaType.config,
                    digest: try layout.blobs.put(config),
                    size: Int64(config.count)
                ),
                layers: layers.map(\.descriptor),
                annotations: execution.labels,
            )
        )
        return Descriptor(
            mediaType: MediaType.manifest,
            digest: try layout.blobs.put(manifest),
            size: Int64(manifest.count)
        )
    }
}
