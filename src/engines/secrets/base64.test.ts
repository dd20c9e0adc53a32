import { describe, expect, it } from 'vitest';
import { findEncodedTexts } from './base64';

const SETTINGS = 'username = admin\npassword = n4VbTk29QyRwZc8L\nhost = db.internal\n';
const ENCODED = Buffer.from(SETTINGS).toString('base64');

const found = (text: string) =>
  findEncodedTexts(Buffer.from(text, 'latin1')).map(({ start, end, bytes }) => ({
    run: text.slice(start, end),
    text: bytes.toString(),
  }));

describe('text in base64', () => {
  it.each([
    ['alone', ENCODED],
    ['as a value', `{"a": "${ENCODED}"}`],
    ['after a slash', `data:text/plain,/${ENCODED}`],
    ['after a short word', `a: 'ab${ENCODED}'`],
    ['between other words', `${'word '.repeat(30)}${ENCODED} ${'word '.repeat(30)}`],
    ['without padding', ENCODED.replace(/=/g, '')],
  ])('is found %s', (_, text) => {
    expect(found(text).map((one) => one.text)).toEqual([SETTINGS]);
  });

  it('is found in base64url', () => {
    const text = 'subjects?>>~~~ and passwords???~~~>>> and more';
    expect(found(Buffer.from(text).toString('base64url')).map((one) => one.text)).toEqual([text]);
  });

  it.each(['\n', '\r\n', '\n    '])('is found over lines that end with %j', (division) => {
    const wrapped = ENCODED.replace(/=/g, '').replace(/.{44}(?=.)/g, `$&${division}`);
    expect(found(`cert: |\n    ${wrapped}\nnext: 1`)).toEqual([{ run: wrapped, text: SETTINGS }]);
  });

  it('is found in UTF-16, as in PowerShell commands', () => {
    const command = Buffer.from(SETTINGS, 'utf16le').toString('base64');
    expect(found(`powershell -EncodedCommand ${command}`).map((one) => one.text)).toEqual([SETTINGS]);
  });

  it('is found several times', () => {
    expect(found(`${ENCODED} "${ENCODED}"`)).toHaveLength(2);
  });

  it.each([
    ['a short run', Buffer.from('password = n4VbTk29Q').toString('base64')],
    ['a hash', '7f3a9c51e08b4d26a7195fce3b60d8427f3a9c51e08b4d26a7195fce3b60d842'],
    ['a long name', 'aVeryLongNameOfAFunctionThatNobodyWouldWantToReadAloudToOthers'],
    ['a path', 'src/server/features/accounts/components/settings/TwoFactorDialog'],
    [
      'bytes that begin as text does',
      Buffer.from(`openssh-key-v1\0${'\x01\x02\xff'.repeat(30)}`, 'latin1').toString('base64'),
    ],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n'.repeat(20), 'latin1').toString('base64')],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    expect(found(`a ${text} b`)).toEqual([]);
  });

  // Each line begins as text does, so a naive search would decode the rest for each line.
  it('takes linear time for many lines that only begin as text does', () => {
    const line = Buffer.from(`password ${'\0'.repeat(39)}`, 'latin1').toString('base64');
    const timeOf = (count: number) => {
      const start = process.cpuUsage();
      findEncodedTexts(Buffer.from(`${line}\n`.repeat(count)));
      return process.cpuUsage(start).user / 1000;
    };
    expect(timeOf(16_000)).toBeLessThan(Math.max(20, timeOf(2000)) * 20);
  });
});
