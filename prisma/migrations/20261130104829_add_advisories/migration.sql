-- CreateTable
CREATE TABLE "advisories" (
    "osv_id" TEXT NOT NULL,
    "modified" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn" TIMESTAMPTZ(3),
    "digest" TEXT NOT NULL,
    "document" JSONB,

    CONSTRAINT "advisories_pkey" PRIMARY KEY ("osv_id")
);

-- CreateTable
CREATE TABLE "advisory_packages" (
    "key" TEXT NOT NULL,
    "advisory_id" TEXT NOT NULL,
    "ecosystem" TEXT NOT NULL,

    CONSTRAINT "advisory_packages_pkey" PRIMARY KEY ("key","advisory_id")
);

-- CreateTable
CREATE TABLE "advisory_sources" (
    "ecosystem" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "advisory_sources_pkey" PRIMARY KEY ("ecosystem")
);

-- CreateTable
CREATE TABLE "advisory_touches" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "advisory_touches_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "advisory_checks" (
    "key" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "advisory_checks_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "exploitation" (
    "cve" TEXT NOT NULL,
    "epss" DOUBLE PRECISION,
    "is_exploited" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "exploitation_pkey" PRIMARY KEY ("cve")
);

-- CreateTable
CREATE TABLE "advisory_imports" (
    "id" UUID NOT NULL,
    "ecosystem" TEXT,
    "read" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "notes" TEXT[],
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "worker_id" UUID,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "advisory_imports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "advisory_packages_advisory_id_idx" ON "advisory_packages"("advisory_id");

-- CreateIndex
CREATE INDEX "advisory_touches_at_idx" ON "advisory_touches"("at");

-- CreateIndex
CREATE INDEX "advisory_imports_finished_at_idx" ON "advisory_imports"("finished_at");

-- CreateIndex
CREATE INDEX "advisory_imports_ecosystem_created_at_idx" ON "advisory_imports"("ecosystem", "created_at");

-- AddForeignKey
ALTER TABLE "advisory_packages" ADD CONSTRAINT "advisory_packages_advisory_id_fkey" FOREIGN KEY ("advisory_id") REFERENCES "advisories"("osv_id") ON DELETE CASCADE ON UPDATE CASCADE;
