import { buildIfNeeded } from '@/cli/build';

/** Builds the programs for tests without a database. */
export default async function setUp(): Promise<void> {
  await buildIfNeeded();
}
