/// What is to be done about failures of builds whose cause their log tells.
package enum BuildHints {
    /// The next step for a log; nil when nothing in it is known.
    ///
    /// - Parameter lines: the log.
    /// - Returns: the step.
    package static func hint(for lines: [String]) -> String? {
        for line in lines {
            if let header = missingHeader(in: line) { return self.header(header) }
            if let library = missingLibrary(in: line) { return self.library(library) }
            if let program = configurations.first(where: { line.contains($0.key) && isComplaint(line) }) {
                return "the program '\(program.key)' is in the Debian package '\(program.value)': add it to apt.txt"
            }
        }
        for cause in causes where lines.contains(where: { line in cause.marks.contains { line.contains($0) } }) {
            return cause.hint
        }
        return lines.lazy.compactMap(missingModule).first.map(module)
            ?? lines.lazy.compactMap(missingProgram).first.map(program)
    }

    // MARK: headers, libraries and the programs that tell of them

    /// Programs by which libraries tell what they need, and what brings them.
    private static let configurations: KeyValuePairs<String, String> = [
        "pg_config": "libpq-dev", "mysql_config": "default-libmysqlclient-dev", "mariadb_config": "libmariadb-dev",
        "gdal-config": "libgdal-dev", "geos-config": "libgeos-dev", "nc-config": "libnetcdf-dev",
        "curl-config": "libcurl4-openssl-dev", "xslt-config": "libxslt1-dev", "xml2-config": "libxml2-dev",
        "krb5-config": "libkrb5-dev", "gsl-config": "libgsl-dev", "cups-config": "libcups2-dev",
        "llvm-config": "llvm-dev", "mpicc": "libopenmpi-dev", "freetype-config": "libfreetype-dev",
    ]

    private static func isComplaint(_ line: String) -> Bool {
        let line = line.lowercased()
        return ["not found", "no such file", "could not", "cannot", "please make sure", "unable to"].contains {
            line.contains($0)
        }
    }

    private static func missingHeader(in line: String) -> String? {
        guard let end = line.firstRange(of: ": No such file or directory"),
            let start = line.firstRange(of: "fatal error: ") ?? line.firstRange(of: " error: "),
            start.upperBound < end.lowerBound
        else { return nil }
        let name = line[start.upperBound..<end.lowerBound]
        return name.contains(where: \.isWhitespace) || !name.contains(".h") && !name.contains("/") ? nil : String(name)
    }

    /// What `pkg-config`, meson and the linker call missing.
    private static func missingLibrary(in line: String) -> String? {
        for (before, after) in [
            ("No package '", "' found"), ("Package ", " was not found in the pkg-config search path"),
            ("ERROR: Dependency \"", "\" not found"), ("cannot find -l", ""), ("Package '", "', required by"),
        ] {
            guard let start = line.firstRange(of: before) else { continue }
            let rest = line[start.upperBound...]
            guard after.isEmpty || rest.firstRange(of: after) != nil else { continue }
            let name = rest.prefix { $0.isLetter || $0.isNumber || "._+-".contains($0) }
            if !name.isEmpty { return String(name).lowercased() }
        }
        return nil
    }

    /// What meson, a shell or Python call missing.
    private static func missingProgram(in line: String) -> String? {
        let marks = [
            ("Program '", "' not found"), ("No such file or directory: '", "'"), (": ", ": not found"),
            (": ", ": command not found"),
        ]
        for (before, after) in marks {
            guard let end = line.ranges(of: after).last, let start = line[..<end.lowerBound].ranges(of: before).last
            else { continue }
            let name = line[start.upperBound..<end.lowerBound]
            let isName = name.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || "-_+.".utf8.contains($0) }
            if isName, name.utf8.count > 1, name.utf8.count < 40, !name.contains(".") { return String(name) }
        }
        return nil
    }

    /// Programs that builds call, and whose Debian packages have other names.
    private static let programs = [
        "ninja": "ninja-build", "qmake": "qt5-qmake", "protoc": "protobuf-compiler", "autoreconf": "autoconf",
        "aclocal": "automake", "libtoolize": "libtool", "msgfmt": "gettext", "makeinfo": "texinfo",
        "pdflatex": "texlive-latex-base",
        "rpcgen": "rpcsvc-proto", "nvcc": "nvidia-cuda-toolkit", "javac": "default-jdk", "java": "default-jre",
        "node": "nodejs", "clang++": "clang", "ld.lld": "lld", "dot": "graphviz", "h5cc": "libhdf5-dev",
    ]

    private static func program(_ program: String) -> String {
        let package = programs[program] ?? program
        return "the build calls the program '\(program)': add its Debian package '\(package)' to apt.txt"
    }

    private static func header(_ header: String) -> String {
        if header.hasPrefix("numpy/") { return module("numpy") }
        let package = headers.first { header == $0.key || $0.key.hasSuffix("/") && header.hasPrefix($0.key) }?.value
        guard let package else {
            return "find the Debian package that has '\(header)' ('apt-file search \(header)') and add it to apt.txt"
        }
        return "the header '\(header)' is in the Debian package '\(package)': add it to apt.txt"
    }

    private static func library(_ library: String) -> String {
        guard let package = libraries[library] else {
            return
                "the library '\(library)' is missing: add the Debian package that has its headers, 'lib\(library)-dev' or the "
                + "like, to apt.txt"
        }
        return "the library '\(library)' is in the Debian package '\(package)': add it to apt.txt"
    }

    /// The development packages of Debian, by header, or by the folder of headers.
    private static let headers: KeyValuePairs<String, String> = [
        "Python.h": "libpython3-dev", "ffi.h": "libffi-dev", "openssl/": "libssl-dev", "zlib.h": "zlib1g-dev",
        "libpq-fe.h": "libpq-dev", "mysql.h": "default-libmysqlclient-dev", "curl/": "libcurl4-openssl-dev",
        "png.h": "libpng-dev", "jpeglib.h": "libjpeg-dev", "tiff.h": "libtiff-dev", "tiffio.h": "libtiff-dev",
        "ft2build.h": "libfreetype-dev", "hdf5.h": "libhdf5-dev", "netcdf.h": "libnetcdf-dev",
        "fftw3.h": "libfftw3-dev",
        "gsl/": "libgsl-dev", "cblas.h": "libopenblas-dev", "lapacke.h": "liblapacke-dev", "boost/": "libboost-all-dev",
        "Eigen/": "libeigen3-dev", "fitsio.h": "libcfitsio-dev", "wcslib/": "wcslib-dev", "libxml/": "libxml2-dev",
        "libxslt/": "libxslt1-dev", "geos_c.h": "libgeos-dev", "proj.h": "libproj-dev", "proj_api.h": "libproj-dev",
        "gdal.h": "libgdal-dev", "cpl_port.h": "libgdal-dev", "sndfile.h": "libsndfile1-dev",
        "portaudio.h": "portaudio19-dev", "alsa/": "libasound2-dev", "X11/": "libx11-dev", "GL/": "libgl-dev",
        "SDL.h": "libsdl2-dev", "bzlib.h": "libbz2-dev", "lzma.h": "liblzma-dev", "zstd.h": "libzstd-dev",
        "lz4.h": "liblz4-dev", "sqlite3.h": "libsqlite3-dev", "readline/": "libreadline-dev",
        "ncurses.h": "libncurses-dev",
        "curses.h": "libncurses-dev", "lber.h": "libldap-dev", "ldap.h": "libldap-dev", "sasl/": "libsasl2-dev",
        "gssapi/": "libkrb5-dev", "krb5.h": "libkrb5-dev", "mpi.h": "libopenmpi-dev", "cairo.h": "libcairo2-dev",
        "glib.h": "libglib2.0-dev", "graphviz/": "libgraphviz-dev", "leveldb/": "libleveldb-dev",
        "snappy-c.h": "libsnappy-dev", "sodium.h": "libsodium-dev", "zmq.h": "libzmq3-dev", "uuid/": "uuid-dev",
        "gmp.h": "libgmp-dev", "mpfr.h": "libmpfr-dev", "mpc.h": "libmpc-dev", "eccodes.h": "libeccodes-dev",
        "sql.h": "unixodbc-dev", "magic.h": "libmagic-dev", "yaml.h": "libyaml-dev", "usb.h": "libusb-dev",
        "libusb-1.0/": "libusb-1.0-0-dev", "cups/": "libcups2-dev", "dbus/": "libdbus-1-dev", "pcap.h": "libpcap-dev",
        "sys/capability.h": "libcap-dev", "systemd/": "libsystemd-dev", "healpix_cxx/": "libhealpix-cxx-dev",
        "suitesparse/": "libsuitesparse-dev", "metis.h": "libmetis-dev",
        "glpk.h": "libglpk-dev", "igraph/": "libigraph-dev", "udunits2.h": "libudunits2-dev",
        "expat.h": "libexpat1-dev",
    ]

    /// The development packages of Debian, by the name that `pkg-config` or the linker uses.
    private static let libraries: [String: String] = [
        "cairo": "libcairo2-dev", "dbus-1": "libdbus-1-dev", "glib-2.0": "libglib2.0-dev",
        "openblas": "libopenblas-dev",
        "lapack": "liblapack-dev", "blas": "libblas-dev", "hdf5": "libhdf5-dev", "netcdf": "libnetcdf-dev",
        "fftw3": "libfftw3-dev", "gsl": "libgsl-dev", "cfitsio": "libcfitsio-dev", "libffi": "libffi-dev",
        "ffi": "libffi-dev", "openssl": "libssl-dev", "ssl": "libssl-dev", "crypto": "libssl-dev", "zlib": "zlib1g-dev",
        "z": "zlib1g-dev", "libpng": "libpng-dev", "png": "libpng-dev", "freetype2": "libfreetype-dev",
        "freetype": "libfreetype-dev", "libxml-2.0": "libxml2-dev", "xml2": "libxml2-dev", "libxslt": "libxslt1-dev",
        "pq": "libpq-dev", "libpq": "libpq-dev", "mysqlclient": "default-libmysqlclient-dev",
        "libcurl": "libcurl4-openssl-dev", "curl": "libcurl4-openssl-dev", "sqlite3": "libsqlite3-dev",
        "proj": "libproj-dev", "geos": "libgeos-dev", "gdal": "libgdal-dev", "eigen3": "libeigen3-dev",
        "gobject-introspection-1.0": "libgirepository1.0-dev", "girepository-2.0": "libgirepository-2.0-dev",
        "pangocairo": "libpango1.0-dev", "gtk+-3.0": "libgtk-3-dev", "sdl2": "libsdl2-dev", "x11": "libx11-dev",
        "libudev": "libudev-dev", "libusb-1.0": "libusb-1.0-0-dev", "mpi": "libopenmpi-dev", "wcslib": "wcslib-dev",
        "eccodes": "libeccodes-dev", "libzmq": "libzmq3-dev", "libsodium": "libsodium-dev", "libgit2": "libgit2-dev",
        "libavformat": "libavformat-dev", "libavcodec": "libavcodec-dev", "libavdevice": "libavdevice-dev",
        "libcgraph": "libgraphviz-dev", "ncurses": "libncurses-dev", "bz2": "libbz2-dev", "lzma": "liblzma-dev",
    ]

    // MARK: causes

    /// What programs say that find no network.
    private static let networkMarks = [
        "Temporary failure in name resolution", "Network is unreachable", "Could not resolve host",
        "Max retries exceeded",
        "urlopen error", "Name or service not known", "unable to access 'http", "failed to download from `http",
        "unable to resolve host address", "Network connectivity is disabled",
    ]

    /// Whether a log tells that something was to be fetched.
    static func wantsNetwork(_ lines: [String]) -> Bool {
        lines.contains { line in networkMarks.contains { line.contains($0) } }
    }

    private struct Cause {
        let marks: [String]
        let hint: String
    }

    private static let causes = [
        Cause(
            marks: networkMarks,
            hint:
                "the build fetches something from the network, which a sealed box has not: require a version that has a wheel"
        ),
        Cause(
            marks: ["No space left on device"],
            hint: "the build needs a larger disk: give it more with '--box-disk'"
        ),
        Cause(
            marks: [
                "MemoryError", "Cannot allocate memory", "virtual memory exhausted", "Killed signal terminated program",
                "std::bad_alloc", "out of memory",
            ],
            hint: "the build needs more memory: give it more with '--box-memory'"
        ),
        Cause(
            marks: ["Resource temporarily unavailable", "can't start new thread", "Cannot fork"],
            hint: "the build starts more processes than it may: give it more with '--box-processes'"
        ),
        Cause(
            marks: [
                "gfortran: not found", "[['gfortran'", "No such file or directory: 'gfortran'",
                "No Fortran compiler found",
            ],
            hint: "the build needs a Fortran compiler: add 'gfortran' to apt.txt"
        ),
        Cause(
            marks: ["cmake: not found", "No such file or directory: 'cmake'", "CMake must be installed"],
            hint: "the build needs CMake: add 'cmake' to apt.txt"
        ),
        Cause(
            marks: ["swig: not found", "No such file or directory: 'swig'", "command 'swig' failed"],
            hint: "the build needs SWIG: add 'swig' to apt.txt"
        ),
        Cause(
            marks: ["No such file or directory: 'git'", "git: not found"],
            hint: "the build asks git for the version: add 'git' to apt.txt, or require a release"
        ),
        Cause(
            marks: [
                "can't find Rust compiler", "cargo: not found", "Rust toolchain", "No such file or directory: 'cargo'",
            ],
            hint:
                "the build needs Rust and fetches its packages, which a sealed box cannot: require a version that has a wheel"
        ),
        Cause(
            marks: ["setuptools-scm was unable to detect version", "Versioning for this project requires either"],
            hint: "the version comes from git's tags, and this source has none: require a tag or a release"
        ),
        Cause(
            marks: ["use_2to3 is invalid", "Missing parentheses in call to 'print'", "No module named 'ConfigParser'"],
            hint: "the release is for Python 2: require a newer one"
        ),
        Cause(
            marks: ["No module named 'distutils", "No module named 'imp'"],
            hint: "the release needs a Python before 3.12: choose a base with Python 3.11, or require a newer one"
        ),
        Cause(
            marks: ["No module named 'pkg_resources'"],
            hint: "the build uses 'pkg_resources', which newer setuptools have not: require a newer release"
        ),
    ]

    private static func missingModule(in line: String) -> String? {
        guard let start = line.firstRange(of: "ModuleNotFoundError: No module named '") else { return nil }
        let name = line[start.upperBound...].prefix { $0 != "'" && $0 != "." }
        return name.isEmpty ? nil : String(name)
    }

    private static func module(_ name: String) -> String {
        "the build imports '\(name)' and does not say so in its build requirements: report it to the authors, or require a "
            + "version that has a wheel"
    }
}
