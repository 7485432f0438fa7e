import BaseImages
import ContentStore
import DatalabModel
import Foundation
import Hashing
import OCIModel
import OddNumbers
import SystemPackage
import Testing

/// Metadata, recipes, manifests, configurations and facts with every number of theirs replaced.
@Suite("numbers in documents", .timeLimit(.minutes(10)))
struct DocumentTests {
    static let metadata = """
        title: Lab 1
        version: 1.4.0
        abstract: 12
        python: 3.13
        port: 8888
        contactPoint:
          id: 7
        resources:
          gpu: true
          cores: 4
          ram: 32 GB
        doi: 10.5281/zenodo.1234567
        kind: step
        command: fit 1
        inputs:
          a: {type: int, default: 5, position: 1, prefix: -a}
          b: {type: 'double[]', default: [0.5, 1e3], example: [2.25], position: 2}
          c: {type: long, default: 12345678901}
        outputs:
          z: {type: File, glob: out1.txt}
        note: [1, 2.5, 0x10, 0o17, 1_000, -3, 12:30:45, 2026-01-02]
        """

    static let recipe = """
        kind: jupyterlab
        title: JupyterLab 4
        port: 10000
        probe: /api/status
        variants:
          - name: trixie
            suite: trixie
            python: "3.13"
            default: true
        packages: [python3, tini]
        user:
          prefix: /opt/datalab/env
        files: rootfs
        environment: { A: 1 }
        entrypoint: [/usr/bin/tini, --, /opt/datalab/start.sh]
        """

    @Test("every number of metadata, also where the form that images carry has it")
    func metadataFiles() throws {
        tryNumbers(in: Self.metadata) { bytes in
            let reading = MetadataReader.read(bytes, file: "meta-data.yaml")
            guard let metadata = reading.metadata else { return }
            let written = try JSONEncoder().encode(metadata)
            _ = MetadataReader.read(normalForm: Array(written), name: "image")
        }
        let reading = MetadataReader.read(Array(Self.metadata.utf8), file: "meta-data.yaml")
        let written = try JSONEncoder().encode(#require(reading.metadata))
        try tryJSON(String(decoding: written, as: UTF8.self)) { bytes in
            _ = MetadataReader.read(normalForm: bytes, name: "image")
        }
    }

    @Test("every number of a recipe, of a list of Debian packages and of a citation")
    func recipes() {
        tryNumbers(in: Self.recipe) { _ = RecipeReader.read($0, file: "recipe.yaml") }
        tryNumbers(in: "figlet=2.2.5-3\nlibgl1:amd64 (>= 1.7)\n") { bytes in
            _ = SystemPackageFile.read(bytes, file: "apt.txt")
        }
    }

    private static let digest = "sha256:" + String(repeating: "0f", count: 32)

    private static func descriptor(_ more: String = "") -> String {
        #"{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"\#(digest)","size":12\#(more)}"#
    }

    static let manifest = """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":\(descriptor()),\
        "layers":[\(descriptor()),\(descriptor(#","annotations":{"int.esa.datalab.layer.uncompressed-size":"70"},"data":"eA==""#))],\
        "subject":\(descriptor()),"annotations":{"a":"1"}}
        """

    static let index = """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[\
        \(descriptor(#","platform":{"architecture":"amd64","os":"linux"},"annotations":{"org.opencontainers.image.ref.name":"a:1"}"#))]}
        """

    @Test("every number of a manifest and an index")
    func manifests() throws {
        for sample in [Self.manifest, Self.index] {
            let read = { (bytes: [UInt8]) in
                switch try ManifestReader.read(bytes, declaredType: nil, isTypeImplied: true).1 {
                case .image(let image): #expect(BoundedNumber.sum(image.layers.map(\.size)) >= 0)
                case .index(let index): #expect(index.manifests.allSatisfy { $0.size >= 0 })
                }
            }
            try tryJSON(sample, read)
            tryNumbers(in: sample, read)
        }
    }

    @Test("every number of a configuration and of what a base says of itself")
    func configurations() throws {
        let config = """
            {"architecture":"amd64","os":"linux","created":"2026-01-02T03:04:05Z","config":{"User":"1000:0","ExposedPorts":{"8888/tcp":{}},\
            "Env":["A=1"],"StopTimeout":10,"Healthcheck":{"Interval":1000,"Retries":3}},"rootfs":{"type":"layers","diff_ids":["\(Self.digest)"]},\
            "history":[{"created":"2026-01-02T03:04:05Z","empty_layer":false}]}
            """
        try tryJSON(config) { _ = try CanonicalJSON.decode(ImageConfig.self, from: $0) }
        tryNumbers(in: config) { _ = try CanonicalJSON.decode(ImageConfig.self, from: $0) }
        let target = #"{"fullVersion":"3.13.5","glibc":"2.41","architecture":"x86_64"}"#
        let facts = """
            {"kind":"jupyterlab","variant":"trixie","title":"T1","suite":"trixie","debian":"13.2","target":\(target),"port":10000,"probe":"/1",\
            "userPrefix":"/opt/1","userRequirements":["pip>=1"],"systemPackages":[{"name":"a1","version":"1.2-3","installedSize":1024}],\
            "serverPackages":[{"name":"b","version":"1.2"}],"key":"\(Self.digest)"}
            """
        try tryJSON(facts) { _ = try CanonicalJSON.decode(BaseFacts.self, from: $0).label }
        tryNumbers(in: facts) { _ = try CanonicalJSON.decode(BaseFacts.self, from: $0).label }
    }

    @Test("every number of a store's index")
    func layouts() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "odd-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let layout = try ImageLayout(root: FilePath(folder.path))
        _ = try layout.blobs.put(Array(Self.manifest.utf8))
        let read = { (bytes: [UInt8]) in
            try Data(bytes).write(to: folder.appending(path: "index.json"))
            for reference in try layout.references() { _ = try? StoredImage(reference.manifest, in: layout.blobs) }
        }
        try tryJSON(Self.index, read)
        tryNumbers(in: Self.index, read)
    }

