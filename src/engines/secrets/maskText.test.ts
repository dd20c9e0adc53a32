import { expect, it } from 'vitest';
import { MASK } from './mask';
import { maskText } from './maskText';

it('masks given values, and what looks generated', () => {
  expect(maskText('The value hunter2-hunter2 is in é\nand hunter2-hunter2', ['hunter2-hunter2'])).toBe(
    `The value ${MASK} is in é\nand ${MASK}`,
  );
  expect(maskText('token = "q8Zr1vXw7LpT3nKc9YbD5mHs"', [])).toContain(MASK);
});

it('leaves other texts as they are', () => {
  const text = 'const rows = await db.query(sql);\n\n  return rows; // “all” of them';
  expect(maskText(text, [''])).toBe(text);
});
