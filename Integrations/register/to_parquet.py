#!/usr/bin/env python3
"""Turns what `laixin export --into register.ndjson` wrote into Parquet, through DuckDB.

    pip install duckdb
    python3 to_parquet.py register.ndjson register.parquet

Days become dates, counts numbers, everything else stays text: a registration number is never taken for a number.
"""

import json
import sys

import duckdb

# As laixin names them; `letters` counts, the days are days, all others are text.
COLUMNS = {
    "number": "VARCHAR", "channel": "VARCHAR", "received": "DATE", "registered": "DATE", "letters": "INTEGER",
    "category": "VARCHAR", "purpose": "VARCHAR", "place": "VARCHAR", "title": "VARCHAR", "state": "VARCHAR",
    "body": "VARCHAR", "duty": "VARCHAR", "due": "DATE", "standing": "VARCHAR", "law": "VARCHAR",
    "outcome": "VARCHAR", "done": "DATE",
}


def main(source: str, target: str) -> int:
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in COLUMNS.items())
    with open(source, encoding="utf-8") as lines:
        known = {name for line in lines if line.strip() for name in json.loads(line)}
    if unknown := known - COLUMNS.keys():
        print(f"{source}: unknown columns {sorted(unknown)}", file=sys.stderr)
        return 1
    database = duckdb.connect()
    database.execute(
        f"CREATE TABLE register AS SELECT * FROM read_json(?, format = 'newline_delimited', columns = {{{columns}}})",
        [source],
    )
    database.execute(f"COPY register TO '{target.replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
    count = database.execute("SELECT count(*) FROM register").fetchone()[0]
    print(f"{count} rows: {target}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
