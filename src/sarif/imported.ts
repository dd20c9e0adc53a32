import type { Confidence, FixType, Severity } from '../engines/engine';
import type { Analysis, Problem } from './run';

/** A place that a result names beside its own. */
export type NamedPlace = { readonly filePath: string; readonly line: number; readonly message: string };

/** A result of another tool. Its texts are as the tool wrote them, so they may hold secrets. */
export type Imported = {
  readonly analysis: Analysis;
  readonly ruleId: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly evidence: readonly string[];
  readonly cwe: string | null;
  readonly cve: string | null;
  readonly path: string;
  readonly line: number;
  readonly lineEnd: number;
  /** The lines around it; null where the tool gave none, or they hold a secret. */
  readonly snippet: string | null;
  readonly snippetLine: number | null;
  /** A secret that must not be shown in any text. */
  readonly secret: string | null;
  readonly fixType: FixType;
  readonly fixSummary: string;
  readonly references: readonly string[];
  /** What is the same in each run of the tool, as long as the result is the same. */
  readonly identity: string;
  /** Whether the identity stays when its file is renamed or moved: the tool itself has given it. */
  readonly movesAlong: boolean;
  readonly suppressed: { readonly by: 'comment' | 'tool'; readonly reason: string } | null;
  /** The steps of its data flows. */
  readonly flows: readonly (readonly NamedPlace[])[];
  readonly related: readonly NamedPlace[];
};

/** What became of one result. */
export type ReadResult =
  | { readonly type: 'imported'; readonly result: Imported }
  /** It says that nothing is wrong there. */
  | { readonly type: 'passed' }
  | { readonly type: 'bad'; readonly problem: Problem; readonly analysis: Analysis };
