// The hints are long lines, exactly as they are told.
// swift-format-ignore-file

extension MetadataCase {
    /// Steps whose command, inputs, outputs or resources are wrong or unwise.
    static let steps: [MetadataCase] = [
        MetadataCase(
            "a step without a command",
            after: #"""
            kind: step
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:8:1: a step has a 'command' or a 'notebook'
            hint: write 'command: python3 fit.py', or 'notebook: fit.ipynb'
            """#,
        ),
        MetadataCase(
            "a step with a command and a notebook",
            after: #"""
            kind: step
            command: python3 fit.py
            notebook: fit.ipynb
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:10:1: a step has a 'command' or a 'notebook', and not both
            hint: remove one of the two
            """#,
        ),
        MetadataCase(
            "a step that keeps nothing",
            after: #"""
            kind: step
            command: python3 fit.py
            """#,
            isRead: true,
            #"""
            warning: m.yaml:9:1: a step without 'outputs' keeps nothing of what its command writes
            hint: write what it leaves behind: 'outputs: {result: {type: File, glob: result.txt}}'
            """#,
        ),
        MetadataCase(
            "what belongs to a step without a kind",
            after: #"""
            command: python3 fit.py
            inputs: {a: File}
            """#,
            isRead: true,
            #"""
            warning: m.yaml:8:1: 'command' is for datalabs of the kind 'step', this datalab has no 'kind', it is not used
            hint: write 'kind: step', or remove the key
            warning: m.yaml:9:1: 'inputs' is for datalabs of the kind 'step', this datalab has no 'kind', it is not used
            hint: write 'kind: step', or remove the key
            """#,
        ),
        MetadataCase(
            "what belongs to a step in a desktop",
            after: #"""
            kind: vnc
            outputs: {a: stdout}
            network: true
            """#,
            isRead: true,
            #"""
            warning: m.yaml:9:1: 'outputs' is for datalabs of the kind 'step', this datalab has the kind 'vnc', it is not used
            hint: write 'kind: step', or remove the key
            warning: m.yaml:10:1: 'network' is for datalabs of the kind 'step', this datalab has the kind 'vnc', it is not used
            hint: write 'kind: step', or remove the key
            """#,
        ),
        MetadataCase(
            "a desktop in a step",
            after: #"""
            kind: step
            command: ds9
            outputs: {a: stdout}
            desktop: ds9
            """#,
            isRead: true,
            #"""
            warning: m.yaml:11:1: 'desktop' is for datalabs of the kind 'vnc', this datalab has the kind 'step', it is not used
            hint: write 'kind: vnc', or remove the key
            """#,
        ),
        MetadataCase(
            "a command that is a mapping",
            after: #"""
            kind: step
            command: {run: fit.py}
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:10: 'command' must be text or a list of words, found a mapping
            hint: write 'command: python3 fit.py'
            """#,
        ),
        MetadataCase(
            "a command that is empty",
            after: #"""
            kind: step
            command: ''
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:10: 'command' names no program
            hint: write 'command: python3 fit.py'
            """#,
        ),
        MetadataCase(
            "words that are none",
            after: #"""
            kind: step
            command: [python3, [fit.py], ]
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:20: a word of 'command' must be text, found a list
            hint: write one word, in quotes
            """#,
        ),
        MetadataCase(
            "a command with a pipe",
            after: #"""
            kind: step
            command: cat a.txt | sort
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:20: 'command': '|' would need a shell
            hint: no shell runs it: write '[sh, -c, …]', or put it into a script of the repository
            """#,
        ),
        MetadataCase(
            "a command that redirects",
            after: #"""
            kind: step
            command: sort a.txt > b.txt
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:21: 'command': '>' would need a shell
            hint: leave it out: an output of the type 'stdout' is what the command writes
            """#,
        ),
        MetadataCase(
            "a command with a variable",
            after: #"""
            kind: step
            command: echo "$HOME"
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:16: 'command': '$' would need a shell
            hint: write '$(inputs.NAME)' for an input; a shell's variable goes into a script of the repository
            """#,
        ),
        MetadataCase(
            "a command with a pattern",
            after: #"""
            kind: step
            command: ls *.fits
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:13: 'command': the pattern '*' would need a shell
            hint: quote it, or take the files as an input 'File[]'
            """#,
        ),
        MetadataCase(
            "a command whose quote does not end",
            after: #"""
            kind: step
            command: echo it's
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:17: 'command': the quote ' does not end
            hint: close it
            """#,
        ),
        MetadataCase(
            "a command of two lines",
            after: #"""
            kind: step
            command: |
              make
              make install
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:10: 'command': the command goes on in another line
            hint: put several lines into a script of the repository
            """#,
        ),
        MetadataCase(
            "a command that names no input",
            after: #"""
            kind: step
            command: cat $(inputs.spektrum.path)
            inputs: {spectrum: File}
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:10: '$(inputs.spektrum.path)' refers to no input
            hint: did you mean '$(inputs.spectrum.path)'?
            """#,
        ),
        MetadataCase(
            "references that are none",
            after: #"""
            kind: step
            command: [echo, $(date), '${return 1}', '$(runtime.core)']
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:17: '$(date)' is no reference
            hint: write '$(inputs.NAME)', or '$(inputs.NAME.path)' of a file; what a shell does goes into a script
            error: m.yaml:9:26: '${' would begin JavaScript, which is not used
            hint: do it in the command
            error: m.yaml:9:41: '$(runtime.core)' is no reference
            hint: there are '$(runtime.outdir)', '$(runtime.tmpdir)', '$(runtime.cores)', '$(runtime.ram)', '$(runtime.outdirSize)' and '$(runtime.tmpdirSize)'
            """#,
        ),
        MetadataCase(
            "references to what is no text",
            after: #"""
            kind: step
            command: [f, $(inputs.a), $(inputs.b), $(inputs.c), $(inputs.d.path), $(inputs.a.paht)]
            inputs: {a: File, b: 'int[]', c: string?, d: int}
            outputs: {z: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:14: '$(inputs.a)' is no text
            hint: write '$(inputs.a.path)'
            error: m.yaml:9:27: '$(inputs.b)' is a list, and one text
            hint: give the input a 'prefix' or 'position' instead
            error: m.yaml:9:40: '$(inputs.c)' may be nothing
            hint: give 'c' a default, or a 'prefix' instead
            error: m.yaml:9:53: 'd' is no file
            hint: write '$(inputs.d)'
            error: m.yaml:9:71: a file has no 'paht'
            hint: did you mean 'path'?
            """#,
        ),
        MetadataCase(
            "a program that is an input",
            after: #"""
            kind: step
            command: $(inputs.program) x
            inputs: {program: string}
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:10: the program cannot be an input
            hint: name the program, then its inputs
            """#,
        ),
        MetadataCase(
            "inputs that are a text",
            after: #"""
            kind: step
            command: f
            inputs: spectrum
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:10:9: 'inputs' must be names with types, found text
            hint: write 'NAME: TYPE', a line for each
            """#,
        ),
        MetadataCase(
            "inputs in a list",
            after: #"""
            kind: step
            command: f
            inputs: [spectrum, {id: a, type: File}]
            outputs: {a: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:10:10: an entry of 'inputs' has no 'name'
            hint: write 'NAME: TYPE', a line for each
            error: m.yaml:10:20: an entry of 'inputs' has no 'name'
            hint: write 'NAME: TYPE', a line for each
            """#,
        ),
        MetadataCase(
            "types that are none",
            after: #"""
            kind: step
            command: f
            inputs:
              a: file
              b: integer
              c: Fiel
              d: float[][]
              e: list
              f: stdout
              g:
              h: [File]
              i: {type: [a, b]}
            outputs: {z: stdout}
            """#,
            isRead: false,
            #"""
            warning: m.yaml:11:6: the type 'file' is read as 'File'
            hint: write 'File'
            error: m.yaml:12:6: 'inputs.b' is no type, found 'integer'
            hint: did you mean 'int' or 'long'?
            error: m.yaml:13:6: 'inputs.c' is no type, found 'Fiel'
            hint: did you mean 'File'?
            error: m.yaml:14:6: 'inputs.d' is no type, found 'float[][]'
            hint: write 'float[]' for several, 'float?' for none or one, 'float[]?' for both
            error: m.yaml:15:6: 'inputs.e' is no type, found 'list'
            hint: use 'File', 'Directory', 'string', 'int', 'long', 'float', 'double', 'boolean' or 'enum', with '[]' behind it for a list
            error: m.yaml:16:6: 'inputs.f' is no type, found 'stdout'
            hint: use 'File', 'Directory', 'string', 'int', 'long', 'float', 'double', 'boolean' or 'enum', with '[]' behind it for a list
            error: m.yaml:17:5: 'inputs.g' must be a type or a mapping, found nothing
            hint: write 'g: File'
            error: m.yaml:18:6: 'inputs.h' must be a type or a mapping, found a list
            hint: write 'h: File'
            error: m.yaml:19:13: 'inputs.i.type' must be a type, found a list
            hint: write one such as 'File', 'File[]' for several, 'string?' for none or one
            """#,
        ),
        MetadataCase(
            "outputs that are no files",
            after: #"""
            kind: step
            command: f
            outputs:
              a: int
              b: File
              c: {type: string, glob: x}
              d: {type: 'stdout[]'}
              e: stdot
            """#,
            isRead: false,
            #"""
            error: m.yaml:11:6: 'outputs.a' is no type of an output, found 'int'
            hint: have it written to a file: write 'type: File' with a 'glob'
            error: m.yaml:12:3: the key 'outputs.b.glob' is missing
            hint: write '{type: File, glob: result.txt}': the path that the command writes to
            error: m.yaml:13:13: 'outputs.c.type' is no type of an output, found 'string'
            hint: have it written to a file: write 'type: File' with a 'glob'
            error: m.yaml:14:13: 'outputs.d.type' is no type of an output, found 'stdout[]'
            hint: write 'stdout': a command has one
            error: m.yaml:15:6: 'outputs.e' is no type of an output, found 'stdot'
            hint: did you mean 'stdout'?
            """#,
        ),
        MetadataCase(
            "globs that lead elsewhere",
            after: #"""
            kind: step
            command: f
            outputs:
              a: {type: File, glob: /etc/passwd}
              b: {type: File, glob: ../x}
              c: {type: 'File[]', glob: []}
              d: {type: File, glob: $(inputs.x)}
              e: {type: stdout, glob: [a, b]}
            """#,
            isRead: false,
            #"""
            error: m.yaml:11:25: 'outputs.a.glob' leads elsewhere, found '/etc/passwd'
            hint: write a path below the folder that the command runs in, such as 'out/*.fits'
            error: m.yaml:12:25: 'outputs.b.glob' leads elsewhere, found '../x'
            hint: write a path below the folder that the command runs in, such as 'out/*.fits'
            error: m.yaml:13:29: 'outputs.c.glob' is empty
            hint: write a path or pattern, such as '*.fits'
            error: m.yaml:14:25: '$(inputs.x)' refers to no input
            hint: add 'x' to 'inputs'
            error: m.yaml:15:3: 'outputs.e.glob' is the name of one file
            hint: write one name
            """#,
        ),
        MetadataCase(
            "names that cannot be",
            after: #"""
            kind: step
            command: f
            inputs: {1st: File, 'a b': int, ä: int}
            outputs: {'x/y': stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:10:10: '1st' cannot be a name
            hint: use letters, digits, '-' and '_', a letter first
            error: m.yaml:10:21: 'a b' cannot be a name
            hint: use letters, digits, '-' and '_', a letter first
            error: m.yaml:10:33: 'ä' cannot be a name
            hint: use letters, digits, '-' and '_', a letter first
            error: m.yaml:11:11: 'x/y' cannot be a name
            hint: use letters, digits, '-' and '_', a letter first
            """#,
        ),
        MetadataCase(
            "a name twice",
            after: #"""
            kind: step
            command: f
            inputs: {a: File}
            outputs: {a: stdout, b: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:11:11: 'a' is an input and an output
            hint: rename one: CWL has one set of names
            error: m.yaml:11:22: two outputs are 'stdout'
            hint: remove one: a command has one
            """#,
        ),
        MetadataCase(
            "unknown keys of inputs and outputs",
            after: #"""
            kind: step
            command: f
            inputs:
              a: {type: File, prefx: -a}
              b: {type: int, inputBinding: {prefix: -b}}
            outputs:
              c: {type: File, glb: x}
              d: {type: File, glob: y, outputBinding: {glob: y}}
            """#,
            isRead: false,
            #"""
            error: m.yaml:11:19: unknown key 'inputs.a.prefx'
            hint: did you mean 'prefix'?
            error: m.yaml:12:32: 'inputs.b.inputBinding' is written without it here
            hint: write 'prefix' and 'position' beside 'type'
            error: m.yaml:14:3: the key 'outputs.c.glob' is missing
            hint: write '{type: File, glob: result.txt}': the path that the command writes to
            error: m.yaml:14:19: unknown key 'outputs.c.glb'
            hint: did you mean 'glob'?
            error: m.yaml:15:43: 'outputs.d.outputBinding' is written without it here
            hint: write 'glob' beside 'type'
            """#,
        ),
        MetadataCase(
            "places on the command line that are none",
            after: #"""
            kind: step
            command: f
            inputs:
              a: {type: File, position: 0}
              b: {type: File, position: 99999999999999999999}
              c: {type: File, prefix: '-c d'}
              d: {type: File, separate: no}
              e: {type: File, prefix: -e, separate: maybe}
              g: {type: File, itemSeparator: ','}
              h: boolean
            outputs: {z: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:11:29: 'inputs.a.position' must be a number from 1 to 1000, found '0'
            hint: write 'position: 1' for the first behind the command
            error: m.yaml:12:29: 'inputs.b.position' must be a number from 1 to 1000, found '99999999999999999999'
            hint: write 'position: 1' for the first behind the command
            error: m.yaml:13:27: 'inputs.c.prefix' must be one word, found '-c d'
            hint: write one such as '--c'
            error: m.yaml:14:29: 'inputs.d.separate' needs 'prefix'
            hint: add 'prefix', or remove it
            error: m.yaml:15:41: 'inputs.e.separate' must be 'true' or 'false', found 'maybe'
            hint: write 'separate: false' for '-eVALUE' in one word
            error: m.yaml:16:34: 'inputs.g.itemSeparator' is for lists, found 'File'
            hint: write 'type: File[]', or remove it
            error: m.yaml:17:3: 'inputs.h' is a boolean and has no 'prefix'
            hint: write '{type: boolean, prefix: --verbose}': the word that is there when it is true
            """#,
        ),
        MetadataCase(
            "defaults of another type",
            after: #"""
            kind: step
            command: f
            inputs:
              a: {type: int, default: 1.5}
              b: {type: int, default: 2147483648}
              c: {type: long, default: 9223372036854775808}
              d: {type: float, default: 1e40}
              e: {type: double, default: nan}
              g: {type: 'int[]', default: 1}
              h: {type: int, default: [1]}
              i: {type: boolean, prefix: -i, default: 2}
              j: {type: File, default: a.fits}
              k: {type: int, default: }
              l: {type: 'float[]', default: [1, two]}
            outputs: {z: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:11:27: 'inputs.a.default' must be a whole number from -2147483648 to 2147483647, found '1.5'
            hint: change it, or the type 'int'
            error: m.yaml:12:27: 'inputs.b.default' must be a whole number from -2147483648 to 2147483647, found '2147483648'
            hint: change it, or the type 'int'
            error: m.yaml:13:28: 'inputs.c.default' must be a whole number of 64 bits, found '9223372036854775808'
            hint: change it, or the type 'long'
            error: m.yaml:14:29: 'inputs.d.default' must be a number such as 0.5 or 1e-3, found '1e40'
            hint: change it, or the type 'float'
            error: m.yaml:15:30: 'inputs.e.default' must be a number such as 0.5 or 1e-3, found 'nan'
            hint: change it, or the type 'double'
            error: m.yaml:16:31: 'inputs.g.default' must be a list, as the type is 'int[]', found text
            hint: write 'default: [one, two]'
            error: m.yaml:17:27: 'inputs.h.default' must be one value, found a list
            hint: write a value of the type 'int'
            error: m.yaml:18:43: 'inputs.i.default' must be 'true' or 'false', found '2'
            hint: change it, or the type 'boolean'
            error: m.yaml:19:28: 'inputs.j.default' cannot name a file: a step's files are on the machine that runs it
            hint: write 'type: File?', and let the command take its own where none is given
            error: m.yaml:20:27: 'inputs.k.default' must be one value, found nothing
            hint: write a value of the type 'int'
            error: m.yaml:21:37: 'inputs.l.default' must be a number such as 0.5 or 1e-3, found 'two'
            hint: change it, or the type 'float'
            """#,
        ),
        MetadataCase(
            "choices that are none",
            after: #"""
            kind: step
            command: f
            inputs:
              a: enum
              b: {type: enum, choices: []}
              c: {choices: [x, 'y z', x]}
              d: {choices: [red, green], default: gren}
              e: {type: string, choices: [x]}
              g: {choices: red}
            outputs: {z: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:11:3: the key 'inputs.a.choices' is missing
            hint: write '{type: enum, choices: [one, two]}'
            error: m.yaml:12:28: 'inputs.b.choices' must be a list of words, found an empty list
            hint: write 'choices: [one, two]'
            error: m.yaml:13:20: 'inputs.c.choices' must hold words, found 'y z'
            hint: use letters, digits, '.', '_', '+' and '-'
            error: m.yaml:13:27: 'inputs.c.choices' has 'x' twice
            hint: remove one
            error: m.yaml:14:39: 'inputs.d.default' is none of the choices, found 'gren'
            hint: did you mean 'green'?
            error: m.yaml:15:30: 'inputs.e.choices' are for the type 'enum', found 'string'
            hint: write 'type: enum'
            error: m.yaml:16:16: 'inputs.g.choices' must be a list of words, found text
            hint: write 'choices: [one, two]'
            """#,
        ),
        MetadataCase(
            "examples that cannot be",
            after: #"""
            kind: step
            command: f
            inputs:
              a: {type: File, example: /etc/passwd}
              b: {type: int, example: many}
              c: {type: 'File[]', example: x.fits}
            outputs: {z: stdout}
            """#,
            isRead: false,
            #"""
            error: m.yaml:11:28: 'inputs.a.example' must be a path below the repository, found '/etc/passwd'
            hint: change it, or the type 'File'
            error: m.yaml:12:27: 'inputs.b.example' must be a whole number from -2147483648 to 2147483647, found 'many'
            hint: change it, or the type 'int'
            error: m.yaml:13:32: 'inputs.c.example' must be a list, as the type is 'File[]', found text
            hint: write 'example: [one, two]'
            """#,
        ),
        MetadataCase(
            "a notebook that is none",
            after: #"""
            kind: step
            notebook: fit.py
            """#,
            isRead: false,
            #"""
            error: m.yaml:9:11: 'notebook' must be the path of a notebook, found 'fit.py'
            hint: write 'notebook: fit.ipynb'
            """#,
        ),
        MetadataCase(
            "a notebook's inputs on a command line",
            after: #"""
            kind: step
            notebook: fit.ipynb
            inputs:
              a: {type: File, prefix: -a, position: 1}
              b-c: int
            outputs:
              notebook: {type: File, glob: x}
            """#,
            isRead: false,
            #"""
            error: m.yaml:11:27: 'inputs.a.prefix' has no meaning: the inputs of a notebook are its parameters
            hint: remove it
            error: m.yaml:11:41: 'inputs.a.position' has no meaning: the inputs of a notebook are its parameters
            hint: remove it
            error: m.yaml:12:3: 'b-c' cannot be a name of a notebook's parameter
            hint: use letters, digits and '_', a letter first
            error: m.yaml:14:3: 'notebook' is the executed notebook, which is always an output
            hint: rename yours, or remove it
            """#,
        ),
        MetadataCase(
            "numbers of cores and memory that are none",
            after: #"""
            kind: step
            command: f
            outputs: {a: stdout}
            resources: {cores: 0, ram: 1000 GB}
            """#,
            isRead: true,
            #"""
            warning: m.yaml:11:20: 'cores' must be a number from 1 to 32, found '0', it is not used
            hint: write a number such as 'cores: 8'
            warning: m.yaml:11:28: 'ram' must be a number from 1 to 96 GB, found '1000 GB', it is not used
            hint: write a number such as 'ram: 8'
            """#,
        ),
        MetadataCase(
            "a network that is no answer",
            after: #"""
            kind: step
            command: f
            outputs: {a: stdout}
            network: sometimes
            """#,
            isRead: true,
            #"""
            warning: m.yaml:11:10: 'network' must be 'true' or 'false', found 'sometimes', it is not used
            hint: write 'network: true'
            """#,
        ),
    ]
}
