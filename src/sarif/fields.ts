import { z } from 'zod';

/**
 * The fields of SARIF that are read. Any other may be there, and null counts as absent.
 * Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
 */

/** PostgreSQL's integers end here. */
const MOST_LINES = 2_147_483_647;

const LINE = `must be a whole number from 0 to ${MOST_LINES}`;
const line = z.int(LINE).min(0, LINE).max(MOST_LINES, LINE).nullish();
const text = z.string().nullish();
/** An index into a list of the run; -1 counts as absent. */
const index = z.number().int().nullish();
/** A bag of what each tool likes. */
const properties = z.record(z.string(), z.unknown()).nullish();

export const message = z.object({ text, markdown: text, id: text, arguments: z.array(z.string()).nullish() });

export const artifactLocation = z.object({ uri: text, uriBaseId: text, index });

const region = z.object({
  startLine: line,
  endLine: line,
  charOffset: z.number().nullish(),
  snippet: z.object({ text }).nullish(),
});

const location = z.object({
  physicalLocation: z
    .object({
      artifactLocation: artifactLocation.nullish(),
      region: region.nullish(),
      contextRegion: region.nullish(),
    })
    .nullish(),
  logicalLocations: z.array(z.object({ fullyQualifiedName: text, name: text })).nullish(),
  message: message.nullish(),
});

export const threadFlowLocation = z.object({ index, location: location.nullish() });

const component = z.object({ name: text, index, guid: text });
const reference = z.object({ id: text, index, guid: text, toolComponent: component.nullish() });

export const result = z.object({
  ruleId: text,
  ruleIndex: index,
  rule: reference.nullish(),
  kind: text,
  level: z.enum(['none', 'note', 'warning', 'error']).nullish(),
  message: message.nullish(),
  analysisTarget: artifactLocation.nullish(),
  locations: z.array(location).nullish(),
  relatedLocations: z.array(location).nullish(),
  codeFlows: z
    .array(z.object({ threadFlows: z.array(z.object({ locations: z.array(threadFlowLocation) })) }))
    .nullish(),
  // Some tools write numbers or objects.
  fingerprints: properties,
  partialFingerprints: properties,
  suppressions: z.array(z.object({ kind: text, status: text, justification: text })).nullish(),
  baselineState: text,
  rank: z.number().nullish(),
  taxa: z.array(reference).nullish(),
  fixes: z.array(z.object({ description: message.nullish() })).nullish(),
  hostedViewerUri: text,
  properties,
});

export const rule = z.object({
  id: text,
  guid: text,
  name: text,
  shortDescription: z.object({ text }).nullish(),
  fullDescription: z.object({ text }).nullish(),
  help: z.object({ text, markdown: text }).nullish(),
  helpUri: text,
  defaultConfiguration: z
    .object({ level: z.enum(['none', 'note', 'warning', 'error']).nullish(), rank: z.number().nullish() })
    .nullish(),
  messageStrings: z.record(z.string(), z.object({ text })).nullish(),
  relationships: z
    .array(z.object({ target: reference.nullish(), kinds: z.array(z.string()).nullish() }))
    .nullish(),
  properties,
});

export type SarifMessage = z.infer<typeof message>;
export type SarifArtifactLocation = z.infer<typeof artifactLocation>;
export type SarifLocation = z.infer<typeof location>;
export type SarifRegion = z.infer<typeof region>;
export type SarifReference = z.infer<typeof reference>;
export type SarifResult = z.infer<typeof result>;
export type SarifRule = z.infer<typeof rule>;
export type SarifStep = z.infer<typeof threadFlowLocation>;
