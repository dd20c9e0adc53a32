import type { SarifLocation, SarifRegion, SarifResult, SarifStep } from './fields';
import type { NamedPlace } from './imported';
import { pathOf } from './paths';
import type { RuleOf } from './rules';
import type { Run } from './run';
import { cleanLine, cleanText, textOfMessage } from './texts';

/** What is kept of one result. Further steps do not help a reader. */
const MOST_FLOWS = 10;
const MOST_PLACES = 200;
const LONGEST_PATH = 4_096;
const LONGEST_MESSAGE = 500;
const MOST_SNIPPET_LINES = 20;
const LONGEST_LINE = 200;

/** The place of a result that names no file. */
export const ROOT_PATH = '.';

export function cleanPath(path: string): string {
  return cleanLine(path, LONGEST_PATH) || ROOT_PATH;
}

/** The first and last line of a location. A region that only has offsets is in line 1. */
export function linesOf(location: SarifLocation | undefined): { line: number; lineEnd: number } {
  const { region, contextRegion } = location?.physicalLocation ?? {};
  const line = Math.max(1, region?.startLine ?? contextRegion?.startLine ?? 1);
  return { line, lineEnd: Math.max(line, region?.endLine ?? line) };
}

/** The code of a location, with the number of its first line. */
export function snippetOf(
  location: SarifLocation | undefined,
): { snippet: string; snippetLine: number } | undefined {
  const { region, contextRegion } = location?.physicalLocation ?? {};
  const { line } = linesOf(location);
  const found = [contextRegion, region].find((it) => hasCode(it));
  if (!found?.snippet?.text) return undefined;
  const first = Math.max(1, found.startLine ?? line);
  // Only the lines from the result on are kept of a long text.
  const all = found.snippet.text.replace(/\r?\n$/, '').split(/\r?\n/);
  const skipped =
    all.length > MOST_SNIPPET_LINES ? Math.min(Math.max(0, line - first - 2), all.length - 1) : 0;
  const lines = all.slice(skipped, skipped + MOST_SNIPPET_LINES).map((it) => cleanText(it, LONGEST_LINE));
  return { snippet: lines.join('\n'), snippetLine: first + skipped };
}

function hasCode(region: SarifRegion | null | undefined): boolean {
  return (region?.snippet?.text ?? '').trim() !== '';
}

/** The steps of each data flow. */
export function flowsOf(result: SarifResult, run: Run, of: RuleOf): NamedPlace[][] {
  const flows = (result.codeFlows ?? []).flatMap(({ threadFlows }) => threadFlows);
  return flows
    .slice(0, MOST_FLOWS)
    .map(({ locations }) => locations.slice(0, MOST_PLACES).flatMap((step) => stepOf(step, run, of)))
    .filter((steps) => steps.length > 0);
}

/** A step may be one that several flows share, in a list of the run. */
function stepOf(step: SarifStep, run: Run, of: RuleOf): NamedPlace[] {
  const shared = step.index != null && step.index >= 0 ? run.steps[step.index] : undefined;
  const location = step.location ?? shared?.location;
  return location ? placeOf(location, run, of) : [];
}

/** The other places of a result: those it is at too, and related ones. */
export function relatedTo(result: SarifResult, run: Run, of: RuleOf): NamedPlace[] {
  const others = (result.locations ?? []).slice(1);
  return [...others, ...(result.relatedLocations ?? [])]
    .slice(0, MOST_PLACES)
    .flatMap((it) => placeOf(it, run, of));
}

function placeOf(location: SarifLocation, run: Run, of: RuleOf): NamedPlace[] {
  const message = cleanLine(textOfMessage(location.message, of) ?? logicalName(location), LONGEST_MESSAGE);
  const found = pathOf(location.physicalLocation?.artifactLocation, run);
  if (found === 'none' || found === 'outside') return [];
  return [{ filePath: cleanPath(found.path), line: linesOf(location).line, message }];
}

/** The function or class of a location. */
export function logicalName(location: SarifLocation | undefined): string {
  const [first] = location?.logicalLocations ?? [];
  return first?.fullyQualifiedName ?? first?.name ?? '';
}
