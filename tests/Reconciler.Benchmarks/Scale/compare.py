#!/usr/bin/env python3
"""The same work as a plain script does it, for the table of docs/performance.md.

    compare.py WORKTREE SCHEMAS PROFILE OUTPUT

Reads every spec of WORKTREE, validates each against its schema, renders for each phone a template of the size of PROFILE (a file that Reconciler
published), writes each file under another name and renames it, and syncs once. Prints how many files it wrote.

Debian: apt-get install python3-yaml python3-jsonschema python3-jinja2
"""
import json
import os
import sys

try:
    import jinja2
    import jsonschema
    import yaml
except ImportError as missing:
    sys.exit(f"compare.py: {missing}; install python3-yaml python3-jsonschema python3-jinja2.")

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KINDS = {"phones": "phone", "extensions": "extension", "profiles": "profile", "groups": "group", "routes": "route"}


def validators(folder):
    """One compiled validator a kind."""
    made = {}
    for kind in [*KINDS.values(), "site"]:
        with open(os.path.join(folder, f"{kind}.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        made[kind] = jsonschema.validators.validator_for(schema)(schema)
    return made


def read(work, checks):
    """All documents by kind, each of them valid."""
    found = {kind: [] for kind in checks}
    for folder, _, names in os.walk(work):
        top = os.path.relpath(folder, work).split(os.sep)[0]
        for name in names:
            kind = "site" if top == "." and name == "site.yaml" else KINDS.get(top)
            if kind is None or not name.endswith(".yaml"):
                continue
            with open(os.path.join(folder, name), "rb") as file:
                text = file.read().decode("utf-8")
            # The C loader reads 002584000000 as a number; the fleets here quote it.
            document = yaml.load(text, Loader=LOADER)
            for item in document if isinstance(document, list) else [document]:
                for error in checks[kind].iter_errors(item):
                    sys.exit(f"{folder}/{name}: {error.message}")
                found[kind].append(item)
    return found


def main(work, schemas, profile, output):
    with open(profile, encoding="utf-8") as file:
        constant = file.read()
    template = jinja2.Template("{{ constant }}<!-- {{ phone.mac }} {% for key in phone['keys'] %}{{ key }} {% endfor %}{{ name }} -->\n")
    found = read(work, validators(schemas))
    names = {str(extension["extension"]): extension.get("name", "") for extension in found["extension"]}
    for phone in found["phone"]:
        line = next((key["line"] for key in phone["keys"] if isinstance(key, dict) and "line" in key), "")
        folder = os.path.join(output, str(phone["mac"])[-2:])
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, f"spa{phone['mac']}.xml")
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(template.render(constant=constant, phone=phone, name=names.get(str(line), "")))
        os.rename(path + ".new", path)
    os.sync()
    print(len(found["phone"]))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
