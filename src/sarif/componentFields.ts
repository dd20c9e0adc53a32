import { z } from 'zod';
import { type Collecting, entryOf, parsePart, runAt } from './collecting';
import { rule } from './fields';
import type { JsonPath } from './json';
import type { Json } from './jsonBuilder';
import { type Component, newComponent } from './run';

type Part = { readonly value: Json; readonly path: JsonPath };

const text = z.string().nullable();
const taxon = z.object({ id: z.string().nullish() });
const messages = z.record(z.string(), z.object({ text: z.string().nullish() })).nullable();

/** What is kept of a component, by the way on from it. */
const KEEP: Readonly<Record<string, (part: Part, component: Component, to: Collecting) => void>> = {
  name: (part, component, to) => {
    component.name = parsePart(to, text, part) ?? null;
  },
  semanticVersion: (part, component, to) => {
    component.version ??= parsePart(to, text, part) ?? null;
  },
  version: (part, component, to) => {
    component.version = parsePart(to, text, part) ?? component.version;
  },
  guid: (part, component, to) => {
    component.guid = parsePart(to, text, part) ?? null;
  },
  'rules/*': (part, component, to) => {
    component.rules[Number(part.path.at(-1))] = parsePart(to, rule, part);
  },
  'taxa/*': (part, component, to) => {
    component.taxa[Number(part.path.at(-1))] = parsePart(to, taxon, part)?.id ?? null;
  },
  globalMessageStrings: (part, component, to) => {
    const given = Object.entries(parsePart(to, messages, part) ?? {});
    component.globalMessages = Object.fromEntries(given.map(([id, message]) => [id, message.text ?? '']));
  },
};

const IN_COMPONENT = /^runs\/\*\/(?:tool\/driver|tool\/extensions\/\*|taxonomies\/\*)\/(.{1,40})$/;

/** Whether a way leads to the rules or taxa of a component. */
export function isComponentList(shape: string): boolean {
  const field = IN_COMPONENT.exec(shape)?.[1];
  return field === 'rules' || field === 'taxa';
}

/** How a part of a component is kept; undefined for what is none, or is not read. */
export function keepInComponent(shape: string, to: Collecting): ((part: Part) => void) | undefined {
  const keep = KEEP[IN_COMPONENT.exec(shape)?.[1] ?? ''];
  return keep && ((part) => keep(part, componentAt(to, part.path), to));
}

/** The component that a way leads through. */
function componentAt(to: Collecting, path: JsonPath): Component {
  const { driver, extensions, taxonomies } = runAt(to, path);
  if (path[2] === 'taxonomies') return entryOf(taxonomies, Number(path[3]), newComponent);
  return path[3] === 'extensions' ? entryOf(extensions, Number(path[4]), newComponent) : driver;
}
