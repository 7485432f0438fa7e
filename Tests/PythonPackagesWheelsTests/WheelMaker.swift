import Foundation
import SystemPackage

/// Makes the wheel `pkg` 1.0 with Python's `zipfile`, changed by Python code before and after its RECORD is made.
///
/// The code sees `files` (bytes by path), `modes` (by path), `rows` (of RECORD, afterwards only), `record` (RECORD's path, or
/// None for no RECORD), `text` (RECORD's bytes instead of the rows) and `extra` (zip entries as pairs, unchecked).
func makeWheel(
    in folder: FilePath,
    name: String = "pkg-1.0-py3-none-any.whl",
    before: String = "",
    after: String = "",
) async throws -> FilePath {
    let path = folder.appending(name)
    let script = """
        import base64, csv, hashlib, io, sys, warnings, zipfile
        warnings.simplefilter("ignore")

        def digest(data, kind="sha256"):
            return kind + "=" + base64.urlsafe_b64encode(hashlib.new(kind, data).digest()).rstrip(b"=").decode()

        info = "pkg-1.0.dist-info/"
        files = {
            "pkg/__init__.py": b"def main():\\n    print('pkg')\\n",
            info + "METADATA": b"Metadata-Version: 2.1\\nName: pkg\\nVersion: 1.0\\n\\nText: no header\\n",
            info + "WHEEL": b"Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        }
        modes, extra, text, record = {}, [], None, info + "RECORD"
        exec(sys.argv[2])
        rows = [[path, digest(data), str(len(data))] for path, data in files.items()] + [[record, "", ""]]
        exec(sys.argv[3])
        if text is None:
            out = io.StringIO()
            csv.writer(out, lineterminator="\\n").writerows(rows)
            text = out.getvalue().encode()
        with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
            for path, data in list(files.items()) + ([(record, text)] if record else []) + extra:
                entry = zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = modes.get(path, 0o100644) << 16
                archive.writestr(entry, data)
        """
    try await run("python3", "-c", script, path.string, before, after)
    return path
}
