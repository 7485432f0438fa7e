internal import DatalabModel

/// How a datalab is started: commands to copy, with the AppStore's own address and the image's digest.
struct LaunchView {
    /// A way to start it.
    struct Way {
        let tool: String
        let note: String
        let command: String
    }

    /// What the ways are for, where it is not to launch it.
    let heading: String?
    let imageName: String
    let ways: [Way]
    /// Of a step, the document by which engines run it, and the address of that.
    let cwlText: String?
    let cwlAddress: String?

    /// The ways to start an image.
    ///
    /// - Parameters:
    ///   - name: the repository.
    ///   - digest: the image's digest.
    ///   - origin: where the AppStore is.
    ///   - isPrivate: whether a login comes first.
    init(_ name: String, _ digest: String, _ origin: PageOrigin, isPrivate: Bool) {
        let image = "\(origin.authority)/\(name)@\(digest)"
        imageName = image
        (heading, cwlText, cwlAddress) = (nil, nil, nil)
        let open = "Then open http://localhost:10000/ in your browser."
        // Podman asks for encryption unless it is told; Docker leaves it away on the same machine by itself.
        let plain = origin.isSecure ? "" : "--tls-verify=false "
        let login = { (tool: String, option: String) in
            isPrivate ? "\(tool) login \(option)\(origin.authority)\n" : ""
        }
        ways = [
            Way(
                tool: "Podman",
                note: open,
                command: login("podman", plain) + "podman run --rm \(plain)-p 10000:10000 \(image)"
            ),
            Way(
                tool: "Docker",
                note: open,
                command: login("docker", "") + "docker run --rm -p 10000:10000 \(image)"
            ),
            Way(
                tool: "JupyterHub",
                note:
                    "In jupyterhub_config.py, with DockerSpawner; with KubeSpawner the setting is c.KubeSpawner.image.",
                command: "c.DockerSpawner.image = \"\(image)\""
            ),
        ]
    }
}

extension LaunchView {
    /// The ways to run a step: no page is opened, an engine is given its document.
    ///
    /// - Parameters:
    ///   - tool: the document.
    ///   - version: the version.
    ///   - origin: where the AppStore is.
    ///   - isPrivate: whether a login comes first.
    init(_ tool: CommandLineTool, _ version: VersionAddress, _ origin: PageOrigin, isPrivate: Bool) {
        let file = tool.fileName
        let image = "\(origin.authority)/\(version.name)@\(version.digest)"
        let login = isPrivate ? "podman login \(origin.isSecure ? "" : "--tls-verify=false ")\(origin.authority)\n" : ""
        let fetch =
            isPrivate
            ? "datalab step cwl \(image) --output \(file)" : "curl -o \(file) '\(origin.address(version.step))'"
        heading = "Run it"
        imageName = image
        cwlText = tool.text
        cwlAddress = version.step
        ways = [
            Way(
                tool: "cwltool",
                note: "The last line tells the inputs; give each as an option. A workflow names the file under 'run:'.",
                command: "\(login)\(fetch)\ncwltool --podman \(file) --help"
            ),
            Way(
                tool: "toil, on a cluster",
                note: "The same file, unchanged, with the engine of your cluster.",
                command: "\(login)\(fetch)\ntoil-cwl-runner --batchSystem slurm --podman \(file) --help"
            ),
        ]
    }
}
