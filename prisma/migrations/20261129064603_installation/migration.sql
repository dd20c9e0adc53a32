-- CreateTable
CREATE TABLE "installation" (
    "sole" BOOLEAN NOT NULL DEFAULT true,
    "key_check" TEXT NOT NULL,
    "url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("sole"),
    CONSTRAINT "installation_sole" CHECK ("sole")
);
