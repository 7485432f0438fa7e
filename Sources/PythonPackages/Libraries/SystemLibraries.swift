internal import Foundation

/// Shared libraries of the system that wheels expect, and the Debian packages that have them.
package enum SystemLibraries {
    /// The Debian package of a library; nil for one that no package has under this name.
    ///
    /// - Parameters:
    ///   - library: its name with its version, as the loader tells it: `libGL.so.1`.
    ///   - suite: the release, as trixie has renamed some; nil for the newest that is known.
    /// - Returns: the package's name.
    package static func package(of library: String, in suite: String?) -> String? {
        guard let entry = entry(of: library) else { return nil }
        let isOld = suite.map { ["bullseye", "bookworm"].contains($0) } ?? false
        if let bar = entry.package.firstIndex(of: "|") {
            return String(isOld ? entry.package[..<bar] : entry.package[entry.package.index(after: bar)...])
        }
        return entry.package + (entry.isRenamed && !isOld ? "t64" : "")
    }

    /// The libraries that a package loads by their names while it runs, so that no file of its wheel tells of them.
    ///
    /// - Parameter package: its normalised name.
    /// - Returns: the libraries' names.
    package static func loaded(by package: String) -> [String] { loaded[package] ?? [] }

    /// The program that a package runs and does not bring, with the Debian package that has it; nil for none.
    ///
    /// - Parameter package: its normalised name.
    /// - Returns: the program and the package.
    package static func program(of package: String) -> (name: String, package: String)? { programs[package] }

    /// Whether a library is a part of the machine's drivers, which whoever starts the container brings.
    package static func isOfDriver(_ library: String) -> Bool {
        drivers.contains { library == $0 || library.hasPrefix($0 + ".") || library.hasPrefix($0 + "-") }
    }

    private static let drivers = [
        "libcuda.so", "libnvidia", "libnvcuvid.so", "libnvoptix.so", "libamdhip64.so", "libhsa-runtime64.so",
        "libze_loader.so",
        "libnvidia-ml.so", "libnvidia-encode.so", "libcudadebugger.so",
    ]

    private static let loaded: [String: [String]] = [
        "cairocffi": ["libcairo.so.2"],
        "cairosvg": ["libcairo.so.2"],
        "glcontext": ["libGL.so.1", "libX11.so.6"],
        "pangocffi": ["libpango-1.0.so.0", "libgobject-2.0.so.0"],
        "pangocairocffi": ["libpangocairo-1.0.so.0"],
        "pyenchant": ["libenchant-2.so.2"],
        "pyglet": ["libGL.so.1", "libGLU.so.1", "libX11.so.6"],
        "pylibdmtx": ["libdmtx.so.0"],
        "pyopengl": ["libGL.so.1"],
        "python-magic": ["libmagic.so.1"],
        "python-vlc": ["libvlc.so.5"],
        "pyusb": ["libusb-1.0.so.0"],
        "pyzbar": ["libzbar.so.0"],
        "sounddevice": ["libportaudio.so.2"],
        "vispy": ["libfontconfig.so.1"],
        "wand": ["libMagickWand-6.Q16.so.6"],
        "weasyprint": [
            "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0",
            "libfontconfig.so.1",
        ],
        "xcffib": ["libxcb.so.1"],
    ]

    private static let programs: [String: (name: String, package: String)] = [
        "camelot-py": ("gs", "ghostscript"),
        "ffmpeg-python": ("ffmpeg", "ffmpeg"),
        "graphviz": ("dot", "graphviz"),
        "pdf2image": ("pdftoppm", "poppler-utils"),
        "pydot": ("dot", "graphviz"),
        "pydub": ("ffmpeg", "ffmpeg"),
        "pypandoc": ("pandoc", "pandoc"),
        "pytesseract": ("tesseract", "tesseract-ocr"),
        "python-gnupg": ("gpg", "gnupg"),
    ]

    // MARK: the table

    private static func entry(of library: String) -> (package: String, isRenamed: Bool)? {
        guard let word = word(beginningWith: library) else { return nil }
        let isRenamed = word.hasSuffix("+")
        let rest = word.dropFirst(library.count).drop { $0 == "=" }.prefix { $0 != "+" }
        return (rest.isEmpty ? ruled(library) : String(rest), isRenamed)
    }

    private static func word(beginningWith library: String) -> String? {
        let name = Array(library.utf8)
        return LibraryTable.libraries.withUTF8Buffer { table in
            for word in table.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) where word.starts(with: name) {
                let next = word.dropFirst(name.count).first
                guard next == nil || next == UInt8(ascii: "=") || next == UInt8(ascii: "+") else { continue }
                return String(decoding: word, as: UTF8.self)
            }
            return nil
        }
    }

    /// The name that Debian policy 8.1 gives a library's package: `libodbc.so.2` is in `libodbc2`, `libX11-xcb.so.1` in `libx11-xcb1`.
    private static func ruled(_ library: String) -> String {
        guard let mark = library.firstRange(of: ".so.") else { return library }
        let stem = library[..<mark.lowerBound].lowercased().replacing("_", with: "-")
        let isNumber = stem.last.map { ("0"..."9").contains($0) } ?? false
        return stem + (isNumber ? "-" : "") + library[mark.upperBound...]
    }
}
