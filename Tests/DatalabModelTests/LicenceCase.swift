// The hints are long lines, exactly as they are told.
// swift-format-ignore-file

import Testing

/// A text that should name a licence, and what it is found to mean.
struct LicenceCase: Sendable, CustomTestStringConvertible {
    let text: String
    let expression: String?
    let problems: String

    init(_ text: String, _ expression: String?, _ problems: String) {
        self.text = text
        self.expression = expression
        self.problems = problems
    }

    var testDescription: String { text }

    static let all: [LicenceCase] = [
        LicenceCase("MIT", "MIT", ""),
        LicenceCase("mit", "MIT", ""),
        LicenceCase("Apache 2.0", "Apache-2.0", "warning: m:1:1: the licence 'Apache 2.0' is read as 'Apache-2.0'\nhint: write 'Apache-2.0', its SPDX identifier"),
        LicenceCase("Apache License, Version 2.0", "Apache-2.0", "warning: m:1:1: the licence 'Apache License, Version 2.0' is read as 'Apache-2.0'\nhint: write 'Apache-2.0', its SPDX identifier"),
        LicenceCase("apache", "Apache-2.0", "warning: m:1:1: the licence 'apache' is read as 'Apache-2.0'\nhint: write 'Apache-2.0', its SPDX identifier"),
        LicenceCase("MIT License", "MIT", "warning: m:1:1: the licence 'MIT License' is read as 'MIT'\nhint: write 'MIT', its SPDX identifier"),
        LicenceCase("The MIT License (MIT)", "MIT", "warning: m:1:1: the licence 'The MIT License (MIT)' is read as 'MIT'\nhint: write 'MIT', its SPDX identifier"),
        LicenceCase("GPLv3", "GPL-3.0-only", "warning: m:1:1: the licence 'GPLv3' is read as 'GPL-3.0-only'\nhint: write 'GPL-3.0-only', its SPDX identifier"),
        LicenceCase("GPL v3 or later", "GPL-3.0-or-later", "warning: m:1:1: the licence 'GPL v3 or later' is read as 'GPL-3.0-or-later'\nhint: write 'GPL-3.0-or-later', its SPDX identifier"),
        LicenceCase("GPLv3+", "GPL-3.0-or-later", "warning: m:1:1: the licence 'GPLv3+' is read as 'GPL-3.0-or-later'\nhint: write 'GPL-3.0-or-later', its SPDX identifier"),
        LicenceCase("GNU GPL", nil, "error: m:1:1: 'GNU GPL' does not say which licence is meant\nhint: did you mean 'GPL-3.0-or-later', 'GPL-3.0-only' or 'GPL-2.0-or-later'?"),
        LicenceCase("gnu general public license v2.0 only", "GPL-2.0-only", "warning: m:1:1: the licence 'gnu general public license v2.0 only' is read as 'GPL-2.0-only'\nhint: write 'GPL-2.0-only', its SPDX identifier"),
        LicenceCase("BSD", nil, "error: m:1:1: 'BSD' does not say which licence is meant\nhint: did you mean 'BSD-3-Clause' or 'BSD-2-Clause'?"),
        LicenceCase("BSD 3-Clause", "BSD-3-Clause", "warning: m:1:1: the licence 'BSD 3-Clause' is read as 'BSD-3-Clause'\nhint: write 'BSD-3-Clause', its SPDX identifier"),
        LicenceCase("3-clause BSD", "BSD-3-Clause", "warning: m:1:1: the licence '3-clause BSD' is read as 'BSD-3-Clause'\nhint: write 'BSD-3-Clause', its SPDX identifier"),
        LicenceCase("new BSD License", "BSD-3-Clause", "warning: m:1:1: the licence 'new BSD License' is read as 'BSD-3-Clause'\nhint: write 'BSD-3-Clause', its SPDX identifier"),
        LicenceCase("CC BY 4.0", "CC-BY-4.0", "warning: m:1:1: the licence 'CC BY 4.0' is read as 'CC-BY-4.0'\nhint: write 'CC-BY-4.0', its SPDX identifier"),
        LicenceCase("CC-BY", nil, "error: m:1:1: 'CC-BY' does not say which licence is meant\nhint: did you mean 'CC-BY-4.0' or 'CC-BY-3.0'?"),
        LicenceCase("cc0", "CC0-1.0", "warning: m:1:1: the licence 'cc0' is read as 'CC0-1.0'\nhint: write 'CC0-1.0', its SPDX identifier"),
        LicenceCase("Public", nil, "error: m:1:1: 'Public' does not say which licence is meant\nhint: did you mean 'CC0-1.0', 'Unlicense' or 'ESA-PL-permissive-2.4'?"),
        LicenceCase("Public Domain", nil, "error: m:1:1: 'Public Domain' does not say which licence is meant\nhint: did you mean 'CC0-1.0' or 'Unlicense'?"),
        LicenceCase("None", nil, "warning: m:1:1: the licence says 'None', without a licence nobody else may use the datalab\nhint: write an SPDX identifier such as 'MIT'; 'datalab licences' lists all"),
        LicenceCase("n/a", nil, "warning: m:1:1: the licence says 'n/a', without a licence nobody else may use the datalab\nhint: write an SPDX identifier such as 'MIT'; 'datalab licences' lists all"),
        LicenceCase("", nil, "warning: m:1:1: the licence is empty, without a licence nobody else may use the datalab\nhint: write an SPDX identifier such as 'MIT'; 'datalab licences' lists all"),
        LicenceCase("Apche-2.0", nil, "error: m:1:1: unknown licence 'Apche-2.0'\nhint: did you mean 'Apache-2.0'?"),
        LicenceCase("MIT OR Apache-2.0", "MIT OR Apache-2.0", ""),
        LicenceCase("mit or (apache-2.0 and bsd-3-clause)", "MIT OR Apache-2.0 AND BSD-3-Clause", ""),
        LicenceCase("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0", ""),
        LicenceCase("GPL-2.0-only WITH Classpath-exeption-2.0", nil, "error: m:1:19: unknown exception 'Classpath-exeption-2.0'\nhint: did you mean 'Classpath-exception-2.0' or 'CLISP-exception-2.0'?"),
        LicenceCase("GPL-2.0", "GPL-2.0", "warning: m:1:1: the licence identifier 'GPL-2.0' is deprecated by SPDX\nhint: write 'GPL-2.0-only' or 'GPL-2.0-or-later'"),
        LicenceCase("GPL-2.0+", "GPL-2.0+", "warning: m:1:1: the licence identifier 'GPL-2.0+' is deprecated by SPDX\nhint: write 'GPL-2.0-or-later'"),
        LicenceCase("LGPL-2.1+ AND MIT", "LGPL-2.1+ AND MIT", "warning: m:1:1: the licence identifier 'LGPL-2.1+' is deprecated by SPDX\nhint: write 'LGPL-2.1-or-later'"),
        LicenceCase("Apache-2.0+", "Apache-2.0+", ""),
        LicenceCase("MIT OR", nil, "error: m:1:7: expected a licence, found the end\nhint: an SPDX expression looks like 'MIT', 'MIT OR Apache-2.0' or '(MIT OR ISC) AND CC-BY-4.0'"),
        LicenceCase("OR MIT", nil, "error: m:1:1: expected a licence, found 'OR'\nhint: an SPDX expression looks like 'MIT', 'MIT OR Apache-2.0' or '(MIT OR ISC) AND CC-BY-4.0'"),
        LicenceCase("MIT AND (Apache-2.0", nil, "error: m:1:20: expected ')', found the end\nhint: the '(' before it is not closed"),
        LicenceCase("MIT) OR Apache-2.0", nil, "error: m:1:4: ')' closes nothing\nhint: an SPDX expression looks like 'MIT', 'MIT OR Apache-2.0' or '(MIT OR ISC) AND CC-BY-4.0'"),
        LicenceCase("MIT Apache-2.0", nil, "error: m:1:1: unknown licence 'MIT Apache-2.0'\nhint: did you mean 'Apache-2.0'?"),
        LicenceCase("MIT OR Apache 2.0", nil, "error: m:1:8: unknown licence 'Apache'\nhint: did you mean 'Apache-2.0', 'Apache-1.0' or 'Apache-1.1'?"),
        LicenceCase("MIT, Apache-2.0", nil, "error: m:1:1: 'MIT, Apache-2.0' does not say how the licences are joined\nhint: did you mean 'MIT OR Apache-2.0' or 'MIT AND Apache-2.0'?"),
        LicenceCase("MIT/Apache-2.0", nil, "error: m:1:1: 'MIT/Apache-2.0' does not say how the licences are joined\nhint: did you mean 'MIT OR Apache-2.0' or 'MIT AND Apache-2.0'?"),
        LicenceCase("(MIT AND ISC) WITH Classpath-exception-2.0", nil, "error: m:1:15: 'WITH' must follow a single licence\nhint: an SPDX expression looks like 'MIT', 'MIT OR Apache-2.0' or '(MIT OR ISC) AND CC-BY-4.0'"),
        LicenceCase("LicenseRef-Mine", "LicenseRef-Mine", ""),
        LicenceCase("licenseref-escl-permissive-2.4", "LicenseRef-ESCL-permissive-2.4", ""),
        LicenceCase("DocumentRef-spdx:LicenseRef-x", "DocumentRef-spdx:LicenseRef-x", ""),
        LicenceCase("LicenseRef-", nil, "error: m:1:1: unknown licence 'LicenseRef-'\nhint: did you mean 'LicenseRef-ESCL-strong-copyleft-2.4', 'LicenseRef-ESCL-weak-copyleft-2.4' or 'LicenseRef-ESCL-permissive-2.4'?"),
        LicenceCase("ESA-PL-permissive-2.4", "ESA-PL-permissive-2.4", ""),
        LicenceCase("ESA-PL", nil, "error: m:1:1: 'ESA-PL' does not say which type of the ESA public licence is meant\nhint: did you mean 'ESA-PL-strong-copyleft-2.4', 'ESA-PL-weak-copyleft-2.4' or 'ESA-PL-permissive-2.4'?"),
        LicenceCase("ESCL v2.4 Type 2", "LicenseRef-ESCL-weak-copyleft-2.4", "warning: m:1:1: the licence 'ESCL v2.4 Type 2' is read as 'LicenseRef-ESCL-weak-copyleft-2.4'\nhint: write 'LicenseRef-ESCL-weak-copyleft-2.4'"),
        LicenceCase("ESA Software Community License v1.1 type 3", "LicenseRef-ESCL-permissive-1.1", "warning: m:1:1: the licence 'ESA Software Community License v1.1 type 3' is read as 'LicenseRef-ESCL-permissive-1.1'\nhint: write 'LicenseRef-ESCL-permissive-1.1'"),
        LicenceCase("European Space Agency Public License - v2.4 - Permissive (Type 3)", "ESA-PL-permissive-2.4", "warning: m:1:1: the licence 'European Space Agency Public License - v2.4 - Permissive (T…' is read as 'ESA-PL-permissive-2.4'\nhint: write 'ESA-PL-permissive-2.4', its SPDX identifier"),
        LicenceCase("ESCL type 4", nil, "error: m:1:1: there is no ESA community licence of type 4, there are types 1, 2 and 3\nhint: did you mean 'LicenseRef-ESCL-strong-copyleft-2.4', 'LicenseRef-ESCL-weak-copyleft-2.4' or 'LicenseRef-ESCL-permissive-2.4'?"),
        LicenceCase("ESA Public License v9.9 Type 1", nil, "error: m:1:1: there is no ESA public licence of version 9.9\nhint: did you mean 'ESA-PL-strong-copyleft-2.4', 'ESA-PL-weak-copyleft-2.4' or 'ESA-PL-permissive-2.4'?"),
        LicenceCase("Proprietary", nil, "error: m:1:1: 'Proprietary' is not an SPDX licence\nhint: write 'LicenseRef-' and a name of your own, such as 'LicenseRef-Proprietary'"),
        LicenceCase("3dfx Glide License", "Glide", "warning: m:1:1: the licence '3dfx Glide License' is read as 'Glide'\nhint: write 'Glide', its SPDX identifier"),
        LicenceCase("Glide", "Glide", ""),
        LicenceCase("https://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA-4.0", "warning: m:1:1: the licence 'https://creativecommons.org/licenses/by-sa/4.0/' is read as 'CC-BY-SA-4.0'\nhint: write 'CC-BY-SA-4.0', its SPDX identifier"),
        LicenceCase("https://opensource.org/licenses/MIT", "MIT", "warning: m:1:1: the licence 'https://opensource.org/licenses/MIT' is read as 'MIT'\nhint: write 'MIT', its SPDX identifier"),
        LicenceCase("https://example.org/foo", nil, "error: m:1:1: unknown licence 'https://example.org/foo'\nhint: 'datalab licences' lists all that are known"),
        LicenceCase("EUPL", nil, "error: m:1:1: 'EUPL' does not say which licence is meant\nhint: did you mean 'EUPL-1.2' or 'EUPL-1.1'?"),
        LicenceCase("EUPL v1.2", "EUPL-1.2", "warning: m:1:1: the licence 'EUPL v1.2' is read as 'EUPL-1.2'\nhint: write 'EUPL-1.2', its SPDX identifier"),
        LicenceCase("Mozilla Public License 2.0", "MPL-2.0", "warning: m:1:1: the licence 'Mozilla Public License 2.0' is read as 'MPL-2.0'\nhint: write 'MPL-2.0', its SPDX identifier"),
        LicenceCase("qwertyuiop", nil, "error: m:1:1: unknown licence 'qwertyuiop'\nhint: 'datalab licences' lists all that are known"),
        LicenceCase("Lizenz für alle", nil, "error: m:1:1: unknown licence 'Lizenz für alle'\nhint: 'datalab licences' lists all that are known"),
        LicenceCase("Apache License 2.0", "Apache-2.0", "warning: m:1:1: the licence 'Apache License 2.0' is read as 'Apache-2.0'\nhint: write 'Apache-2.0', its SPDX identifier"),
        LicenceCase("GNU Lesser General Public License v3.0", "LGPL-3.0-only", "warning: m:1:1: the licence 'GNU Lesser General Public License v3.0' is read as 'LGPL-3.0-only'\nhint: write 'LGPL-3.0-only', its SPDX identifier"),
        LicenceCase("CeCILL", nil, "error: m:1:1: unknown licence 'CeCILL'\nhint: did you mean 'CECILL-2.1', 'CECILL-B' or 'CECILL-C'?"),
        LicenceCase("WTFPL", "WTFPL", ""),
        LicenceCase("AGPLv3", "AGPL-3.0-only", "warning: m:1:1: the licence 'AGPLv3' is read as 'AGPL-3.0-only'\nhint: write 'AGPL-3.0-only', its SPDX identifier"),
        LicenceCase("MIT and Apache 2.0", nil, "error: m:1:1: 'MIT and Apache 2.0' does not say how the licences are joined\nhint: did you mean 'MIT OR Apache-2.0' or 'MIT AND Apache-2.0'?"),
    ]
}
