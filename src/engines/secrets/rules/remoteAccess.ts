import { decodeBase64, isPlainText } from '../checks/base64';
import { weigh } from '../checks/weigh';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

const checkEncoded: Check = ({ secret, kind }) => {
  const password = decodeBase64(secret);
  return password !== undefined && isPlainText(password) ? weigh(password, kind) : 'no';
};

/** A value encrypted with a public key constant is worth as much as the password itself. */
const checkHidden: Check = ({ secret, kind }) => {
  if (new Set(secret.toLowerCase()).size < 6) return 'no';
  return kind.role === 'product' ? 'medium' : 'low';
};

/** Stored passwords of file transfer clients, remote desktops and browsers. */
export const remoteAccessRules: readonly Rule[] = [
  passwordRule({
    id: 'filezilla-password',
    name: 'Password of a server in FileZilla',
    provider: 'FileZilla',
    keywords: ['encoding="base64"'],
    pattern: /<Pass(?:word)? encoding="base64">\s{0,8}(?<secret>[A-Za-z0-9+/]{4,400}={0,2})\s{0,8}</gi,
    reach: { before: 16, after: 500 },
    check: checkEncoded,
    source: 'https://wiki.filezilla-project.org/Documentation',
    samples: {
      hit: [
        {
          path: 'sitemanager.xml',
          text: '<Server><Host>ftp.acme-billing.io</Host><Pass encoding="base64">WnQ1a1F3OXhMcDJt</Pass></Server>',
        },
        { path: 'recentservers.xml', text: '<Pass encoding="base64">TXg3LXFUcjRadw==</Pass>' },
      ],
      clean: [
        { path: 'sitemanager.xml', text: '<Pass encoding="base64"></Pass>' },
        { path: 'sitemanager.xml', text: '<Pass encoding="base64">Y2hhbmdlbWU=</Pass>' },
      ],
    },
  }),
  passwordRule({
    id: 'winscp-password',
    name: 'Password of a server in WinSCP',
    provider: 'WinSCP',
    why: 'WinSCP hides passwords with a key that is known, so anyone who reads the file has them.',
    keywords: ['[sessions\\'],
    pattern: /\[Sessions\\[^\]\n]{1,200}\][^[]{0,4000}?\nPassword(?:Plain)?=(?<secret>[0-9A-F]{20,600})\s/g,
    reach: { before: 0, after: 5000 },
    check: checkHidden,
    source: 'https://winscp.net/eng/docs/security_credentials',
    samples: {
      hit: [
        {
          path: 'WinSCP.ini',
          text: '[Sessions\\deploy@sftp]\nHostName=sftp.acme-billing.io\nUserName=deploy\nPassword=E6AA7A809755C6A2A97A33181A82B2165BF3DE9B62A3799E0046E184F44058C8122CA76CDC6F492A\n',
        },
        {
          path: 'WinSCP.ini',
          text: '[Sessions\\x]\nPassword=BE6B9BB9C5CC2D870AE0AC10E98B795D0A281478320A8A8723502F169EA3\n[Configuration]\n',
        },
      ],
      clean: [
        { path: 'WinSCP.ini', text: '[Sessions\\deploy@sftp]\nHostName=sftp.acme-billing.io\n' },
        { path: 'WinSCP.ini', text: '[Sessions\\deploy@sftp]\nPassword=\n' },
      ],
    },
  }),
  passwordRule({
    id: 'remote-desktop-password',
    name: 'Password in a remote desktop file',
    provider: 'Microsoft',
    why: 'Anyone with access to the account that saved the file can decrypt the password in it.',
    severity: 'medium',
    keywords: ['password 51:b:'],
    pattern: /password 51:b:(?<secret>[0-9A-Fa-f]{100,3000})/g,
    reach: { before: 0, after: 3100 },
    check: ({ kind }) => (kind.role === 'product' ? 'medium' : 'low'),
    source: 'https://learn.microsoft.com/windows-server/remote/remote-desktop-services/clients/rdp-files',
    samples: {
      hit: [
        {
          path: 'server.rdp',
          text: 'full address:s:10.4.0.12\npassword 51:b:01000000D08C9DDF0115D1118C7A00C04FC297EB91C78375F1316DB84E14541384DD529186F4A333932CA741F90F2C20911EE8C6E1E6C1DABC086D5AA5E33937A85A36430CFCA6BEECE91523372EDDCB\n',
        },
        {
          path: 'x.rdp',
          text: 'username:s:ops\npassword 51:b:01000000D08C9DDF0115D1118C7A00C04FC297EBE3098C1867A4AC2ED5FF869D0D2F06D6A40436A6BFF0288235DE768EBF1BDEEB2E1A88B8219BC39B452E7566A3B48792707DB28C6D39D253C0A52604FA975AB731D2C6072453A0B687EBE821489812E6',
        },
      ],
      clean: [
        { path: 'server.rdp', text: 'full address:s:10.4.0.12\npassword 51:b:\n' },
        { path: 'server.rdp', text: 'prompt for credentials:i:1\n' },
      ],
    },
  }),
  passwordRule({
    id: 'vnc-password',
    name: 'VNC password',
    provider: 'VNC',
    why: 'VNC hides passwords with a key that is known: anyone who can reach the screen can see and use it.',
    keywords: ['"password"=hex:', 'passwd=', 'password='],
    pattern:
      /(?:"Password(?:ViewOnly)?"=hex:(?<secret>[0-9a-f]{2}(?:,[0-9a-f]{2}){7})|^(?:passwd2?|Password)=(?<plain>[0-9A-F]{16,18})[\t ]{0,4}\r?$)/gm,
    formats: ['ini', 'text'],
    check: checkHidden,
    source: 'https://www.realvnc.com/en/connect/docs/',
    samples: {
      hit: [
        { path: 'tightvnc.reg', text: '"Password"=hex:d7,a5,14,d8,c5,56,aa,de\n' },
        { path: 'ultravnc.ini', text: '[ultravnc]\npasswd=DBD83CFD727A14581A\n' },
      ],
      clean: [
        { path: 'tightvnc.reg', text: '"Password"=hex:\n' },
        { path: 'ultravnc.ini', text: '[ultravnc]\npasswd=\n' },
      ],
    },
  }),
  passwordRule({
    id: 'firefox-saved-login',
    name: 'Login that Firefox has saved',
    provider: 'Mozilla',
    why: 'Together with key4.db beside it, it gives the user name and the password, unless there is a main password.',
    keywords: ['encryptedpassword'],
    pattern: /"encryptedPassword"\s{0,4}:\s{0,4}"(?<secret>M[A-Za-z0-9+/]{40,600}={0,2})"/g,
    reach: { before: 8, after: 700 },
    check: ({ kind }) => (kind.role === 'product' ? 'medium' : 'low'),
    source: 'https://support.mozilla.org/kb/profiles-where-firefox-stores-user-data',
    samples: {
      hit: [
        {
          path: 'logins.json',
          text: '{"hostname":"https://acme-billing.io","encryptedPassword":"MDoEEPgAAAAAAAAAAAAAAAAAAAEwFAYIKoZIhvcNAwcECGt5kQw9xLp2mVb8R4nJc7Y=="}',
        },
        {
          path: 'logins.json',
          text: '"encryptedPassword": "MEIEEPgAAAAAAAAAAAAAAAAAAAEwFAYIKoZIhvcNAwcECHg3Tn6Bv0aXeUiKo8q8Zt5kQw9x"',
        },
      ],
      clean: [
        { path: 'logins.json', text: '{"encryptedPassword":""}' },
        { path: 'user.json', text: '{"encryptedPassword": "string", "user": "x"}' },
      ],
    },
  }),
  passwordRule({
    id: 'jenkins-encrypted-secret',
    name: 'Secret that Jenkins has encrypted',
    provider: 'Jenkins',
    why: 'Anyone with the files in the secrets folder of the same Jenkins can decrypt it.',
    severity: 'low',
    confidence: 'low',
    revoke:
      'Change the secret where it is used if the folder secrets of that Jenkins has been anywhere else.',
    keywords: ['{aqaaabaaaa'],
    pattern: /\{(?<secret>AQAAABAAAA[A-Za-z0-9+/]{20,2000}={0,2})\}/g,
    reach: { before: 0, after: 2100 },
    check: () => 'low',
    source: 'https://www.jenkins.io/doc/developer/security/secrets/',
    samples: {
      hit: [
        {
          path: 'credentials.xml',
          text: '<password>{AQAAABAAAAAQZt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6Bv0aXeUiKo8=}</password>',
        },
        {
          path: 'config.xml',
          text: '<apiToken>{AQAAABAAAAAwq8Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6Bv0aXeUi}</apiToken>',
        },
      ],
      clean: [
        { path: 'credentials.xml', text: '<password>{AQAAABAAAA}</password>' },
        { path: 'x.txt', text: 'AQAAABAAAAAQZt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6Bv0aXeUiKo8=' },
      ],
    },
  }),
];
