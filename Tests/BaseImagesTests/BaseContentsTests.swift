import BaseImages
import Testing

@Suite("what packages say of themselves")
struct BaseContentsTests {
    @Test("a copyright file of DEP-5 names its licences, another form none")
    func copyright() {
        let text = """
            Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
            Upstream-Name: figlet

            Files: *
            License: BSD-3-clause

            Files: debian/*
            License: GPL-2+
             a text

            License: GPL-2+
             License: not a name
            """
        #expect(CopyrightFile.licences(text) == ["BSD-3-clause", "GPL-2+"])
        #expect(CopyrightFile.licences("This is Debian's package.\n\nLicense: GPL\n").isEmpty)
    }

    @Test(
        "a wheel's licence is its expression, else its line, else its classifiers'",
        arguments: [
            ("License: BSD\nLicense-Expression: MIT AND BSD-3-Clause\n", ["MIT AND BSD-3-Clause"]),
            ("License: BSD 3-Clause\nClassifier: License :: OSI Approved :: BSD License\n", ["BSD 3-Clause"]),
            (
                "License: Copyright (c) 2026 All\n        Redistribution is\nClassifier: License :: OSI Approved :: BSD License\n",
                ["BSD License"]
            ),
            ("License: UNKNOWN\n", []), ("Name: a\n\nLicense: in the description\n", []),
        ] as [(String, [String])]
    )
    func wheel(metadata: String, licences: [String]) {
        #expect(WheelMetadata.licences(metadata) == licences)
    }

    @Test("a wheel's size is the sum of its record's")
    func size() {
        #expect(WheelMetadata.size(record: "a.py,sha256=x,12\r\n\"b,c.py\",sha256=y,30\na.dist-info/RECORD,,\n") == 42)
    }
}
