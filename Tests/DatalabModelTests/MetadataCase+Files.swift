// The hints are long lines, exactly as they are told.
// swift-format-ignore-file

extension MetadataCase {
    /// Files that are refused, and licences.
    static let files: [MetadataCase] = [
        MetadataCase(
            "a second document",
            after: #"""
            ---
            title: Another
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:1: a second document starts here, it is not read
            hint: remove the line '---' and what follows it, or move it to a file of its own
            """#,
        ),
        MetadataCase(
            "an anchor, an alias and a tag",
            after: #"""
            a: &a 5
            b: *a
            c: !secret 5
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:1: unknown key 'a'
            hint: it is kept as it is
            warning: m.yaml:9:1: unknown key 'b'
            hint: it is kept as it is
            warning: m.yaml:10:1: unknown key 'c'
            hint: it is kept as it is
            warning: m.yaml:10:4: the tag '!secret' is not read, the value is
            hint: remove the tag
            """#,
        ),
        MetadataCase(
            "a bomb of aliases",
            file: #"""
            a: &a [x, x]
            b: &b [*a, *a]
            c: &c [*b, *b]
            """#,
            isRead: true,
            #"""
            warning: m.yaml:1:1: unknown key 'a'
            hint: it is kept as it is
            warning: m.yaml:2:1: unknown key 'b'
            hint: it is kept as it is
            warning: m.yaml:2:8: the alias '*a' is not read, it is left out
            hint: write out the value instead
            warning: m.yaml:2:12: the alias '*a' is not read, it is left out
            hint: write out the value instead
            warning: m.yaml:3:1: unknown key 'c'
            hint: it is kept as it is
            warning: m.yaml:3:8: the alias '*b' is not read, it is left out
            hint: write out the value instead
            warning: m.yaml:3:12: the alias '*b' is not read, it is left out
            hint: write out the value instead
            warning: m.yaml: the key 'title' is missing, it is taken to be 'datalab', the source's name
            hint: add the line 'title: datalab' to 'm.yaml', or give it with '--title'
            warning: m.yaml: the key 'alternateName' is missing, it is taken to be 'datalab', the source's name
            hint: add the line 'alternateName: datalab' to 'm.yaml', or give it with '--alternate-name'
            warning: m.yaml: the key 'version' is missing, it is taken to be '0.1.0', as nothing says it
            hint: add the line 'version: 0.1.0' to 'm.yaml', or give it with '--lab-version'
            warning: m.yaml: the key 'abstract' is missing, it stays empty
            hint: add a line 'abstract: …' to 'm.yaml', or give it with '--abstract'
            warning: m.yaml: the key 'creator.name' is missing, it stays empty
            hint: add a line 'creator.name: …' to 'm.yaml', or give it with '--creator'
            warning: m.yaml: the key 'contactPoint.email' is missing, it stays empty
            hint: add a line 'contactPoint.email: …' to 'm.yaml', or give it with '--email'
            warning: m.yaml: no licence is given, without one nobody else may use the datalab
            hint: add a line 'distribution.license: MIT' with the SPDX identifier of your licence, or give it with '--licence'
            """#,
        ),
        MetadataCase(
            "a list as root",
            file: #"""
            - title: Lab
            """#,
            isRead: false,
            #"""
            error: m.yaml:1:1: expected keys and values, found a list
            hint: write lines such as 'title: My datalab'
            """#,
        ),
        MetadataCase(
            "prose",
            file: #"""
            hello world
            """#,
            isRead: false,
            #"""
            error: m.yaml:1:1: expected keys and values, found text
            hint: write lines such as 'title: My datalab'
            """#,
        ),
        MetadataCase(
            "a list that is not closed",
            after: #"""
            keywords: [a, b
            """#,
            isRead: false,
            #"""
            error: m.yaml:8:16: did not find expected ',' or ']' while parsing a flow sequence
            hint: close the list with ']'
            """#,
        ),
        MetadataCase(
            "a text that is not closed",
            after: #"""
            description: "Lab
            """#,
            isRead: false,
            #"""
            error: m.yaml:8:18: found unexpected end of stream while scanning a quoted scalar
            hint: close the text with the quote it starts with
            """#,
        ),
        MetadataCase(
            "something after a closing quote",
            after: #"""
            description: "Lab" of ESA
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:20: a value with something behind its closing quote needs quotes as a whole, it is read so
            hint: write 'description: "\"Lab\" of ESA"'
            """#,
        ),
        MetadataCase(
            "a key that is indented",
            after: #"""
              funder: ESA
            """#,
            isRead: false,
            #"""
            error: m.yaml:8:9: mapping values are not allowed in this context
            hint: indent all keys of a mapping alike, and put a value that holds ': ' in quotes
            """#,
        ),
        MetadataCase(
            "a control character",
            after: #"""
            funder: "a\x1b[31mb"
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:9: the value of 'funder' holds a control character, it is read without
            hint: remove it
            """#,
        ),
        MetadataCase(
            "a control character in an unknown key",
            after: #"""
            "a\tb\a": c
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:1: the key holds a control character, it is read without
            hint: remove it
            warning: m.yaml:8:1: unknown key 'a b'
            hint: it is kept as it is
            """#,
        ),
        MetadataCase(
            "a complex key",
            after: #"""
            ? [a, b]
            : c
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:3: a key must be text, found a list, it is left out
            hint: write the key as text
            """#,
        ),
        MetadataCase(
            "a misspelt licence",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution:
              license: Apche-2.0
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:12: unknown licence 'Apche-2.0', so the datalab has no licence
            hint: did you mean 'Apache-2.0'?
            """#,
        ),
        MetadataCase(
            "a misspelt licence in an expression",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: "MIT OR Apche-2.0"
            """#,
            isRead: true,
            #"""
            warning: m.yaml:7:31: unknown licence 'Apche-2.0', so the datalab has no licence
            hint: did you mean 'Apache-2.0'?
            """#,
        ),
        MetadataCase(
            "licences as list",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: [MIT, ISC]
            """#,
            isRead: true,
            #"""
            warning: m.yaml:7:23: 'distribution.license' must be text, found a list, so the datalab has no licence
            hint: join several licences with 'AND' or 'OR'
            """#,
        ),
        MetadataCase(
            "a licence in free text",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: Apache 2.0
            """#,
            isRead: true,
            #"""
            warning: m.yaml:7:23: the licence 'Apache 2.0' is read as 'Apache-2.0'
            hint: write 'Apache-2.0', its SPDX identifier
            """#,
        ),
        MetadataCase(
            "the licence None",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: None
            """#,
            isRead: true,
            #"""
            warning: m.yaml:7:23: the licence says 'None', without a licence nobody else may use the datalab
            hint: write an SPDX identifier such as 'MIT'; 'datalab licences' lists all
            """#,
        ),
        MetadataCase(
            "the licence Public",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: Public

            """#,
            isRead: true,
            #"""
            warning: m.yaml:7:23: 'Public' does not say which licence is meant, so the datalab has no licence
            hint: did you mean 'CC0-1.0', 'Unlicense' or 'ESA-PL-permissive-2.4'?
            """#,
        ),
    ]
}
