package import OCIModel

/// A step as the document by which engines run it: a `CommandLineTool` of CWL v1.2.
///
/// A function of the metadata and the image's name, so that whoever has an image's manifest can write it.
package struct CommandLineTool: Sendable {
    /// How an engine finds the image.
    package enum Image: Sendable, Hashable {
        /// In a registry: registry, repository and the manifest's digest.
        case registry(ImageReference)
        /// On the machine itself: by the digest of its configuration, under which podman and docker keep it.
        case local(Digest)
    }

    /// The version of CWL that is written.
    package static let version = "v1.2"
    /// Where the files of a step are in its image.
    package static let filesFolder = "/media/notebooks"
    /// What executes notebooks, in the image of a step.
    static let notebookRunner = "/opt/datalab/lib/step/notebook.py"

    private let metadata: DatalabMetadata
    private let step: StepDescription
    private let image: Image

    /// The document of a step; nil for the metadata of something else.
    ///
    /// - Parameters:
    ///   - metadata: the metadata of the step's image.
    ///   - image: where the image is.
    package init?(_ metadata: DatalabMetadata, image: Image) {
        guard let step = metadata.step else { return nil }
        (self.metadata, self.step, self.image) = (metadata, step, image)
    }

    /// The document as YAML, with a line end at its end.
    package var text: String { "#!/usr/bin/env cwl-runner\n" + document.yaml }

    /// What a file of it is called.
    package var fileName: String { "\(metadata.imageName).cwl" }

    private var document: CWLValue {
        let (base, arguments) = words
        return .object([
            ("cwlVersion", .text(Self.version)),
            ("class", "CommandLineTool"),
            ("label", .text(metadata.title)),
            ("doc", (metadata.abstract ?? metadata.description).map(CWLValue.text)),
            ("requirements", requirements),
            ("baseCommand", .texts(base)),
            ("arguments", arguments.isEmpty ? nil : .texts(arguments)),
            ("inputs", .object(step.inputs.map { ($0.name, input($0)) })),
            ("outputs", .object(outputs)),
            ("stdout", stream(.stdout)),
            ("stderr", stream(.stderr)),
            ("$namespaces", .object([("s", "https://schema.org/")])),
            ("s:author", author),
            ("s:license", licence),
            ("s:softwareVersion", .text(metadata.version.text)),
        ])
    }

    /// The command's words, and behind them those of which an engine has to replace something.
    private var words: (base: [String], arguments: [String]) {
        if let notebook = step.notebook { return (["python3", Self.notebookRunner, notebook], []) }
        let first = step.command.firstIndex { $0.contains("$(") } ?? step.command.endIndex
        return (Array(step.command[..<first]), Array(step.command[first...]))
    }

    private var requirements: CWLValue {
        let place: (String, CWLValue?)
        switch image {
        case .registry(let reference): place = ("dockerPull", .text("\(reference)"))
        case .local(let digest): place = ("dockerImageId", .text("\(digest)"))
        }
        let resources: [(String, CWLValue?)] = [
            ("coresMin", metadata.cores.map { .number("\($0)") }),
            // Of gigabytes and of mebibytes, which CWL counts in, a kibi is meant.
            ("ramMin", metadata.memory.map { .number("\($0 * 1024)") }),
        ]
        return .object([
            ("DockerRequirement", .object([place])),
            ("ResourceRequirement", resources.allSatisfy { $0.1 == nil } ? nil : .object(resources)),
            ("NetworkAccess", .object([("networkAccess", .flag(step.network ?? false))])),
        ])
    }

    private func input(_ input: StepDescription.Input) -> CWLValue {
        .object([
            ("type", type(of: input)),
            ("label", input.label.map(CWLValue.text)),
            ("doc", input.doc.map(CWLValue.text)),
            ("default", input.standard.map { CWLValue($0, input.type.item) }),
            ("inputBinding", step.notebook == nil ? binding(of: input) : parameter(input)),
        ])
    }

    /// Behind the command, where the metadata says.
    private func binding(of input: StepDescription.Input) -> CWLValue? {
        guard input.position != nil || input.prefix != nil else { return nil }
        return .object([
            ("position", input.position.map { .number("\($0)") }),
            ("prefix", input.prefix.map(CWLValue.text)),
            ("separate", input.separate.map(CWLValue.flag)),
            ("itemSeparator", input.itemSeparator.map(CWLValue.text)),
        ])
    }

    /// A notebook's parameters are words of the form `name=value`, one for each item of a list.
    private func parameter(_ input: StepDescription.Input) -> CWLValue {
        if input.type.isList { return .object([("position", .number("1"))]) }
        if input.type.item == .boolean {
            return .object([("position", .number("1")), ("prefix", .text("\(input.name)=true"))])
        }
        return .object([("position", .number("1")), ("prefix", .text("\(input.name)=")), ("separate", .flag(false))])
    }

    private func type(of input: StepDescription.Input) -> CWLValue {
        let isParameter = step.notebook != nil
        guard input.type.item == .choice || (isParameter && input.type.isList) else {
            return .text(input.type.notation)
        }
        var type: CWLValue = .text(input.type.item.rawValue)
        if input.type.item == .choice {
            type = .object([("type", "enum"), ("symbols", .texts(input.choices ?? []))])
        }
        if input.type.isList {
            let binding: CWLValue = .object([("prefix", .text("\(input.name)=")), ("separate", .flag(false))])
            type = .object([("type", "array"), ("items", type), ("inputBinding", isParameter ? binding : nil)])
        }
        return input.type.isOptional ? .list(["null", type]) : type
    }

    private var outputs: [(String, CWLValue?)] {
        let own = step.outputs.map { output -> (String, CWLValue?) in
            let globs = output.glob ?? []
            let glob: CWLValue? = globs.count == 1 ? .text(globs[0]) : .texts(globs)
            return (
                output.name,
                .object([
                    ("type", .text(output.type.notation)),
                    ("label", output.label.map(CWLValue.text)),
                    ("doc", output.doc.map(CWLValue.text)),
                    ("outputBinding", output.type.item.isStream ? nil : .object([("glob", glob)])),
                ])
            )
        }
        guard let notebook = step.notebook else { return own }
        let name = notebook.split(separator: "/").last.map(String.init) ?? notebook
        let executed: CWLValue = .object([
            ("type", "File"), ("doc", "The executed notebook."), ("outputBinding", .object([("glob", .text(name))])),
        ])
        return own + [(StepDescription.notebookOutput, executed)]
    }

    /// The name of the file that a stream is kept in.
    private func stream(_ item: StepType.Item) -> CWLValue? {
        step.outputs.first { $0.type.item == item }?.glob?.first.map(CWLValue.text)
    }

    private var author: CWLValue? {
        guard let creator = metadata.creator else { return nil }
        let person: CWLValue = .object([
            ("s:name", .text(creator.name)),
            ("s:email", metadata.contactPoint.map { .text("mailto:\($0.email)") }),
        ])
        return .list([person])
    }

    /// The address of a licence of SPDX's list; the expression itself where it is more than one, or another.
    private var licence: CWLValue? {
        guard let licence = metadata.licence else { return nil }
        let text = licence.description
        return .text(LicenceList.licence(text) == nil ? text : "https://spdx.org/licenses/\(text)")
    }
}