    @Test("every number of what Debian says is installed, and of what a Python package says of its files")
    func installed() {
        let status = "Package: bash\nStatus: install ok installed\nInstalled-Size: 7196\nVersion: 5.2.37-2+b10\n\n"
        tryNumbers(in: status + status.replacing("bash", with: "libc6")) { bytes in
            let entries = DpkgStatus(String(decoding: bytes, as: UTF8.self)).entries
            #expect(BoundedNumber.sum(entries.map(\.package.installedSize)) >= 0)
            #expect(entries.allSatisfy { $0.package.installedSize >= 0 })
        }
        tryNumbers(in: "a1.py,sha256=x,12\nb.py,,70368744177664\nc,,\n") { bytes in
            #expect(WheelMetadata.size(record: String(decoding: bytes, as: UTF8.self)) >= 0)
        }
        let row = "a.py,sha256=x,9223372036854775807\n"
        #expect(WheelMetadata.size(record: row + row) == 0)
    }

    @Test("every number of the certificates that Java trusts")
    func keystores() {
        func big(_ number: Int, _ count: Int) -> [UInt8] {
            (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        let entry =
            big(2, 4) + big(5, 2) + Array("alias".utf8) + big(0, 8) + big(5, 2) + Array("X.509".utf8) + big(3, 4)
        let sample = big(0xFEED_FEED, 4) + big(2, 4) + big(1, 4) + entry + [1, 2, 3]
        let salt = "changeit".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } + Array("Mighty Aphrodite".utf8)
        let seal = { (bytes: [UInt8]) in bytes + SHA1.hash(salt + bytes) }
        #expect(JavaKeystore.dated(seal(sample), time: 7) != nil)
        OddNumbers.forEach(in: sample) { bytes, change in
            let cost = Proportion.cost { _ = JavaKeystore.dated(seal(bytes), time: 7) }
            #expect(cost < Proportion.seconds, "\(change)")
        }
    }
}
