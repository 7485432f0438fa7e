/// How a datalab is started: commands to copy, with the AppStore's own address and the image's digest.
struct LaunchView {
    /// A way to start it.
    struct Way {
        let tool: String
        let note: String
        let command: String
    }

    let imageName: String
    let ways: [Way]

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
