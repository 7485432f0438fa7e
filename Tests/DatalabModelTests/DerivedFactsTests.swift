import DatalabModel
import Testing

/// What files of a source say of a datalab.
struct DerivedFactsTests {
    private func metadata(_ files: [String: String], commit: CommitAuthor? = nil) throws -> DatalabMetadata {
        var derived = DerivedFacts(repositoryName: "my-lab")
        derived.files = files.mapValues { Array($0.utf8) }
        derived.commit = commit
        return try #require(MetadataReader.withoutFile(options: MetadataOptions(), derived: derived).metadata)
    }

    @Test(
        "A README's heading and first paragraph",
        arguments: [
            (
                "README.md", "# My *lab*\n\nIt is about `stars` and [dust](https://d.eu).\n", "My lab",
                "It is about stars and dust."
            ),
            (
                "readme.MD",
                "![logo](x.png)\n\n[![CI](b.svg)](l)\n\nStars\n=====\n\n- a list\n\nA paragraph that says it.\n",
                "Stars", "A paragraph that says it."
            ),
            (
                "README.rst", "=====\nStars\n=====\n\n.. image:: x\n\nText with `a link <https://x.eu>`_ in it.\n",
                "Stars", "Text with a link in it."
            ),
            (
                "README.md",
                "---\nlayout: x\n---\n<h1 align=\"center\">Stars &amp; dust</h1>\n\n> quoted words of others\n\n```\n# code is no heading\n```\nWords about what it does.\n",
                "Stars & dust", "Words about what it does."
            ),
            (
                "README.md", "## Second level only\r\n\r\nWith Windows' line ends here.\r\n", "Second level only",
                "With Windows' line ends here."
            ),
            (
                "README", "Just a sentence that says what this is.\n", "my lab",
                "Just a sentence that says what this is."
            ),
            ("README.md", "# \n\n# Real\n\n| a | b |\n|---|---|\n\nShort.\n", "Real", nil),
            (
                "README.md", "# 1. Installation:\n\n## Table of Contents\n\n# Installation of stars\n",
                "Installation of stars", nil
            ),
            ("README.rst", "Installation\n============\n\nUse.\n", "my lab", nil),
            ("README.md", "# 2048\n", "2048", nil),
            ("README.md", "", "my lab", nil), ("README.md", "\u{FEFF}# Marked\n", "Marked", nil),
            ("README.md", "# snake_case_name __bold__\n", "snake_case_name __bold__", nil),
        ] as [(String, String, String, String?)]
    )
    func readme(name: String, text: String, title: String, abstract: String?) throws {
        let metadata = try metadata([name: text])
        #expect(metadata.title == title)
        #expect(metadata.abstract == abstract)
    }

    @Test("CITATION.cff is believed before everything else; a README before setup.cfg in the title")
    func citation() throws {
        let citation = """
            cff-version: 1.2.0
            title: The survey
            abstract: >-
              What it
              surveys.
            version: v3.1
            license: [MIT, Apache-2.0]
            authors:
              - {given-names: Ann, family-names: Lee, email: ann@lab.eu}
              - name: The Team
            """
        let files = [
            "CITATION.cff": citation, "README.md": "# Other\n",
            "setup.cfg": "[metadata]\nname = x\nauthor = Ben\nauthor_email = ben@x.eu\nversion = 9\n",
        ]
        let metadata = try metadata(files, commit: CommitAuthor(name: "Git", email: "git@x.eu"))
        #expect(metadata.title == "The survey" && metadata.abstract == "What it surveys.")
        #expect(metadata.creator?.name == "Ann Lee, The Team" && metadata.contactPoint?.email == "ann@lab.eu")
        #expect(metadata.version.text == "v3.1" && metadata.licence?.description == "MIT OR Apache-2.0")
        let without = try self.metadata(files.filter { $0.key != "CITATION.cff" })
        #expect(without.title == "Other" && without.creator?.name == "Ben" && without.version.text == "9")
    }

    @Test("setup.cfg is read as far as it says it itself")
    func setup() throws {
        let text =
            "[metadata]\nname: stars\nversion = attr: stars.__version__\nlicense = BSD 3-Clause\ndescription = About stars\n  and more\n\n[options]\nauthor = no\n"
        let metadata = try metadata(["setup.cfg": text])
        #expect(metadata.version.text == "0.1.0" && metadata.licence?.description == "BSD-3-Clause")
        #expect(metadata.abstract == "About stars" && metadata.creator == nil)
    }

