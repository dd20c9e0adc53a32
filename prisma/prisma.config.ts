import path from 'node:path';
import { defineConfig } from 'prisma/config';

// `generate` would download a schema engine that it does not use. Any executable path stops that.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: path.join(import.meta.dirname),
  migrations: { path: path.join(import.meta.dirname, 'migrations') },
});
