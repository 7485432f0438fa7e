extension LicenceWords {
    /// What somebody who looks for a licence by these words most likely wants; too vague for a metadata file.
    static let favourites: [String: [String]] = [
        "affero": ["AGPL-3.0-or-later", "AGPL-3.0-only"],
        "gnu affero": ["AGPL-3.0-or-later", "AGPL-3.0-only"],
        "lesser": ["LGPL-3.0-or-later", "LGPL-2.1-or-later"],
        "general public": ["GPL-3.0-or-later", "GPL-3.0-only", "GPL-2.0-or-later"],
        "gnu lesser general public": ["LGPL-3.0-or-later", "LGPL-3.0-only", "LGPL-2.1-or-later"],
        "creative commons by": ["CC-BY-4.0", "CC-BY-3.0"],
        "creative commons attribution": ["CC-BY-4.0", "CC-BY-3.0"],
        "creative commons by sa": ["CC-BY-SA-4.0", "CC-BY-SA-3.0"],
        "attribution noncommercial": ["CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"],
        "non commercial": ["CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"],
        "european union public": ["EUPL-1.2", "EUPL-1.1"],
        "mozilla public": ["MPL-2.0"],
        "cecill": ["CECILL-2.1", "CECILL-B", "CECILL-C"],
        "eclipse": ["EPL-2.0"],
        "epl": ["EPL-2.0"],
        "artistic": ["Artistic-2.0"],
        "python": ["PSF-2.0", "Python-2.0"],
        "open database": ["ODbL-1.0"],
        "esa permissive": ["ESA-PL-permissive-2.4", "LicenseRef-ESCL-permissive-2.4"],
        "esa weak copyleft": ["ESA-PL-weak-copyleft-2.4", "LicenseRef-ESCL-weak-copyleft-2.4"],
        "esa strong copyleft": ["ESA-PL-strong-copyleft-2.4", "LicenseRef-ESCL-strong-copyleft-2.4"],
        "esa community": [
            "LicenseRef-ESCL-strong-copyleft-2.4", "LicenseRef-ESCL-weak-copyleft-2.4",
            "LicenseRef-ESCL-permissive-2.4",
        ],
        "esa community permissive": ["LicenseRef-ESCL-permissive-2.4"],
        "escl": [
            "LicenseRef-ESCL-strong-copyleft-2.4", "LicenseRef-ESCL-weak-copyleft-2.4",
            "LicenseRef-ESCL-permissive-2.4",
        ],
    ]
}
