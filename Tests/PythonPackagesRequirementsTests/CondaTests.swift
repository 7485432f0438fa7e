import PythonPackages
import Reporting
import Testing

/// `environment.yml`, and the lists that conda writes.
@Suite struct CondaTests {
    private func read(_ dependencies: String, _ more: [String: String] = [:]) throws -> PackageRequest {
        let files = more.merging(["environment.yml": "name: x\ndependencies:\n\(dependencies)\n"]) { first, _ in first }
        return try #require(try FormReader().read(files))
    }

    /// conda's documentation, "Package match specifications".
    static let specifications: [(String, String)] = [
        ("numpy", "numpy"), ("numpy=1.2", "numpy==1.2.*"), ("numpy=1.2.*", "numpy==1.2.*"),
        ("numpy==1.2", "numpy==1.2"),
        ("numpy 1.2", "numpy==1.2"), ("numpy>=1,<2", "numpy<2,>=1"), ("numpy >=1, <2", "numpy<2,>=1"),
        ("numpy >= 1", "numpy>=1"),
        ("numpy=1.2=py310_0", "numpy==1.2"), ("numpy 1.2 py310_0", "numpy==1.2"), ("numpy=*", "numpy"),
        ("numpy=*=mkl*", "numpy"),
        ("numpy[version='>=1,<2']", "numpy<2,>=1"), ("numpy[version=\">1\", build='py*']", "numpy>1"),
        ("conda-forge::numpy", "numpy"), ("conda-forge/linux-64::numpy=1", "numpy==1.*"), ("numpy!=1.5", "numpy!=1.5"),
        ("numpy=1.2rc1", "numpy==1.2rc1"), ("numpy~=1.2", "numpy~=1.2"), ("numpy>1.*", "numpy>1"),
        ("numpy =1.2", "numpy==1.2.*"),
        ("numpy = 1.2", "numpy==1.2.*"), ("numpy<=2|>3", "numpy"), ("NumPy=1", "numpy==1.*"),
        ("ruamel.yaml", "ruamel-yaml"),
        ("pytorch", "torch"), ("matplotlib-base>=3", "matplotlib>=3"), ("opencv", "opencv-python-headless"),
        ("pytables", "tables"),
        ("dask", "dask[complete]"), ("dask-core", "dask"), ("librosa", "librosa"), ("scikit-learn", "scikit-learn"),
        ("h5py=*=nompi*", "h5py"), ("\"numpy>=1\"", "numpy>=1"),
    ]

    @Test(arguments: specifications)
    func translatesSpecifications(text: String, expected: String) throws {
        let request = try read("- \(text)")
        #expect(request.requirements.map(\.description) == [expected])
        #expect(request.requirements.first?.place == Place(file: "environment.yml", line: 3, column: 3))
        #expect(request.kind == .environment)
    }

