#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The bill of materials of what is shipped (CycloneDX 1.5, packaging/bom.cdx.json), from what was really built in:

    the libraries that the program loads, and those whose headers were compiled in (Debian packages, by dpkg),
    the programs and fonts that the package names, and the packages of the pages (web/package-lock.json).

    tools/bom.py --write     makes it anew
    tools/bom.py --check     it is what would be made; versions of Debian packages may be newer, for Debian mends them
    tools/bom.py --out FILE  the same for the machine at hand, where the package is made
"""
import argparse
import base64
import json
import pathlib
import re
import subprocess
import sys
import uuid

TOP = pathlib.Path(__file__).resolve().parent.parent
BUILD = TOP / "build" / "release"
KEPT = TOP / "packaging" / "bom.cdx.json"
NAMED = re.compile(r'set\(CPACK_DEBIAN_PACKAGE_DEPENDS "([^"]*)"\)')
# the compiler's own, in every program
COMPILER = re.compile(r"^(libc6-dev|linux-libc-dev|libcrypt-dev|libstdc\+\+-\d+-dev|libgcc-\d+-dev|gcc-.*|g\+\+-.*|cpp-.*)$")
DOES = {"linked": "loaded as a shared library", "headers": "compiled in from its headers", "run": "run or opened by name"}


def said_by(*command):
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, cwd=TOP).stdout


def owners():
    """Which package a file belongs to; both names of a file below /lib and /usr/lib."""
    found = {}
    for listing in pathlib.Path("/var/lib/dpkg/info").glob("*.list"):
        package = listing.stem.split(":")[0]
        for file in listing.read_text("utf-8", "replace").splitlines():
            if ".so" in file or file.startswith("/usr/include"):
                found[file] = found[file.removeprefix("/usr")] = package
    return found


def libraries(program):
    return re.findall(r"=> (/\S+)", said_by("ldd", program))


def headers(build):
    """Headers below /usr/include that the shipped sources were compiled with, by Ninja's own record."""
    seen, ours = set(), False
    for line in said_by("ninja", "-C", build, "-t", "deps").splitlines():
        if line and not line.startswith(" "):
            ours = line.startswith("src/") and "_test.dir" not in line
        elif ours and line.strip().startswith("/usr/include"):
            seen.add(line.strip())
    return seen


def debian_packages(program, build):
    """Name -> how it is used."""
    owner, used = owners(), {}
    for package in NAMED.search((TOP / "cmake" / "KetnapPackage.cmake").read_text("utf-8"))[1].split(", "):
        if package != "adduser":
            used[package] = "run"
    for header in headers(build):
        package = owner.get(header)
        if package and not COMPILER.match(package):
            used[package] = "headers"
    for library in libraries(program):
        real = str(pathlib.Path(library).resolve())
        package = owner.get(library) or owner.get(real)
        if package is None:
            raise SystemExit(f"bom: {library} belongs to no Debian package")
        used[package] = "linked"
    return used


def licences_of(package):
    """Of a machine-readable copyright file the licence of "Files: *"; what is not said so is not guessed."""
    file = pathlib.Path("/usr/share/doc") / package / "copyright"
    text = file.read_text("utf-8", "replace") if file.exists() else ""
    names = set()
    for paragraph in text.split("\n\n"):
        if re.search(r"^Files:\s*\*\s*$", paragraph, re.M):
            names |= set(re.findall(r"^License:[ \t]*(\S.*?)[ \t]*$", paragraph, re.M))
    return [{"license": {"name": name}} for name in sorted(names)] or [{"license": {"name": f"see {file}"}}]


def debian_component(package, use):
    asked = said_by("dpkg-query", "-W", "-f=${Version} ${source:Package}\\n", package).splitlines()[0]
    version, source = asked.split(" ")
    name = f"pkg:deb/debian/{package}@{version}?distro=debian-12"
    return {"type": "library", "bom-ref": name, "name": package, "version": version, "licenses": licences_of(package), "purl": name,
            "properties": [{"name": "ketnap:use", "value": DOES[use]}, {"name": "ketnap:source", "value": source}]}


def page_components():
    lock = json.loads((TOP / "web" / "package-lock.json").read_text("utf-8"))["packages"]
    for path, entry in sorted(lock.items()):
        if not path or entry.get("dev"):
            continue
        name = path.rpartition("node_modules/")[2]
        purl = f"pkg:npm/{name.replace('@', '%40', 1)}@{entry['version']}"
        digest = base64.b64decode(entry["integrity"].removeprefix("sha512-")).hex()
        licence = entry["license"]
        kind = {"expression": licence.strip("()")} if " " in licence else {"license": {"id": licence}}
        yield {"type": "library", "bom-ref": purl, "name": name, "version": entry["version"], "licenses": [kind], "purl": purl,
               "hashes": [{"alg": "SHA-512", "content": digest}]}


def made(program, build):
    version = re.search(r"project\(ketnap VERSION (\S+)", (TOP / "CMakeLists.txt").read_text("utf-8"))[1]
    components = [debian_component(p, use) for p, use in sorted(debian_packages(program, build).items())] + list(page_components())
    refs = [c["bom-ref"] for c in components]
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(refs))
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{number}", "version": 1,
            "metadata": {"component": {"type": "application", "bom-ref": "ketnap", "name": "ketnap", "version": version,
                                       "licenses": [{"license": {"id": "Apache-2.0"}}]}},
            "components": components, "dependencies": [{"ref": "ketnap", "dependsOn": refs}]}


def comparable(bom):
    """Component by component; a Debian package without its version, which Debian's own updates move."""
    out = {}
    for one in bom["components"]:
        one = dict(one)
        if one["purl"].startswith("pkg:deb/"):
            for name in ("version", "purl", "bom-ref"):
                one.pop(name)
            out[one["name"]] = one
        else:
            out[one["purl"]] = one
    return out


def differences(kept, now):
    before, after = comparable(kept), comparable(now)
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield f"{name} stands in the bill and is not built in"
        elif name not in before:
            yield f"{name} is built in and missing from the bill"
        elif before[name] != after[name]:
            yield f"{name} differs: {json.dumps(before[name])} / {json.dumps(after[name])}"
    if kept["metadata"] != now["metadata"]:
        yield "the bill is for another version of ketnap"


def text_of(bom):
    return json.dumps(bom, indent=1, ensure_ascii=False) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--build", type=pathlib.Path, default=BUILD)
    options = parser.parse_args()
    now = made(options.build / "ketnap", options.build)
    for file in [options.out] * bool(options.out) + [KEPT] * options.write:
        file.write_text(text_of(now), "utf-8")
    if options.check:
        found = list(differences(json.loads(KEPT.read_text("utf-8")), now))
        for line in found:
            print(f"bom: {line}")
        print(f"bom: {len(now['components'])} components" + (", as built" if not found else "; tools/bom.py --write makes it anew"))
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
