import Foundation
import Testing

extension EndToEnd {
    /// The picture of a datalab's card.
    @Suite("icons")
    struct IconTests {
        @Test("a picture beside the metadata travels in the image; what is none, or too large, is told and left out")
        func icons() async throws {
            try await Lab.withFolder { folder in
                let home = try await Lab.homeWithBase(in: folder)
                let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
                let cases: [(String, String, String?)] = [
                    ("icon.svg", drawing, nil),
                    ("icon.svg", "no picture", "warning: icon.svg: the icon is no SVG picture"),
                    ("icon.png", drawing, "warning: icon.png: the icon is no PNG picture"),
                    ("icon.svg", drawing + String(repeating: " ", count: 70_000), "at most 65536 are taken"),
                ]
                for (name, content, warning) in cases {
                    let lab = folder.appending(path: UUID().uuidString)
                    try Lab.write(["meta-data.yaml": Lab.metadata, name: content], to: lab)
                    let built = try await Lab.datalab(["build", lab.path], home: home)
                    #expect(built.status == 0, "\(built.transcript)")
                    let image = "oci:\(home.path)/store:a-test:latest"
                    let manifest = try await Program.expectSuccess(["skopeo", "inspect", "--raw", image])
                    let address = "data:image/svg+xml;base64,\(Data(drawing.utf8).base64EncodedString())"
                    #expect(manifest.contains(address) == (warning == nil))
                    #expect(warning.map(built.errors.contains) ?? true, "\(built.transcript)")
                }
            }
        }
    }
}
