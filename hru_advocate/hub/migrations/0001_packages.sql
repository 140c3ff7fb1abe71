-- Packages in two tables: the wrapped keys, which every laptop looks at, and the sealed rest, which whoever can open it
-- takes. Nothing here is readable: names are random, sizes are padded, and for whom a package is stands nowhere.

CREATE TABLE hru.wrapped (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name ~ '^[0-9a-f]{16}\.bin$'),
    put_by text NOT NULL DEFAULT session_user,
    put_on date NOT NULL DEFAULT current_date,
    keys bytea NOT NULL CHECK ((octet_length(keys) - 9) % 4672 = 0 AND octet_length(keys) BETWEEN 4681 AND 74761)
);

CREATE TABLE hru.sealed (
    number bigint PRIMARY KEY REFERENCES hru.wrapped ON DELETE CASCADE,
    put_by text NOT NULL DEFAULT session_user,
    content bytea NOT NULL CHECK (
        octet_length(content) BETWEEN 65564 AND 67108892
        AND ((octet_length(content) - 28) & (octet_length(content) - 29)) = 0
    )
);

-- Random bytes: not worth compressing, and parts of them can be read without the whole.
ALTER TABLE hru.wrapped ALTER COLUMN keys SET STORAGE EXTERNAL;
ALTER TABLE hru.sealed ALTER COLUMN content SET STORAGE EXTERNAL;

-- Numbers are given in the order in which packages come to be seen: whoever asks for those after a number misses none
-- that a slower neighbour was still putting.
CREATE FUNCTION hru.put_in_turn() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(749201);
    RETURN NULL;
END
$$;
CREATE TRIGGER in_turn BEFORE INSERT ON hru.wrapped FOR EACH STATEMENT EXECUTE FUNCTION hru.put_in_turn();

-- A laptop puts and takes, and takes away what it put itself. Nobody changes anything.
ALTER TABLE hru.wrapped ENABLE ROW LEVEL SECURITY;
ALTER TABLE hru.sealed ENABLE ROW LEVEL SECURITY;
CREATE POLICY look ON hru.wrapped FOR SELECT TO hru_laptop USING (true);
CREATE POLICY look ON hru.sealed FOR SELECT TO hru_laptop USING (true);
CREATE POLICY put ON hru.wrapped FOR INSERT TO hru_laptop WITH CHECK (put_by = session_user);
CREATE POLICY put ON hru.sealed FOR INSERT TO hru_laptop WITH CHECK (put_by = session_user);
CREATE POLICY withdraw ON hru.wrapped FOR DELETE TO hru_laptop USING (put_by = session_user);

GRANT USAGE ON SCHEMA hru TO hru_laptop, hru_watcher;
GRANT SELECT (number, name, keys), INSERT (name, keys), DELETE ON hru.wrapped TO hru_laptop;
GRANT SELECT (number, content), INSERT (number, content) ON hru.sealed TO hru_laptop;

-- Whoever watches sees counts, sizes and days, and no package.
CREATE VIEW hru.watched AS
    SELECT count(*) AS packages,
           coalesce(sum(octet_length(w.keys) + octet_length(s.content)), 0)::bigint AS bytes,
           min(w.put_on) AS oldest,
           max(w.put_on) AS newest,
           count(DISTINCT w.put_by) AS laptops
    FROM hru.wrapped w JOIN hru.sealed s USING (number);
GRANT SELECT ON hru.watched TO hru_watcher;
