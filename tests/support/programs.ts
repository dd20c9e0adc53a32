import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bundle, bundleIfNeeded, ROOT } from '@/cli/programs.mjs';

/** Programs of tests, bundled: starting one from its sources takes seconds of CPU. */
export type Programs = { fileOf: (name: string) => string; remove: () => void };

/** @param names of sources in this folder, without their extension */
export async function bundlePrograms(names: readonly string[]): Promise<Programs> {
  const dist = path.join(ROOT, 'dist');
  mkdirSync(dist, { recursive: true });
  const directory = mkdtempSync(path.join(dist, 'tests-'));
  const sources = names.map((name) => path.join('tests', 'support', `${name}.ts`));
  await bundle(sources, directory, directory);
  return {
    fileOf: (name) => path.join(directory, `${name}.mjs`),
    remove: () => rmSync(directory, { recursive: true }),
  };
}

/** The programs with the planted rules: see plantedRules.ts. */
export const bundlePlanted = () =>
  bundlePrograms(['plantedEngineProcess', 'plantedWorker', 'plantedCommand']);

/** The programs with a second engine: see markerEngine.ts. */
export const bundleMarked = () => bundlePrograms(['markerEngineProcess', 'markerCommand']);

/** The program with an engine of packages: see packageEngine.ts. */
export const bundlePackaged = () => bundlePrograms(['packageEngineProcess']);

/** The program with an engine that waits for the test: see haltingEngine.ts. */
export const bundleHalting = () => bundlePrograms(['haltingEngineProcess']);

/** Heimdall's own engine process. */
export async function engineProgram(): Promise<string> {
  return path.join(await bundleIfNeeded('command'), 'engineProcessMain.mjs');
}