    @Test(
        "An address that nobody reads is none",
        arguments: ["1+ann@users.noreply.github.com", "root@localhost", "", "noreply@github.com"]
    )
    func noReply(address: String) throws {
        let metadata = try metadata([:], commit: CommitAuthor(name: "Ann", email: address))
        #expect(metadata.contactPoint == nil && metadata.creator?.name == "Ann")
    }

    @Test(
        "Of what stands for the authors' addresses, the first that is one",
        arguments: [
            ("ann@lab.eu, ben@lab.eu", "ann@lab.eu"), ("Ann Lee <ann@lab.eu>; ben@x.eu", "ann@lab.eu"),
            ("ann [at] lab.eu", "ann@lab.eu"), ("see the web page", "git@x.eu"), ("root@localhost", "git@x.eu"),
        ]
    )
    func addresses(said: String, taken: String) throws {
        let setup = "[metadata]\nname = x\nauthor_email = \(said)\n"
        let metadata = try metadata(["setup.cfg": setup], commit: CommitAuthor(name: "Ann", email: "git@x.eu"))
        #expect(metadata.contactPoint?.email == taken)
        let citation = "cff-version: 1.2.0\ntitle: x\nauthors:\n  - {family-names: Lee, email: '\(said)'}\n"
        let cited = try self.metadata(["CITATION.cff": citation], commit: CommitAuthor(name: "Ann", email: "git@x.eu"))
        #expect(cited.contactPoint?.email == taken)
    }

    @Test(
        "A tag's version",
        arguments: [("v1.2.0", "1.2.0"), ("1.0", "1.0"), ("release/2.0", "2.0"), ("nightly", "0.1.0"), ("v", "0.1.0")]
    )
    func tags(tag: String, version: String) throws {
        #expect(try metadata([:], commit: CommitAuthor(name: "", email: "", tag: tag)).version.text == version)
    }

    private static let mit = """
        MIT License

        Copyright (c) 2020 Ann

        Permission is hereby granted, free of charge, to any person obtaining a copy
        of this software and associated documentation files (the "Software"), to deal
        """
    private static let bsd =
        "Redistribution and use in source and binary forms, with or without\nmodification, are permitted\n"

    @Test(
        "A licence is known by its text, and nothing is said of one that is not surely one",
        arguments: [
            (mit, "MIT"), (bsd, "BSD-2-Clause"),
            (bsd + "Neither the name … may be used to\n  endorse or promote products derived", "BSD-3-Clause"),
            (
                "                                 Apache License\n                           Version 2.0, January 2004\n",
                "Apache-2.0"
            ),
            (
                "                    GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007\n",
                "GPL-3.0-only"
            ),
            ("GNU LESSER GENERAL PUBLIC LICENSE\n Version 2.1, February 1999\n", "LGPL-2.1-only"),
            ("Mozilla Public License Version 2.0\n====\n", "MPL-2.0"),
            ("CC0 1.0 Universal\n", "CC0-1.0"), ("Attribution-ShareAlike 4.0 International\n", "CC-BY-SA-4.0"),
            (mit + "\n\n" + bsd, nil), ("Apache License Version 2.0\n" + mit, nil),
            ("All rights reserved.", nil), ("", nil), ("see the file COPYING", nil),
        ] as [(String, String?)]
    )
    func licences(text: String, identifier: String?) throws {
        for name in ["LICENSE", "License.txt", "LICENCE.md", "COPYING"] {
            #expect(try metadata([name: text]).licence?.description == identifier)
        }
    }

    @Test("Any file is read as far as it goes, and takes no longer than its size")
    func hostile() throws {
        let texts = [
            String(repeating: "![", count: 40_000), String(repeating: "<", count: 60_000),
            String(repeating: "# a\n", count: 20_000), String(repeating: "*a", count: 30_000),
            "\u{1B}[2J\u{0}\u{202E}x",
            String(repeating: "[a](", count: 20_000), String(repeating: "word ", count: 13_000),
        ]
        for text in texts {
            for name in ["README.md", "README.rst", "CITATION.cff", "setup.cfg", "LICENSE"] {
                let metadata = try metadata([name: text])
                #expect(metadata.title.count <= 200 && (metadata.abstract?.count ?? 0) <= 500)
                #expect(!metadata.title.unicodeScalars.contains { $0.properties.generalCategory == .control })
            }
        }
    }
}
