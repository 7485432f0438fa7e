import ExternalTools
import Foundation
import PythonPackages
import SystemPackage

/// A package index on the loopback interface with tiny wheels and sources, served by `python3`.
///
/// Every source there tries to leave a marker when it is built; every page and file is made by `python3` itself.
struct LocalIndex: Sendable {
    let root: URL
    let port: Int

    /// The folder for scratch files of the resolver.
    var scratch: FilePath { FilePath(root.appending(path: "scratch").path) }
    /// What a source leaves when it is executed.
    var marker: String { root.appending(path: "executed").path }
    var address: String { "http://127.0.0.1:\(port)" }

    /// Serves files while a function runs: wheels with what they require, sources by their names.
    static func serve(
        _ files: [(name: String, requires: [String])],
        _ body: @Sendable @escaping (LocalIndex) async throws -> Void,
    ) async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "local-index-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root.appending(path: "scratch"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        let list = files.map { ([$0.name] + $0.requires).joined(separator: "\t") }.joined(separator: "\n")
        try Data(list.utf8).write(to: root.appending(path: "files.txt"))
        let python = try ExternalTool.locate("python3", in: ["/usr/bin"], installHint: "apt-get install python3")
        try await python.run(["-c", script, root.path])
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let server = Task {
            defer { continuation.finish() }
            _ = try await python.capture(["-c", serverScript, root.path]) { line in
                if let port = Int(line) { continuation.yield(port) }
            }
        }
        defer { server.cancel() }
        for await port in ports {
            try await body(LocalIndex(root: root, port: port))
            server.cancel()
            _ = await server.result
            return
        }
        throw CocoaError(.fileReadUnknown)
    }

    private static let serverScript = """
        import functools, http.server, sys
        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *words): pass
        handler = functools.partial(Quiet, directory=sys.argv[1])
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        print(server.server_address[1], file=sys.stderr, flush=True)
        server.serve_forever()
        """

    /// A resolver that asks only this index, with a cache of its own.
    func resolver(_ more: [String: String] = [:]) throws -> PackageResolver {
        var variables = ProcessInfo.processInfo.environment
        variables["UV_DEFAULT_INDEX"] = "\(address)/simple"
        variables["UV_CACHE_DIR"] = root.appending(path: "cache").path
        variables.merge(more) { $1 }
        let curl = try ExternalTool.locate("curl", installHint: "apt-get install curl")
        return try PackageResolver.locate(variables: variables) { url, accept in
            try await curl.run(["-sf", "-H", "Accept: \(accept)", url])
        }
    }

    var wasExecuted: Bool { FileManager.default.fileExists(atPath: marker) }

    func digest(_ file: String) throws -> String {
        try String(contentsOf: root.appending(path: "digests/\(file)"), encoding: .utf8)
    }

    private static let script = """
        import hashlib, io, os, re, sys, tarfile, zipfile
        root = sys.argv[1]
        pages = {}
        os.makedirs(root + "/digests")
        attack = "open(%r, 'w').write('executed')\\n" % (root + "/executed")
        for line in open(root + "/files.txt").read().split("\\n"):
            file, *requires = line.split("\\t")
            stem = file.removesuffix(".tar.gz")
            name, version = (stem.rsplit("-", 1) if stem != file else file.split("-")[:2])
            meta = f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n"
            meta += "".join(f"Requires-Dist: {r}\\n" for r in requires if not r.startswith("python"))
            python = "".join(r[6:] for r in requires if r.startswith("python"))
            meta += f"Requires-Python: {python}\\n" if python else ""
            data = io.BytesIO()
            if file.endswith(".whl"):
                tag = "-".join(file[:-4].split("-")[2:])
                info = f"{name}-{version}.dist-info"
                with zipfile.ZipFile(data, "w") as z:
                    z.writestr(f"{name}.py", attack)
                    z.writestr(f"{info}/METADATA", meta)
                    z.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\\nGenerator: t\\nRoot-Is-Purelib: true\\nTag: {tag}\\n")
                    z.writestr(f"{info}/RECORD", f"{name}.py,,\\n{info}/METADATA,,\\n{info}/WHEEL,,\\n{info}/RECORD,,\\n")
            else:
                with tarfile.open(fileobj=data, mode="w:gz") as t:
                    backend = '[build-system]\\nrequires = []\\nbuild-backend = "setup"\\nbackend-path = ["."]\\n'
                    for path, text in [("PKG-INFO", meta), ("setup.py", attack), ("pyproject.toml", backend)]:
                        entry = tarfile.TarInfo(f"{stem}/{path}")
                        entry.size = len(text)
                        t.addfile(entry, io.BytesIO(text.encode()))
            normal = re.sub(r"[-_.]+", "-", name).lower()
            folder = f"{root}/simple/{normal}"
            os.makedirs(folder, exist_ok=True)
            open(f"{folder}/{file}", "wb").write(data.getvalue())
            digest = hashlib.sha256(data.getvalue()).hexdigest()
            open(f"{root}/digests/{file}", "w").write(digest)
            require = f' data-requires-python="{python.replace("<", "&lt;").replace(">", "&gt;")}"' if python else ""
            pages.setdefault(folder, []).append(f'<a href="{file}#sha256={digest}"{require}>{file}</a>')
        for folder, links in pages.items():
            open(f"{folder}/index.html", "w").write("<!DOCTYPE html><html><body>" + "\\n".join(links) + "</body></html>")
        """
}
