/// Knows a licence by the words of its text.
///
/// Of a text that is not surely one licence nothing is said. GNU licences without a word on later versions are `-only`: that
/// gives away no more than the text does.
enum LicenceText {
    static let names = [
        "LICENSE", "LICENSE.txt", "LICENSE.md", "LICENSE.rst", "LICENCE", "LICENCE.txt", "LICENCE.md", "COPYING",
        "COPYING.txt", "COPYING.LESSER",
    ]

    /// The SPDX identifier of the licence whose text this is; nil for none or several.
    static func identifier(in text: String) -> String? {
        let words = Self.words(text)
        // Long licences name each other in their texts, and themselves in their first lines.
        let head = String(words.prefix(400))
        if let known = titled.first(where: { entry in entry.words.allSatisfy(head.contains) }) {
            return phrased.contains { words.contains($0.words) } ? nil : known.identifier
        }
        let found = phrased.filter { words.contains($0.words) }.map(\.identifier)
        guard found.count == 1 else { return nil }
        return found[0] == "BSD" ? bsd(words) : found[0] == "ISC" && !words.contains(noticeOfISC) ? "0BSD" : found[0]
    }

    private static func bsd(_ words: String) -> String {
        if words.contains("all advertising materials") { return "BSD-4-Clause" }
        return words.contains("endorse or promote products") ? "BSD-3-Clause" : "BSD-2-Clause"
    }

    private static func words(_ text: String) -> String {
        text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ".") }
            .map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) }.joined(separator: " ")
    }

    private static let noticeOfISC = "provided that the above copyright notice and this permission notice"

    private static let titled: [(words: [String], identifier: String)] = [
        (["apache license", "version 2.0"], "Apache-2.0"),
        (["gnu affero general public license", "version 3"], "AGPL-3.0-only"),
        (["gnu lesser general public license", "version 3"], "LGPL-3.0-only"),
        (["gnu lesser general public license", "version 2.1"], "LGPL-2.1-only"),
        (["gnu general public license", "version 3"], "GPL-3.0-only"),
        (["gnu general public license", "version 2"], "GPL-2.0-only"),
        (["mozilla public license", "version 2.0"], "MPL-2.0"),
        (["mozilla public license version 2.0"], "MPL-2.0"),
        (["european union public licence v 1.2"], "EUPL-1.2"),
        (["eclipse public license", "v 2.0"], "EPL-2.0"),
        (["boost software license", "version 1.0"], "BSL-1.0"),
        (["cc0 1.0 universal"], "CC0-1.0"),
        (["attribution noncommercial sharealike 4.0 international"], "CC-BY-NC-SA-4.0"),
        (["attribution noncommercial noderivatives 4.0 international"], "CC-BY-NC-ND-4.0"),
        (["attribution noncommercial 4.0 international"], "CC-BY-NC-4.0"),
        (["attribution noderivatives 4.0 international"], "CC-BY-ND-4.0"),
        (["attribution sharealike 4.0 international"], "CC-BY-SA-4.0"),
        (["attribution 4.0 international"], "CC-BY-4.0"),
    ]

    private static let phrased: [(words: String, identifier: String)] = [
        (
            "permission is hereby granted free of charge to any person obtaining a copy of this software and associated "
                + "documentation files",
            "MIT"
        ),
        ("redistribution and use in source and binary forms with or without modification", "BSD"),
        ("permission to use copy modify and or distribute this software for any purpose with or without fee", "ISC"),
        ("this is free and unencumbered software released into the public domain", "Unlicense"),
    ]
}
