/// The top-level modules that come with Python, by its version.
package enum StandardModules {
    /// How a module stands to one version of Python.
    package enum Standing: Sendable, Hashable {
        /// It comes with that version.
        case included
        /// It came with older versions; a package of PyPI brings it back where one does.
        case removed(since: String, replacement: String?)
        /// It comes with newer versions; a package of PyPI brings it to older ones where one does.
        case added(in: String, backport: String?)
        /// It is of Python 2; what it is called now.
        case python2(now: String)
    }

    /// How a module stands to a version; nil for one that never came with Python.
    ///
    /// - Parameters:
    ///   - module: its top-level name.
    ///   - python: the version's first two numbers: `3.13`.
    /// - Returns: how it stands.
    package static func standing(of module: String, in python: String) -> Standing? {
        let minor = minor(python)
        if let gone = removed[module] {
            return minor < gone.since ? .included : .removed(since: "3.\(gone.since)", replacement: gone.replacement)
        }
        if let new = added[module] {
            return minor >= new.in ? .included : .added(in: "3.\(new.in)", backport: new.backport)
        }
        if names.contains(module) { return .included }
        return python2[module].map { .python2(now: $0) }
    }

    /// Whether a name is a module of every Python 3 that is in use, so that no package brings it.
    ///
    /// What Debian divides from its Python (`tkinter`) is none.
    package static func isAlwaysIncluded(_ module: String) -> Bool {
        names.contains(module) && debianPackage(of: module) == nil
    }

    /// Whether PyPI has a package that is called like a module of Python: a backport to old versions, or a stranger.
    package static func isPackageToo(_ module: String) -> Bool {
        [
            "antigravity", "argparse", "ast", "asyncio", "configparser", "contextvars", "dataclasses", "datetime",
            "dis", "email",
            "enum", "functools", "graphlib", "hmac", "html", "http", "importlib", "ipaddress", "logging", "mailbox",
            "modulefinder", "multiprocessing", "pathlib", "readline", "resource", "secrets", "selectors", "ssl",
            "statistics",
            "token", "typing", "uuid", "wave", "wsgiref",
        ].contains(module)
    }

    /// The package of Debian that has a module of Python which its `python3` has not.
    package static func debianPackage(of module: String) -> String? {
        ["tkinter", "turtle", "turtledemo"].contains(module) ? "python3-tk" : nil
    }

    private static func minor(_ python: String) -> Int {
        let parts = python.split(separator: ".")
        return parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    }

    /// `sys.stdlib_module_names`, of 3.9 to 3.14, but for those that came or went between them.
    private static let names = Set(
        """
        __future__ __main__ abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile
        calendar cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy
        copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno
        faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob
        graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword
        linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath
        nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix
        posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline
        reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket
        socketserver sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess
        symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time timeit tkinter token
        tokenize trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uuid venv warnings
        wave weakref webbrowser winreg winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )

    /// Modules that left, with the minor version that is the first without them (PEP 594 and the release notes).
    private static let removed: [String: (since: Int, replacement: String?)] = {
        var gone: [String: (since: Int, replacement: String?)] = [
            "formatter": (10, nil), "parser": (10, nil), "symbol": (10, nil), "binhex": (11, nil),
            "asynchat": (12, "pyasynchat"), "asyncore": (12, "pyasyncore"), "distutils": (12, "setuptools"),
            "imp": (12, "zombie-imp"), "smtpd": (12, "standard-smtpd"),
            "audioop": (13, "audioop-lts"), "cgi": (13, "legacy-cgi"), "cgitb": (13, "legacy-cgi"),
            "crypt": (13, "crypt-r"), "lib2to3": (13, nil), "msilib": (13, nil), "nis": (13, nil),
            "ossaudiodev": (13, nil), "spwd": (13, nil),
        ]
        let standard = "aifc chunk imghdr mailcap nntplib pipes sndhdr sunau telnetlib uu xdrlib"
        for name in standard.split(separator: " ") { gone[String(name)] = (13, "standard-\(name)") }
        return gone
    }()

    private static let added: [String: (in: Int, backport: String?)] = [
        "tomllib": (11, "tomli"), "annotationlib": (14, nil), "compression": (14, nil),
    ]

    /// Modules of Python 2, with what has taken their place.
    private static let python2 = [
        "BaseHTTPServer": "http.server", "ConfigParser": "configparser", "Cookie": "http.cookies",
        "HTMLParser": "html.parser", "Queue": "queue", "SocketServer": "socketserver", "StringIO": "io",
        "Tkinter": "tkinter", "__builtin__": "builtins", "cPickle": "pickle", "cStringIO": "io",
        "commands": "subprocess", "cookielib": "http.cookiejar", "exceptions": "builtins", "httplib": "http.client",
        "md5": "hashlib", "sets": "set", "tkFileDialog": "tkinter.filedialog", "urllib2": "urllib.request",
        "urlparse": "urllib.parse", "xmlrpclib": "xmlrpc.client",
    ]
}
