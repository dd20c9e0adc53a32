-- AlterTable
ALTER TABLE "repos" ADD COLUMN     "remote_down_since" TIMESTAMPTZ(3),
ADD COLUMN     "remote_due_at" TIMESTAMPTZ(3);


-- Few remotes wait for a next try.
CREATE INDEX "repos_probe_due" ON "repos" ("remote_due_at") WHERE "remote_due_at" IS NOT NULL;
