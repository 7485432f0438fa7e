import DatalabModel
import OCIModel
import Reporting
import Testing

@Suite("steps as CWL")
struct CommandLineToolTests {
    /// The document of a step, as an image in a registry.
    private func document(_ lines: String) throws -> String {
        let text = "\(MetadataCase.complete)\nkind: step\n\(lines)"
        let reading = MetadataReader.read(Array(text.utf8), file: "m.yaml")
        #expect(reading.problems.isEmpty, "\(reading.problems)")
        let digest = "sha256:" + String(repeating: "a", count: 64)
        let image = try ImageReference("store.example.org:5000/ann/fit@\(digest)")
        let metadata = try #require(reading.metadata)
        return try #require(CommandLineTool(metadata, image: .registry(image))).text
    }

    @Test("a document has the image by its digest, what it needs, and who made it")
    func whole() throws {
        let text = try document(
            "command: fit\ninputs: {a: File}\noutputs: {b: stdout}\ncores: 4\nram: 8 GB\nnetwork: true\n"
        )
        #expect(
            text == """
                #!/usr/bin/env cwl-runner
                cwlVersion: v1.2
                class: CommandLineTool
                label: Gaia explorer
                doc: Explores the Gaia archive
                requirements:
                  DockerRequirement:
                    dockerPull: "store.example.org:5000/ann/fit@sha256:\(String(repeating: "a", count: 64))"
                  ResourceRequirement:
                    coresMin: 4
                    ramMin: 8192
                  NetworkAccess:
                    networkAccess: true
                baseCommand: [fit]
                inputs:
                  a:
                    type: File
                    inputBinding:
                      position: 1
                outputs:
                  b:
                    type: stdout
                "$namespaces":
                  s: "https://schema.org/"
                "s:author":
                  - "s:name": ESAC
                    "s:email": "mailto:help@esac.eu"
                "s:license": "https://spdx.org/licenses/MIT"
                "s:softwareVersion": "1.4.0"

                """
        )
    }

    @Test(
        "what a document says of a command, an input or an output",
        arguments: [
            (
                "command: [f, 'a b', $(inputs.a.path), c]\ninputs: {a: File}\noutputs: {z: stdout}",
                "baseCommand: [f, a b]"
            ),
            (
                "command: [f, 'a b', $(inputs.a.path), c]\ninputs: {a: File}\noutputs: {z: stdout}",
                "arguments: [\"$(inputs.a.path)\", c]"
            ),
            (
                "command: f\ninputs: {a: {choices: [x, 'y', '1']}}\noutputs: {z: stdout}",
                "      type: enum\n      symbols: [x, \"y\", \"1\"]"
            ),
            (
                "command: f\ninputs: {a: {type: 'enum[]?', choices: [x]}}\noutputs: {z: stdout}",
                "    type:\n      - \"null\"\n      - type: array\n        items:\n          type: enum\n          symbols: [x]\n"
            ),
            ("command: f\ninputs: {a: {type: string, default: '5'}}\noutputs: {z: stdout}", "default: \"5\""),
            ("command: f\ninputs: {a: {type: double, default: +1e-3}}\noutputs: {z: stdout}", "default: 1e-3"),
            ("command: f\ninputs: {a: {type: 'int[]', default: [1, 2]}}\noutputs: {z: stdout}", "default: [1, 2]"),
            (
                "command: f\ninputs: {a: {type: boolean, prefix: -v, default: yes}}\noutputs: {z: stdout}",
                "default: true"
            ),
            ("command: f\noutputs: {z: {type: 'File[]', glob: [a, '*.b']}}", "glob: [a, \"*.b\"]"),
            ("command: f\noutputs: {z: {type: stderr, glob: f.log}}", "stderr: f.log"),
            (
                "command: f 'x\"y' \"a\\\\b\" c\\ d\noutputs: {z: stdout}",
                "baseCommand: [f, \"x\\\"y\", \"a\\\\b\", c d]"
            ),
        ]
    )
    func parts(_ lines: String, _ expected: String) throws {
        let text = try document(lines)
        #expect(text.contains(expected), "\(text)")
    }

    @Test("a local image is named by the digest of its configuration; what is no step has no document")
    func local() throws {
        let text = "\(MetadataCase.complete)\nkind: step\nnotebook: a/fit.ipynb\ninputs: {a: 'int[]', b: boolean}\n"
        var metadata = try #require(MetadataReader.read(Array(text.utf8), file: "m.yaml").metadata)
        let digest = try #require(Digest("sha256:" + String(repeating: "b", count: 64)))
        let tool = try #require(CommandLineTool(metadata, image: .local(digest)))
        #expect(tool.text.contains("dockerImageId: \"\(digest)\""))
        #expect(tool.text.contains("        prefix: \"a=\"\n        separate: false\n"))
        #expect(tool.text.contains("prefix: \"b=true\"") && tool.text.contains("glob: fit.ipynb"))
        #expect(tool.fileName == "gaia.cwl")
        metadata.step = nil
        #expect(CommandLineTool(metadata, image: .local(digest)) == nil)
    }
}
