internal import SystemPackage

/// How to start an image with what people have.
enum RunHint {
    /// The commands that start an image of the store, reachable at `http://localhost:10000/`.
    ///
    /// Not `podman run oci:…` in one: podman before 5 makes a name of the path and refuses one with `.local` in it.
    static func commands(store: FilePath, reference: String) -> [String] {
        [
            "skopeo copy oci:\(store):\(reference) containers-storage:localhost/\(reference)",
            "podman run --rm -p 10000:10000 localhost/\(reference)",
        ]
    }
}
