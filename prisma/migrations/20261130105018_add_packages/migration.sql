-- CreateTable
CREATE TABLE "packages" (
    "id" UUID NOT NULL,
    "repo_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "ecosystem" TEXT NOT NULL,
    "release" TEXT,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "purl" TEXT NOT NULL,
    "direct" BOOLEAN,
    "dev" BOOLEAN NOT NULL,
    "via" TEXT[],
    "range" TEXT,
    "licence" TEXT,
    "file_path" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    -- Prisma knows neither generated columns nor collations. No index takes names of any length.
    "sort_name" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(lower("name"), 500)) STORED,

    CONSTRAINT "packages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inventories" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "declarations" JSONB NOT NULL,
    "gaps" JSONB NOT NULL,
    "requested" INTEGER NOT NULL DEFAULT 0,
    "finished" INTEGER NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "worker_id" UUID,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "inventories_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "packages_key_repo_id_idx" ON "packages"("key", "repo_id");

-- CreateIndex
CREATE INDEX "packages_repo_id_sort_name_id_idx" ON "packages"("repo_id", "sort_name", "id");

-- CreateIndex
CREATE INDEX "packages_sort_name_id_idx" ON "packages"("sort_name", "id");

-- CreateIndex
-- The schema can't describe it. A search reads what is not yet sorted into it, which therefore has a low limit.
CREATE INDEX "packages_sort_name_trigrams_idx" ON "packages" USING gin ("sort_name" gin_trgm_ops) WITH (gin_pending_list_limit = 1024);

-- CreateIndex
CREATE INDEX "inventories_owner_id_id_idx" ON "inventories"("owner_id", "id");

-- CreateIndex
CREATE INDEX "inventories_worker_id_idx" ON "inventories"("worker_id");

-- AddForeignKey
ALTER TABLE "packages" ADD CONSTRAINT "packages_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inventories" ADD CONSTRAINT "inventories_id_fkey" FOREIGN KEY ("id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;
