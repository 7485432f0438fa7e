/// A source with a backend of its own, which needs nothing: what it builds is a line of Python.
struct Backend {
    /// The files of the source.
    let files: [String: String]

    private static let project = """
        [build-system]
        requires = []
        build-backend = "backend"
        backend-path = ["."]
        """

    /// - Parameter build: statements that see `out`, the answer's folder, and `wheel(name, …)`, which writes a sound wheel there.
    init(_ build: String) {
        let body = build.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }.joined(
            separator: "\n"
        )
        files = [
            "pyproject.toml": Self.project,
            "backend.py": Self.helpers + "def build_wheel(out, settings=None, metadata=None):\n\(body)\n",
        ]
    }

    private static let helpers = """
        import base64, hashlib, os, socket, stat, sys, time, zipfile


        def record(files):
            rows = []
            for name, text in files.items():
                digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
                rows.append(f"{name},sha256={digest},{len(text.encode())}")
            return rows


        def wheel(out, name="demo", version="1.0", tag="py3-none-any", says=None, extra=(), lie=None, file=None):
            info = f"{name}-{version}.dist-info"
            files = {
                f"{name}/__init__.py": "answer = 42\\n",
                f"{info}/METADATA": f"Metadata-Version: 2.1\\nName: {says or name}\\nVersion: {version}\\n"
                "Requires-Dist: numpy>=1\\nRequires-Python: >=3.8\\nProvides-Extra: Plots\\n",
                f"{info}/WHEEL": f"Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: {tag}\\n",
                **dict(extra),
            }
            rows = record({**files, **(lie or {})}) + [f"{info}/RECORD,,"]
            path = os.path.join(out, file or f"{name}-{version}-{tag}.whl")
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for entry, text in {**files, f"{info}/RECORD": "\\n".join(rows) + "\\n"}.items():
                    archive.writestr(zipfile.ZipInfo(entry, (2026, 1, 1, 0, 0, 0)), text)
            return os.path.basename(path)


        """ + "\n"
}
