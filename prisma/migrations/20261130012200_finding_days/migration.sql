-- CreateTable
CREATE TABLE "finding_days" (
    "repo_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "severity" "severity" NOT NULL,
    "opened" INTEGER NOT NULL,
    "fixed" INTEGER NOT NULL,
    "net" INTEGER NOT NULL,

    CONSTRAINT "finding_days_pkey" PRIMARY KEY ("repo_id","day","severity")
);

-- CreateTable
CREATE TABLE "finding_fixes" (
    "repo_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "severity" "severity" NOT NULL,
    "age_days" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "finding_fixes_pkey" PRIMARY KEY ("repo_id","day","severity","age_days")
);

-- AddForeignKey
ALTER TABLE "finding_days" ADD CONSTRAINT "finding_days_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_fixes" ADD CONSTRAINT "finding_fixes_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The history of the findings that are there, as far back as charts go, from their events.
CREATE TEMPORARY TABLE "past_changes" ON COMMIT DROP AS
SELECT f."repo_id", (e."created_at" AT TIME ZONE 'UTC')::date AS "day", f."severity",
  COALESCE(e."old_value" IN ('open', 'confirmed'), false) AS "was_open",
  e."new_value" IN ('open', 'confirmed') AS "is_open", e."new_value" = 'fixed' AS "is_fixed",
  GREATEST(floor(extract(epoch FROM e."created_at" - f."first_seen_at") / 86400), 0)::int AS "age_days"
FROM "finding_events" e JOIN "findings" f ON f."id" = e."finding_id"
WHERE e."type" IN ('created', 'status_changed') AND e."created_at" > now() - interval '91 days';

INSERT INTO "finding_days"
SELECT "repo_id", "day", "severity", count(*) FILTER (WHERE "is_open" AND NOT "was_open"),
  count(*) FILTER (WHERE "is_fixed" AND "was_open"), sum("is_open"::int - "was_open"::int)
FROM "past_changes" WHERE "is_open" <> "was_open" GROUP BY 1, 2, 3;

INSERT INTO "finding_fixes"
SELECT "repo_id", "day", "severity", "age_days", count(*)
FROM "past_changes" WHERE "is_fixed" AND "was_open" GROUP BY 1, 2, 3, 4;
