-- CreateEnum
CREATE TYPE "connection_kind" AS ENUM ('oauth', 'token');

-- CreateEnum
CREATE TYPE "connection_state" AS ENUM ('ok', 'refused', 'expired');

-- DropIndex
DROP INDEX "connections_user_id_provider_idx";

-- DropIndex
DROP INDEX "connections_provider_provider_account_id_key";

-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "account" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "base_url" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "host" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "kind" "connection_kind" NOT NULL DEFAULT 'oauth',
ADD COLUMN     "last_used_at" TIMESTAMPTZ(3),
ADD COLUMN     "refresh_token" TEXT,
ADD COLUMN     "scopes" TEXT[],
ADD COLUMN     "state" "connection_state" NOT NULL DEFAULT 'expired',
ADD COLUMN     "state_message" TEXT,
ADD COLUMN     "token" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "username" TEXT;

-- Earlier versions stored no tokens: their connections have to be made again, and their repos stay linked.
UPDATE "connections" SET "host" = "provider" || '.com', "base_url" = 'https://' || "provider" || '.com',
  "account" = "provider_account_id";
ALTER TABLE "connections" ALTER COLUMN "account" DROP DEFAULT,
ALTER COLUMN "base_url" DROP DEFAULT,
ALTER COLUMN "host" DROP DEFAULT,
ALTER COLUMN "kind" DROP DEFAULT,
ALTER COLUMN "state" DROP DEFAULT,
ALTER COLUMN "token" DROP DEFAULT;

-- CreateIndex
CREATE INDEX "connections_user_id_id_idx" ON "connections"("user_id", "id" DESC);
