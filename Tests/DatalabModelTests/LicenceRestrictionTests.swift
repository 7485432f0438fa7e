import DatalabModel
import Testing

@Suite("licences that are not for everybody")
struct LicenceRestrictionTests {
    @Test(
        "one that all of the content is under is told",
        arguments: [
            "LicenseRef-ESCL-permissive-2.4", "licenseref-escl-strong-copyleft-1.1", "LicenseRef-Proprietary",
            "MIT AND LicenseRef-Institute-Internal", "LicenseRef-ESCL-permissive-2.4 OR LicenseRef-Proprietary",
        ]
    )
    func restricted(text: String) throws {
        #expect(try LicenceExpression.parse(text).restriction != nil)
    }

    @Test(
        "one that is for everybody, or that leaves the choice, is not",
        arguments: [
            "MIT", "ESA-PL-permissive-2.4", "LicenseRef-ESA-PL-permissive-2.3", "LicenseRef-Institute",
            "MIT OR LicenseRef-Proprietary", "GPL-3.0-or-later WITH GCC-exception-3.1",
        ]
    )
    func open(text: String) throws {
        #expect(try LicenceExpression.parse(text).restriction == nil)
    }
}