    @Test func takesEverythingOfAnEnvironment() throws {
        let text = """
            - python=3.10
            - numpy=1.26
            - ffmpeg
            - graphviz
            - python-graphviz
            - compilers
            - libgdal
            - hdf5=1.14
            - r-ggplot2
            - bioconductor-deseq2
            - pip
            - pip:
              - emoji
              - -r more.txt
              - "six ; python_version > '3'"
            """
        let request = try read(text, ["more.txt": "attrs"])
        #expect(
            request.requirements.map(\.description) == [
                "numpy==1.26.*", "graphviz", "emoji", "attrs", "six ; python_version > \"3\"",
            ]
        )
        #expect(request.python?.text == "3.10")
        #expect(request.python?.place?.line == 3)
        #expect(request.systemPackages.map(\.text) == ["ffmpeg", "graphviz", "graphviz", "gcc", "g++", "gfortran"])
        let unknown = request.warnings.filter { $0.message.hasPrefix("these conda packages are not installed") }
        #expect(unknown.count == 1 && unknown[0].message.hasSuffix("'r-ggplot2', 'bioconductor-deseq2'"))
        #expect(request.warnings.contains { $0.message.hasSuffix("bring them: libgdal, hdf5, pip") })
    }

    static let pythons: [(String, wish: String?, conditions: [String])] = [
        ("python=3.10", "3.10", []), ("python 3.10", "3.10", []), ("python==3.9.7", "3.9.7", []),
        ("python=3.10.*", "3.10", []),
        ("python=3.9=h1234_0", "3.9", []), ("python>=3.8", nil, [">=3.8"]),
        ("python >=3.10,<3.13", nil, [">=3.10", "<3.13"]),
        ("python", nil, []), ("python=3", nil, ["==3.*"]), ("conda-forge::python=3.12", "3.12", []),
        ("python=2.7", "2.7", []),
    ]

    @Test(arguments: pythons)
    func readsThePython(text: String, wish: String?, conditions: [String]) throws {
        let request = try read("- \(text)\n- numpy")
        #expect(request.python?.text == wish)
        #expect(request.requiresPython.map(\.description) == conditions)
        #expect(request.requirements.map(\.name) == ["numpy"])
    }

    static let bad: [(String, String)] = [
        ("dependencies: numpy", "error: environment.yml:1:15: 'dependencies' is text, expected a list"),
        ("- numpy", "error: environment.yml:1:1: the file is a list, expected a mapping"),
        ("dependencies:\n- [a]", "error: environment.yml:2:3: found a list in 'dependencies'"),
        ("dependencies:\n- pip: six", "error: environment.yml:2:8: 'pip' is text, expected a list of requirements"),
        ("dependencies:\n- pip:\n  - six=1", "error: environment.yml:3:8: found '=' after 'six'"),
        ("dependencies:\n- =1", "error: environment.yml:2:3: expected the name of a package, found '=1'"),
        ("dependencies:\n- pip:\n  - -r ../x.txt", "error: environment.yml:3:8: '../x.txt' leaves the workspace"),
        ("dependencies: &a [*a]", "error: environment.yml:1:15:"),
        ("", "error: environment.yml: the file is empty"),
    ]

    @Test(arguments: bad)
    func pointsAtWhatIsWrong(text: String, expected: String) throws {
        let error = try #require(throws: PackagesError.self) { try FormReader().read(["environment.yml": text]) }
        #expect(error.description.hasPrefix(expected), "\(error)")
    }

    @Test func readsTheListsThatCondaWrites() throws {
        let list = """
            # This file may be used to create an environment using:
            # $ conda create --name <env> --file <this file>
            # platform: linux-64
            _libgcc_mutex=0.1=main
            blas=1.0=mkl
            numpy=1.26.4=py312hc5e2394_0
            attrs=23.2.0=pypi_0
            python=3.12.7=h5148396_0
            """
        let request = try #require(try FormReader().read(["requirements.txt": list]))
        #expect(request.requirements.map(\.description) == ["numpy==1.26.4", "attrs==23.2.0"])
        #expect(request.requirements.map(\.place?.line) == [6, 7])
        #expect(request.python?.text == "3.12.7")
        let explicit = """
            # platform: linux-64
            @EXPLICIT
            https://conda.example.org/conda-forge/linux-64/numpy-1.26.4-py312heda63a1_0.conda
            https://conda.example.org/conda-forge/noarch/python-dateutil-2.9.0-pyhd8ed1ab_0.tar.bz2#0123
            """
        let files = try #require(try FormReader().read(["requirements.txt": explicit]))
        #expect(files.requirements.map(\.description) == ["numpy==1.26.4", "python-dateutil==2.9.0"])
    }

    @Test func tellsOfChannelsAndBuildsOnce() throws {
        let text = "channels: [conda-forge, defaults]\ndependencies:\n- numpy=1=py_0\n- mine::scipy\n"
        let request = try #require(try FormReader().read(["environment.yml": text]))
        #expect(request.warnings.count == 1)
        #expect(
            request.warnings.first?.message.contains("instead of 'conda-forge', 'mine', builds do not count") == true
        )
    }

    /// What the requirements of every form are written as.
    @Test func isWrittenAsPlainFiles() throws {
        let request = try read("- python=3.11\n- numpy=2\n- ffmpeg\n- git\n- r-base\n- r-x\n- pip:\n  - six")
        let files = ConvertedRequirements(request, systemPackages: "git").files
        #expect(files.keys.sorted() == ["apt.txt", "requirements.txt", "runtime.txt"])
        #expect(files["apt.txt"] == "git\n# For 'environment.yml':\nffmpeg\nr-base\n")
        #expect(files["runtime.txt"] == "python-3.11\n")
        let text = try #require(files["requirements.txt"])
        #expect(text.hasPrefix("# Made of 'environment.yml' by 'datalab convert'.\n"))
        #expect(text.contains("'r-x'"))
        let again = try #require(try FormReader().read(["requirements.txt": text]))
        #expect(again.requirements.map(\.description) == request.requirements.map(\.description))
    }

    @Test func isWrittenWithTheVersionsOfALock() throws {
        let lock = "[[package]]\nname='six'\nversion='1.16.0'\n"
        let project = "[tool.poetry.dependencies]\nsix='^1'\n"
        let request = try #require(try FormReader().read(["pyproject.toml": project, "poetry.lock": lock]))
        let files = ConvertedRequirements(request).files
        #expect(files["constraints.txt"]?.hasSuffix("six==1.16.0\n") == true)
        let again = try #require(try FormReader().read(files))
        #expect(again.constraints.map(\.description) == ["six==1.16.0"])
        #expect(again.requirements.map(\.description) == ["six<2.0,>=1"])
    }
}
