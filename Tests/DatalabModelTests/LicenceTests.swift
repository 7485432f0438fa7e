import DatalabModel
import Reporting
import Testing

/// Licences: the list, expressions, free text, search.
struct LicenceTests {
    @Test("Free text is mapped, or refused with what may have been meant", arguments: LicenceCase.all)
    func resolve(_ licence: LicenceCase) {
        let resolution = LicenceResolver.resolve(licence.text) { Place(file: "m", line: 1, column: 1 + $0) }
        #expect(resolution.expression?.description == licence.expression)
        #expect(resolution.problems.map(\.description).joined(separator: "\n") == licence.problems)
    }

    @Test("Every identifier and every full name is understood, in any case")
    func everyLicence() {
        #expect(LicenceList.all.count > 700)
        for licence in LicenceList.all {
            for text in [licence.identifier, licence.identifier.lowercased(), licence.identifier.uppercased()] {
                #expect(LicenceResolver.resolve(text).expression?.description == licence.identifier)
            }
            let named = LicenceResolver.resolve(licence.name.uppercased()).expression?.description
            let sameName = LicenceList.all.filter { $0.name.lowercased() == licence.name.lowercased() }
            // The name of a deprecated identifier may mean a current one.
            let isFine = sameName.map(\.identifier).contains(named ?? "") || licence.isDeprecated && named != nil
            #expect(isFine, "\(licence)")
        }
    }

    @Test("Identifiers are unique and have the form SPDX asks for")
    func identifiers() {
        #expect(Set(LicenceList.all.map { $0.identifier.lowercased() }).count == LicenceList.all.count)
        #expect(Set(LicenceList.exceptions.map { $0.identifier.lowercased() }).count == LicenceList.exceptions.count)
        for licence in LicenceList.all {
            #expect(!licence.name.isEmpty)
            #expect(
                licence.identifier.utf8.allSatisfy {
                    (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                        || "-.+".utf8.contains($0)
                }
            )
        }
    }

    @Test("The groups are complete and ESA's licences are three types of six")
    func groups() {
        #expect(Licence.Group.allCases.flatMap(LicenceList.licences).count == LicenceList.all.count)
        let esa = LicenceList.licences(in: .esa)
        #expect(esa.count == 18)
        #expect(
            esa.prefix(3).map(\.identifier) == [
                "ESA-PL-strong-copyleft-2.4", "ESA-PL-weak-copyleft-2.4", "ESA-PL-permissive-2.4",
            ]
        )
        #expect(esa.allSatisfy { licence in (1...3).contains { licence.name.hasSuffix("(Type \($0))") } })
        let popular = LicenceList.licences(in: .popular).map(\.identifier)
        #expect(
            Set(["Apache-2.0", "BSD-3-Clause", "CC-BY-4.0", "GPL-2.0-only", "GPL-3.0-or-later", "MIT"]).isSubset(
                of: popular
            )
        )
    }

    @Test(
        "Expressions are written as SPDX writes them",
        arguments: [
            ("mit", "MIT"), ("( MIT )", "MIT"), ("MIT or ISC or Zlib", "MIT OR ISC OR Zlib"),
            ("(MIT OR ISC) AND Zlib", "(MIT OR ISC) AND Zlib"), ("MIT OR ISC AND Zlib", "MIT OR ISC AND Zlib"),
            ("apache-2.0 with llvm-exception", "Apache-2.0 WITH LLVM-exception"), ("EUPL-1.1+", "EUPL-1.1+"),
            ("(GPL-2.0-only WITH Classpath-exception-2.0) OR MIT", "GPL-2.0-only WITH Classpath-exception-2.0 OR MIT"),
            ("MIT AND (ISC AND Zlib)", "MIT AND ISC AND Zlib"),
            ("documentref-a:licenseref-b", "DocumentRef-a:LicenseRef-b"),
            ("LicenseRef-x WITH AdditionRef-y", "LicenseRef-x WITH AdditionRef-y"),
        ]
    )
    func rendering(_ text: String, _ expected: String) throws {
        let expression = try LicenceExpression.parse(text)
        #expect(expression.description == expected)
        #expect(try LicenceExpression.parse(expected).description == expected)
    }

    @Test(
        "The fault in an expression is found at its character",
        arguments: [
            ("", 0), ("MIT OR", 6), ("AND MIT", 0), ("MIT  ISC", 5), ("MIT OR OR ISC", 7), ("(MIT", 4), ("MIT)", 3),
            ("()", 1),
            ("MIT OR Foo", 7), ("MIT WITH", 8), ("MIT WITH ISC", 9), ("(MIT OR ISC) WITH LLVM-exception", 13),
            ("MIT OR é", 7),
            ("MIT OR Apache_2.0", 13), ("LicenseRef-", 0), ("MIT OR LicenseRef-a+", 7), ("MIT+ +", 5),
        ]
    )
    func faults(_ text: String, _ offset: Int) {
        #expect(throws: ModelFailure.self) { try LicenceExpression.parse(text) }
        do {
            _ = try LicenceExpression.parse(text)
        } catch {
            #expect(error.offset == offset)
        }
    }

    @Test("Parentheses beyond a depth are refused")
    func depth() {
        let fine = String(repeating: "(", count: 32) + "MIT" + String(repeating: ")", count: 32)
        #expect(throws: Never.self) { try LicenceExpression.parse(fine) }
        #expect(throws: ModelFailure.self) { try LicenceExpression.parse("(\(fine))") }
        #expect(throws: ModelFailure.self) { try LicenceExpression.parse(String(repeating: "(", count: 100_000)) }
    }

    @Test(
        "Search ranks what people look for first",
        arguments: [
            ("apache", "Apache-2.0"), ("mit", "MIT"), ("gpl 3", "GPL-3.0-only"), ("bsd 3", "BSD-3-Clause"),
            ("glide", "Glide"),
            ("apahce", "Apache-2.0"), ("creative commons attribution 4.0", "CC-BY-4.0"),
            ("esa permissive", "ESA-PL-permissive-2.4"),
            ("mozila public license 2.0", "MPL-2.0"), ("european union public", "EUPL-1.2"),
        ]
    )
    func search(_ text: String, _ first: String) {
        #expect(LicenceList.search(text).first?.identifier == first)
    }

    @Test("Search is bounded and an empty text lists all by group")
    func searchLimits() {
        #expect(LicenceList.search("", limit: 1_000).map(\.group) == LicenceList.all.map(\.group))
        #expect(LicenceList.search("license", limit: 7).count <= 7)
        #expect(LicenceList.search("zzzzzzzzzzzz").isEmpty)
        #expect(LicenceList.search(String(repeating: "x", count: 100_000)).isEmpty)
    }
}
