-- Policy revisions, identities and what brokers say of themselves. Needs PostgreSQL 13 or later.

CREATE SCHEMA topicwarden;

CREATE TABLE topicwarden.migration (
    version integer PRIMARY KEY,
    applied timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE topicwarden.policy_revision (
    revision bigint PRIMARY KEY,
    text     text NOT NULL,
    sha256   text NOT NULL CHECK (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
    author   text NOT NULL DEFAULT session_user,
    message  text NOT NULL,
    created  timestamptz NOT NULL DEFAULT now()
);

-- `changed` is the transaction that wrote the row last: brokers ask for rows of transactions that they may not have seen.
CREATE TABLE topicwarden.identity (
    name       text COLLATE "C" PRIMARY KEY CHECK (octet_length(name) BETWEEN 1 AND 1024 AND name !~ '[[:cntrl:]]'),
    password   text,
    roles      text[] NOT NULL DEFAULT '{}',
    attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    enabled    boolean NOT NULL DEFAULT true,
    changed    xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX identity_changed ON topicwarden.identity (changed);
CREATE INDEX identity_roles ON topicwarden.identity USING gin (roles);

CREATE TABLE topicwarden.identity_gone (
    name    text COLLATE "C" PRIMARY KEY,
    changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX identity_gone_changed ON topicwarden.identity_gone (changed);
CREATE INDEX identity_gone_at ON topicwarden.identity_gone (at);

-- The greatest `changed` of the rows of identity_gone that have been pruned. A broker whose last look does not lie behind it may
-- have missed one, and reads everything again.
CREATE TABLE topicwarden.identity_pruned (
    one     boolean PRIMARY KEY DEFAULT true CHECK (one),
    changed xid8 NOT NULL
);
INSERT INTO topicwarden.identity_pruned (changed) VALUES ('0');

CREATE TABLE topicwarden.broker_status (
    broker           text PRIMARY KEY,
    login            text NOT NULL DEFAULT session_user,
    revision         bigint,
    refused_revision bigint,
    refused_because  text,
    last_seen        timestamptz NOT NULL DEFAULT now()
);

-- Revisions are counted in the order in which they are committed, so that the greatest is always the newest.
CREATE FUNCTION topicwarden.count_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7479623019);
    SELECT coalesce(max(revision), 0) + 1 INTO NEW.revision FROM topicwarden.policy_revision;
    NEW.created := now();
    PERFORM pg_notify('topicwarden', 'p:' || NEW.revision);
    RETURN NEW;
END $$;

CREATE FUNCTION topicwarden.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is not permitted', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION topicwarden.mark_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.name <> OLD.name THEN
        RAISE EXCEPTION 'an identity keeps its name; insert another and delete this one';
    END IF;
    NEW.changed := pg_current_xact_id();
    RETURN NEW;
END $$;

-- Names that have been gone for a day are of use to nobody: every broker has looked since, or will read everything again. One at a
-- time prunes, so much at once that the table shrinks, and waits for nobody.
CREATE FUNCTION topicwarden.prune_gone() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    upto xid8;
BEGIN
    IF pg_try_advisory_xact_lock(7479623020) THEN
        WITH old AS (
            SELECT name FROM topicwarden.identity_gone
                WHERE at < now() - interval '1 day' AND changed < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY at LIMIT 1000 FOR UPDATE SKIP LOCKED
        ), pruned AS (
            DELETE FROM topicwarden.identity_gone AS gone USING old WHERE gone.name = old.name RETURNING gone.changed
        )
        SELECT changed INTO upto FROM pruned ORDER BY changed DESC LIMIT 1;
        UPDATE topicwarden.identity_pruned SET changed = upto WHERE changed < upto;
    END IF;
END $$;

-- Of few rows each name is told; of many only that there are, and brokers look for themselves.
CREATE FUNCTION topicwarden.tell_identities() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO topicwarden.identity_gone (name) SELECT name FROM touched
            ON CONFLICT (name) DO UPDATE SET changed = pg_current_xact_id(), at = now();
        PERFORM topicwarden.prune_gone();
    END IF;
    IF (SELECT count(*) FROM (SELECT 1 FROM touched LIMIT 101) AS few) > 100 THEN
        PERFORM pg_notify('topicwarden', 'i*');
    ELSE
        PERFORM pg_notify('topicwarden', 'i:' || name) FROM touched;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER count_revision BEFORE INSERT ON topicwarden.policy_revision
    FOR EACH ROW EXECUTE FUNCTION topicwarden.count_revision();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON topicwarden.policy_revision
    FOR EACH STATEMENT EXECUTE FUNCTION topicwarden.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON topicwarden.identity
    FOR EACH STATEMENT EXECUTE FUNCTION topicwarden.refuse_change();
CREATE TRIGGER mark_identity BEFORE INSERT OR UPDATE ON topicwarden.identity
    FOR EACH ROW EXECUTE FUNCTION topicwarden.mark_identity();
CREATE TRIGGER tell_inserted AFTER INSERT ON topicwarden.identity REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION topicwarden.tell_identities();
CREATE TRIGGER tell_updated AFTER UPDATE ON topicwarden.identity REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION topicwarden.tell_identities();
CREATE TRIGGER tell_deleted AFTER DELETE ON topicwarden.identity REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION topicwarden.tell_identities();

-- A broker reads, listens, and writes the rows of its own login about itself.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'topicwarden_broker') THEN
        CREATE ROLE topicwarden_broker NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'topicwarden_tool') THEN
        CREATE ROLE topicwarden_tool NOLOGIN;
    END IF;
END $$;
REVOKE ALL ON SCHEMA topicwarden FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA topicwarden FROM PUBLIC;
GRANT USAGE ON SCHEMA topicwarden TO topicwarden_broker, topicwarden_tool;
GRANT SELECT ON ALL TABLES IN SCHEMA topicwarden TO topicwarden_broker, topicwarden_tool;
GRANT INSERT (broker, revision, refused_revision, refused_because, last_seen),
      UPDATE (revision, refused_revision, refused_because, last_seen)
      ON topicwarden.broker_status TO topicwarden_broker;
GRANT INSERT (text, sha256, author, message) ON topicwarden.policy_revision TO topicwarden_tool;
GRANT INSERT (name, password, roles, attributes, enabled), UPDATE (password, roles, attributes, enabled), DELETE
      ON topicwarden.identity TO topicwarden_tool;
ALTER TABLE topicwarden.broker_status ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_all ON topicwarden.broker_status FOR SELECT USING (true);
CREATE POLICY write_own ON topicwarden.broker_status FOR INSERT WITH CHECK (login = session_user);
CREATE POLICY change_own ON topicwarden.broker_status FOR UPDATE USING (login = session_user);
