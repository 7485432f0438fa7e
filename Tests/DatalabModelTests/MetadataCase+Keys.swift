// The hints are long lines, exactly as they are told.
// swift-format-ignore-file

extension MetadataCase {
    /// Keys that are missing, given twice, misspelt or empty.
    static let keys: [MetadataCase] = [
        MetadataCase(
            "an empty file",
            file: "",
            isRead: true,
            #"""
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
            "only a comment",
            file: #"""
            # to be written
            """#,
            isRead: true,
            #"""
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
            "the licence alone is missing",
            file: #"""
            title: Gaia explorer
            alternateName: gaia
            abstract: Explores the Gaia archive
            version: 1.4.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            """#,
            isRead: true,
            #"""
            warning: m.yaml: no licence is given, without one nobody else may use the datalab
            hint: add a line 'distribution.license: MIT' with the SPDX identifier of your licence, or give it with '--licence'
            """#,
        ),
        MetadataCase(
            "a key given twice",
            after: #"""
            title: Again
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:1: the key 'title' is already given at m.yaml:1:1, which is taken
            hint: keep one of the two
            """#,
        ),
        MetadataCase(
            "a dotted and a nested key that contradict each other",
            after: #"""
            creator:
              name: Other
            """#,
            isRead: true,
            #"""
            warning: m.yaml:9:3: 'creator.name' contradicts 'creator.name' at m.yaml:5:1, which is taken
            hint: keep one of the two
            """#,
        ),
        MetadataCase(
            "a dotted and a nested key that agree",
            after: #"""
            creator:
              name: ESAC
            """#,
            isRead: true,
            #"""
            warning: m.yaml:9:3: 'creator.name' says again what 'creator.name' says at m.yaml:5:1
            hint: keep one of the two
            """#,
        ),
        MetadataCase(
            "two licences under different keys",
            after: #"""
            license: ISC
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:1: 'license' contradicts 'distribution.license' at m.yaml:7:1, which is taken
            hint: keep one of the two
            """#,
        ),
        MetadataCase(
            "keys in other spellings",
            file: #"""
            Title: Lab
            Alternate-Name: lab
            abstract: A lab
            Version: 1.0
            Creator:
              Name: ESAC
            contact_point:
              E-Mail: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:1:1: the key 'Title' is read as 'title'
            hint: write 'title'
            warning: m.yaml:2:1: the key 'Alternate-Name' is read as 'alternateName'
            hint: write 'alternateName'
            warning: m.yaml:4:1: the key 'Version' is read as 'version'
            hint: write 'version'
            warning: m.yaml:5:1: the key 'Creator' is read as 'creator'
            hint: write 'creator'
            warning: m.yaml:6:3: the key 'creator.Name' is read as 'creator.name'
            hint: write 'creator.name'
            warning: m.yaml:7:1: the key 'contact_point' is read as 'contactPoint'
            hint: write 'contactPoint'
            warning: m.yaml:8:3: the key 'contactPoint.E-Mail' is read as 'contactPoint.email'
            hint: write 'contactPoint.email'
            """#,
        ),
        MetadataCase(
            "a misspelt mandatory key",
            file: #"""
            title: Lab
            alternateName: lab
            abstrakt: A lab
            version: 1.0
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:3:1: the key 'abstrakt' is read as 'abstract'
            hint: write 'abstract'
            """#,
        ),
        MetadataCase(
            "a nested key without its group",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator.name: ESAC
            email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:6:1: the key 'email' is read as 'contactPoint.email'
            hint: write 'contactPoint.email'
            """#,
        ),
        MetadataCase(
            "unknown keys",
            after: #"""
            homepage: https://esac.eu
            contactPoint.mail: a@b.eu
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:1: unknown key 'homepage'
            hint: it is kept as it is
            warning: m.yaml:9:1: unknown key 'contactPoint.mail'
            hint: did you mean 'contactPoint.email'?
            """#,
        ),
        MetadataCase(
            "an unknown key that is nearly one",
            after: #"""
            keyword: [a]
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:1: unknown key 'keyword'
            hint: did you mean 'keywords'?
            """#,
        ),
        MetadataCase(
            "texts that are lists and mappings",
            file: #"""
            title: [Lab]
            alternateName: lab
            abstract: A lab
            version: {major: 1}
            creator.name: ESAC
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:1:8: 'title' must be text, found a list, it is read as 'Lab'
            hint: write 'title: Lab'
            warning: m.yaml:4:1: 'version' says nothing that can be used, it is taken to be '0.1.0', as nothing says it
            hint: write 'version: 0.1.0', or give it with '--lab-version'
            warning: m.yaml:4:10: 'version' must be text, found a mapping, it is not used
            hint: write one text, in quotes if it holds any of '[]{}:#'
            """#,
        ),
        MetadataCase(
            "mandatory keys without values",
            file: #"""
            title:
            alternateName: ""
            abstract: ~
            version: null
            creator.name: '  '
            contactPoint.email:
            distribution.license:
            """#,
            isRead: true,
            #"""
            warning: m.yaml:1:1: 'title' says nothing that can be used, it is taken to be 'datalab', the source's name
            hint: write 'title: datalab', or give it with '--title'
            warning: m.yaml:2:1: 'alternateName' says nothing that can be used, it is taken to be 'datalab', the source's name
            hint: write 'alternateName: datalab', or give it with '--alternate-name'
            warning: m.yaml:3:1: 'abstract' is empty, it stays so
            hint: write it, or give it with '--abstract'
            warning: m.yaml:4:1: 'version' says nothing that can be used, it is taken to be '0.1.0', as nothing says it
            hint: write 'version: 0.1.0', or give it with '--lab-version'
            warning: m.yaml:5:1: 'creator.name' is empty, it stays so
            hint: write it, or give it with '--creator'
            warning: m.yaml:6:1: 'contactPoint.email' is empty, it stays so
            hint: write it, or give it with '--email'
            warning: m.yaml:7:22: the licence is empty, without a licence nobody else may use the datalab
            hint: write an SPDX identifier such as 'MIT'; 'datalab licences' lists all
            """#,
        ),
        MetadataCase(
            "a group without keys",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator:
            contactPoint:
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml: the key 'creator.name' is missing, it stays empty
            hint: add a line 'creator.name: …' to 'm.yaml', or give it with '--creator'
            warning: m.yaml: the key 'contactPoint.email' is missing, it stays empty
            hint: add a line 'contactPoint.email: …' to 'm.yaml', or give it with '--email'
            """#,
        ),
        MetadataCase(
            "two creators",
            file: #"""
            title: Lab
            alternateName: lab
            abstract: A lab
            version: 1.0
            creator:
            - name: A
            - name: B
            contactPoint.email: help@esac.eu
            distribution.license: MIT
            """#,
            isRead: true,
            #"""
            warning: m.yaml:6:1: 'creator.name' must be text, found a list, it is read as 'A, B'
            hint: write 'creator.name: A, B'
            """#,
        ),
    ]
}
