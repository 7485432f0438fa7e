extension Licence {
    /// What the licence asks of those who use the work, in a line; no advice of a lawyer.
    public var reminder: String {
        if let known = Self.reminders[identifier] { return known }
        if let family = Self.families.first(where: { identifier.hasPrefix($0.prefix) }) { return family.reminder }
        if isDeprecated { return "an identifier that SPDX advises against; read its text before you choose it" }
        if isOSIApproved { return "an open source licence (OSI); read what it asks: \(address)" }
        return "not approved by the Open Source Initiative; read what it asks: \(address)"
    }

    /// Where the licence's text can be read; for one of SPDX's list.
    private var address: String { "spdx.org/licenses/\(identifier)" }

    private static let strong = "changed versions that are passed on stay under it, with their source"
    private static let weak = "changes of its own files stay under it, with their source; the rest is free"

    private static let reminders = [
        "MIT": "keep the notice; everything else is allowed",
        "ISC": "keep the notice; everything else is allowed",
        "Apache-2.0": "keep the notices and say what was changed; grants patent rights",
        "BSD-2-Clause": "keep the notice; everything else is allowed",
        "BSD-3-Clause": "keep the notice; no advertising with the authors' names",
        "CC0-1.0": "asks nothing: given to the public domain",
        "Unlicense": "asks nothing: given to the public domain",
        "0BSD": "asks nothing, not even the notice",
        "CC-BY-4.0": "name the authors and say what was changed; for texts and data",
        "CC-BY-SA-4.0": "name the authors; changed versions stay under it; for texts and data",
        "EUPL-1.2": "\(strong); also when offered over a network; compatible with the GPL",
        "MPL-2.0": weak,
        "LGPL-2.1-or-later": "changes of a library stay under it; programs that use it need not",
        "LGPL-3.0-only": "changes of a library stay under it; programs that use it need not",
        "LGPL-3.0-or-later": "changes of a library stay under it; programs that use it need not",
        "GPL-2.0-only": "\(strong); version 2 alone",
        "GPL-2.0-or-later": strong,
        "GPL-3.0-only": "\(strong); version 3 alone",
        "GPL-3.0-or-later": strong,
        "AGPL-3.0-or-later": "\(strong); also when offered over a network",
        "WTFPL": "asks nothing; many employers do not accept it",
    ]

    private static let families: [(prefix: String, reminder: String)] = [
        ("ESA-PL-strong", "ESA's public licence: \(strong)"),
        ("ESA-PL-weak", "ESA's public licence: \(weak)"),
        ("ESA-PL-permissive", "ESA's public licence: keep the notices; everything else is allowed"),
        ("LicenseRef-ESA-PL-strong", "ESA's public licence, an older version: \(strong)"),
        ("LicenseRef-ESA-PL-weak", "ESA's public licence, an older version: \(weak)"),
        ("LicenseRef-ESA-PL-permissive", "ESA's public licence, an older version: keep the notices"),
        ("LicenseRef-ESCL-", "for users in ESA's member states only: not for a public datalab"),
        ("CC-BY-NC-ND", "name the authors; no commercial use; nothing may be changed"),
        ("CC-BY-NC-SA", "name the authors; no commercial use; changed versions stay under it"),
        ("CC-BY-NC", "name the authors; no commercial use"),
        ("CC-BY-ND", "name the authors; nothing may be changed"),
        ("CC-BY-SA", "name the authors; changed versions stay under it; for texts and data"),
        ("CC-BY", "name the authors and say what was changed; for texts and data"),
        ("AGPL-", "\(strong); also when offered over a network"),
        ("LGPL-", "changes of a library stay under it; programs that use it need not"),
        ("GPL-", strong),
        ("MPL-", weak),
        ("EPL-", weak),
        ("CECILL-B", "name the authors; everything else is allowed; under French law"),
        ("CECILL-C", "changes of a library stay under it; under French law"),
        ("CECILL-", "\(strong); under French law"),
        ("EUPL-", strong),
        ("GFDL-", "name the authors; changed versions stay under it; for manuals"),
        ("ODbL-", "name the source; changed databases stay under it; for data"),
        ("ODC-By", "name the source; for data"),
        ("PDDL-", "asks nothing; for data"),
    ]
}
