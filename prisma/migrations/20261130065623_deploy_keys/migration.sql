-- CreateTable
CREATE TABLE "deploy_keys" (
    "repo_id" UUID NOT NULL,
    "public_key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "private_key" TEXT NOT NULL,
    "host_key" TEXT,
    "host_key_fingerprint" TEXT,
    "pinned_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deploy_keys_pkey" PRIMARY KEY ("repo_id")
);

-- AddForeignKey
ALTER TABLE "deploy_keys" ADD CONSTRAINT "deploy_keys_repo_id_fkey" FOREIGN KEY ("repo_id") REFERENCES "repos"("id") ON DELETE CASCADE ON UPDATE CASCADE;
