import DatalabModel
import Reporting
import Testing

/// Which file is the metadata file.
struct MetadataFileTests {
    @Test("Every documented name is found", arguments: MetadataFile.names)
    func everyName(_ name: String) {
        let choice = MetadataFile.choose(from: ["README.md", name, "requirements.txt", "environment.yml"])
        #expect(choice.used == name)
        #expect(choice.others.isEmpty && choice.problems.isEmpty)
    }

    @Test("The first documented name wins, the others are told")
    func order() {
        let choice = MetadataFile.choose(from: MetadataFile.names.reversed())
        #expect(choice.used == "meta-data.yaml")
        #expect(choice.others == Array(MetadataFile.names.dropFirst()))
        #expect(choice.problems.count == MetadataFile.names.count - 1)
        #expect(
            choice.problems.first?.description
                == "warning: meta-data.yml: the file is not read, 'meta-data.yaml' is\nhint: keep one metadata file",
        )
    }

    @Test(
        "Nearly right names are suggested",
        arguments: [
            ("metadat.yaml", "metadata.yaml"), ("meta_data.yaml", "meta-data.yaml"),
            ("Meta-Data.YAML", "meta-data.yaml"),
            ("META-DATA.yml", "meta-data.yml"), ("datalab_meta.yml", "datalab-meta.yml"),
            ("datlab-meta.yml", "datalab-meta.yml"),
            ("lab_meta.yml", "lab-meta.yml"), ("meta data.yaml", "meta-data.yaml"),
            ("datalab-metdata.yaml", "datalab-metadata.yaml"),
        ]
    )
    func nearMiss(_ name: String, _ intended: String) {
        let choice = MetadataFile.choose(from: ["README.md", name])
        #expect(choice.used == nil)
        #expect(choice.problems.map(\.hint) == ["did you mean '\(intended)'?"])
        #expect(choice.problems.map { $0.place?.file } == [name])
    }

    @Test(
        "Other files are left alone",
        arguments: [
            "environment.yml", "mkdocs.yml", "data.yaml", "codemeta.json", "meta.json", "conda-lock.yml",
            "docker-compose.yaml",
            "CITATION.cff", "metadata.json", "meta-data", ".pre-commit-config.yaml", "meta.yaml",
        ]
    )
    func otherFiles(_ name: String) {
        let choice = MetadataFile.choose(from: [name])
        #expect(choice.used == nil)
        #expect(choice.others.isEmpty && choice.problems.isEmpty)
    }

    @Test("The form of 2026 is told to be not read")
    func toml() {
        #expect(
            MetadataFile.choose(from: ["meta.toml"]).problems.map(\.description) == [
                "warning: meta.toml: the form of 2026 is not read yet\n"
                    + "hint: write the same facts in 'meta-data.yaml', or give them as options"
            ],
        )
        #expect(
            MetadataFile.choose(from: ["meta.toml", "metadata.yml"]).problems.map(\.description) == [
                "warning: meta.toml: the form of 2026 is not read yet, 'metadata.yml' is"
            ],
        )
    }
}
