import { describe, expect, it } from 'vitest';
import type { FileFormat } from '../fileKind';
import { readAssigned } from './assignments';
import { assignedNameAt } from './nameSpans';

function valueIn(text: string, format: FileFormat): string | undefined {
  const name = assignedNameAt(text, text.search(/pass/i));
  const value = name && readAssigned(text, name, format);
  return value && text.slice(value.start, value.end);
}

const V = 'Tr0ub4dor&3';

describe('readAssigned', () => {
  it.each<[string, FileFormat]>([
    [`password = "${V}"`, 'code'],
    [`const password: string = '${V}';`, 'code'],
    [`var password string = "${V}"`, 'code'],
    [`char password[] = "${V}";`, 'code'],
    [`Dim password As String = "${V}"`, 'code'],
    [`{"password": "${V}"}`, 'json'],
    [`"{\\"password\\": \\"${V}\\"}"`, 'json'],
    [`'password' => '${V}',`, 'code'],
    [`password <- "${V}"`, 'code'],
    [`define('PASSWORD', '${V}');`, 'code'],
    [`db.setPassword("${V}")`, 'code'],
    [`password: !!str ${V}`.replace(V, `"${V}"`), 'yaml'],
    [`password: |\n  ${V}\n`, 'yaml'],
    [`password: ${V} # of the database`, 'yaml'],
    [`password=${V}\nport=1`, 'properties'],
    [`<password>${V}</password>`, 'xml'],
    [`<password type="plain"><![CDATA[${V}]]></password>`, 'xml'],
    [`<sec:password>${V}</sec:password>`, 'xml'],
    [`set :password, '${V}'`, 'code'],
    [`<add key="password" value="${V}"/>`, 'xml'],
    [`<property name="password">${V}</property>`, 'xml'],
    [`<key>Password</key>\n<string>${V}</string>`, 'xml'],
    [`- name: PASSWORD\n  value: ${V}\n`, 'yaml'],
    [`#define PASSWORD "${V}"`, 'code'],
    [`ENV DB_PASSWORD Tr0ub4dor3`, 'shell'],
    [`run --password "${V}"`, 'shell'],
    [`url?password=${V.replace('&', '')}&x=1`, 'code'],
    [`\${DB_PASSWORD:-${V}}`, 'shell'],
    [`process.env.DB_PASSWORD || '${V}'`, 'code'],
    [`password = System.getenv("X") ?: "${V}"`, 'code'],
    [`password: ENV.fetch("X") { "${V}" }`, 'code'],
    [`add_argument("--password", default="${V}")`, 'code'],
  ])('reads %s', (text, format) => {
    expect(valueIn(text, format)?.replace('&', '')).toBe('Tr0ub4dor3');
  });

  it.each<[string, FileFormat]>([
    [`if (password == "${V}") {`, 'code'],
    ['return password;', 'code'],
    ['</password>Tr0ub4dor<x>', 'xml'],
    ['password = request.body.password', 'code'],
    ['std::password::read', 'code'],
    ['password:\nurl: x', 'yaml'],
    ['["password", "token"]'.replace('[', '{'), 'code'],
    ['the password is known to nobody', 'markdown'],
  ])('reads nothing in %s', (text, format) => {
    expect(valueIn(text, format)).toBeUndefined();
  });

  it('reads the whole name, without the n of an escaped line break', () => {
    const text = '"id: 1\\nsecret: q8Zt5kQw9x\\n"';
    const name = assignedNameAt(text, text.indexOf('secret'));
    expect(name && text.slice(name.start, name.end)).toBe('secret');
    const value = name && readAssigned(text, name, 'json');
    expect(value && text.slice(value.start, value.end)).toBe('q8Zt5kQw9x');
  });
});
