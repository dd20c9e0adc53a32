import { bySeverity, type ExportCounts, severityEntries } from '@/domain/findingCounts/rules';
import { FINDING_STATUSES } from '@/domain/findings/rules';
import { countOf, formatCount } from '@/lib/format';
import { barChart, restText, severityBars } from './charts';
import { type Markup, markup } from './markup';
import { SEVERITY_WORDS, STATUS_WORDS } from './words';

/** As many rules and repositories as a chart has. */
const CHARTED = 8;

/** The findings in numbers: a sentence, open ones by severity, and charts. */
export function summaryOf(counts: ExportCounts, withRepos: boolean): Markup {
  const { open, closed, byRule, byRepo } = counts;
  const rules = bySeverity(byRule);
  const repos = bySeverity(byRepo);
  const bySeverityBars = severityEntries(open).map(([severity, amount]) => ({
    label: SEVERITY_WORDS[severity],
    segments: [
      { amount, style: severity, word: 'open' },
      { amount: closed[severity], style: 'closed', word: 'not open' },
    ],
  }));
  const cards = severityEntries(open).map(
    ([severity, amount]) =>
      markup`<div class="${severity}"><b>${formatCount(amount)}</b>${SEVERITY_WORDS[severity]}, open</div>`,
  );
  const charts = [
    counts.total > 0 ? [barChart('By severity: open in colour, others grey', bySeverityBars)] : [],
    rules.length > 0 ? [ruleChart(rules)] : [],
    withRepos && repos.length > 0 ? [repoChart(repos)] : [],
  ].flat();
  return markup`<section><h2>Summary</h2><p class="lead">${leadOf(counts)}</p>
<div class="cards">${cards}</div><div class="charts">${charts}</div></section>`;
}

function ruleChart(rules: ReturnType<typeof bySeverity>): Markup {
  const caption = `Open findings by rule${restText(rules.length, CHARTED, 'rule')}`;
  return barChart(caption, severityBars(rules.slice(0, CHARTED)));
}

function repoChart(repos: ReturnType<typeof bySeverity>): Markup {
  const caption = `Open findings by repository${restText(repos.length, CHARTED, 'repository')}`;
  return barChart(caption, severityBars(repos.slice(0, CHARTED)));
}

function leadOf({ total, open, byStatus }: ExportCounts): string {
  if (total === 0) return 'No findings.';
  const unsettled = severityEntries(open).reduce((sum, [, count]) => sum + count, 0);
  const parts = FINDING_STATUSES.flatMap((status) => {
    const count = byStatus.get(status);
    return count === undefined ? [] : [`${formatCount(count)} ${STATUS_WORDS[status].toLowerCase()}`];
  });
  const urgent = open.critical + open.high;
  const lead =
    unsettled === 0
      ? 'Nothing is open.'
      : `${countOf(urgent, 'critical or high finding')} ${urgent === 1 ? 'is' : 'are'} open.`;
  return `${lead} In all: ${parts.join(', ')}.`;
}
