import { z } from 'zod';
import { type Collecting, entryOf, parsePart, runAt } from './collecting';
import { keepInComponent } from './componentFields';
import { artifactLocation, threadFlowLocation } from './fields';
import type { JsonPath } from './json';
import type { Json } from './jsonBuilder';
import { categoryOf, type Run } from './run';

type Part = { readonly value: Json; readonly path: JsonPath };

const location = artifactLocation.nullable();

/** What is kept of a run beside its components. */
const KEEP: Readonly<Record<string, (part: Part, run: Run, to: Collecting) => void>> = {
  'runs/*/originalUriBaseIds': (part, run, to) => {
    const bases = parsePart(to, z.record(z.string(), artifactLocation).nullable(), part) ?? {};
    for (const [id, base] of Object.entries(bases)) run.bases.set(id, base);
  },
  'runs/*/automationDetails/id': (part, run, to) => {
    run.category = categoryOf(parsePart(to, z.string().nullable(), part) ?? '');
  },
  'runs/*/invocations/*/executionSuccessful': ({ value }, run) => {
    if (value === false) run.hasFailed = true;
  },
  'runs/*/artifacts/*/location': (part, run, to) => {
    artifactAt(run, part.path).location = parsePart(to, location, part) ?? null;
  },
  'runs/*/artifacts/*/parentIndex': (part, run, to) => {
    artifactAt(run, part.path).parentIndex = parsePart(to, z.int().nullable(), part) ?? null;
  },
  'runs/*/threadFlowLocations/*': (part, run, to) => {
    run.steps[Number(part.path.at(-1))] = parsePart(to, threadFlowLocation, part);
  },
  'runs/*/versionControlProvenance/*/mappedTo': (part, run, to) => {
    run.root ??= parsePart(to, location, part)?.uriBaseId ?? null;
  },
};

/** How a part of a run is kept; undefined for what is not read. */
export function keepOf(shape: string, to: Collecting): ((part: Part) => void) | undefined {
  const keep = KEEP[shape];
  return keep ? (part) => keep(part, runAt(to, part.path), to) : keepInComponent(shape, to);
}

function artifactAt(run: Run, path: JsonPath): Run['artifacts'][number] {
  return entryOf(run.artifacts, Number(path[3]), () => ({ location: null, parentIndex: null }));
}
