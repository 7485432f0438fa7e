import ContentStore
import Foundation
import OCIModel
import SystemPackage
import Testing

/// What people call an image, and what is told when there is none of that name.
@Suite("names of images")
final class ImageNameTests {
    private let layout: ImageLayout
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "datalab-names-\(UUID().uuidString)")
        layout = try ImageLayout(root: FilePath(folder.path))
        for name in ["etoile-pic:1.0.0-0", "etoile-pic:latest", "127.0.0.1:5000/ann/lab:latest", "other:1.0.0-3"] {
            let manifest = Manifest(config: try put(name), layers: [])
            try layout.setReference(name, to: put(String(decoding: CanonicalJSON.encode(manifest), as: UTF8.self)))
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    private func put(_ text: String) throws -> Descriptor {
        let bytes = Array(text.utf8)
        return Descriptor(mediaType: MediaType.manifest, digest: try layout.blobs.put(bytes), size: Int64(bytes.count))
    }

    @Test(
        "a name without a tag is that of 'latest', of a registry's port too",
        arguments: [
            ("etoile-pic", "etoile-pic:latest"), ("etoile-pic:1.0.0-0", "etoile-pic:1.0.0-0"),
            ("127.0.0.1:5000/ann/lab", "127.0.0.1:5000/ann/lab:latest"),
        ]
    )
    func latest(name: String, full: String) throws {
        #expect(try layout.fullName(of: name) == full)
        #expect(try layout.resolve(name) == layout.resolve(full))
        #expect(try layout.resolve("\(layout.resolve(full).digest)").digest == layout.resolve(full).digest)
    }

    @Test(
        "near misses are suggested",
        arguments: [
            ("etoil-pic", "did you mean 'etoile-pic:latest'?"), ("Etoile-Pic", "did you mean 'etoile-pic:latest'?"),
            ("etiole-pic:1.0.0-0", "did you mean 'etoile-pic:1.0.0-0'"), ("other", "did you mean 'other:1.0.0-3'?"),
            ("etoile-pic:lates", "did you mean 'etoile-pic:latest' or"),
            ("nothing-like-it", "'datalab images' lists the names"),
            (".", "`datalab build .`"), ("./lab", "`datalab build ./lab`"),
        ]
    )
    func near(name: String, words: String) {
        let error = #expect(throws: StoreError.self) { try layout.resolve(name) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test("where an image is too stays with it under every name, the last first, eight at the most")
    func places() throws {
        let image = try layout.resolve("etoile-pic")
        for number in 0..<10 {
            try layout.remember(image.digest, isIn: ImageReference("r.example.org/team/lab\(number)"))
        }
        try layout.setReference("second:latest", to: image)
        let known = try layout.repositories(of: "r.example.org")
        #expect(
            known.values.first?.prefix(8) == [
                "team/lab9", "team/lab8", "team/lab7", "team/lab6", "team/lab5", "team/lab4", "team/lab3", "team/lab2",
            ]
        )
        #expect(try layout.repositories(of: "other.example.org").isEmpty)
        #expect(try layout.index().manifests.filter { $0.digest == image.digest }.count == 2)
        try layout.removeReferences { $0 == "etoile-pic:latest" }
        #expect(try layout.repositories(of: "r.example.org").values.first?.first == "team/lab9")
    }
}
