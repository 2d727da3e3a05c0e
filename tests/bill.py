"""The software bill of materials: `make sbom` prints what the site is built of and what of it readers get, as CycloneDX.

It is made from the lock files and from what the installed packages say of themselves. The same of these gives the same text: its
number is made of the content, and its time is the edition's, or SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import base64
import datetime as dt
import importlib.metadata
import json
import os
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import cast

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from macros.publish import licenses
from macros.publish.vendor import VENDOR
from macros.store import project
from tests.conftest import ROOT

_LOCKED = re.compile(r"^([A-Za-z\d][\w.-]*)==(\S+?)(?: *; *([^\\]+?))? *\\?$", re.MULTILINE)

SPDX = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What packages call their license, where that is no SPDX expression."""

SAID = {
    "hjson": "MIT",  # says MIT, and by classifier one of two
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",  # one of three, as its README has it
}
"""Packages whose license only a person could read."""


@dataclass(frozen=True)
class Package:
    """A package of the lock file that this machine needs."""

    name: str
    version: str
    license: str
    needs: tuple[str, ...]


def locked(root: Path) -> Iterator[Package]:
    """The packages that the site is built with. Raises PackageNotFoundError for one that is not installed."""
    for name, version, marker in _LOCKED.findall((root / "requirements.lock").read_text(encoding="utf-8")):
        if not marker or Requirement(f"{name} ; {marker}").marker.evaluate():  # type: ignore[union-attr]
            found = importlib.metadata.distribution(name)
            needs = (Requirement(line) for line in found.requires or ())
            wanted = {canonicalize_name(n.name) for n in needs if not n.marker or n.marker.evaluate({"extra": ""})}
            yield Package(name, version, license_of(cast(Message, found.metadata)), tuple(sorted(wanted)))


def license_of(metadata: Message) -> str:
    """The SPDX expression of a package, from the first place that has one; what it says, where nobody knows what that means."""
    name = metadata["Name"].lower()
    classified = [c.rpartition(" :: ")[2] for c in metadata.get_all("Classifier") or () if c.startswith("License")]
    said = SAID.get(name) or metadata.get("License-Expression") or metadata.get("License") or ""
    if not said or said == "UNKNOWN" or "\n" in said:
        said = " AND ".join(classified)
    return SPDX.get(said, said)


def bill(root: Path, edition: str, environment: Mapping[str, str]) -> str:
    """The bill of the project below `root` as CycloneDX 1.6, in JSON."""
    site = Component(
        name="steady-hands",
        version=edition,
        type=ComponentType.APPLICATION,
        bom_ref="steady-hands",
        licenses=[_license("MIT AND CC-BY-4.0")],
    )
    parts: dict[str, Component] = {}
    cms = next(iter(licenses.FORM))
    packages = {canonicalize_name(package.name): package for package in locked(root)}
    for name, package in packages.items():
        parts[name] = Component(
            name=package.name,
            version=package.version,
            type=ComponentType.LIBRARY,
            # What only builds the site is left out of what runs.
            scope=ComponentScope.REQUIRED if name == licenses.THEME else ComponentScope.EXCLUDED,
            purl=PackageURL("pypi", name=name, version=package.version),
            bom_ref=f"pypi/{name}",
            licenses=[_license(package.license)],
        )
    integrity = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for item in licenses.shipped(root):
        if item.name == licenses.THEME:
            continue
        in_lock = integrity.get(f"node_modules/{item.name}", {})
        component = Component(
            name=item.name,
            version=item.version or None,
            type=ComponentType.LIBRARY,
            scope=ComponentScope.REQUIRED,
            description=item.what,
            purl=PackageURL.from_string(f"pkg:npm/{item.name.replace('@', '%40')}@{item.version}") if in_lock else None,
            bom_ref=f"shipped/{item.name.removeprefix('@').replace(' ', '-')}",
            licenses=[_license(item.license)],
            hashes=[_hash(in_lock["integrity"])] if in_lock else (),
        )
        if in_lock:
            parts[item.name] = component
        else:
            parts[cms if item.name.endswith(" font") else licenses.THEME].components.add(component)
    epoch = environment.get("SOURCE_DATE_EPOCH")
    day = dt.datetime.fromisoformat(edition).replace(tzinfo=dt.UTC)
    when = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else day
    bom = Bom(components=parts.values(), metadata=BomMetaData(component=site, timestamp=when))
    content = "".join(
        file.read_text(encoding="utf-8") for file in (root / "requirements.lock", root / "package-lock.json")
    )
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"steady-hands/{edition}/{content}")
    said = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = (Requirement(line).name for line in (*said["project"]["dependencies"], *said["dependency-groups"]["site"]))
    direct = {canonicalize_name(name) for name in wanted} | VENDOR.keys() | licenses.FORM.keys()
    bom.register_dependency(site, [part for name, part in parts.items() if name in direct])
    for name, package in packages.items():
        bom.register_dependency(parts[name], [parts[need] for need in package.needs if need in parts])
    text: str = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)
    return f"{text}\n"


def _license(expression: str) -> License:
    return LicenseFactory().make_from_string(expression)


def _hash(integrity: str) -> HashType:
    """The hash that npm writes as `sha512-` and base64."""
    content = base64.b64decode(integrity.removeprefix("sha512-"), validate=True)
    return HashType(alg=HashAlgorithm.SHA_512, content=content.hex())


def main() -> int:
    """Prints the bill."""
    library = project.read(ROOT)[0].library()
    sys.stdout.write(bill(ROOT, library.edition, os.environ))
    return 0


if __name__ == "__main__":
    sys.exit(main())
