-- CreateTable
CREATE TABLE "package_names" (
    -- As the column sort_name of packages. Prisma does not know collations.
    "name" TEXT COLLATE "C" NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "package_names_pkey" PRIMARY KEY ("name")
);

INSERT INTO "package_names" ("name", "seen_at") SELECT DISTINCT "sort_name", now() FROM "packages";

-- CreateIndex
CREATE INDEX "package_names_seen_at_idx" ON "package_names"("seen_at");

-- CreateIndex
-- The schema can't describe it. A search reads what is not yet sorted into it, which therefore has a low limit.
CREATE INDEX "package_names_trigrams_idx" ON "package_names" USING gin ("name" gin_trgm_ops) WITH (gin_pending_list_limit = 256);

-- Searches find the names above. They read the rest from this index, as rows of one name are far from each other.
DROP INDEX "packages_sort_name_trigrams_idx";
DROP INDEX "packages_sort_name_id_idx";
CREATE INDEX "packages_sort_name_id_idx" ON "packages"("sort_name", "id") INCLUDE ("repo_id", "ecosystem", "version");

-- CreateIndex
-- The schema can't describe it. An import of EPSS or of exploited CVEs finds the advisories about these by it.
CREATE INDEX "advisories_aliases_idx" ON "advisories" USING gin (("document" -> 'aliases'));
