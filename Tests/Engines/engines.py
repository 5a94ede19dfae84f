"""The engines that scripts run on: each has run, rows, close, and the mark that quotes its names."""
import os
import re


class Engine:
    quote = '"'

    def cursor(self):
        return self.connection.cursor()

    def run(self, script):
        self.cursor().execute(script)

    def rows(self, query):
        cursor = self.cursor()
        cursor.execute(query)
        return [c[0] for c in cursor.description], cursor.fetchall()

    def close(self):
        self.connection.close()

    def quoted(self, name):
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote


class SQLite(Engine):
    def __init__(self, path=None, reads_only=False):
        import sqlite3
        if path:
            self.connection = sqlite3.connect(f"file:{path}?mode={'ro' if reads_only else 'rwc'}", uri=True)
        else:
            self.connection = sqlite3.connect(":memory:")

    def run(self, script):
        self.connection.executescript(script)


class DuckDB(Engine):
    def __init__(self, path=None, reads_only=False):
        import duckdb
        self.connection = duckdb.connect(path or ":memory:", read_only=reads_only)

    def cursor(self):
        # DuckDB's own cursors are sessions of their own, which see no temporary tables.
        return self.connection


class PostgreSQL(Engine):
    def __init__(self, path=None, reads_only=False):
        import psycopg2
        self.connection = psycopg2.connect(os.environ["JIFEN_POSTGRESQL"])
        self.connection.autocommit = True
        self.drops = path is not None and not reads_only
        if path is not None and reads_only:
            # A user who may look at the tables of others, and have temporary ones.
            self.run("DO $$ BEGIN CREATE ROLE reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
            self.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; SET SESSION AUTHORIZATION reader")
        elif path is not None:
            self.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO public")


class Spark(Engine):
    quote = "`"
    session = None

    def __init__(self, path=None, reads_only=False):
        if Spark.session is None:
            Spark.session = Spark.started("local[2]", 2)
        self.session = Spark.session.newSession()

    @staticmethod
    def started(master, partitions):
        from pyspark.sql import SparkSession
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        return (
            SparkSession.builder.master(master).config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false").config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", str(partitions))
            .config("spark.default.parallelism", str(partitions)).config("spark.driver.memory", "3g")
            .config("spark.sql.adaptive.enabled", "false").config("spark.log.level", "OFF").getOrCreate())

    def run(self, script):
        for text in statements(script):
            cached = re.match(r"CACHE TABLE `((?:[^`]|``)*)` AS\s", text)
            if cached:
                # What is cached is also cut off from what it was made of, or hundreds of small runs would spend
                # their time in planning.
                frame = self.session.sql(text[cached.end():]).localCheckpoint()
                frame.createOrReplaceTempView("`" + cached[1] + "`")
            else:
                self.session.sql(text)

    def rows(self, query):
        frame = self.session.sql(query)
        return frame.columns, [tuple(row) for row in frame.collect()]

    def close(self):
        self.session.catalog.clearCache()


def statements(script):
    """The statements of a script without its comments: they end where a line ends in a semicolon."""
    for statement in re.split(r";\n", script + "\n"):
        lines = [line for line in statement.split("\n") if not line.startswith("--")]
        text = "\n".join(lines).strip().rstrip(";")
        if text:
            yield text


ENGINES = {"sqlite": SQLite, "duckdb": DuckDB, "postgresql": PostgreSQL, "spark": Spark}
