import type { ReactNode } from 'react';
import type { Confidence, Severity } from '@/engines/engine';
import { linkStyle, panelStyle } from '@/ui/styles';

type Rule = { id: string; name: string; provider: string; severity: Severity; confidence: Confidence };
type Counterpart = { gitleaks: string } & ({ rule: string } | { none: string });

/** All rules, and the counterparts of gitleaks' public rules; rendered by the server. */
export function RuleCatalogue({ rules, counterparts }: { rules: Rule[]; counterparts: Counterpart[] }) {
  const covered = counterparts.filter((counterpart) => 'rule' in counterpart).length;
  return (
    <div className="flex flex-col gap-10">
      <Table caption="Rules by secret" heads={['Secret and rule', 'Severity', 'Confidence']}>
        {rules.map(({ id, name, severity, confidence }) => (
          <tr key={id} id={id} className="border-t border-line target:bg-sunken">
            <td className="px-3 py-2">
              {name}
              <span className="block font-mono text-sm wrap-anywhere text-muted">{id}</span>
            </td>
            <td className="w-px px-3 py-2 whitespace-nowrap capitalize">{severity}</td>
            <td className="w-px px-3 py-2 whitespace-nowrap capitalize text-muted">{confidence}</td>
          </tr>
        ))}
      </Table>
      <Table
        caption={`Counterparts of gitleaks' public rules: ${covered} of ${counterparts.length}`}
        heads={["gitleaks' rule", "Heimdall's rule"]}
      >
        {counterparts.map((counterpart) => (
          <tr key={counterpart.gitleaks} className="border-t border-line">
            <td className="px-3 py-2 font-mono text-sm wrap-anywhere">{counterpart.gitleaks}</td>
            <td className="px-3 py-2">
              {'rule' in counterpart ? <RuleLink id={counterpart.rule} /> : counterpart.none}
            </td>
          </tr>
        ))}
      </Table>
    </div>
  );
}

function RuleLink({ id }: { id: string }) {
  return (
    <a href={`#${id}`} className={`font-mono text-sm wrap-anywhere ${linkStyle}`}>
      {id}
    </a>
  );
}

function Table({ caption, heads, children }: { caption: string; heads: string[]; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 text-lg font-semibold">{caption}</h2>
      <div className={panelStyle}>
        <table className="w-full text-left">
          <thead className="text-sm text-muted">
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col" className="px-3 py-2 font-medium whitespace-nowrap">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </section>
  );
}
