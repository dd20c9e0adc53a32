-- Deletes so many findings of a hidden repo behind an id, with their histories by the cascade, and counts both in the
-- deletion's record. Gives the id of the last, or null where there were fewer. A function as it runs thousands of times in
-- a purge: each is one round trip and one transaction.
--
-- It walks the index of repo and id whatever the server knows of the table: the embedded database may know nothing, and
-- would read and sort a whole repo for each batch; compiling takes a server ten times as long as running it. Repo and id
-- are compared, and sorted by, as one, since other indexes begin with the repo, too. One that waits long for somebody lets
-- go of what it holds. What it pushes out of the server's memory goes to the disk there and then: left to the next
-- checkpoint, it would hold up everybody's commits for a while.
CREATE FUNCTION "purge_findings"("of_repo" UUID, "behind" UUID, "most" INTEGER) RETURNS UUID
LANGUAGE plpgsql
SET enable_seqscan = off
SET enable_bitmapscan = off
SET enable_sort = off
SET enable_incremental_sort = off
SET jit = off
SET lock_timeout = '8s'
SET backend_flush_after = '256kB'
AS $$
DECLARE
  history CONSTANT regclass := 'finding_events';
  -- What cascades take is counted by the server alone, and for the session: its numbers go into its statistics only
  -- between transactions.
  events_before CONSTANT bigint := COALESCE(pg_stat_get_xact_tuples_deleted(history), 0);
  number_gone bigint;
  last_id uuid;
BEGIN
  -- Of what a server forgets when its power fails, the rows and the count of them come back together.
  PERFORM set_config('synchronous_commit', 'off', true);

  WITH batch AS MATERIALIZED (
    SELECT id, ctid AS place FROM findings
    WHERE (repo_id, id) > (of_repo, behind)
      AND (repo_id, id) <= (of_repo, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
    ORDER BY repo_id, id LIMIT most
  ), gone AS (
    -- By where they lie: nobody moves rows of a hidden repo any more.
    DELETE FROM findings WHERE ctid = ANY(ARRAY(SELECT place FROM batch)) RETURNING 1
  )
  SELECT (SELECT count(*) FROM gone), (SELECT id FROM batch OFFSET most - 1) INTO number_gone, last_id;

  UPDATE deletion_records AS r
  SET findings = r.findings + number_gone,
    events = r.events + COALESCE(pg_stat_get_xact_tuples_deleted(history), 0) - events_before
  WHERE r.id = of_repo;
  RETURN last_id;
END
$$;
