import type { Engine } from '../engine';
import { readText } from '../text';
import { concludeDependencies } from './conclude';
import { formatOf } from './formats';
import { readInventory } from './inventory';
import { readFormat, readNoText } from './read';
import { DEPENDENCY_RULES } from './rules';

/** The engine that finds vulnerable and malicious packages. It notes what lock files and manifests name. */
export const DEPENDENCIES: Engine = {
  id: 'dependencies',
  rules: DEPENDENCY_RULES,
  history: false,
  accepts: ({ path }) => formatOf(path) !== null,
  kindOf: (path) => formatOf(path) ?? 'none',
  prepare:
    () =>
    ({ path, content }) => {
      const format = formatOf(path);
      const read = readText(content);
      if (format === null) return { verdict: read.verdict, detections: [] };
      const facts =
        read.verdict === 'text'
          ? readFormat(format, read.bytes.toString())
          : readNoText(format, read.verdict);
      return { verdict: read.verdict, detections: [], facts };
    },
  packages: { inventory: readInventory, conclude: concludeDependencies },
};
