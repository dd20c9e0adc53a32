import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ROOT } from '@/cli/programs.mjs';

/** The ratios of a good run, checked in with its day and versions, that later runs are compared with. */
const FILE = path.join(ROOT, 'tests', 'bench', 'keptRatios.json');
/** On a shared machine a ratio varies by a quarter. A lower one needs attention. */
const FALL = 0.7;

const run = z.object({
  day: z.iso.date(),
  versions: z.record(z.string(), z.string()),
  /** By database, then by measure. */
  ratios: z.record(z.string(), z.record(z.string(), z.number())),
});
const file = z.record(z.string(), run);
type Measured = z.infer<typeof run>['ratios'];

/**
 * Prints each ratio beside the kept one, and each fall below 0.7 of it in a separate line. With `--keep` on the
 * command line, the new ratios replace the kept ones. A fall is no failure: a busy machine may be the reason.
 * @param name of the benchmark
 */
export function reportRatios(name: string, measured: Measured): void {
  const kept = file.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  const before = kept[name];
  const lines = Object.entries(measured).flatMap(([database, ratios]) =>
    Object.entries(ratios).map(([what, ratio]) => ({
      what: `${what}, ${database}`,
      ratio,
      kept: before?.ratios[database]?.[what],
    })),
  );
  console.log(`\nRatios beside those kept${before ? ` on ${before.day}` : ': none'}`);
  for (const { what, ratio, kept: old } of lines) {
    console.log(`  ${ratio.toFixed(2)}  kept ${old === undefined ? 'none' : old.toFixed(2)}  ${what}`);
  }
  for (const { what, ratio, kept: old } of lines) {
    if (old !== undefined && ratio < FALL * old)
      console.log(`FELL to ${(ratio / old).toFixed(2)} of the kept ratio: ${what}`);
  }
  if (!process.argv.includes('--keep')) return;
  const ratios = Object.fromEntries(
    Object.entries(measured).map(([database, all]) => [
      database,
      Object.fromEntries(Object.entries(all).map(([what, ratio]) => [what, Number(ratio.toFixed(3))])),
    ]),
  );
  const day = new Date().toISOString().slice(0, 10);
  const next = { ...kept, [name]: { day, versions: versions(), ratios: { ...before?.ratios, ...ratios } } };
  writeFileSync(FILE, `${JSON.stringify(next, null, 2)}\n`);
}

/** The versions of the software that a request uses. */
function versions(): Record<string, string> {
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));
  const named = ['next', '@prisma/client', 'pg', '@electric-sql/pglite'];
  return {
    node: process.version,
    ...Object.fromEntries(named.map((name) => [name, dependencies[name] ?? ''])),
  };
}
