import type { SarifArtifactLocation, SarifRule, SarifStep } from './fields';

/** What is wrong in a part of a document, and where. The rest of the document counts all the same. */
export type Problem = {
  /** The place, as a JSON pointer. */
  readonly pointer: string;
  /** What follows the place, as in "must be a string". */
  readonly what: string;
};

/** The driver of a tool, an extension of it, or a taxonomy. */
export type Component = {
  name: string | null;
  version: string | null;
  guid: string | null;
  /** By their indexes. A rule that can't be read is absent. */
  readonly rules: (SarifRule | undefined)[];
  readonly taxa: (string | null)[];
  globalMessages: Readonly<Record<string, string>>;
};

/** All that results of a run refer to. It is read before the results, which may come first in the document. */
export type Run = {
  readonly driver: Component;
  readonly extensions: Component[];
  readonly taxonomies: Component[];
  readonly artifacts: { location: SarifArtifactLocation | null; parentIndex: number | null }[];
  readonly bases: Map<string, SarifArtifactLocation>;
  readonly steps: (SarifStep | undefined)[];
  /** The base of addresses that is the root of the repository, if the run says so. */
  root: string | null;
  /** The tool's runs of the same category replace each other; empty for none. */
  category: string;
  /** Whether the tool has looked for results. Without, no result says nothing. */
  hasResults: boolean;
  /** Whether the tool says that it has failed. */
  hasFailed: boolean;
};

export function newComponent(): Component {
  return { name: null, version: null, guid: null, rules: [], taxa: [], globalMessages: {} };
}

export function newRun(): Run {
  return {
    driver: newComponent(),
    extensions: [],
    taxonomies: [],
    artifacts: [],
    bases: new Map(),
    steps: [],
    root: null,
    category: '',
    hasResults: false,
    hasFailed: false,
  };
}

/** What a run with the same tool and category replaces. */
export type Analysis = { readonly tool: string; readonly category: string };

/** Names that are kept, in characters. */
const LONGEST_NAME = 200;

export function analysisOf({ driver, category }: Run): Analysis {
  return { tool: (driver.name ?? '').slice(0, LONGEST_NAME), category: category.slice(0, LONGEST_NAME) };
}

/** The part of an id that is the same in each run: all before the last slash. Source: SARIF 2.1.0, section 3.17.3. */
export function categoryOf(automationId: string): string {
  return automationId.slice(0, Math.max(0, automationId.lastIndexOf('/')));
}
