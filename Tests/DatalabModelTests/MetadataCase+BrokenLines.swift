// The hints are long lines, exactly as they are told.
// swift-format-ignore-file

extension MetadataCase {
    /// Lines that YAML cannot read as they were meant.
    static let brokenLines: [MetadataCase] = [
        MetadataCase(
            "no colon after a key",
            file: #"""
            title: Lab
            alternateName: lab
            abstract This lab explores the archive
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: false,
            #"""
            error: m.yaml:3:9: missing ':' after 'abstract'
            hint: write 'abstract: This lab explores the archive'
            """#,
        ),
        MetadataCase(
            "no colon after the first key",
            file: #"""
            title Lab
            alternateName: lab
            abstract: This lab explores the archive
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: false,
            #"""
            error: m.yaml:1:6: missing ':' after 'title'
            hint: write 'title: Lab'
            """#,
        ),
        MetadataCase(
            "no colon and a colon in the text",
            file: #"""
            title: Lab
            alternateName: lab
            abstract This lab is nice: it works
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: false,
            #"""
            error: m.yaml:3:9: missing ':' after 'abstract'
            hint: write 'abstract: "This lab is nice: it works"'
            """#,
        ),
        MetadataCase(
            "no space after a colon",
            after: #"""
            language:english
            """#,
            isRead: false,
            #"""
            error: m.yaml:8:10: missing a space after ':'
            hint: write 'language: english'
            """#,
        ),
        MetadataCase(
            "no space after a colon, of an unknown key",
            after: #"""
            sponsor:me
            """#,
            isRead: false,
            #"""
            warning: m.yaml:8:1: unknown key 'sponsor'
            hint: it is kept as it is
            error: m.yaml:8:9: missing a space after ':'
            hint: write 'sponsor: me'
            """#,
        ),
        MetadataCase(
            "no space after a nested colon",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint:
              email:x@y.eu
            distribution.license: MIT
            """#,
            isRead: false,
            #"""
            error: m.yaml:7:9: missing a space after ':'
            hint: write 'email: x@y.eu'
            """#,
        ),
        MetadataCase(
            "no space after two nested colons",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint:
              email:x@y.eu
              role:owner
            distribution.license: MIT
            """#,
            isRead: false,
            #"""
            error: m.yaml:7:9: missing a space after ':'
            hint: write 'email: x@y.eu'
            error: m.yaml:8:8: missing a space after ':'
            hint: write 'role: owner'
            """#,
        ),
        MetadataCase(
            "no colon after a group",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint
              email: x@y.eu
            distribution.license: MIT
            """#,
            isRead: false,
            #"""
            error: m.yaml:6:13: missing ':' after 'contactPoint'
            hint: write 'contactPoint:'
            """#,
        ),
        MetadataCase(
            "every broken line at once, and what is wrong beside them",
            file: #"""
            title: Lab
            abstract This lab is nice
            version: 1.0 beta
            language:english
            creator:
              name: ESAC
            contactPoint
              email:nobody
            kind: jupyterlap
            distribution.license: Apche-2.0
            """#,
            isRead: false,
            #"""
            error: m.yaml:2:9: missing ':' after 'abstract'
            hint: write 'abstract: This lab is nice'
            error: m.yaml:3:13: ' ' cannot be in the version '1.0 beta', which becomes an image's tag
            hint: use letters, digits, '.', '-' and '_'
            error: m.yaml:4:10: missing a space after ':'
            hint: write 'language: english'
            error: m.yaml:7:13: missing ':' after 'contactPoint'
            hint: write 'contactPoint:'
            error: m.yaml:8:9: missing a space after ':'
            hint: write 'email: nobody'
            warning: m.yaml:8:9: 'nobody' does not look like an e-mail address
            hint: write an address such as 'name@institute.eu'
            error: m.yaml:9:7: unknown kind 'jupyterlap'
            hint: did you mean 'jupyterlab'?
            error: m.yaml:10:23: unknown licence 'Apche-2.0'
            hint: did you mean 'Apache-2.0'?
            error: m.yaml: the key 'alternateName' is missing
            hint: add a line 'alternateName: …', or give it with '--alternate-name'
            """#,
        ),
        MetadataCase(
            "an equals sign",
            file: #"""
            title = Gaia
            alternateName=gaia
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: false,
            #"""
            error: m.yaml:1:7: expected ':' after 'title', found '='
            hint: write 'title: Gaia'
            error: m.yaml:2:14: expected ':' after 'alternateName', found '='
            hint: write 'alternateName: gaia'
            """#,
        ),
        MetadataCase(
            "a colon in a plain value",
            file: #"""
            title: Gaia: a survey
            alternateName: gaia
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: false,
            #"""
            error: m.yaml:1:12: a value that holds ': ' needs quotes
            hint: write 'title: "Gaia: a survey"'
            """#,
        ),
        MetadataCase(
            "a value that starts with @",
            after: #"""
            funder: @esa
            """#,
            isRead: false,
            #"""
            error: m.yaml:8:9: a value that starts with '@' needs quotes
            hint: write 'funder: "@esa"'
            """#,
        ),
        MetadataCase(
            "a tab before a key",
            after: #"""
            \#tfunder: ESA
            """#,
            isRead: false,
            #"""
            error: m.yaml:8:1: a tab is used for indentation, spaces were expected
            hint: replace the tab with spaces
            """#,
        ),
        MetadataCase(
            "tabs in a group",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator:
            \#tname: ESAC
            \#tlogo: https://esac.eu/logo.svg
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: false,
            #"""
            error: m.yaml:6:1: a tab is used for indentation, spaces were expected
            hint: replace the tab with spaces
            error: m.yaml:7:1: a tab is used for indentation, spaces were expected
            hint: replace the tab with spaces
            """#,
        ),
    ]
}
