"""The plain job in DuckDB or Polars, for Benchmarks/run: peers.py duckdb|polars LOG

Items of the two kinds published on or after 15 February 2022, by unit and month; without the identities, rejects and
places that the program keeps. Names are trimmed, their spaces made one and their case lowered.
"""
import sys


def duckdb(log):
    import duckdb

    return duckdb.sql(
        f"""
        select regexp_replace(lower(trim("Đơn vị")), ' +', ' ', 'g') as unit,
               date_trunc('month', day) as month, count(*) as items
        from (select *, try_strptime("Ngày đăng", '%d/%m/%Y') as day
              from read_csv('{log}', header = true, all_varchar = true, quote = '"', escape = '"'))
        where "Loại" in ('Tin', 'Bài') and day between date '2022-02-15' and date '2022-12-31'
        group by all order by all
        """
    ).fetchall()


def polars(log):
    import polars as pl

    day = pl.col("Ngày đăng").str.to_date("%d/%m/%Y", strict=False)
    unit = pl.col("Đơn vị").str.strip_chars().str.replace_all(" +", " ").str.to_lowercase()
    frame = (
        pl.scan_csv(log, infer_schema=False)
        .filter(pl.col("Loại").is_in(["Tin", "Bài"]))
        .select(unit=unit, day=day)
        .filter(pl.col("day").is_between(pl.date(2022, 2, 15), pl.date(2022, 12, 31)))
        .group_by("unit", month=pl.col("day").dt.truncate("1mo"))
        .len()
        .sort("unit", "month")
    )
    return frame.collect(engine="streaming").rows()


print({"duckdb": duckdb, "polars": polars}[sys.argv[1]](sys.argv[2]))
