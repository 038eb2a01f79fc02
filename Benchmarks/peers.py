"""The plain job in DuckDB or Polars, for Benchmarks/run: peers.py duckdb|polars LOG

Items of the two kinds published on or after 15 February 2022, by unit and month; without the identities, rejects and
places that the program keeps. Each is asked in the way that it answers fastest: names are grouped as they are written and
folded here, of a date only the letters are looked at where that is enough.
"""
import sys


def fold(rows):
    """Counts by unit and month, from counts by name as written and month."""
    counts = {}
    for name, month, items in rows:
        if items and name:
            key = (" ".join(name.split()).lower(), month)
            counts[key] = counts.get(key, 0) + items
    return sorted((unit, month, items) for (unit, month), items in counts.items())


def duckdb(log):
    import duckdb

    # Its own reader finds that the column holds dates.
    return duckdb.sql(
        f"""
        select "Đơn vị", month("Ngày đăng"), count(*)
        from read_csv('{log}')
        where "Loại" in ('Tin', 'Bài') and "Ngày đăng" between date '2022-02-15' and date '2022-12-31'
        group by all
        """
    ).fetchall()


def polars(log):
    import polars as pl

    day = pl.col("Ngày đăng").str
    frame = (
        pl.scan_csv(log, infer_schema=False)
        .select(
            unit="Đơn vị",
            kind=pl.col("Loại").is_in(["Tin", "Bài"]),
            month=day.slice(3, 7),
            late=day.slice(0, 2) >= "15",
        )
        .group_by("unit", "kind", "month", "late")
        .len()
    )
    return [
        (unit, int(month[:2]), items)
        for unit, kind, month, late, items in frame.collect(engine="streaming").rows()
        if kind and month and month.endswith("/2022") and (month > "02/2022" or month == "02/2022" and late)
    ]


print(fold({"duckdb": duckdb, "polars": polars}[sys.argv[1]](sys.argv[2])))
