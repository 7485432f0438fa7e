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
            isRead: true,
            #"""
            warning: m.yaml:3:9: missing ':' after 'abstract', it is read so
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
            isRead: true,
            #"""
            warning: m.yaml:1:6: missing ':' after 'title', it is read so
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
            isRead: true,
            #"""
            warning: m.yaml:3:9: missing ':' after 'abstract', it is read so
            hint: write 'abstract: "This lab is nice: it works"'
            """#,
        ),
        MetadataCase(
            "no space after a colon",
            after: #"""
            language:english
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:10: missing a space after ':', it is read so
            hint: write 'language: english'
            """#,
        ),
        MetadataCase(
            "no space after a colon, of an unknown key",
            after: #"""
            sponsor:me
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:1: unknown key 'sponsor'
            hint: it is kept as it is
            warning: m.yaml:8:9: missing a space after ':', it is read so
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
            isRead: true,
            #"""
            warning: m.yaml:7:9: missing a space after ':', it is read so
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
            isRead: true,
            #"""
            warning: m.yaml:7:9: missing a space after ':', it is read so
            hint: write 'email: x@y.eu'
            warning: m.yaml:8:8: missing a space after ':', it is read so
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
            isRead: true,
            #"""
            warning: m.yaml:6:13: missing ':' after 'contactPoint', it is read so
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
            isRead: true,
            #"""
            warning: m.yaml:2:9: missing ':' after 'abstract', it is read so
            hint: write 'abstract: This lab is nice'
            warning: m.yaml:3:13: ' ' cannot be in the version '1.0 beta', which becomes an image's tag, it is read as '1.0-beta'
            hint: write 'version: 1.0-beta'
            warning: m.yaml:4:10: missing a space after ':', it is read so
            hint: write 'language: english'
            warning: m.yaml:7:13: missing ':' after 'contactPoint', it is read so
            hint: write 'contactPoint:'
            warning: m.yaml:8:9: missing a space after ':', it is read so
            hint: write 'email: nobody'
            warning: m.yaml:8:9: 'nobody' does not look like an e-mail address
            hint: write an address such as 'name@institute.eu'
            warning: m.yaml:9:7: unknown kind 'jupyterlap', it is read as 'jupyterlab'
            hint: did you mean 'jupyterlab'?
            warning: m.yaml:10:23: unknown licence 'Apche-2.0', so the datalab has no licence
            hint: did you mean 'Apache-2.0'?
            warning: m.yaml: the key 'alternateName' is missing, it is taken to be 'datalab', the source's name
            hint: add the line 'alternateName: datalab' to 'm.yaml', or give it with '--alternate-name'
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
            isRead: true,
            #"""
            warning: m.yaml:1:7: expected ':' after 'title', found '=', it is read so
            hint: write 'title: Gaia'
            warning: m.yaml:2:14: expected ':' after 'alternateName', found '=', it is read so
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
            isRead: true,
            #"""
            warning: m.yaml:1:12: a value that holds ': ' needs quotes, it is read so
            hint: write 'title: "Gaia: a survey"'
            """#,
        ),
        MetadataCase(
            "a value that starts with @",
            after: #"""
            funder: @esa
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:9: a value that starts with '@' needs quotes, it is read so
            hint: write 'funder: "@esa"'
            """#,
        ),
        MetadataCase(
            "a tab before a key",
            after: #"""
            \#tfunder: ESA
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:1: a tab is used for indentation, spaces were expected, it is read so
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
            isRead: true,
            #"""
            warning: m.yaml:6:1: a tab is used for indentation, spaces were expected, it is read so
            hint: replace the tab with spaces
            warning: m.yaml:7:1: a tab is used for indentation, spaces were expected, it is read so
            hint: replace the tab with spaces
            """#,
        ),
    ]
}
