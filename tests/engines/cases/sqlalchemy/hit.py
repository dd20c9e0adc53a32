from __future__ import annotations

import logging
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

log = logging.getLogger(__name__)

ENGINE = create_engine(
    "postgresql+psycopg2://warehouse:Damson4Trellis@wh-db.internal:5432/warehouse",
    pool_size=10,
    pool_pre_ping=True,
)
Session = sessionmaker(bind=ENGINE)


def legacy():
    import pymysql

    return pymysql.connect(
        host="10.8.0.4",
        user="legacy",
        password="b1scuit-Tin-Lid",
        db="legacy",
    )


def snowflake():
    return create_engine(
        "snowflake://etl:Verge%2BSycamore1@acme-eu1/analytics/public?warehouse=ETL"
    )
