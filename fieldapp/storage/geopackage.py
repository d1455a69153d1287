"""A GeoPackage of points: one file that QGIS and its like open as a map layer.

OGC 12-128r18 (GeoPackage 1.3.1): a SQLite file with its own application id, three tables that
describe it, and a feature table whose geometries are a short header and well-known binary.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from typing import Any

APPLICATION_ID = 0x47504B47  # "GPKG"
VERSION = 10301
WGS84 = 4326
_POINT = 1
_LITTLE_ENDIAN_NO_ENVELOPE = 1
_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "time": "DATETIME"}
_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
_TABLES = """
    CREATE TABLE gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    CREATE TABLE gpkg_contents (
        table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
        description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE,
        max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys (srs_id));
    CREATE TABLE gpkg_geometry_columns (
        table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents (table_name),
        column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
        srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys (srs_id),
        z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
"""

Feature = tuple[float | None, float | None, Sequence[Any]]
"""Latitude and longitude in degrees of WGS84, or None and None, and the values of the columns."""


def points(
    layer: str, title: str, columns: Mapping[str, str], features: Iterable[Feature], made_at: str
) -> bytes:
    """The file. `columns` are types by name: text, integer, real, time (UTC text).

    `layer` and the columns' names are identifiers; `made_at` is UTC text with milliseconds.
    """
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.executescript(_TABLES)
        _describe(db, layer, title, made_at)
        typed = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in columns.items())
        db.execute(
            f'CREATE TABLE "{layer}" (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom POINT, {typed})'
        )
        marks = ", ".join("?" * (len(columns) + 1))
        names = ", ".join(f'"{name}"' for name in columns)
        db.executemany(
            f'INSERT INTO "{layer}" (geom, {names}) VALUES ({marks})',
            ((_geometry(lat, lon), *values) for lat, lon, values in features),
        )
        db.commit()
        return db.serialize()


def _describe(db: sqlite3.Connection, layer: str, title: str, made_at: str) -> None:
    db.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
        [
            ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
            ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
            ("WGS 84", WGS84, "EPSG", WGS84, _WKT, "longitude and latitude in degrees"),
        ],
    )
    db.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id)"
        " VALUES (?, 'features', ?, ?, ?)",
        (layer, title, made_at, WGS84),
    )
    db.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (layer, WGS84)
    )


def _geometry(lat: float | None, lon: float | None) -> bytes | None:
    """The header (magic, version, flags, srs), then the point: x is the longitude."""
    if lat is None or lon is None:
        return None
    header = struct.pack("<2sBBi", b"GP", 0, _LITTLE_ENDIAN_NO_ENVELOPE, WGS84)
    return header + struct.pack("<BIdd", 1, _POINT, lon, lat)
