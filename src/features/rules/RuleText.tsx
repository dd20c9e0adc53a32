import type { ReactNode } from 'react';
import type { RuleInfo } from '@/engines/engine';
import { Badge } from '@/ui/Badge';
import { Fact, Facts } from '@/ui/Facts';
import { Panel } from '@/ui/Panel';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { linkStyle } from '@/ui/styles';

type RuleTextProps = {
  /** `text`: what it matches, for a rule that matches texts. */
  rule: RuleInfo & { text: { provider: string; matching: Matching } | null };
};

type Matching = {
  keywords: readonly string[];
  formats: readonly string[] | undefined;
  pattern: string | undefined;
  found: readonly string[];
  notFound: readonly string[];
  gitleaks: readonly string[];
};

const CONFIDENCE_WORDS = { high: 'High', medium: 'Medium', low: 'Low' } as const;

/** One rule: what it matches, why that matters, how to fix it, and samples. Rendered by the server. */
export function RuleText({ rule }: RuleTextProps) {
  const { text, remedy, references } = rule;
  const style = SEVERITY_STYLES[rule.severity];
  return (
    <div className="flex flex-col gap-4">
      <Facts>
        <Fact name="Severity">
          <Badge appearance={style}>{style.word}</Badge>
        </Fact>
        <Fact name="Confidence">{CONFIDENCE_WORDS[rule.confidence]}</Fact>
        {text ? (
          <Fact name="Provider">{text.provider === 'generic' ? 'Any provider' : text.provider}</Fact>
        ) : null}
        <Fact name="Weakness">{rule.cwe}</Fact>
      </Facts>
      <Panel title="Why it matters">
        <p>{rule.why}</p>
      </Panel>
      <Panel title="How to fix">
        <ol className="flex list-decimal flex-col gap-1 pl-5">
          {remedy.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <ul className="mt-4 flex flex-col gap-1 text-sm">
          {references.map((url) => (
            <li key={url}>
              <a href={url} rel="noreferrer" target="_blank" className={`${linkStyle} rounded wrap-anywhere`}>
                {url}
              </a>
            </li>
          ))}
        </ul>
      </Panel>
      {text ? <WhatItMatches matching={text.matching} /> : null}
    </div>
  );
}

function WhatItMatches({ matching }: { matching: Matching }) {
  return (
    <>
      <Panel title="What it matches" description={scopeText(matching)}>
        <dl className="grid gap-x-4 gap-y-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
          {isOfFiles(matching) ? null : (
            <>
              <dt className="text-muted">Words it looks for</dt>
              <dd className="flex flex-wrap items-start gap-1.5">
                {matching.keywords.map((keyword) => (
                  <code
                    key={keyword}
                    className="rounded border border-line bg-sunken px-1.5 font-mono text-sm"
                  >
                    {keyword}
                  </code>
                ))}
              </dd>
            </>
          )}
          <dt className="text-muted">{isOfFiles(matching) ? 'Names of files' : 'Form'}</dt>
          <dd>
            {matching.pattern === undefined ? (
              'Found by its structure and its surroundings, which a pattern can’t describe.'
            ) : (
              <code className="font-mono text-sm wrap-anywhere">{matching.pattern}</code>
            )}
          </dd>
          {matching.gitleaks.length > 0 ? (
            <>
              <dt className="text-muted">In gitleaks’ list</dt>
              <dd className="font-mono text-sm wrap-anywhere">{matching.gitleaks.join(', ')}</dd>
            </>
          ) : null}
        </dl>
      </Panel>
      <Panel title="Samples" description="All secrets here are invented.">
        <div className="flex flex-col gap-5">
          <Samples title="Found" texts={matching.found} />
          <Samples title="Not found" texts={matching.notFound} />
        </div>
      </Panel>
    </>
  );
}

/** Rules without words judge whole files, which they know by their names. */
function isOfFiles({ keywords }: Matching): boolean {
  return keywords.length === 0;
}

function scopeText(matching: Matching): ReactNode {
  const { formats } = matching;
  if (isOfFiles(matching)) return 'Files of these names, if their bytes are what the names say.';
  return formats === undefined ? 'In files of any format.' : `Only in these formats: ${formats.join(', ')}.`;
}

function Samples({ title, texts }: { title: string; texts: readonly string[] }) {
  return (
    <div>
      <h3 className="mb-2 font-medium">{title}</h3>
      <ul className="flex flex-col gap-2">
        {texts.map((text) => (
          <li key={text} className="rounded-md bg-sunken px-3 py-2">
            <code className="block font-mono text-sm wrap-anywhere whitespace-pre-wrap">{text}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
