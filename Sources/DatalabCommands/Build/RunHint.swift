internal import SystemPackage

/// How to start an image with what people have.
enum RunHint {
    /// The command that starts an image of the store, reachable at `http://localhost:10000/`.
    static func command(store: FilePath, reference: String) -> String {
        "podman run --rm -p 10000:10000 oci:\(store):\(reference)"
    }
}
