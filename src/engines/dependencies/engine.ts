import type { Engine } from '../engine';
import { readText } from '../text';
import { concludeDependencies } from './conclude';
import { formatOf } from './formats';
import { readInventory } from './inventory';
import { readFormat } from './read';
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
      // A lock file in a binary format is unread, but known by its name.
      if (format === null || (read.verdict !== 'text' && !format.startsWith('unread-')))
        return { verdict: read.verdict, detections: [] };
      const text = read.verdict === 'text' ? read.bytes.toString() : '';
      return { verdict: read.verdict, detections: [], facts: readFormat(format, text) };
    },
  packages: { inventory: readInventory, conclude: concludeDependencies },
};
