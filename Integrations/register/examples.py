#!/usr/bin/env python3
"""What an analyst does with an exported register, in pandas and in DuckDB.

    pip install duckdb pandas
    python3 examples.py register.ndjson register.parquet

Figures are of bodies and processes. Both ways must come to the same; the script says so, or fails.
"""

import sys

import duckdb
import pandas


def with_pandas(source: str) -> pandas.DataFrame:
    """Duties by body: how many, and how many are late."""
    register = pandas.read_json(source, lines=True, dtype={"number": str})
    for column in ("body", "standing"):
        if column not in register:
            register[column] = None
    late = register.standing.isin(["逾期", "迟延"])
    by_body = register.assign(late=late).groupby("body", dropna=True).agg(matters=("number", "size"), late=("late", "sum"))
    return by_body.sort_index().reset_index()


def with_duckdb(source: str) -> pandas.DataFrame:
    return duckdb.sql(
        """
        SELECT body, count(*) AS matters, count(*) FILTER (standing IN ('逾期', '迟延')) AS late
        FROM read_parquet($source) WHERE body IS NOT NULL GROUP BY body ORDER BY body
        """,
        params={"source": source},
    ).df()


def main(lines: str, parquet: str) -> int:
    first, second = with_pandas(lines), with_duckdb(parquet)
    print(first.to_string(index=False))
    same = first.values.tolist() == second.values.tolist()
    print("pandas and DuckDB agree" if same else f"DuckDB says otherwise:\n{second.to_string(index=False)}")
    return 0 if same and len(first) else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
