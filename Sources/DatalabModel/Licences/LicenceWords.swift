/// How people write licences: words without case, punctuation and filler, and what they stand for.
enum LicenceWords {
    /// A text's words in lower case, without punctuation and filler: `GNU GPLv3.0+` becomes `gnu gpl 3+`.
    static func normalised(_ text: String) -> String {
        var spaced = ""
        var previous: Character = " "
        for character in text.lowercased() {
            let keeps = character.isLetter || character.isNumber || character == "." || character == "+"
            // 'v3' and 'gplv3' are a version each.
            if character.isNumber, previous == "v" { spaced.removeLast() }
            if character.isNumber, previous.isLetter { spaced.append(" ") }
            spaced.append(keeps ? character : " ")
            previous = keeps ? character : " "
        }
        let words = spaced.split(separator: " ").map(trimmed).filter { !$0.isEmpty && !filler.contains($0) }
        return words.joined(separator: " ")
    }

    private static let filler: Set<String> = ["the", "license", "licence", "licensed", "version", "v", "under"]

    /// A word without dots at its ends and without `.0` at the end of a number.
    private static func trimmed(_ word: Substring) -> String {
        var word = word[...]
        while word.hasPrefix(".") { word.removeFirst() }
        while word.hasSuffix(".") { word.removeLast() }
        let later = word.hasSuffix("+")
        if later { word.removeLast() }
        if word.hasSuffix(".0"), word.dropLast(2).allSatisfy({ $0.isNumber || $0 == "." }) { word.removeLast(2) }
        return word.isEmpty ? "" : "\(word)\(later ? "+" : "")"
    }

    /// Words that stand for one licence.
    static let meanings: [String: String] = {
        var meanings = [
            "apache": "Apache-2.0", "apache software 2": "Apache-2.0", "asl 2": "Apache-2.0", "apl 2": "Apache-2.0",
            "new bsd": "BSD-3-Clause", "modified bsd": "BSD-3-Clause", "revised bsd": "BSD-3-Clause",
            "3 clause bsd": "BSD-3-Clause", "bsd 3": "BSD-3-Clause", "three clause bsd": "BSD-3-Clause",
            "simplified bsd": "BSD-2-Clause", "freebsd": "BSD-2-Clause", "2 clause bsd": "BSD-2-Clause",
            "bsd 2": "BSD-2-Clause", "expat": "MIT", "mit expat": "MIT", "mit x 11": "MIT", "cc 0": "CC0-1.0",
            "cc zero": "CC0-1.0", "creative commons zero": "CC0-1.0", "mozilla public 2": "MPL-2.0",
            "mozilla 2": "MPL-2.0", "boost": "BSL-1.0", "boost software": "BSL-1.0", "psf": "PSF-2.0",
            "creative commons attribution 4": "CC-BY-4.0", "creative commons by 4": "CC-BY-4.0",
            "attribution 4 international": "CC-BY-4.0", "creative commons attribution share alike 4": "CC-BY-SA-4.0",
        ]
        for (short, long, versions) in gnuFamilies {
            for version in versions {
                let plain = LicenceWords.normalised(version)
                for name in [short, "gnu \(short)", long, "gnu \(long)"] {
                    meanings["\(name) \(plain)"] = "\(short.uppercased())-\(version)-only"
                    meanings["\(name) \(plain) only"] = "\(short.uppercased())-\(version)-only"
                    meanings["\(name) \(plain)+"] = "\(short.uppercased())-\(version)-or-later"
                    meanings["\(name) \(plain) or later"] = "\(short.uppercased())-\(version)-or-later"
                    meanings["\(name) \(plain) or any later"] = "\(short.uppercased())-\(version)-or-later"
                }
            }
        }
        return meanings
    }()

    private static let gnuFamilies = [
        ("gpl", "general public", ["2.0", "3.0"]),
        ("lgpl", "lesser general public", ["2.1", "3.0"]),
        ("agpl", "affero general public", ["3.0"]),
    ]

    /// Words that several licences fit, with those that are likely.
    static let ambiguous: [String: [String]] = [
        "bsd": ["BSD-3-Clause", "BSD-2-Clause"],
        "bsd style": ["BSD-3-Clause", "BSD-2-Clause"],
        "gpl": ["GPL-3.0-or-later", "GPL-3.0-only", "GPL-2.0-or-later"],
        "gnu": ["GPL-3.0-or-later", "LGPL-3.0-or-later", "AGPL-3.0-or-later"],
        "gnu gpl": ["GPL-3.0-or-later", "GPL-3.0-only", "GPL-2.0-or-later"],
        "gnu general public": ["GPL-3.0-or-later", "GPL-3.0-only", "GPL-2.0-or-later"],
        "lgpl": ["LGPL-3.0-or-later", "LGPL-3.0-only", "LGPL-2.1-or-later"],
        "agpl": ["AGPL-3.0-or-later", "AGPL-3.0-only"],
        "cc": ["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"],
        "creative commons": ["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"],
        "cc by": ["CC-BY-4.0", "CC-BY-3.0"],
        "cc by sa": ["CC-BY-SA-4.0", "CC-BY-SA-3.0"],
        "cc by nc": ["CC-BY-NC-4.0", "CC-BY-NC-3.0"],
        "mozilla": ["MPL-2.0"],
        "mpl": ["MPL-2.0"],
        "eupl": ["EUPL-1.2", "EUPL-1.1"],
        "public": ["CC0-1.0", "Unlicense", "ESA-PL-permissive-2.4"],
        "public domain": ["CC0-1.0", "Unlicense"],
        "open": ["MIT", "Apache-2.0", "GPL-3.0-or-later"],
        "open source": ["MIT", "Apache-2.0", "GPL-3.0-or-later"],
        "free": ["MIT", "Apache-2.0", "GPL-3.0-or-later"],
        "free software": ["MIT", "Apache-2.0", "GPL-3.0-or-later"],
        "esa": ["ESA-PL-strong-copyleft-2.4", "ESA-PL-weak-copyleft-2.4", "ESA-PL-permissive-2.4"],
    ]

    /// Words for a licence that cannot be named by SPDX.
    static let unnamed: Set<String> = [
        "proprietary", "commercial", "all rights reserved", "closed", "closed source", "custom", "other", "private",
    ]

    /// Words that say there is no licence.
    static let absent: Set<String> = [
        "", "none", "no", "n a", "na", "null", "nil", "tbd", "tbc", "todo", "unknown", "unlicensed", "noassertion",
        "to be decided", "to be defined", "not applicable", "not specified", "unspecified", "undefined",
    ]

    /// Whether a text names a file instead of a licence: `see LICENSE`, `LICENSE.txt`, `COPYING`.
    static func pointsToFile(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter && $0 != "." && $0 != "/" }.map(String.init)
        let names = words.filter {
            !["see", "the", "in", "file", "is", "please", "our", "this", "repository"].contains($0)
        }
        guard names.count == 1, let name = names.first, words.count < 8 else { return false }
        let stem = name.split(separator: "/").last.map(String.init)?.split(separator: ".").first.map(String.init) ?? ""
        return ["license", "licence", "copying"].contains(stem)
            || text.lowercased().hasPrefix("see ") && name == "license"
    }
}
