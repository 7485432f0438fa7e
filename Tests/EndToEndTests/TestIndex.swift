import Foundation

/// A package index of small wheels, as a folder that any web server can serve.
enum TestIndex {
    /// Makes wheels of version 1.0 in a new folder.
    ///
    /// - Parameters:
    ///   - wheels: the files of each package, by the package's name: path and content.
    ///   - folder: the index's folder.
    /// - Throws: what Python had to say.
    static func write(_ wheels: [String: [String: String]], to folder: URL) async throws {
        let script = """
            import base64, hashlib, json, os, sys, zipfile
            for package, files in json.load(open(sys.argv[2])).items():
                name = package.replace("-", "_")
                info = name + "-1.0.dist-info"
                files = {path: text.encode() for path, text in files.items()}
                files[info + "/METADATA"] = f"Metadata-Version: 2.1\\nName: {package}\\nVersion: 1.0\\n".encode()
                files[info + "/WHEEL"] = b"Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
                hashed = lambda data: base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
                record = "".join(f"{path},sha256={hashed(data)},{len(data)}\\n" for path, data in files.items())
                files[info + "/RECORD"] = (record + info + "/RECORD,,\\n").encode()
                folder = os.path.join(sys.argv[1], package)
                os.makedirs(folder)
                with zipfile.ZipFile(os.path.join(folder, name + "-1.0-py3-none-any.whl"), "w", zipfile.ZIP_DEFLATED) as wheel:
                    for path, data in files.items():
                        wheel.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
            """
        // A command line is no place for packages of megabytes.
        let file = FileManager.default.temporaryDirectory.appending(path: "wheels-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try JSONEncoder().encode(wheels).write(to: file)
        try await Program.expectSuccess(["python3", "-c", script, folder.path, file.path])
    }
}
