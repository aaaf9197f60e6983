"""Take the desk's browser assets from npm packages and check their hashes.

usage: python3 vendor/fetch.py [--note]     --note writes the hashes of new assets into assets.toml
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "onrecord" / "serve" / "static" / "vendor"


def main() -> None:
    """Fetch every asset; end with 1 if a hash is not the noted one."""
    table = HERE / "assets.toml"
    text = table.read_text("utf-8")
    for asset in tomllib.loads(text)["asset"]:
        data = fetch(asset["package"], asset["version"], asset["file"])
        found = hashlib.sha256(data).hexdigest()
        if not asset["sha256"] and "--note" in sys.argv:
            pattern = rf'(name = "{re.escape(asset["name"])}"\nlicence = "[^"]*"\nsha256 = ")'
            text = re.sub(pattern, rf"\g<1>{found}", text)
        elif asset["sha256"] != found:
            sys.exit(f"{asset['package']} {asset['version']}: {asset['file']} has the hash {found}, not the one in assets.toml")
        path = TARGET / asset["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.resolve().write_bytes(data)
    table.write_text(text, "utf-8")


def fetch(package: str, version: str, file: str) -> bytes:
    """Return one file of an npm package."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        [archive] = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as packed:
            member = packed.extractfile(f"package/{file}")
            if member is None:
                sys.exit(f"{package} {version} has no {file}")
            return member.read()


if __name__ == "__main__":
    main()
