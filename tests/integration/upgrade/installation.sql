BEGIN;
SELECT pg_catalog.set_config('search_path', '', true);
CREATE SCHEMA pgboss;
CREATE TYPE pgboss.job_state AS ENUM (
    'created',
    'retry',
    'active',
    'completed',
    'cancelled',
    'failed'
);
CREATE TYPE public.confidence AS ENUM (
    'high',
    'medium',
    'low'
);
CREATE TYPE public.deletion_kind AS ENUM (
    'repo',
    'user',
    'retention'
);
CREATE TYPE public.finding_event_type AS ENUM (
    'created',
    'status_changed',
    'severity_changed',
    'commented'
);
CREATE TYPE public.finding_source AS ENUM (
    'secrets',
    'static',
    'dependencies',
    'import'
);
CREATE TYPE public.finding_status AS ENUM (
    'open',
    'confirmed',
    'dismissed',
    'false_positive',
    'fixed'
);
CREATE TYPE public.fix_type AS ENUM (
    'code_change',
    'dependency_upgrade',
    'config_change',
    'manual_review'
);
CREATE TYPE public.remote_state AS ENUM (
    'pending',
    'found',
    'empty',
    'failed',
    'none'
);
CREATE TYPE public.scan_status AS ENUM (
    'queued',
    'ingesting',
    'ingested',
    'static_analysis',
    'reporting',
    'completed',
    'failed',
    'cancelled'
);
CREATE TYPE public.scan_type AS ENUM (
    'full',
    'incremental',
    'import'
);
CREATE TYPE public.severity AS ENUM (
    'critical',
    'high',
    'medium',
    'low'
);
CREATE TYPE public.source_type AS ENUM (
    'git_url',
    'github',
    'gitlab'
);
CREATE TYPE public.stage_status AS ENUM (
    'pending',
    'running',
    'completed',
    'failed',
    'skipped'
);
CREATE TYPE public.suppressed_by AS ENUM (
    'comment',
    'ignore_file',
    'allow_list'
);
CREATE TYPE public.token_scope AS ENUM (
    'repos:read',
    'repos:write',
    'scans:read',
    'scans:write',
    'findings:read',
    'findings:write'
);
CREATE TYPE public.user_role AS ENUM (
    'admin',
    'user'
);
CREATE FUNCTION pgboss.create_queue(queue_name text, options json) RETURNS void
    LANGUAGE plpgsql
    AS $_$
    DECLARE
      table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
      queue_created_on timestamptz;
    BEGIN
      WITH q as (
      INSERT INTO pgboss.queue (
        name,
        policy,
        retry_limit,
        retry_delay,
        retry_backoff,
        expire_seconds,
        retention_minutes,
        dead_letter,
        partition_name
      )
      VALUES (
        queue_name,
        options->>'policy',
        (options->>'retryLimit')::int,
        (options->>'retryDelay')::int,
        (options->>'retryBackoff')::bool,
        (options->>'expireInSeconds')::int,
        (options->>'retentionMinutes')::int,
        options->>'deadLetter',
        table_name
      )
      ON CONFLICT DO NOTHING
      RETURNING created_on
      )
      SELECT created_on into queue_created_on from q;
      IF queue_created_on IS NULL THEN
        RETURN;
      END IF;
      EXECUTE format('CREATE TABLE pgboss.%I (LIKE pgboss.job INCLUDING DEFAULTS)', table_name);
      EXECUTE format('ALTER TABLE pgboss.%1$I ADD PRIMARY KEY (name, id)', table_name);
      EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('ALTER TABLE pgboss.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON pgboss.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON pgboss.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
      EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON pgboss.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
      EXECUTE format('CREATE INDEX %1$s_i5 ON pgboss.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);
      EXECUTE format('ALTER TABLE pgboss.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
      EXECUTE format('ALTER TABLE pgboss.job ATTACH PARTITION pgboss.%I FOR VALUES IN (%L)', table_name, queue_name);
    END;
    $_$;
CREATE FUNCTION pgboss.delete_queue(queue_name text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    DECLARE
      table_name varchar;
    BEGIN
      WITH deleted as (
        DELETE FROM pgboss.queue
        WHERE name = queue_name
        RETURNING partition_name
      )
      SELECT partition_name from deleted INTO table_name;
      EXECUTE format('DROP TABLE IF EXISTS pgboss.%I', table_name);
    END;
    $$;
CREATE FUNCTION public.purge_findings(of_repo uuid, behind uuid, most integer) RETURNS uuid
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_sort TO 'off'
    SET enable_incremental_sort TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    SET jit TO 'off'
    SET lock_timeout TO '8s'
    SET backend_flush_after TO '256kB'
    AS $$
DECLARE
  history CONSTANT regclass := 'finding_events';
  -- What cascades take is counted by the server alone, and for the session: its numbers go into its statistics only
  -- between transactions.
  events_before CONSTANT bigint := COALESCE(pg_stat_get_xact_tuples_deleted(history), 0);
  ids uuid[];
  places tid[];
  number_gone bigint;
BEGIN
  -- Of what a server forgets when its power fails, the rows and the count of them come back together.
  PERFORM set_config('synchronous_commit', 'off', true);
  SELECT array_agg(id), array_agg(place) INTO ids, places FROM (
    SELECT id, ctid AS place FROM findings
    WHERE (repo_id, id) > (of_repo, behind)
      AND (repo_id, id) <= (of_repo, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
    ORDER BY repo_id, id LIMIT most
  ) AS batch;
  -- By where they lie: nobody moves rows of a hidden repo any more. Nor can another's row lie there by now, as the snapshot
  -- of the caller's statement keeps the place; that they are this repo's is asked so that no index answers it.
  DELETE FROM findings WHERE ctid = ANY(places) AND repo_id IS NOT DISTINCT FROM of_repo;
  GET DIAGNOSTICS number_gone = ROW_COUNT;
  UPDATE deletion_records AS r
  SET findings = r.findings + number_gone,
    events = r.events + COALESCE(pg_stat_get_xact_tuples_deleted(history), 0) - events_before
  WHERE r.id = of_repo;
  RETURN ids[most];
END
$$;
CREATE FUNCTION public.purge_scans(of_repo uuid, behind uuid, most integer) RETURNS uuid
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    SET enable_bitmapscan TO 'off'
    SET enable_sort TO 'off'
    SET enable_incremental_sort TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    SET jit TO 'off'
    SET lock_timeout TO '8s'
    SET backend_flush_after TO '256kB'
    AS $$
DECLARE
  ids uuid[];
  stages_gone bigint;
  scans_gone bigint;
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  SELECT array_agg(id) INTO ids FROM (
    SELECT id FROM scans
    WHERE (repo_id, id) > (of_repo, behind)
      AND (repo_id, id) <= (of_repo, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
    ORDER BY repo_id, id LIMIT most
  ) AS batch;
  DELETE FROM scan_stages WHERE scan_id = ANY(ids);
  GET DIAGNOSTICS stages_gone = ROW_COUNT;
  -- By their keys: a scan's row still moves where the account that asked for it goes, or the scan that it builds on.
  DELETE FROM scans WHERE id = ANY(ids);
  GET DIAGNOSTICS scans_gone = ROW_COUNT;
  UPDATE deletion_records AS r SET stages = r.stages + stages_gone, scans = r.scans + scans_gone WHERE r.id = of_repo;
  RETURN ids[most];
END
$$;
CREATE TABLE pgboss.archive (
    id uuid NOT NULL,
    name text NOT NULL,
    priority integer NOT NULL,
    data jsonb,
    state pgboss.job_state NOT NULL,
    retry_limit integer NOT NULL,
    retry_count integer NOT NULL,
    retry_delay integer NOT NULL,
    retry_backoff boolean NOT NULL,
    start_after timestamp with time zone NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval NOT NULL,
    created_on timestamp with time zone NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    archived_on timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE pgboss.job (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval DEFAULT '00:15:00'::interval NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text
)
PARTITION BY LIST (name);
CREATE TABLE pgboss.j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3 (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval DEFAULT '00:15:00'::interval NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    CONSTRAINT cjc CHECK ((name = '__pgboss__send-it'::text))
);
CREATE TABLE pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval DEFAULT '00:15:00'::interval NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    CONSTRAINT cjc CHECK ((name = 'repo.scan'::text))
);
CREATE TABLE pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9 (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval DEFAULT '00:15:00'::interval NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    CONSTRAINT cjc CHECK ((name = 'repo.look-up'::text))
);
CREATE TABLE pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72 (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    singleton_key text,
    singleton_on timestamp without time zone,
    expire_in interval DEFAULT '00:15:00'::interval NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '14 days'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    CONSTRAINT cjc CHECK ((name = 'repo.purge'::text))
);
CREATE TABLE pgboss.queue (
    name text NOT NULL,
    policy text,
    retry_limit integer,
    retry_delay integer,
    retry_backoff boolean,
    expire_seconds integer,
    retention_minutes integer,
    dead_letter text,
    partition_name text,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE pgboss.schedule (
    name text NOT NULL,
    cron text NOT NULL,
    timezone text,
    data jsonb,
    options jsonb,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE pgboss.subscription (
    event text NOT NULL,
    name text NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE pgboss.version (
    version integer NOT NULL,
    maintained_on timestamp with time zone,
    cron_on timestamp with time zone,
    monitored_on timestamp with time zone
);
CREATE TABLE public._prisma_migrations (
    id character varying(36) NOT NULL,
    checksum character varying(64) NOT NULL,
    finished_at timestamp with time zone,
    migration_name character varying(255) NOT NULL,
    logs text,
    rolled_back_at timestamp with time zone,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_steps_count integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.accounts (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    provider text NOT NULL,
    provider_account_id text NOT NULL,
    created_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.api_tokens (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    token_hash text NOT NULL,
    scopes public.token_scope[],
    expires_at timestamp(3) with time zone NOT NULL,
    created_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.content_results (
    id uuid NOT NULL,
    rule_set text NOT NULL,
    verdict text NOT NULL,
    keywords integer[],
    matches jsonb NOT NULL
);
CREATE TABLE public.deletion_records (
    id uuid NOT NULL,
    actor_id uuid,
    scans integer DEFAULT 0 NOT NULL,
    findings integer DEFAULT 0 NOT NULL,
    events integer DEFAULT 0 NOT NULL,
    requested_at timestamp(3) with time zone NOT NULL,
    finished_at timestamp(3) with time zone,
    contents integer DEFAULT 0 NOT NULL,
    kind public.deletion_kind DEFAULT 'repo'::public.deletion_kind NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    orphans integer,
    repos integer DEFAULT 0 NOT NULL,
    stages integer DEFAULT 0 NOT NULL,
    suppressions integer DEFAULT 0 NOT NULL,
    total integer
);
CREATE TABLE public.finding_events (
    id uuid NOT NULL,
    finding_id uuid NOT NULL,
    actor_id uuid,
    type public.finding_event_type NOT NULL,
    old_value text,
    new_value text,
    comment text,
    created_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.findings (
    id uuid NOT NULL,
    scan_id uuid NOT NULL,
    repo_id uuid NOT NULL,
    source public.finding_source NOT NULL,
    status public.finding_status NOT NULL,
    severity public.severity NOT NULL,
    confidence public.confidence NOT NULL,
    title text NOT NULL,
    description text,
    rule_id text NOT NULL,
    cwe_id text,
    cve_id text,
    file_path text NOT NULL,
    line_start integer NOT NULL,
    line_end integer,
    commit_sha text,
    in_tree boolean NOT NULL,
    code_snippet text,
    suggested_patch text,
    fix_type public.fix_type NOT NULL,
    fix_summary text,
    "references" text[],
    fingerprint text NOT NULL,
    first_seen_at timestamp(3) with time zone NOT NULL,
    last_seen_at timestamp(3) with time zone NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    digest text,
    introduced_at timestamp(3) with time zone,
    introduced_path text,
    removed_commit text,
    snippet_line integer,
    suppressed_by public.suppressed_by
);
CREATE TABLE public.idempotency_keys (
    user_id uuid NOT NULL,
    key text NOT NULL,
    digest text NOT NULL,
    status integer NOT NULL,
    resource_id uuid NOT NULL,
    created_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.installation (
    sole boolean DEFAULT true NOT NULL,
    key_check text NOT NULL,
    url text,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT installation_sole CHECK (sole)
);
CREATE TABLE public.orgs (
    id uuid NOT NULL,
    name text NOT NULL,
    created_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.password_links (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    token_hash text NOT NULL,
    expires_at timestamp(3) with time zone NOT NULL,
    created_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.rate_limits (
    key text NOT NULL,
    points integer NOT NULL,
    expires_at timestamp(3) with time zone
);
CREATE TABLE public.repo_contents (
    repo_id uuid NOT NULL,
    content_id uuid NOT NULL
);
CREATE TABLE public.repos (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    org_id uuid,
    name text NOT NULL,
    source_type public.source_type NOT NULL,
    remote_url text,
    default_branch text,
    last_commit_sha text,
    oauth_connection_id uuid,
    issue_auto_create_enabled boolean DEFAULT false NOT NULL,
    issue_auto_create_min_severity public.severity DEFAULT 'high'::public.severity NOT NULL,
    remote_state public.remote_state NOT NULL,
    remote_message text,
    remote_checked_at timestamp(3) with time zone,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    deleted_at timestamp(3) with time zone,
    scan_all_refs boolean DEFAULT false NOT NULL
);
CREATE TABLE public.retention_rules (
    subject text NOT NULL,
    days integer,
    updated_at timestamp(3) with time zone NOT NULL,
    looked_at timestamp(3) with time zone
);
CREATE TABLE public.rule_sets (
    version text NOT NULL,
    manifest jsonb NOT NULL,
    created_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.scan_stages (
    id uuid NOT NULL,
    scan_id uuid NOT NULL,
    name text NOT NULL,
    status public.stage_status NOT NULL,
    started_at timestamp(3) with time zone,
    completed_at timestamp(3) with time zone,
    numbers jsonb DEFAULT '{}'::jsonb NOT NULL,
    message text
);
CREATE TABLE public.scans (
    id uuid NOT NULL,
    repo_id uuid NOT NULL,
    scan_type public.scan_type NOT NULL,
    status public.scan_status NOT NULL,
    complete boolean,
    triggered_by uuid,
    commit_sha text,
    base_commit_sha text,
    parent_scan_id uuid,
    finding_count integer DEFAULT 0 NOT NULL,
    critical_count integer DEFAULT 0 NOT NULL,
    high_count integer DEFAULT 0 NOT NULL,
    medium_count integer DEFAULT 0 NOT NULL,
    low_count integer DEFAULT 0 NOT NULL,
    started_at timestamp(3) with time zone,
    completed_at timestamp(3) with time zone,
    error_message text,
    created_at timestamp(3) with time zone NOT NULL,
    updated_at timestamp(3) with time zone NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    coverage jsonb,
    fixed_count integer DEFAULT 0 NOT NULL,
    heartbeat_at timestamp(3) with time zone,
    history_tips text[] DEFAULT ARRAY[]::text[],
    new_count integer DEFAULT 0 NOT NULL,
    rule_set text
);
CREATE TABLE public.sessions (
    id uuid NOT NULL,
    token_hash text NOT NULL,
    user_id uuid NOT NULL,
    expires_at timestamp(3) with time zone NOT NULL,
    created_at timestamp(3) with time zone NOT NULL,
    address text,
    user_agent text
);
CREATE TABLE public.suppressions (
    id uuid NOT NULL,
    repo_id uuid NOT NULL,
    rule_id text,
    path text,
    reason text NOT NULL,
    created_by uuid,
    created_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.users (
    id uuid NOT NULL,
    email text NOT NULL,
    display_name text,
    role public.user_role NOT NULL,
    password_hash text,
    created_at timestamp(3) with time zone NOT NULL,
    deleted_at timestamp(3) with time zone
);
ALTER TABLE ONLY pgboss.job ATTACH PARTITION pgboss.j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3 FOR VALUES IN ('__pgboss__send-it');
ALTER TABLE ONLY pgboss.job ATTACH PARTITION pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d FOR VALUES IN ('repo.scan');
ALTER TABLE ONLY pgboss.job ATTACH PARTITION pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9 FOR VALUES IN ('repo.look-up');
ALTER TABLE ONLY pgboss.job ATTACH PARTITION pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72 FOR VALUES IN ('repo.purge');
INSERT INTO pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d VALUES ('01a2279c-a2f6-7744-9e43-7cfb8d219d85', 'repo.scan', 0, '{"repoId": "01a2279c-a2f6-7744-9e43-7cfb8d219d85"}', 'active', 3, 0, 5, true, '2026-11-29 14:01:51.88012+00', '2026-11-29 14:01:52.660591+00', NULL, NULL, '24:00:00', '2026-11-29 14:01:51.88012+00', NULL, '2026-12-13 14:01:51.88012+00', NULL, NULL, 'standard');
INSERT INTO pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d VALUES ('01a2279c-bc00-7737-b771-1bfd543e270a', 'repo.scan', 0, '{"repoId": "01a2279c-bc00-7737-b771-1bfd543e270a"}', 'created', 3, 0, 5, true, '2026-11-29 14:01:57.669714+00', NULL, NULL, NULL, '24:00:00', '2026-11-29 14:01:57.669714+00', NULL, '2026-12-13 14:01:57.669714+00', NULL, NULL, 'standard');
INSERT INTO pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9 VALUES ('01a2279c-cf16-70df-a934-c30d94aa9e0d', 'repo.look-up', 0, '{"repoId": "01a2279c-cf16-70df-a934-c30d94aa9e0d"}', 'created', 3, 0, 5, true, '2026-11-29 14:01:57.783023+00', NULL, NULL, NULL, '00:05:00', '2026-11-29 14:01:57.783023+00', NULL, '2026-12-13 14:01:57.783023+00', NULL, NULL, 'standard');
INSERT INTO pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9 VALUES ('01a2279c-cf36-7704-a4d8-1e5dddca5dfc', 'repo.look-up', 0, '{"repoId": "01a2279c-cf36-7704-a4d8-1e5dddca5dfc"}', 'created', 3, 0, 5, true, '2026-11-29 14:01:57.815034+00', NULL, NULL, NULL, '00:05:00', '2026-11-29 14:01:57.815034+00', NULL, '2026-12-13 14:01:57.815034+00', NULL, NULL, 'standard');
INSERT INTO pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72 VALUES ('01a2279c-7221-74ad-906c-0e3954c84ed1', 'repo.purge', 0, '{"repoId": "01a2279c-7221-74ad-906c-0e3954c84ed1"}', 'created', 3, 0, 5, true, '2026-11-29 14:01:59.957882+00', NULL, NULL, NULL, '24:00:00', '2026-11-29 14:01:57.957882+00', NULL, '2026-12-13 14:01:57.957882+00', NULL, NULL, 'standard');
INSERT INTO pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72 VALUES ('01a2279c-cf36-7704-a4d8-1e5dddca5dfc', 'repo.purge', 0, '{"repoId": "01a2279c-cf36-7704-a4d8-1e5dddca5dfc"}', 'created', 3, 0, 5, true, '2026-11-29 14:01:57.960109+00', NULL, NULL, NULL, '24:00:00', '2026-11-29 14:01:57.960109+00', NULL, '2026-12-13 14:01:57.960109+00', NULL, NULL, 'standard');
INSERT INTO pgboss.queue VALUES ('repo.look-up', 'standard', NULL, NULL, NULL, NULL, NULL, NULL, 'j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9', '2026-11-29 14:01:14.483497+00', '2026-11-29 14:01:14.483497+00');
INSERT INTO pgboss.queue VALUES ('repo.scan', 'standard', NULL, NULL, NULL, NULL, NULL, NULL, 'j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d', '2026-11-29 14:01:14.499665+00', '2026-11-29 14:01:14.499665+00');
INSERT INTO pgboss.queue VALUES ('repo.purge', 'standard', NULL, NULL, NULL, NULL, NULL, NULL, 'jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72', '2026-11-29 14:01:14.512999+00', '2026-11-29 14:01:14.512999+00');
INSERT INTO pgboss.queue VALUES ('__pgboss__send-it', 'standard', NULL, NULL, NULL, NULL, NULL, NULL, 'j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3', '2026-11-29 14:01:22.18314+00', '2026-11-29 14:01:22.18314+00');
INSERT INTO pgboss.version VALUES (24, NULL, '2026-11-29 14:01:22.462904+00', NULL);
INSERT INTO public._prisma_migrations VALUES ('7f61a36e-8dce-4f67-93f7-b3d8463ea8fb', 'fb3f00564554bf6162d82e7db4c8fb8abf6009049e6b6c85ffac2dd8984e1419', '2026-11-29 14:01:14.341+00', '20261122051941_init', NULL, NULL, '2026-11-29 14:01:14.249+00', 1);
INSERT INTO public._prisma_migrations VALUES ('29a6fbb2-e7eb-4750-b4ec-6187ff6796aa', '2562fc8122e9326906184449f68ad85f7493cce117d2efd727877314f244ed41', '2026-11-29 14:01:14.344+00', '20261122082142_session_origin', NULL, NULL, '2026-11-29 14:01:14.343+00', 1);
INSERT INTO public._prisma_migrations VALUES ('e1cc449c-1e3f-492d-942b-87ff33073c9d', '57f68d2f0f69c475efd745da34dc91140396153c95e219a3273c8907e2a9bbbd', '2026-11-29 14:01:14.393+00', '20261123143553_scanner', NULL, NULL, '2026-11-29 14:01:14.345+00', 1);
INSERT INTO public._prisma_migrations VALUES ('7d17b64f-c0ea-4f07-9df0-635cb67b6f14', 'fca44d0003e31cf7cea724774f1893f08718560203c7288d15093278bdf24b86', '2026-11-29 14:01:14.411+00', '20261123184144_deletions', NULL, NULL, '2026-11-29 14:01:14.393+00', 1);
INSERT INTO public._prisma_migrations VALUES ('9283f422-8eac-4be7-b435-6d29e73dfe3d', '2893c7bec7468345650f325611e94deca471efca1512ee8c939458c780b65592', '2026-11-29 14:01:14.413+00', '20261123233541_events_of_findings', NULL, NULL, '2026-11-29 14:01:14.413+00', 1);
INSERT INTO public._prisma_migrations VALUES ('a815a000-1966-4aa8-b1e2-d9183d8d15d0', '5c48435abd76bd5db77e56e06184cf4f387572e89d599e5620781d023bcc4f95', '2026-11-29 14:01:14.416+00', '20261124030000_purge_findings', NULL, NULL, '2026-11-29 14:01:14.414+00', 1);
INSERT INTO public._prisma_migrations VALUES ('d4c381e2-2d55-44a0-acbe-766d2ddcb21a', 'dcdc1eb29f14241aafcafda3516e023d1448b9275a7763e144ca31b12bb301fb', '2026-11-29 14:01:14.423+00', '20261128121839_retention_looked_at', NULL, NULL, '2026-11-29 14:01:14.419+00', 1);
INSERT INTO public._prisma_migrations VALUES ('3efca846-0c61-49fd-afdc-1b935d409fc8', 'cad28edc088382f78c7de69fc5b802c99edc14f3e1abf94333a6da05ada0e8d1', '2026-11-29 14:01:14.426+00', '20261128153900_purge_functions', NULL, NULL, '2026-11-29 14:01:14.426+00', 1);
INSERT INTO public._prisma_migrations VALUES ('8583b28f-d001-4b88-9db2-7e6705ace610', 'c96814bcdefa34e7dd6702ec0f16d171330feb7c7833e7654c0ec019a78e1157', '2026-11-29 14:01:14.445+00', '20261129062959_shared_rate_limits', NULL, NULL, '2026-11-29 14:01:14.427+00', 1);
INSERT INTO public._prisma_migrations VALUES ('65c57e0b-90db-4533-8b91-af97713d06fe', '22c2aaa68d548b8b56894fd7058d4b161b9b9581761445fb22d26f3055b59dd9', '2026-11-29 14:01:14.453+00', '20261129064603_installation', NULL, NULL, '2026-11-29 14:01:14.445+00', 1);
INSERT INTO public.api_tokens VALUES ('01a2279c-a283-71db-9fd6-13ed93c889c9', '01a2279c-4a99-7312-8d26-1f3fcb50fa18', 'ci', 'ef3d6060cbb0f2a18daa1b316d21d8aeb242f400567fd4c577bc29d37e61b47b', '{repos:read,findings:read,scans:read,scans:write}', '2100-01-01 00:00:00+00', '2026-11-29 14:01:46.351+00');
INSERT INTO public.content_results VALUES ('b3d8442e-67bb-88af-b892-95522c0e3d5f', 'b3b5a0ff5016', 'text', '{}', '[{"line": 1, "digest": "B66olcz6ZFv7fYIhP4woXwe075F6h2CFnezhMvPnlJU", "ruleId": "aws-access-key-id", "allowed": null, "lineEnd": 1, "snippet": "aws_access_key_id = \"AKIA••••••••\"\n", "severity": "medium", "confidence": "medium", "snippetLine": 1}]');
INSERT INTO public.content_results VALUES ('f00cac8b-e615-8a62-a32f-8457d8f0e67f', 'b3b5a0ff5016', 'text', '{}', '[{"line": 1, "digest": "bOjNFRBD9AJetUmlqpMdkj-iYRvrXM3p-AAead5nrNg", "ruleId": "aws-access-key-id", "allowed": null, "lineEnd": 1, "snippet": "aws_access_key_id = \"AKIA••••••••\"\n", "severity": "medium", "confidence": "medium", "snippetLine": 1}]');
INSERT INTO public.deletion_records VALUES ('01a2279c-840b-7581-985c-5a708ef5d660', '01a2279c-4a99-7312-8d26-1f3fcb50fa18', 1, 3, 3, '2026-11-29 14:01:46.147+00', '2026-11-29 14:01:46.27+00', 2, 'repo', 'scanned', 0, 0, 4, 0, NULL);
INSERT INTO public.deletion_records VALUES ('01a2279c-7221-74ad-906c-0e3954c84ed1', '01a2279c-4a99-7312-8d26-1f3fcb50fa18', 0, 0, 0, '2026-11-29 14:01:57.931+00', NULL, 0, 'repo', 'purging', NULL, 0, 0, 0, NULL);
INSERT INTO public.deletion_records VALUES ('01a2279c-4b49-7553-bc46-ff5d78ac8711', '01a2279c-495e-714b-9aa2-9e82b776a9d2', 0, 0, 0, '2026-11-29 14:01:57.942+00', NULL, 0, 'user', 'carl@example.com', NULL, 1, 0, 0, NULL);
INSERT INTO public.deletion_records VALUES ('01a2279c-cf36-7704-a4d8-1e5dddca5dfc', '01a2279c-495e-714b-9aa2-9e82b776a9d2', 0, 0, 0, '2026-11-29 14:01:57.942+00', NULL, 0, 'repo', 'waiting', NULL, 0, 0, 0, NULL);
INSERT INTO public.finding_events VALUES ('01a2279c-61e1-7515-badb-5ea690b78e6c', '01a2279c-61d7-721a-830b-fe6c5be6ede8', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:29.779+00');
INSERT INTO public.finding_events VALUES ('01a2279c-61e1-7515-badb-623b967133a7', '01a2279c-61d7-721a-830c-02fa6795c19e', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:29.779+00');
INSERT INTO public.finding_events VALUES ('01a2279c-62d4-71e0-b6a1-2ee05399efd4', '01a2279c-62d2-71d8-bf0b-420f965b3dd6', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:30.05+00');
INSERT INTO public.finding_events VALUES ('01a2279c-7159-7604-9675-7516f445194b', '01a2279c-61d7-721a-830c-02fa6795c19e', NULL, 'status_changed', 'open', 'dismissed', 'examples of the documentation', '2026-11-29 14:01:33.772+00');
INSERT INTO public.finding_events VALUES ('01a2279c-81e1-720d-ac51-eef79f92c31a', '01a2279c-81df-70d1-b020-e3a785d60630', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:38.005+00');
INSERT INTO public.finding_events VALUES ('01a2279c-81e1-720d-ac51-f13f0195b0b7', '01a2279c-81df-70d1-b020-e55de5808c20', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:38.005+00');
INSERT INTO public.finding_events VALUES ('01a2279c-8328-77ae-9fa0-46447d2a077e', '01a2279c-831c-75ad-ba49-7629265d369c', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:38.279+00');
INSERT INTO public.finding_events VALUES ('01a2279c-b5a9-7051-9df0-86c844919d2a', '01a2279c-b5a7-7413-bb6c-9599fd22809b', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:51.269+00');
INSERT INTO public.finding_events VALUES ('01a2279c-b5a9-7051-9df0-8b98cfd74c58', '01a2279c-b5a7-7413-bb6c-9a7c10bd0efa', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:51.269+00');
INSERT INTO public.finding_events VALUES ('01a2279c-b779-70eb-bd6e-c40a0acdd1f5', '01a2279c-b772-7638-aa35-e7e247f077d8', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:51.698+00');
INSERT INTO public.finding_events VALUES ('01a2279c-cbf3-74d2-bbef-430d3d37570d', '01a2279c-cbf1-760d-a496-3521c7672fac', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:56.967+00');
INSERT INTO public.finding_events VALUES ('01a2279c-cbf3-74d2-bbef-4648c9a61646', '01a2279c-cbf1-760d-a496-38719b55bfc7', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:56.967+00');
INSERT INTO public.finding_events VALUES ('01a2279c-cd4b-7139-8b66-f807513484e7', '01a2279c-cd41-7690-82b8-0f8f7f10f8c5', NULL, 'created', NULL, 'open', NULL, '2026-11-29 14:01:57.294+00');
INSERT INTO public.findings VALUES ('01a2279c-81df-70d1-b020-e3a785d60630', '01a2279c-7429-74bf-a4e2-d0611c95e7e6', '01a2279c-7221-74ad-906c-0e3954c84ed1', 'secrets', 'open', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'app.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', true, 'aws_access_key_id = "AKIA••••••••"
', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'it_Jq7FTw7iwmiAonIm2iB3yVWDnwFFgYy3kidhYRDI', '2026-11-29 14:01:38.005+00', '2026-11-29 14:01:38.005+00', '2026-11-29 14:01:38.005+00', '2026-11-29 14:01:38.005+00', 'bOjNFRBD9AJetUmlqpMdkj-iYRvrXM3p-AAead5nrNg', '2023-11-14 22:13:20+00', 'app.py', NULL, 1, NULL);
INSERT INTO public.findings VALUES ('01a2279c-81df-70d1-b020-e55de5808c20', '01a2279c-7429-74bf-a4e2-d0611c95e7e6', '01a2279c-7221-74ad-906c-0e3954c84ed1', 'secrets', 'open', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'docs/example.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', true, 'aws_access_key_id = "AKIA••••••••"
', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'WiFy9jB9XKbqvYwv6LevQSs2K5uc2C0TCA0Zu98YewQ', '2026-11-29 14:01:38.005+00', '2026-11-29 14:01:38.005+00', '2026-11-29 14:01:38.005+00', '2026-11-29 14:01:38.005+00', 'B66olcz6ZFv7fYIhP4woXwe075F6h2CFnezhMvPnlJU', '2023-11-14 22:13:20+00', 'docs/example.py', NULL, 1, NULL);
INSERT INTO public.findings VALUES ('01a2279c-61d7-721a-830b-fe6c5be6ede8', '01a2279c-653e-7615-85a1-45f1134eaf8c', '01a2279c-4bec-754a-b445-b72156ca264f', 'secrets', 'open', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'app.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', true, 'aws_access_key_id = "AKIA••••••••"
', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'it_Jq7FTw7iwmiAonIm2iB3yVWDnwFFgYy3kidhYRDI', '2026-11-29 14:01:29.779+00', '2026-11-29 14:01:33.772+00', '2026-11-29 14:01:29.779+00', '2026-11-29 14:01:33.772+00', 'bOjNFRBD9AJetUmlqpMdkj-iYRvrXM3p-AAead5nrNg', '2023-11-14 22:13:20+00', 'app.py', NULL, 1, NULL);
INSERT INTO public.findings VALUES ('01a2279c-61d7-721a-830c-02fa6795c19e', '01a2279c-653e-7615-85a1-45f1134eaf8c', '01a2279c-4bec-754a-b445-b72156ca264f', 'secrets', 'dismissed', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'docs/example.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', true, 'aws_access_key_id = "AKIA••••••••"
', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'WiFy9jB9XKbqvYwv6LevQSs2K5uc2C0TCA0Zu98YewQ', '2026-11-29 14:01:29.779+00', '2026-11-29 14:01:33.772+00', '2026-11-29 14:01:29.779+00', '2026-11-29 14:01:33.772+00', 'B66olcz6ZFv7fYIhP4woXwe075F6h2CFnezhMvPnlJU', '2023-11-14 22:13:20+00', 'docs/example.py', NULL, 1, 'allow_list');
INSERT INTO public.findings VALUES ('01a2279c-62d2-71d8-bf0b-420f965b3dd6', '01a2279c-653e-7615-85a1-45f1134eaf8c', '01a2279c-4bec-754a-b445-b72156ca264f', 'secrets', 'open', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'old.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', false, 'aws_access_key_id = "AKIA••••••••"', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'gNjmi_wVuRbt0SbvNFHe1EL2m54pmclBLzWtrZaN-No', '2026-11-29 14:01:30.05+00', '2026-11-29 14:01:33.879+00', '2026-11-29 14:01:30.05+00', '2026-11-29 14:01:33.879+00', 'Tqzti5p5yx1Y_Kqg5opAWhV1zHkAjDA3lnKoyfgt4YY', '2023-11-14 22:13:20+00', 'old.py', '038449ae92031e247486756a89456bb097910712', 1, NULL);
INSERT INTO public.findings VALUES ('01a2279c-831c-75ad-ba49-7629265d369c', '01a2279c-7429-74bf-a4e2-d0611c95e7e6', '01a2279c-7221-74ad-906c-0e3954c84ed1', 'secrets', 'open', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'old.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', false, 'aws_access_key_id = "AKIA••••••••"', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'gNjmi_wVuRbt0SbvNFHe1EL2m54pmclBLzWtrZaN-No', '2026-11-29 14:01:38.279+00', '2026-11-29 14:01:38.279+00', '2026-11-29 14:01:38.279+00', '2026-11-29 14:01:38.279+00', 'Tqzti5p5yx1Y_Kqg5opAWhV1zHkAjDA3lnKoyfgt4YY', '2023-11-14 22:13:20+00', 'old.py', '038449ae92031e247486756a89456bb097910712', 1, NULL);
INSERT INTO public.findings VALUES ('01a2279c-b772-7638-aa35-e7e247f077d8', '01a2279c-a3e1-7314-8b18-ecc0092550cf', '01a2279c-a2f6-7744-9e43-7cfb8d219d85', 'secrets', 'open', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'old.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', false, 'aws_access_key_id = "AKIA••••••••"', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'gNjmi_wVuRbt0SbvNFHe1EL2m54pmclBLzWtrZaN-No', '2026-11-29 14:01:51.698+00', '2026-11-29 14:01:51.698+00', '2026-11-29 14:01:51.698+00', '2026-11-29 14:01:51.698+00', 'Tqzti5p5yx1Y_Kqg5opAWhV1zHkAjDA3lnKoyfgt4YY', '2023-11-14 22:13:20+00', 'old.py', '038449ae92031e247486756a89456bb097910712', 1, NULL);
INSERT INTO public.findings VALUES ('01a2279c-b5a7-7413-bb6c-9599fd22809b', '01a2279c-a3e1-7314-8b18-ecc0092550cf', '01a2279c-a2f6-7744-9e43-7cfb8d219d85', 'secrets', 'open', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'app.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', true, 'aws_access_key_id = "AKIA••••••••"
', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'it_Jq7FTw7iwmiAonIm2iB3yVWDnwFFgYy3kidhYRDI', '2026-11-29 14:01:51.269+00', '2026-11-29 14:01:51.269+00', '2026-11-29 14:01:51.269+00', '2026-11-29 14:01:51.269+00', 'bOjNFRBD9AJetUmlqpMdkj-iYRvrXM3p-AAead5nrNg', '2023-11-14 22:13:20+00', 'app.py', NULL, 1, NULL);
INSERT INTO public.findings VALUES ('01a2279c-b5a7-7413-bb6c-9a7c10bd0efa', '01a2279c-a3e1-7314-8b18-ecc0092550cf', '01a2279c-a2f6-7744-9e43-7cfb8d219d85', 'secrets', 'open', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'docs/example.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', true, 'aws_access_key_id = "AKIA••••••••"
', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'WiFy9jB9XKbqvYwv6LevQSs2K5uc2C0TCA0Zu98YewQ', '2026-11-29 14:01:51.269+00', '2026-11-29 14:01:51.269+00', '2026-11-29 14:01:51.269+00', '2026-11-29 14:01:51.269+00', 'B66olcz6ZFv7fYIhP4woXwe075F6h2CFnezhMvPnlJU', '2023-11-14 22:13:20+00', 'docs/example.py', NULL, 1, NULL);
INSERT INTO public.findings VALUES ('01a2279c-cbf1-760d-a496-3521c7672fac', '01a2279c-bec0-72d1-a345-b3a8490d39c4', '01a2279c-bc00-7737-b771-1bfd543e270a', 'secrets', 'open', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'app.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', true, 'aws_access_key_id = "AKIA••••••••"
', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'it_Jq7FTw7iwmiAonIm2iB3yVWDnwFFgYy3kidhYRDI', '2026-11-29 14:01:56.967+00', '2026-11-29 14:01:56.967+00', '2026-11-29 14:01:56.967+00', '2026-11-29 14:01:56.967+00', 'bOjNFRBD9AJetUmlqpMdkj-iYRvrXM3p-AAead5nrNg', '2023-11-14 22:13:20+00', 'app.py', NULL, 1, NULL);
INSERT INTO public.findings VALUES ('01a2279c-cbf1-760d-a496-38719b55bfc7', '01a2279c-bec0-72d1-a345-b3a8490d39c4', '01a2279c-bc00-7737-b771-1bfd543e270a', 'secrets', 'open', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'docs/example.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', true, 'aws_access_key_id = "AKIA••••••••"
', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'WiFy9jB9XKbqvYwv6LevQSs2K5uc2C0TCA0Zu98YewQ', '2026-11-29 14:01:56.967+00', '2026-11-29 14:01:56.967+00', '2026-11-29 14:01:56.967+00', '2026-11-29 14:01:56.967+00', 'B66olcz6ZFv7fYIhP4woXwe075F6h2CFnezhMvPnlJU', '2023-11-14 22:13:20+00', 'docs/example.py', NULL, 1, NULL);
INSERT INTO public.findings VALUES ('01a2279c-cd41-7690-82b8-0f8f7f10f8c5', '01a2279c-bec0-72d1-a345-b3a8490d39c4', '01a2279c-bc00-7737-b771-1bfd543e270a', 'secrets', 'open', 'medium', 'medium', 'AWS access key id', 'It names the account and is one half of a pair: whoever finds its secret too acts as its owner.', 'aws-access-key-id', 'CWE-798', NULL, 'old.py', 1, 1, 'ef13d3af34f84190836d132a9b8da44d863924ae', false, 'aws_access_key_id = "AKIA••••••••"', NULL, 'config_change', 'Deactivate and delete the access key in IAM, and look for its secret, which is often close by.
Put the new value where it does not enter the repository: an environment variable or a secret store.
Remove the old value from the file. It stays in the history, which is why revoking it comes first.', '{https://console.aws.amazon.com/iam/home#/security_credentials,https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes}', 'gNjmi_wVuRbt0SbvNFHe1EL2m54pmclBLzWtrZaN-No', '2026-11-29 14:01:57.294+00', '2026-11-29 14:01:57.294+00', '2026-11-29 14:01:57.294+00', '2026-11-29 14:01:57.294+00', 'Tqzti5p5yx1Y_Kqg5opAWhV1zHkAjDA3lnKoyfgt4YY', '2023-11-14 22:13:20+00', 'old.py', '038449ae92031e247486756a89456bb097910712', 1, NULL);
INSERT INTO public.installation VALUES (true, 'goTrCc-4q4CXMVi13a9eXn1BKsmlsGBp', 'http://localhost:0', '2026-11-29 14:01:17.265+00', '2026-11-29 14:01:17.265+00');
INSERT INTO public.repo_contents VALUES ('01a2279c-4bec-754a-b445-b72156ca264f', 'b3d8442e-67bb-88af-b892-95522c0e3d5f');
INSERT INTO public.repo_contents VALUES ('01a2279c-4bec-754a-b445-b72156ca264f', 'f00cac8b-e615-8a62-a32f-8457d8f0e67f');
INSERT INTO public.repo_contents VALUES ('01a2279c-7221-74ad-906c-0e3954c84ed1', 'b3d8442e-67bb-88af-b892-95522c0e3d5f');
INSERT INTO public.repo_contents VALUES ('01a2279c-7221-74ad-906c-0e3954c84ed1', 'f00cac8b-e615-8a62-a32f-8457d8f0e67f');
INSERT INTO public.repo_contents VALUES ('01a2279c-a2f6-7744-9e43-7cfb8d219d85', 'b3d8442e-67bb-88af-b892-95522c0e3d5f');
INSERT INTO public.repo_contents VALUES ('01a2279c-a2f6-7744-9e43-7cfb8d219d85', 'f00cac8b-e615-8a62-a32f-8457d8f0e67f');
INSERT INTO public.repo_contents VALUES ('01a2279c-bc00-7737-b771-1bfd543e270a', 'b3d8442e-67bb-88af-b892-95522c0e3d5f');
INSERT INTO public.repo_contents VALUES ('01a2279c-bc00-7737-b771-1bfd543e270a', 'f00cac8b-e615-8a62-a32f-8457d8f0e67f');
INSERT INTO public.repos VALUES ('01a2279c-4bec-754a-b445-b72156ca264f', '01a2279c-4a99-7312-8d26-1f3fcb50fa18', NULL, 'scanned', 'git_url', 'http://127.0.0.1:{{port}}/scanned.git', 'main', '038449ae92031e247486756a89456bb097910712', NULL, false, 'high', 'found', NULL, '2026-11-29 14:01:24.543+00', '2026-11-29 14:01:24.196+00', '2026-11-29 14:01:24.543+00', NULL, false);
INSERT INTO public.repos VALUES ('01a2279c-a2f6-7744-9e43-7cfb8d219d85', '01a2279c-4a99-7312-8d26-1f3fcb50fa18', NULL, 'running', 'git_url', 'http://127.0.0.1:{{port}}/running.git', 'main', '038449ae92031e247486756a89456bb097910712', NULL, false, 'high', 'found', NULL, '2026-11-29 14:01:46.712+00', '2026-11-29 14:01:46.475+00', '2026-11-29 14:01:46.712+00', NULL, false);
INSERT INTO public.repos VALUES ('01a2279c-bc00-7737-b771-1bfd543e270a', '01a2279c-4a99-7312-8d26-1f3fcb50fa18', NULL, 'queued', 'git_url', 'http://127.0.0.1:{{port}}/queued.git', 'main', '038449ae92031e247486756a89456bb097910712', NULL, false, 'high', 'found', NULL, '2026-11-29 14:01:53.597+00', '2026-11-29 14:01:52.886+00', '2026-11-29 14:01:53.597+00', NULL, false);
INSERT INTO public.repos VALUES ('01a2279c-cf16-70df-a934-c30d94aa9e0d', '01a2279c-4a99-7312-8d26-1f3fcb50fa18', NULL, 'waiting', 'git_url', 'http://127.0.0.1:{{port}}/waiting.git', NULL, NULL, NULL, false, 'high', 'pending', NULL, NULL, '2026-11-29 14:01:57.762+00', '2026-11-29 14:01:57.762+00', NULL, false);
INSERT INTO public.repos VALUES ('01a2279c-7221-74ad-906c-0e3954c84ed1', '01a2279c-4a99-7312-8d26-1f3fcb50fa18', NULL, 'purging', 'git_url', 'http://127.0.0.1:{{port}}/purging.git', 'main', '038449ae92031e247486756a89456bb097910712', NULL, false, 'high', 'found', NULL, '2026-11-29 14:01:34.474+00', '2026-11-29 14:01:33.98+00', '2026-11-29 14:01:57.931+00', '2026-11-29 14:01:57.931+00', false);
INSERT INTO public.repos VALUES ('01a2279c-cf36-7704-a4d8-1e5dddca5dfc', '01a2279c-4b49-7553-bc46-ff5d78ac8711', NULL, 'waiting', 'git_url', 'http://127.0.0.1:{{port}}/waiting.git', NULL, NULL, NULL, false, 'high', 'pending', NULL, NULL, '2026-11-29 14:01:57.804+00', '2026-11-29 14:01:57.942+00', '2026-11-29 14:01:57.942+00', false);
INSERT INTO public.rule_sets VALUES ('b3b5a0ff5016', '{}', '2026-11-29 14:01:29.754+00');
INSERT INTO public.scan_stages VALUES ('01a2279c-b81c-7203-a53a-304d6d4143c6', '01a2279c-b80d-7646-91a6-74349afe338e', 'tree', 'pending', NULL, NULL, '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-b81c-7203-a53a-343dc644b136', '01a2279c-b80d-7646-91a6-74349afe338e', 'history', 'pending', NULL, NULL, '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-b81c-7203-a53a-3bfdf8a4ce63', '01a2279c-b80d-7646-91a6-74349afe338e', 'report', 'pending', NULL, NULL, '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-4dc1-7404-acf9-fe8654deaf6f', '01a2279c-4d6e-7254-b51d-b454c792bbdd', 'fetch', 'completed', '2026-11-29 14:01:26.374+00', '2026-11-29 14:01:26.75+00', '{"bytesReceived": 1892}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-4dc1-7404-acfa-027904c71487', '01a2279c-4d6e-7254-b51d-b454c792bbdd', 'tree', 'completed', '2026-11-29 14:01:26.828+00', '2026-11-29 14:01:29.858+00', '{"findings": 2, "bytesDone": 86, "filesDone": 2, "bytesTotal": 86, "filesTotal": 2}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-4dc1-7404-acfa-052630e6ce63', '01a2279c-4d6e-7254-b51d-b454c792bbdd', 'history', 'completed', '2026-11-29 14:01:29.877+00', '2026-11-29 14:01:30.13+00', '{"findings": 1, "commitsDone": 2, "commitsTotal": 2}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-4dc1-7404-acfa-0bf618c94d4f', '01a2279c-4d6e-7254-b51d-b454c792bbdd', 'report', 'completed', '2026-11-29 14:01:30.141+00', '2026-11-29 14:01:30.201+00', '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-bec3-701f-a370-5d1d67687b4b', '01a2279c-bec0-72d1-a345-b3a8490d39c4', 'fetch', 'completed', '2026-11-29 14:01:53.866+00', '2026-11-29 14:01:54.127+00', '{"bytesReceived": 1892}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-6566-75b6-b373-c358e11df8a4', '01a2279c-653e-7615-85a1-45f1134eaf8c', 'fetch', 'completed', '2026-11-29 14:01:31.354+00', '2026-11-29 14:01:31.674+00', '{"bytesReceived": 1892}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-6566-75b6-b373-c747da4acec4', '01a2279c-653e-7615-85a1-45f1134eaf8c', 'tree', 'completed', '2026-11-29 14:01:31.693+00', '2026-11-29 14:01:33.798+00', '{"findings": 0, "bytesDone": 86, "filesDone": 2, "bytesTotal": 86, "filesTotal": 2}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-6567-77d8-a948-e5c1d9e43d93', '01a2279c-653e-7615-85a1-45f1134eaf8c', 'history', 'completed', '2026-11-29 14:01:33.827+00', '2026-11-29 14:01:33.869+00', '{"commitsDone": 0, "commitsTotal": 0}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-a3ed-75d0-9fcf-73e08e27b451', '01a2279c-a3e1-7314-8b18-ecc0092550cf', 'fetch', 'completed', '2026-11-29 14:01:47.104+00', '2026-11-29 14:01:47.472+00', '{"bytesReceived": 1892}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-6567-77d8-a948-ea04edbd99c0', '01a2279c-653e-7615-85a1-45f1134eaf8c', 'report', 'completed', '2026-11-29 14:01:33.875+00', '2026-11-29 14:01:33.904+00', '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-7437-771b-ad6f-677dc5df77f9', '01a2279c-7429-74bf-a4e2-d0611c95e7e6', 'fetch', 'completed', '2026-11-29 14:01:34.97+00', '2026-11-29 14:01:35.377+00', '{"bytesReceived": 1892}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-bec3-701f-a370-624ebea929f2', '01a2279c-bec0-72d1-a345-b3a8490d39c4', 'tree', 'completed', '2026-11-29 14:01:54.138+00', '2026-11-29 14:01:56.999+00', '{"findings": 2, "bytesDone": 86, "filesDone": 2, "bytesTotal": 86, "filesTotal": 2}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-a3ed-75d0-9fcf-75e098e243f7', '01a2279c-a3e1-7314-8b18-ecc0092550cf', 'tree', 'completed', '2026-11-29 14:01:47.498+00', '2026-11-29 14:01:51.285+00', '{"findings": 2, "bytesDone": 86, "filesDone": 2, "bytesTotal": 86, "filesTotal": 2}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-b81c-7203-a53a-2f66eebcd97f', '01a2279c-b80d-7646-91a6-74349afe338e', 'fetch', 'running', '2026-11-29 14:01:52.723+00', NULL, '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-bec3-701f-a370-65c92a5111ae', '01a2279c-bec0-72d1-a345-b3a8490d39c4', 'history', 'completed', '2026-11-29 14:01:57.03+00', '2026-11-29 14:01:57.339+00', '{"findings": 1, "commitsDone": 2, "commitsTotal": 2}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-7438-7504-883a-fb3363a2c4f9', '01a2279c-7429-74bf-a4e2-d0611c95e7e6', 'tree', 'completed', '2026-11-29 14:01:35.393+00', '2026-11-29 14:01:38.049+00', '{"findings": 2, "bytesDone": 86, "filesDone": 2, "bytesTotal": 86, "filesTotal": 2}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-a3ed-75d0-9fcf-7b183446f4ad', '01a2279c-a3e1-7314-8b18-ecc0092550cf', 'history', 'completed', '2026-11-29 14:01:51.3+00', '2026-11-29 14:01:51.764+00', '{"findings": 1, "commitsDone": 2, "commitsTotal": 2}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-7438-7504-883a-fd37b638e393', '01a2279c-7429-74bf-a4e2-d0611c95e7e6', 'history', 'completed', '2026-11-29 14:01:38.06+00', '2026-11-29 14:01:38.368+00', '{"findings": 1, "commitsDone": 2, "commitsTotal": 2}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-7438-7504-883b-01ae37550776', '01a2279c-7429-74bf-a4e2-d0611c95e7e6', 'report', 'completed', '2026-11-29 14:01:38.384+00', '2026-11-29 14:01:38.42+00', '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-bec3-701f-a370-68734082b1ec', '01a2279c-bec0-72d1-a345-b3a8490d39c4', 'report', 'completed', '2026-11-29 14:01:57.35+00', '2026-11-29 14:01:57.383+00', '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-cec9-77d0-a9c5-21d179585dd7', '01a2279c-ceb1-77a3-9e64-8b10b8c465c5', 'fetch', 'pending', NULL, NULL, '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-cec9-77d0-a9c5-272ce990fdda', '01a2279c-ceb1-77a3-9e64-8b10b8c465c5', 'tree', 'pending', NULL, NULL, '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-cec9-77d0-a9c5-29f419cc2a64', '01a2279c-ceb1-77a3-9e64-8b10b8c465c5', 'history', 'pending', NULL, NULL, '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-a3ed-75d0-9fcf-7c22cde187f0', '01a2279c-a3e1-7314-8b18-ecc0092550cf', 'report', 'completed', '2026-11-29 14:01:51.78+00', '2026-11-29 14:01:51.801+00', '{}', NULL);
INSERT INTO public.scan_stages VALUES ('01a2279c-cec9-77d0-a9c5-2e6645885ed8', '01a2279c-ceb1-77a3-9e64-8b10b8c465c5', 'report', 'pending', NULL, NULL, '{}', NULL);
INSERT INTO public.scans VALUES ('01a2279c-4d6e-7254-b51d-b454c792bbdd', '01a2279c-4bec-754a-b445-b72156ca264f', 'full', 'completed', true, NULL, '038449ae92031e247486756a89456bb097910712', NULL, NULL, 3, 0, 0, 3, 0, '2026-11-29 14:01:26.159+00', '2026-11-29 14:01:30.224+00', NULL, '2026-11-29 14:01:24.543+00', '2026-11-29 14:01:30.224+00', 1, '{"engines": [{"name": "secrets", "rules": 695, "version": "b3b5a0ff5016"}], "history": {"scope": "branch", "bytesAdded": 126, "commitsKnown": 0, "commitsWalked": 2}, "skipped": [], "complete": true, "limitsHit": [], "suppressed": [], "filesReused": 0, "bytesScanned": 86, "filesScanned": 2, "advisoryDataAt": null}', 0, '2026-11-29 14:01:30.142+00', '{038449ae92031e247486756a89456bb097910712}', 3, 'b3b5a0ff5016');
INSERT INTO public.scans VALUES ('01a2279c-653e-7615-85a1-45f1134eaf8c', '01a2279c-4bec-754a-b445-b72156ca264f', 'incremental', 'completed', true, '01a2279c-4a99-7312-8d26-1f3fcb50fa18', '038449ae92031e247486756a89456bb097910712', '038449ae92031e247486756a89456bb097910712', '01a2279c-4d6e-7254-b51d-b454c792bbdd', 2, 0, 0, 2, 0, '2026-11-29 14:01:31.332+00', '2026-11-29 14:01:33.926+00', NULL, '2026-11-29 14:01:30.669+00', '2026-11-29 14:01:33.926+00', 1, '{"engines": [{"name": "secrets", "rules": 695, "version": "b3b5a0ff5016"}], "history": {"scope": "branch", "bytesAdded": 0, "commitsKnown": 2, "commitsWalked": 0}, "skipped": [], "complete": true, "limitsHit": [], "suppressed": [{"by": "allow_list", "examples": ["docs/example.py:1"], "findings": 1}], "filesReused": 2, "bytesScanned": 86, "filesScanned": 2, "advisoryDataAt": null}', 0, '2026-11-29 14:01:33.876+00', '{038449ae92031e247486756a89456bb097910712}', 0, 'b3b5a0ff5016');
INSERT INTO public.scans VALUES ('01a2279c-7429-74bf-a4e2-d0611c95e7e6', '01a2279c-7221-74ad-906c-0e3954c84ed1', 'full', 'completed', true, NULL, '038449ae92031e247486756a89456bb097910712', NULL, NULL, 3, 0, 0, 3, 0, '2026-11-29 14:01:34.957+00', '2026-11-29 14:01:38.462+00', NULL, '2026-11-29 14:01:34.474+00', '2026-11-29 14:01:38.462+00', 1, '{"engines": [{"name": "secrets", "rules": 695, "version": "b3b5a0ff5016"}], "history": {"scope": "branch", "bytesAdded": 126, "commitsKnown": 0, "commitsWalked": 2}, "skipped": [], "complete": true, "limitsHit": [], "suppressed": [], "filesReused": 2, "bytesScanned": 86, "filesScanned": 2, "advisoryDataAt": null}', 0, '2026-11-29 14:01:38.385+00', '{038449ae92031e247486756a89456bb097910712}', 3, 'b3b5a0ff5016');
INSERT INTO public.scans VALUES ('01a2279c-a3e1-7314-8b18-ecc0092550cf', '01a2279c-a2f6-7744-9e43-7cfb8d219d85', 'full', 'completed', true, NULL, '038449ae92031e247486756a89456bb097910712', NULL, NULL, 3, 0, 0, 3, 0, '2026-11-29 14:01:47.069+00', '2026-11-29 14:01:51.818+00', NULL, '2026-11-29 14:01:46.712+00', '2026-11-29 14:01:51.818+00', 1, '{"engines": [{"name": "secrets", "rules": 695, "version": "b3b5a0ff5016"}], "history": {"scope": "branch", "bytesAdded": 126, "commitsKnown": 0, "commitsWalked": 2}, "skipped": [], "complete": true, "limitsHit": [], "suppressed": [], "filesReused": 2, "bytesScanned": 86, "filesScanned": 2, "advisoryDataAt": null}', 0, '2026-11-29 14:01:51.781+00', '{038449ae92031e247486756a89456bb097910712}', 3, 'b3b5a0ff5016');
INSERT INTO public.scans VALUES ('01a2279c-b80d-7646-91a6-74349afe338e', '01a2279c-a2f6-7744-9e43-7cfb8d219d85', 'incremental', 'ingesting', NULL, '01a2279c-4a99-7312-8d26-1f3fcb50fa18', NULL, '038449ae92031e247486756a89456bb097910712', '01a2279c-a3e1-7314-8b18-ecc0092550cf', 0, 0, 0, 0, 0, '2026-11-29 14:01:52.678+00', NULL, NULL, '2026-11-29 14:01:51.872+00', '2026-11-29 14:01:57.275+00', 1, NULL, 0, '2026-11-29 14:01:57.278+00', '{}', 0, NULL);
INSERT INTO public.scans VALUES ('01a2279c-bec0-72d1-a345-b3a8490d39c4', '01a2279c-bc00-7737-b771-1bfd543e270a', 'full', 'completed', true, NULL, '038449ae92031e247486756a89456bb097910712', NULL, NULL, 3, 0, 0, 3, 0, '2026-11-29 14:01:53.845+00', '2026-11-29 14:01:57.39+00', NULL, '2026-11-29 14:01:53.597+00', '2026-11-29 14:01:57.39+00', 1, '{"engines": [{"name": "secrets", "rules": 695, "version": "b3b5a0ff5016"}], "history": {"scope": "branch", "bytesAdded": 126, "commitsKnown": 0, "commitsWalked": 2}, "skipped": [], "complete": true, "limitsHit": [], "suppressed": [], "filesReused": 2, "bytesScanned": 86, "filesScanned": 2, "advisoryDataAt": null}', 0, '2026-11-29 14:01:57.351+00', '{038449ae92031e247486756a89456bb097910712}', 3, 'b3b5a0ff5016');
INSERT INTO public.scans VALUES ('01a2279c-ceb1-77a3-9e64-8b10b8c465c5', '01a2279c-bc00-7737-b771-1bfd543e270a', 'incremental', 'queued', NULL, '01a2279c-4a99-7312-8d26-1f3fcb50fa18', NULL, '038449ae92031e247486756a89456bb097910712', '01a2279c-bec0-72d1-a345-b3a8490d39c4', 0, 0, 0, 0, 0, NULL, NULL, NULL, '2026-11-29 14:01:57.63+00', '2026-11-29 14:01:57.63+00', 0, NULL, 0, NULL, '{}', 0, NULL);
INSERT INTO public.sessions VALUES ('01a2279c-4970-739e-a706-7888844896e9', 'd6022e2560114f693bfd1de39a49bc585141be55ed7d4e8c1d8af62febc038c7', '01a2279c-495e-714b-9aa2-9e82b776a9d2', '2026-12-06 14:01:23.391+00', '2026-11-29 14:01:23.391+00', '127.0.0.1', 'node');
INSERT INTO public.sessions VALUES ('01a2279c-4ab0-71f0-b429-6e3059a2fb91', '4e8c39159fdd2989c5862781e55c4affeecaf6e1bd8bb641a76635255ca7fb15', '01a2279c-4a99-7312-8d26-1f3fcb50fa18', '2026-12-06 14:01:23.674+00', '2026-11-29 14:01:23.674+00', '127.0.0.1', 'node');
INSERT INTO public.suppressions VALUES ('01a2279c-64bb-75a4-93b0-7478dcbf9f45', '01a2279c-4bec-754a-b445-b72156ca264f', NULL, 'docs/', 'examples of the documentation', '01a2279c-4a99-7312-8d26-1f3fcb50fa18', '2026-11-29 14:01:30.503+00');
INSERT INTO public.users VALUES ('01a2279c-495e-714b-9aa2-9e82b776a9d2', 'ada@example.com', NULL, 'admin', '$argon2id$v=19$m=19456,t=2,p=1$bOe6Rm6ucqgoYIhTLn3kIw$w+hQQplRLijHEZvGW8ub3xUrIhqFvdf01qFTwPWBRl4', '2026-11-29 14:01:23.391+00', NULL);
INSERT INTO public.users VALUES ('01a2279c-4a99-7312-8d26-1f3fcb50fa18', 'bob@example.com', NULL, 'user', '$argon2id$v=19$m=19456,t=2,p=1$zIql7rFx3eNeihhAcdIvqg$cV1WdKm/jM94T31ji6k7EU5hs/O/XMchaJ+wfeicKrQ', '2026-11-29 14:01:23.674+00', NULL);
INSERT INTO public.users VALUES ('01a2279c-4b49-7553-bc46-ff5d78ac8711', 'deleted 01a2279c-4b49-7553-bc46-ff5d78ac8711', NULL, 'user', NULL, '2026-11-29 14:01:23.945+00', '2026-11-29 14:01:57.942+00');
ALTER TABLE ONLY pgboss.archive
    ADD CONSTRAINT archive_pkey PRIMARY KEY (name, id);
ALTER TABLE ONLY pgboss.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (name, id);
ALTER TABLE ONLY pgboss.j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3
    ADD CONSTRAINT j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3_pkey PRIMARY KEY (name, id);
ALTER TABLE ONLY pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d
    ADD CONSTRAINT j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d_pkey PRIMARY KEY (name, id);
ALTER TABLE ONLY pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9
    ADD CONSTRAINT j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9_pkey PRIMARY KEY (name, id);
ALTER TABLE ONLY pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72
    ADD CONSTRAINT jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72_pkey PRIMARY KEY (name, id);
ALTER TABLE ONLY pgboss.queue
    ADD CONSTRAINT queue_pkey PRIMARY KEY (name);
ALTER TABLE ONLY pgboss.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (name);
ALTER TABLE ONLY pgboss.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (event, name);
ALTER TABLE ONLY pgboss.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public._prisma_migrations
    ADD CONSTRAINT _prisma_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.content_results
    ADD CONSTRAINT content_results_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.deletion_records
    ADD CONSTRAINT deletion_records_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.finding_events
    ADD CONSTRAINT finding_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.findings
    ADD CONSTRAINT findings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_id, key);
ALTER TABLE ONLY public.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (sole);
ALTER TABLE ONLY public.orgs
    ADD CONSTRAINT orgs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.password_links
    ADD CONSTRAINT password_links_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rate_limits
    ADD CONSTRAINT rate_limits_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.repo_contents
    ADD CONSTRAINT repo_contents_pkey PRIMARY KEY (repo_id, content_id);
ALTER TABLE ONLY public.repos
    ADD CONSTRAINT repos_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.retention_rules
    ADD CONSTRAINT retention_rules_pkey PRIMARY KEY (subject);
ALTER TABLE ONLY public.rule_sets
    ADD CONSTRAINT rule_sets_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.scan_stages
    ADD CONSTRAINT scan_stages_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.scans
    ADD CONSTRAINT scans_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.suppressions
    ADD CONSTRAINT suppressions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE INDEX archive_i1 ON pgboss.archive USING btree (archived_on);
CREATE UNIQUE INDEX j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3_i1 ON pgboss.j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3 USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::pgboss.job_state) AND (policy = 'short'::text));
CREATE UNIQUE INDEX j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3_i2 ON pgboss.j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3 USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::pgboss.job_state) AND (policy = 'singleton'::text));
CREATE UNIQUE INDEX j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3_i3 ON pgboss.j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3 USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'stately'::text));
CREATE UNIQUE INDEX j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3_i4 ON pgboss.j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3 USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::pgboss.job_state) AND (singleton_on IS NOT NULL));
CREATE INDEX j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3_i5 ON pgboss.j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3 USING btree (name, start_after) INCLUDE (priority, created_on, id) WHERE (state < 'active'::pgboss.job_state);
CREATE UNIQUE INDEX j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d_i1 ON pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::pgboss.job_state) AND (policy = 'short'::text));
CREATE UNIQUE INDEX j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d_i2 ON pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::pgboss.job_state) AND (policy = 'singleton'::text));
CREATE UNIQUE INDEX j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d_i3 ON pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'stately'::text));
CREATE UNIQUE INDEX j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d_i4 ON pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::pgboss.job_state) AND (singleton_on IS NOT NULL));
CREATE INDEX j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d_i5 ON pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d USING btree (name, start_after) INCLUDE (priority, created_on, id) WHERE (state < 'active'::pgboss.job_state);
CREATE UNIQUE INDEX j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9_i1 ON pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9 USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::pgboss.job_state) AND (policy = 'short'::text));
CREATE UNIQUE INDEX j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9_i2 ON pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9 USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::pgboss.job_state) AND (policy = 'singleton'::text));
CREATE UNIQUE INDEX j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9_i3 ON pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9 USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'stately'::text));
CREATE UNIQUE INDEX j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9_i4 ON pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9 USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::pgboss.job_state) AND (singleton_on IS NOT NULL));
CREATE INDEX j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9_i5 ON pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9 USING btree (name, start_after) INCLUDE (priority, created_on, id) WHERE (state < 'active'::pgboss.job_state);
CREATE UNIQUE INDEX jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72_i1 ON pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72 USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::pgboss.job_state) AND (policy = 'short'::text));
CREATE UNIQUE INDEX jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72_i2 ON pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72 USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::pgboss.job_state) AND (policy = 'singleton'::text));
CREATE UNIQUE INDEX jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72_i3 ON pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72 USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'stately'::text));
CREATE UNIQUE INDEX jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72_i4 ON pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72 USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::pgboss.job_state) AND (singleton_on IS NOT NULL));
CREATE INDEX jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72_i5 ON pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72 USING btree (name, start_after) INCLUDE (priority, created_on, id) WHERE (state < 'active'::pgboss.job_state);
CREATE UNIQUE INDEX accounts_provider_provider_account_id_key ON public.accounts USING btree (provider, provider_account_id);
CREATE INDEX accounts_user_id_provider_idx ON public.accounts USING btree (user_id, provider);
CREATE UNIQUE INDEX api_tokens_token_hash_key ON public.api_tokens USING btree (token_hash);
CREATE INDEX api_tokens_user_id_idx ON public.api_tokens USING btree (user_id);
CREATE INDEX content_results_rule_set_idx ON public.content_results USING btree (rule_set);
CREATE INDEX deletion_records_actor_id_requested_at_idx ON public.deletion_records USING btree (actor_id, requested_at DESC);
CREATE INDEX deletion_records_finished_at_idx ON public.deletion_records USING btree (finished_at);
CREATE INDEX deletion_records_requested_at_idx ON public.deletion_records USING btree (requested_at DESC);
CREATE INDEX finding_events_actor_id_id_idx ON public.finding_events USING btree (actor_id, id);
CREATE INDEX finding_events_finding_id_idx ON public.finding_events USING btree (finding_id);
CREATE UNIQUE INDEX findings_repo_id_fingerprint_key ON public.findings USING btree (repo_id, fingerprint);
CREATE INDEX findings_repo_id_id_idx ON public.findings USING btree (repo_id, id);
CREATE INDEX findings_repo_id_status_severity_idx ON public.findings USING btree (repo_id, status, severity);
CREATE INDEX findings_scan_id_id_idx ON public.findings USING btree (scan_id, id DESC);
CREATE INDEX idempotency_keys_created_at_idx ON public.idempotency_keys USING btree (created_at);
CREATE UNIQUE INDEX password_links_token_hash_key ON public.password_links USING btree (token_hash);
CREATE INDEX password_links_user_id_idx ON public.password_links USING btree (user_id);
CREATE INDEX rate_limits_expires_at_idx ON public.rate_limits USING btree (expires_at);
CREATE INDEX repo_contents_content_id_idx ON public.repo_contents USING btree (content_id);
CREATE INDEX repos_deleted_at_idx ON public.repos USING btree (deleted_at);
CREATE INDEX repos_oauth_connection_id_idx ON public.repos USING btree (oauth_connection_id);
CREATE INDEX repos_org_id_idx ON public.repos USING btree (org_id);
CREATE INDEX repos_remote_state_idx ON public.repos USING btree (remote_state);
CREATE INDEX repos_user_id_id_idx ON public.repos USING btree (user_id, id DESC);
CREATE UNIQUE INDEX scan_stages_scan_id_name_key ON public.scan_stages USING btree (scan_id, name);
CREATE INDEX scans_parent_scan_id_idx ON public.scans USING btree (parent_scan_id);
CREATE INDEX scans_repo_id_id_idx ON public.scans USING btree (repo_id, id);
CREATE INDEX scans_status_heartbeat_at_idx ON public.scans USING btree (status, heartbeat_at);
CREATE INDEX scans_triggered_by_idx ON public.scans USING btree (triggered_by);
CREATE UNIQUE INDEX sessions_token_hash_key ON public.sessions USING btree (token_hash);
CREATE INDEX sessions_user_id_idx ON public.sessions USING btree (user_id);
CREATE INDEX suppressions_created_by_idx ON public.suppressions USING btree (created_by);
CREATE INDEX suppressions_repo_id_id_idx ON public.suppressions USING btree (repo_id, id DESC);
CREATE INDEX users_deleted_at_idx ON public.users USING btree (deleted_at);
CREATE UNIQUE INDEX users_email_key ON public.users USING btree (email);
ALTER INDEX pgboss.job_pkey ATTACH PARTITION pgboss.j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3_pkey;
ALTER INDEX pgboss.job_pkey ATTACH PARTITION pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d_pkey;
ALTER INDEX pgboss.job_pkey ATTACH PARTITION pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9_pkey;
ALTER INDEX pgboss.job_pkey ATTACH PARTITION pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72_pkey;
ALTER TABLE ONLY pgboss.j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pgboss.j3f168501ed9816b51a9f5765e0742e1eb034ab6bf72c9ae3f3a975e3
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pgboss.j532668cb5f05dd134347b434c8d8032137a4e655d549eb66f42b312d
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pgboss.j8474ef4138bd5f2d159f4af9eaf41ffbd8dfc475c83e0e7304d7ecf9
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pgboss.jefac0900f0f6a0969097733148667ef315da1fac0fb3a8c542e74c72
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY pgboss.queue
    ADD CONSTRAINT queue_dead_letter_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name);
ALTER TABLE ONLY pgboss.schedule
    ADD CONSTRAINT schedule_name_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE CASCADE;
ALTER TABLE ONLY pgboss.subscription
    ADD CONSTRAINT subscription_name_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE CASCADE;
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.content_results
    ADD CONSTRAINT content_results_rule_set_fkey FOREIGN KEY (rule_set) REFERENCES public.rule_sets(version) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.finding_events
    ADD CONSTRAINT finding_events_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.users(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE ONLY public.finding_events
    ADD CONSTRAINT finding_events_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES public.findings(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.findings
    ADD CONSTRAINT findings_repo_id_fkey FOREIGN KEY (repo_id) REFERENCES public.repos(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.findings
    ADD CONSTRAINT findings_scan_id_fkey FOREIGN KEY (scan_id) REFERENCES public.scans(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.password_links
    ADD CONSTRAINT password_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.repo_contents
    ADD CONSTRAINT repo_contents_content_id_fkey FOREIGN KEY (content_id) REFERENCES public.content_results(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.repo_contents
    ADD CONSTRAINT repo_contents_repo_id_fkey FOREIGN KEY (repo_id) REFERENCES public.repos(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.repos
    ADD CONSTRAINT repos_oauth_connection_id_fkey FOREIGN KEY (oauth_connection_id) REFERENCES public.accounts(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE ONLY public.repos
    ADD CONSTRAINT repos_org_id_fkey FOREIGN KEY (org_id) REFERENCES public.orgs(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE ONLY public.repos
    ADD CONSTRAINT repos_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.scan_stages
    ADD CONSTRAINT scan_stages_scan_id_fkey FOREIGN KEY (scan_id) REFERENCES public.scans(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.scans
    ADD CONSTRAINT scans_parent_scan_id_fkey FOREIGN KEY (parent_scan_id) REFERENCES public.scans(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE ONLY public.scans
    ADD CONSTRAINT scans_repo_id_fkey FOREIGN KEY (repo_id) REFERENCES public.repos(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.scans
    ADD CONSTRAINT scans_triggered_by_fkey FOREIGN KEY (triggered_by) REFERENCES public.users(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.suppressions
    ADD CONSTRAINT suppressions_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE ONLY public.suppressions
    ADD CONSTRAINT suppressions_repo_id_fkey FOREIGN KEY (repo_id) REFERENCES public.repos(id) ON UPDATE CASCADE ON DELETE CASCADE;
COMMIT;
