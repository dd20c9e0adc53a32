import { expect, it } from 'vitest';
import { MASK } from './mask';
import { makeTextMask } from './maskText';
import { RULES } from './rules.generated';

const maskText = makeTextMask(RULES);

it('masks given values, and what looks generated', () => {
  expect(maskText('The value hunter2-hunter2 is in é\nand hunter2-hunter2', ['hunter2-hunter2'])).toBe(
    `The value ${MASK} is in é\nand ${MASK}`,
  );
  expect(maskText('token = "q8Zr1vXw7LpT3nKc9YbD5mHs"', [])).toContain(MASK);
});

it.each(['AKIAILD24ONUCCTCIDVN', 'AKIAIBEWHL25ONDGETUO', 'AKIAJSIFMLFFEAYXDUPL', 'AKIAIVVINRMPZOLBVAYY'])(
  'masks %s, which a rule knows although it does not look generated',
  (key) => {
    const masked = maskText(`Begins with aws_access_key_id = "${key}"\nand ends with ${key}.`, []);
    expect(masked).not.toContain(key.slice(4));
    expect(masked).toContain('Begins with aws_access_key_id = "');
  },
);

it('leaves other texts as they are', () => {
  const text = 'const rows = await db.query(sql);\n\n  return rows; // “all” of them';
  expect(maskText(text, [''])).toBe(text);
});

it('masks what looks generated or is named a secret, however plain the text around it is', () => {
  for (const text of [
    'uses q8Zr1vXw7LpT3nKc9YbD5mHs here',
    'authorization, hunter2hunter2',
    'pwd=hunter2x now',
  ]) {
    expect(maskText(`The code ${text}`, [])).toContain(MASK);
  }
  const prose = 'A value of the user is a part of the statement, so anybody can change it.\nUse a parameter.';
  expect(maskText(prose, [])).toBe(prose);
  expect(maskText('bad \u0007 sign', [])).toBe('bad \ufffd sign');
});
