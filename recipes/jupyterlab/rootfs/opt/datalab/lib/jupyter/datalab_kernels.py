"""The kernels of a datalab, each started in the environment that brought it.

Jupyter runs a kernel's bare `python` by its own interpreter, which here is the server's: a kernel that came with a user's package would
not find that package. So the program that a kernelspec names is looked for beside the kernelspec first. One whose program is nowhere is
not offered, and said so.
"""

import os
import re
import shutil
import string

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from traitlets import default

PREFIX = "/opt/datalab"
PYTHON = re.compile(r"python[0-9.]*")


def environment_of(folder):
    """The environment that a kernelspec belongs to: `/a` of `/a/share/jupyter/kernels/name`; nothing for one of another place."""
    root, *rest = os.path.abspath(folder).rsplit("/", 4)
    return root if rest[:3] == ["share", "jupyter", "kernels"] else ""


def is_program(path):
    return os.path.isfile(path) and os.access(path, os.X_OK)


def find_program(name, environment, variables):
    """The path of the program that a kernelspec names; nothing when there is none."""
    if os.path.isabs(name) and is_program(name):
        return name
    # A path of the machine that a wheel was made on tells no more than the program's name.
    base = os.path.basename(name)
    names = [base, "python3"] if PYTHON.fullmatch(base) else [base]
    for folder in dict.fromkeys([environment, f"{PREFIX}/env"]):
        for candidate in names:
            if folder and is_program(f"{folder}/bin/{candidate}"):
                return f"{folder}/bin/{candidate}"
    path = string.Template(variables.get("PATH", "$PATH")).safe_substitute(os.environ)
    return next(filter(None, (shutil.which(candidate, path=path) for candidate in names)), None)


class DatalabKernelSpecs(KernelSpecManager):
    """Finds kernelspecs of the image, of what a user has installed, and of their home; never the server's own."""

    def __init__(self, **options):
        super().__init__(**options)
        self.told = set()

    @default("kernel_dirs")
    def _kernel_dirs(self):
        folders = [path for path in super()._kernel_dirs_default() if not path.startswith(f"{PREFIX}/server/")]
        additions = os.environ.get("DATALAB_ADDITIONS")
        # After the image's own kernel, whose name is that of every Python's.
        return folders[:1] + ([f"{additions}/share/jupyter/kernels"] if additions else []) + folders[1:]

    def find_kernel_specs(self):
        return {name: folder for name, folder in super().find_kernel_specs().items() if self.is_usable(name, folder)}

    def get_kernel_spec(self, kernel_name):
        spec = super().get_kernel_spec(kernel_name)
        environment = environment_of(spec.resource_dir)
        words = [self.filled(word, spec.resource_dir, environment) for word in spec.argv]
        program = words and find_program(words[0], environment, spec.env)
        if not program:
            raise NoSuchKernel(kernel_name)
        spec.argv = [program, *words[1:]]
        return spec

    def is_usable(self, name, folder):
        """Whether a kernel can be started; that one cannot is said once."""
        try:
            self.get_kernel_spec(name)
            return True
        except NoSuchKernel:
            reason = "its program is not there"
        except Exception as error:
            reason = f"its kernel.json cannot be read: {error}"
        if folder not in self.told:
            self.told.add(folder)
            self.log.warning("datalab: the kernel '%s' of '%s' is not offered: %s", name, folder, reason)
        return False

    @staticmethod
    def filled(word, folder, environment):
        """A word with the folder and the environment that Jupyter would take for the server's."""
        return word.replace("{resource_dir}", folder).replace("{prefix}", environment or "{prefix}")
