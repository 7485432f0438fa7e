import PythonPackages
import Reporting
import Testing

/// Lines that cannot be used, each with its one problem as a user sees it, after `error: requirements.txt:1:`.
@Suite struct RequirementsFaultTests {
    // swift-format-ignore
    static let lines: [(String, String)] = [
        (
            #"numpy=1.2"#,
            #"6: found '=' after 'numpy', expected a version operator (==, >=, <=, >, <, ~=, !=)\#nhint: write 'numpy==1.2'"#
        ),
        (
            #"numpy=="#,
            #"8: expected a version after '=='"#
        ),
        (
            #"numpy 1.2"#,
            #"7: found '1.2' after 'numpy', expected a version operator (==, >=, ~= …)\#nhint: write 'numpy==1.2'"#
        ),
        (
            #"numpy=>1.2"#,
            #"6: found '=>' after 'numpy', expected a version operator (==, >=, <=, >, <, ~=, !=)\#nhint: write 'numpy>=1.2'"#
        ),
        (
            #"numpy=<1.2"#,
            #"6: found '=<' after 'numpy', expected a version operator (==, >=, <=, >, <, ~=, !=)\#nhint: write 'numpy<=1.2'"#
        ),
        (
            #"numpy<>1.2"#,
            #"6: found '<>' after 'numpy', expected a version operator (==, >=, <=, >, <, ~=, !=)\#nhint: write 'numpy!=1.2'"#
        ),
        (
            #"numpy~1.2"#,
            #"6: found '~' after 'numpy', expected a version operator (==, >=, <=, >, <, ~=, !=)\#nhint: write 'numpy~=1.2'"#
        ),
        (
            #"numpy==1.x"#,
            #"8: '1.x' is not a version\#nhint: write '==1.*' for any version that begins so"#
        ),
        (
            #"numpy==1.2.*.3"#,
            #"8: '1.2.*.3' is not a version"#
        ),
        (
            #"numpy>=1.*"#,
            #"8: '1.*' after '>=': a wildcard may only follow '==' or '!='\#nhint: write '>=1'"#
        ),
        (
            #"numpy~=1"#,
            #"8: '~=1' needs a version of at least two numbers\#nhint: write '~=1.0' or '>=1'"#
        ),
        (
            #"numpy>1.0+local"#,
            #"7: '1.0+local' after '>': a local version may only follow '==' or '!='"#
        ),
        (
            #"numpy==1.0a1.*"#,
            #"8: '1.0a1.*': a wildcard may only follow the numbers of a release"#
        ),
        (
            #"numpy>=1.2<2"#,
            #"11: found '<' inside a version, expected ',' before the next condition"#
        ),
        (
            #"numpy>=1.2 <2"#,
            #"12: expected ',', ';' or the end of the line, found '<2'"#
        ),
        (
            #"numpy==1.2 scipy"#,
            #"12: expected ',', ';' or the end of the line, found 'scipy'\#nhint: write one requirement a line"#
        ),
        (
            #"numpy, scipy"#,
            #"6: expected a version operator, ';' or the end of the line after 'numpy', found ','\#nhint: write one requirement a line"#
        ),
        (
            #"numpy["#,
            #"6: the extras that begin here have no closing ']'"#
        ),
        (
            #"numpy[all"#,
            #"6: the extras that begin here have no closing ']'"#
        ),
        (
            #"numpy[all scipy]"#,
            #"11: expected ',' or ']' after the extra 'all', found 'scipy]'"#
        ),
        (
            #"numpy[al!l]"#,
            #"9: expected ',' or ']' after the extra 'al', found '!l]'"#
        ),
        (
            #"numpy-"#,
            #"1: 'numpy-' is no package name: it must begin and end with a letter or a digit"#
        ),
        (
            #"-numpy"#,
            #"1: unknown option '-numpy'"#
        ),
        (
            #"_numpy"#,
            #"1: '_numpy' is no package name: it must begin and end with a letter or a digit"#
        ),
        (
            #"numpy (>=1.2"#,
            #"7: the parenthesis that begins here has no closing ')'"#
        ),
        (
            #"numpy; python_versio < "3.9""#,
            #"8: unknown marker variable 'python_versio'\#nhint: did you mean 'python_version'?"#
        ),
        (
            #"numpy; linux == "3.9""#,
            #"8: 'linux' is not a marker variable\#nhint: put it in quotes: "linux""#
        ),
        (
            #"numpy; python_version < 3.9"#,
            #"25: '3.9' is not a marker variable\#nhint: put it in quotes: "3.9""#
        ),
        (
            #"numpy; python_version"#,
            #"22: expected a comparison (==, !=, <, >=, in …), found the end of the line"#
        ),
        (
            #"numpy; python_version = "3.9""#,
            #"23: found '=', expected a comparison\#nhint: write '=='"#
        ),
        (
            #"numpy; python_version < "3.9"#,
            #"25: the text that begins here has no closing ""#
        ),
        (
            #"numpy; python_version < "3.9" xor os_name == "a""#,
            #"31: expected 'and', 'or' or the end of the line, found 'xor'"#
        ),
        (
            #"numpy; (python_version < "3.9""#,
            #"8: the parenthesis that begins here has no closing ')'"#
        ),
        (
            #"numpy; "a" == "b""#,
            #"8: the comparison '"a" == "b"' has no variable, expected one such as 'python_version'"#
        ),
        (
            #"numpy; os_name == sys_platform"#,
            #"8: the comparison 'os_name == sys_platform' has two variables, expected a quoted text on one side"#
        ),
        (
            #"numpy; os_name not "posix""#,
            #"20: expected 'in' after 'not', found '"posix"'"#
        ),
        (
            #"numpy;"#,
            #"7: expected a marker variable or a quoted text, found the end of the line"#
        ),
        (
            #"numpy @"#,
            #"8: expected a URL after '@'"#
        ),
        (
            #"numpy @ ./numpy"#,
            #"9: expected a URL that begins with 'https://', found './numpy'\#nhint: name a wheel on an index or by its address: 'name @ https://…/name-1.0-py3-none-any.whl'"#
        ),
        (
            #"numpy==1.2 ; python_version < ”3.9”"#,
            #"31: expected a marker variable or a quoted text, found '”'\#nhint: write " instead of ”"#
        ),
        (
            #"numpy ≥ 1.2"#,
            #"7: expected a version operator, ';' or the end of the line after 'numpy', found '≥'\#nhint: write >= instead of ≥"#
        ),
        (
            #"numpy–extra"#,
            #"6: expected a version operator (==, >=, ~= …), found '–'\#nhint: write - instead of –"#
        ),
        (
            #"numpy  scipy"#,
            #"8: expected a version operator, ';' or the end of the line after 'numpy', found 'scipy'\#nhint: write one requirement a line"#
        ),
        (
            #"pip install numpy"#,
            #"5: found 'install numpy' after 'pip': this is a command, expected a requirement\#nhint: write one package a line, such as 'numpy>=2'"#
        ),
        (
            #"conda install numpy"#,
            #"7: found 'install numpy' after 'conda': this is a command, expected a requirement\#nhint: write one package a line, such as 'numpy>=2'"#
        ),
        (
            #"import numpy"#,
            #"8: found 'numpy' after 'import': this is a command, expected a requirement\#nhint: write one package a line, such as 'numpy>=2'"#
        ),
        (
            #"- numpy"#,
            #"1: found '-': this is a list of YAML, expected a requirement\#nhint: write one package a line without the '-'"#
        ),
        (
            #"numpy=1.21.0=py39h_0"#,
            #"6: found '=' after 'numpy', expected a version operator (==, >=, <=, >, <, ~=, !=)\#nhint: write 'numpy==1.21.0'"#
        ),
        (
            #"python==3.9"#,
            #"1: 'python' is not a package: the base decides the version of Python\#nhint: remove the line; choose the version with 'runtime.txt' or '.python-version'"#
        ),
        (
            #"python>=3.8"#,
            #"1: 'python' is not a package: the base decides the version of Python\#nhint: remove the line; choose the version with 'runtime.txt' or '.python-version'"#
        ),
        (
            #"git+https://github.com/numpy/numpy.git"#,
            #"1: a version control address asks to build source, which is not done\#nhint: name a wheel on an index or by its address: 'name @ https://…/name-1.0-py3-none-any.whl'"#
        ),
        (
            #"numpy @ git+https://github.com/numpy/numpy@v1"#,
            #"9: a version control address asks to build source, which is not done\#nhint: name a wheel on an index or by its address: 'name @ https://…/name-1.0-py3-none-any.whl'"#
        ),
        (
            #"git@github.com:numpy/numpy.git"#,
            #"1: a version control address asks to build source, which is not done\#nhint: name a wheel on an index or by its address: 'name @ https://…/name-1.0-py3-none-any.whl'"#
        ),
        (
            #"git+ssh://git@github.com/numpy/numpy.git#egg=numpy"#,
            #"1: a version control address asks to build source, which is not done\#nhint: name a wheel on an index or by its address: 'name @ https://…/name-1.0-py3-none-any.whl'"#
        ),
        (
            #"https://example.org/numpy-1.0.tar.gz"#,
            #"1: 'https://example.org/numpy-1.0.tar.gz' is a source archive, which would have to be built\#nhint: name a wheel on an index or by its address: 'name @ https://…/name-1.0-py3-none-any.whl'"#
        ),
        (
            #"numpy @ https://example.org/numpy-1.0.zip"#,
            #"9: 'https://example.org/numpy-1.0.zip' is a source archive, which would have to be built\#nhint: name a wheel on an index or by its address: 'name @ https://…/name-1.0-py3-none-any.whl'"#
        ),
        (
            #"https://example.org/numpy"#,
            #"1: 'https://example.org/numpy' is no wheel (its name does not end in '.whl')\#nhint: name a wheel on an index or by its address: 'name @ https://…/name-1.0-py3-none-any.whl'"#
        ),
        (
            #"numpy @ https://example.org/scipy-1.0-py3-none-any.whl"#,
            #"9: the wheel's file name says 'scipy', the requirement says 'numpy'"#
        ),
        (
            #"https://user:secret@example.org/numpy-1.0-py3-none-any.whl"#,
            #"1: the URL holds a user name or password, which would be stored in the image\#nhint: remove it and put it in ~/.netrc on the build machine"#
        ),
        (
            #"numpy @ https://user:secret@example.org/numpy-1.0-py3-none-any.whl"#,
            #"9: the URL holds a user name or password, which would be stored in the image\#nhint: remove it and put it in ~/.netrc on the build machine"#
        ),
        (
            #"https://example.org/numpy-1.0-any.whl"#,
            #"1: 'numpy-1.0-any.whl' is not the file name of a wheel\#nhint: wheels are named 'name-version-python-abi-platform.whl'"#
        ),
        (
            #"numpy @ file:///home/conda/feedstock_root/numpy"#,
            #"9: a 'file:' address names a file of another machine\#nhint: write 'name==version' ('pip list --format=freeze' prints it so)"#
        ),
        (
            #"file:///tmp/numpy-1.0-py3-none-any.whl"#,
            #"1: a 'file:' address names a file of another machine\#nhint: write 'name==version' ('pip list --format=freeze' prints it so)"#
        ),
        (
            #"./numpy"#,
            #"1: './numpy' is source on this machine, which would have to be built\#nhint: keep modules beside the notebooks and import them, or name a published package"#
        ),
        (
            #"."#,
            #"1: '.' is source on this machine, which would have to be built\#nhint: keep modules beside the notebooks and import them, or name a published package"#
        ),
        (
            #".[dev]"#,
            #"1: '.' is source on this machine, which would have to be built\#nhint: keep modules beside the notebooks and import them, or name a published package"#
        ),
        (
            #"../numpy"#,
            #"1: '../numpy' is source on this machine, which would have to be built\#nhint: keep modules beside the notebooks and import them, or name a published package"#
        ),
        (
            #"/abs/numpy"#,
            #"1: '/abs/numpy' is source on this machine, which would have to be built\#nhint: keep modules beside the notebooks and import them, or name a published package"#
        ),
        (
            #"~/numpy"#,
            #"1: '~/numpy' is source on this machine, which would have to be built\#nhint: keep modules beside the notebooks and import them, or name a published package"#
        ),
        (
            #"wheels/numpy-1.0-py3-none-any.whl"#,
            #"1: 'wheels/numpy-1.0-py3-none-any.whl' is a wheel in the workspace, which is not supported\#nhint: publish it and name it by its address: 'name @ https://…/numpy-1.0-py3-none-any.whl'"#
        ),
        (
            #"numpy-1.0.tar.gz"#,
            #"1: 'numpy-1.0.tar.gz' is source on this machine, which would have to be built\#nhint: keep modules beside the notebooks and import them, or name a published package"#
        ),
        (
            #"-e ."#,
            #"1: '-e .' asks to build source, which is not done\#nhint: keep modules beside the notebooks and import them, or name a published package"#
        ),
        (
            #"-e git+https://github.com/x/y.git#egg=y"#,
            #"1: '-e git+https://github.com/x/y.git#egg=y' asks to build source, which is not done\#nhint: keep modules beside the notebooks and import them, or name a published package"#
        ),
        (
            #"--editable=./lib"#,
            #"1: '-e ./lib' asks to build source, which is not done\#nhint: keep modules beside the notebooks and import them, or name a published package"#
        ),
        (
            #"-r missing.txt"#,
            #"4: 'missing.txt' does not exist: there is no 'missing.txt'"#
        ),
        (
            #"-r ../outside.txt"#,
            #"4: '../outside.txt' leaves the workspace"#
        ),
        (
            #"-r /etc/passwd"#,
            #"4: '/etc/passwd' leaves the workspace\#nhint: write a relative path"#
        ),
        (
            #"-r https://example.org/r.txt"#,
            #"4: 'https://example.org/r.txt' is fetched from elsewhere, which is not done\#nhint: put the file into the workspace"#
        ),
        (
            #"-r"#,
            #"1: the option '-r' needs a value"#
        ),
        (
            #"--requirement"#,
            #"1: the option '--requirement' needs a value"#
        ),
        (
            #"-c missing.txt"#,
            #"4: 'missing.txt' does not exist: there is no 'missing.txt'"#
        ),
        (
            #"-i https://example.org/simple"#,
            #"1: '--index-url' decides where code comes from, which a repository may not do by itself\#nhint: set UV_INDEX or UV_DEFAULT_INDEX on the build machine, or pass '--allow-index' if you trust the repository"#
        ),
        (
            #"--index-url=https://user:pw@example.org/simple"#,
            #"1: '--index-url' decides where code comes from, which a repository may not do by itself\#nhint: set UV_INDEX or UV_DEFAULT_INDEX on the build machine, or pass '--allow-index' if you trust the repository"#
        ),
        (
            #"--extra-index-url https://example.org/simple"#,
            #"1: '--extra-index-url' decides where code comes from, which a repository may not do by itself\#nhint: set UV_INDEX or UV_DEFAULT_INDEX on the build machine, or pass '--allow-index' if you trust the repository"#
        ),
        (
            #"--find-links ./wheels"#,
            #"1: '--find-links' decides where code comes from, which a repository may not do by itself\#nhint: set UV_INDEX or UV_DEFAULT_INDEX on the build machine, or pass '--allow-index' if you trust the repository"#
        ),
        (
            #"--trusted-host example.org"#,
            #"1: '--trusted-host' decides where code comes from, which a repository may not do by itself\#nhint: set UV_INDEX or UV_DEFAULT_INDEX on the build machine, or pass '--allow-index' if you trust the repository"#
        ),
        (
            #"--no-index"#,
            #"1: '--no-index' decides where code comes from, which a repository may not do by itself\#nhint: set UV_INDEX or UV_DEFAULT_INDEX on the build machine, or pass '--allow-index' if you trust the repository"#
        ),
        (
            #"--no-binary :all:"#,
            #"1: '--no-binary :all:' asks to build source, which is not done\#nhint: remove the line: the wheel is used"#
        ),
        (
            #"--only-binary :none:"#,
            #"1: '--only-binary :none:' asks to build source, which is not done\#nhint: remove the line"#
        ),
        (
            #"--hash=sha256:aa"#,
            #"1: '--hash' stands without a requirement\#nhint: write it after the requirement"#
        ),
        (
            #"--use-feature=fast-deps"#,
            #"1: the option '--use-feature' is not supported: packages are never built here"#
        ),
        (
            #"--foo"#,
            #"1: unknown option '--foo'"#
        ),
        (
            #"--indexurl https://x"#,
            #"1: unknown option '--indexurl'\#nhint: did you mean '--index-url'?"#
        ),
        (
            #"--pre=1"#,
            #"1: the option '--pre' takes no value"#
        ),
        (
            #"numpy --pre"#,
            #"7: the option '--pre' may not follow a requirement\#nhint: write it on a line of its own"#
        ),
        (
            #"numpy --hash=sha256:abc"#,
            #"14: a sha256 hash has 64 hexadecimal digits, found 3 characters"#
        ),
        (
            #"numpy --hash=md5:abc"#,
            #"14: 'md5' hashes are not supported\#nhint: use 'sha256'; 'pip hash' prints it"#
        ),
        (
            #"numpy --hash=foo"#,
            #"14: expected a hash such as 'sha256:<64 digits>', found 'foo'"#
        ),
        (
            #"numpy --hash"#,
            #"7: the option '--hash' needs a value"#
        ),
        (
            #"numpy --global-option="x""#,
            #"7: the option '--global-option' may not follow a requirement\#nhint: write it on a line of its own"#
        ),
        (
            #"numpy==${VERSION}"#,
            #"8: '${VERSION}' would take a value from the build machine's environment, which is not done\#nhint: write the value itself; credentials belong in ~/.netrc or UV_* variables of the build machine"#
        ),
        (
            #"https://example.org/numpy-1.0-py3-none-any.whl trailing"#,
            #"48: found 'trailing' after the URL, expected ';'"#
        ),
        (
            #"==1.2"#,
            #"1: expected the name of a package, found '==1.2'"#
        ),
        (
            #""numpy""#,
            #"1: expected the name of a package, found '"numpy"'"#
        ),
        (
            #"[packages]"#,
            #"1: expected the name of a package, found '[packages]'"#
        ),
        (
            #"numpy == 1.2.3, == "#,
            #"19: expected a version after '=='"#
        ),
        (
            #"name: env"#,
            #"5: expected a version operator, ';' or the end of the line after 'name', found ':'"#
        ),
        (
            #"numpy>=1,>="#,
            #"12: expected a version after '>='"#
        ),
        (
            #"numpy[,]"#,
            #"7: expected the name of an extra"#
        ),
        (
            #"-e git+https://user:token@github.com/x/y.git"#,
            #"1: '-e git+https://github.com/x/y.git' asks to build source, which is not done\#nhint: keep modules beside the notebooks and import them, or name a published package"#
        ),
        (
            #"numpy https://user:token@example.org/x?token=abc"#,
            #"7: expected a version operator, ';' or the end of the line after 'numpy', found 'https://example.org/x'\#nhint: write one requirement a line"#
        ),
        (
            #"-r https://user:pw@example.org/r.txt?x=1"#,
            #"4: 'https://example.org/r.txt' is fetched from elsewhere, which is not done\#nhint: put the file into the workspace"#
        ),
        (
            #"numpy @ https://example.org/numpy-1.0-py3-none-any.whl?token=abc"#,
            #"9: the URL has a query, which may hold a credential and would be stored in the image\#nhint: name the wheel by an address without '?'"#
        ),
        (
            #"numpy @ ftp://user:pw@example.org/numpy-1.0-py3-none-any.whl"#,
            #"9: expected a URL that begins with 'https://', found 'ftp://example.org/numpy-1.0-py3-none-any.whl'\#nhint: name a wheel on an index or by its address: 'name @ https://…/name-1.0-py3-none-any.whl'"#
        ),
        (
            #"https://example.org/numpy-1.0-py3-none-any.whl#sha256=12"#,
            #"48: a sha256 hash has 64 hexadecimal digits, found 2 characters"#
        ),
    ]

    @Test(arguments: lines)
    func givesOneClearError(line: String, expected: String) throws {
        let reader = RequirementsReader { $0 == "requirements.txt" ? Array("\(line)\n".utf8) : nil }
        let error = try #require(throws: PackagesError.self) { try reader.read() }
        #expect(error.code == .requirements)
        #expect(error.failureClass == .data)
        #expect(error.description == "error: requirements.txt:1:\(expected)")
    }
}
