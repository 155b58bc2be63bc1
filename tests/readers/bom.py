"""Holds the bill of materials of a built site against CycloneDX's own schema, and its references against its parts.

    python bom.py BILL
"""

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
from referencing import Registry, Resource

# How many faults are worth reading.
SHOWN = 8


def schemas() -> Path:
    """The folder of schemas in the package of CycloneDX's authors, whose code is not run."""
    package = find_spec("cyclonedx")
    assert package and package.submodule_search_locations, "cyclonedx-python-lib is not installed"
    return Path(package.submodule_search_locations[0]) / "schema" / "_res"


def validator(version: str) -> jsonschema.Draft7Validator:
    """For bills of a version; what its schema refers to lies beside it."""
    folder = schemas()
    read = lambda name: json.loads((folder / f"{name}.SNAPSHOT.schema.json").read_text(encoding="utf-8"))
    registry = Registry()
    for path in folder.glob("*.schema.json"):
        resource = Resource.from_contents(json.loads(path.read_text(encoding="utf-8")))
        registry = registry.with_resource(f"http://cyclonedx.org/schema/{path.name}", resource)
    return jsonschema.Draft7Validator(read(f"bom-{version}"), registry=registry)


def faults(bill: dict[str, Any]) -> list[str]:
    """What the schema says, and what it can't say."""
    errors = validator(bill["specVersion"]).iter_errors(bill)
    found = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in errors]
    components = [bill["metadata"]["component"], *bill["components"]]
    known = [component["bom-ref"] for component in components]
    found += [f"{ref}: stands twice" for ref in set(known) if known.count(ref) > 1]
    for needs in bill["dependencies"]:
        found += [f"{ref}: is no component" for ref in (needs["ref"], *needs["dependsOn"]) if ref not in known]
    found += [f"{component['bom-ref']}: has no licence" for component in components if not component.get("licenses")]
    found += [
        f"{component['bom-ref']}: has a purl and no checksum"
        for component in components
        if "purl" in component and not component.get("hashes")
    ]
    return found


def main() -> int:
    bill = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = faults(bill)
    for fault in found[:SHOWN]:
        print(fault)
    # A schema that lets everything pass would be no test.
    broken = faults({**bill, "components": [{"name": 1, "bom-ref": "x"}]})
    passed = not found and bool(broken)
    print(f"{len(bill['components'])} components in CycloneDX {bill['specVersion']}, {len(found)} faults")
    print(f"test result: {'ok' if passed else 'FAILED'}. {int(passed)} passed; {int(not passed)} failed")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
