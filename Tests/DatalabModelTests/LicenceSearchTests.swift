import DatalabModel
import Testing

/// Licences are found by what people type.
struct LicenceSearchTests {
    @Test("By identifier, name, part of the name, habit and misspelling", arguments: searches)
    func firstHit(_ typed: String, _ expected: String) {
        let found = LicenceList.search(typed).map(\.identifier)
        #expect(found.first == expected, "\(typed): \(found.prefix(4))")
    }

    @Test("Every licence is found first by its identifier, and by its name among those that have it")
    func everyLicence() {
        for licence in LicenceList.all {
            let byIdentifier = LicenceList.search(licence.identifier).map(\.identifier)
            let isFirst = byIdentifier.first == licence.identifier
            #expect(
                isFirst || licence.isDeprecated && byIdentifier.contains(licence.identifier),
                "\(licence.identifier)"
            )
            let byName = LicenceList.search(licence.name).map(\.identifier)
            #expect(byName.contains(licence.identifier), "\(licence.name): \(byName.prefix(4))")
        }
    }

    @Test("Every licence has a reminder on one line, without a full stop")
    func reminders() {
        for licence in LicenceList.all {
            #expect((10...150).contains(licence.reminder.count), "\(licence.identifier): \(licence.reminder)")
            #expect(!licence.reminder.hasSuffix(".") && !licence.reminder.contains("\n"))
        }
        #expect(LicenceList.licence("LicenseRef-ESCL-permissive-2.4")?.reminder.contains("member states") == true)
    }

    private static let searches: [(String, String)] = [
        ("MIT", "MIT"), ("mit", "MIT"), ("mit license", "MIT"), ("MIT licence", "MIT"), ("the mit licence", "MIT"),
        ("expat", "MIT"), ("apache", "Apache-2.0"), ("appache", "Apache-2.0"), ("apache 2", "Apache-2.0"),
        ("Apache License 2.0", "Apache-2.0"), ("apachee 2.0", "Apache-2.0"), ("asl 2.0", "Apache-2.0"),
        ("bsd", "BSD-3-Clause"), ("bsd 3", "BSD-3-Clause"), ("bsd 2 clause", "BSD-2-Clause"),
        ("BSD-3", "BSD-3-Clause"), ("new bsd", "BSD-3-Clause"), ("bds 3 clause", "BSD-3-Clause"),
        ("gpl", "GPL-3.0-or-later"), ("gpl3", "GPL-3.0-only"), ("gplv3", "GPL-3.0-only"),
        ("gpl v3 or later", "GPL-3.0-or-later"), ("gnu gpl 3", "GPL-3.0-only"),
        ("gnu general public license", "GPL-3.0-or-later"),
        ("gnu genral public", "GPL-3.0-or-later"), ("gpl 2", "GPL-2.0-only"), ("lgpl", "LGPL-3.0-or-later"),
        ("lesser general public 2.1", "LGPL-2.1-only"), ("agpl", "AGPL-3.0-or-later"), ("affero", "AGPL-3.0-or-later"),
        ("creative commons", "CC-BY-4.0"), ("creative comons by", "CC-BY-4.0"), ("cc by", "CC-BY-4.0"),
        ("cc-by-sa", "CC-BY-SA-4.0"), ("creative commons zero", "CC0-1.0"), ("cc0", "CC0-1.0"),
        ("public domain", "CC0-1.0"), ("cc by nc", "CC-BY-NC-4.0"), ("attribution noncommercial", "CC-BY-NC-4.0"),
        ("mozilla", "MPL-2.0"), ("mozzila", "MPL-2.0"), ("mpl", "MPL-2.0"), ("eupl", "EUPL-1.2"),
        ("european union public", "EUPL-1.2"), ("esa", "ESA-PL-strong-copyleft-2.4"),
        ("esa permissive", "ESA-PL-permissive-2.4"), ("european space agency", "ESA-PL-strong-copyleft-2.4"),
        ("esa comunity permissive", "LicenseRef-ESCL-permissive-2.4"), ("cecill", "CECILL-2.1"), ("glide", "Glide"),
        ("3dfx", "Glide"), ("isc", "ISC"), ("unlicence", "Unlicense"), ("boost", "BSL-1.0"), ("zlib", "Zlib"),
        ("odbl", "ODbL-1.0"), ("open database", "ODbL-1.0"), ("python", "PSF-2.0"), ("artistic", "Artistic-2.0"),
        ("eclipse", "EPL-2.0"), ("wtfpl", "WTFPL"),
    ]
}
