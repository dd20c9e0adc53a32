import { weigh } from '../checks/weigh';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

/** Answer files of Windows hold base64 of UTF-16, with the field's name appended to the password. */
const checkUnattended: Check = ({ secret, groups, kind }) => {
  if (secret.startsWith('*')) return 'no';
  if (groups.plain === 'true') return weigh(secret, kind);
  const decoded = Buffer.from(secret, 'base64').toString('utf16le');
  if (!/^[\x20-\x7e]{1,200}$/.test(decoded)) return weigh(secret, kind);
  return weigh(decoded.replace(/(?:Administrator)?Password$/, ''), kind);
};

const about = {
  provider: 'Microsoft',
  revoke: 'Change the password of the account, and keep the new one in a secret store.',
} as const;

/** Passwords in group policies, answer files and scripts of Windows. */
export const windowsRules: readonly Rule[] = [
  passwordRule({
    ...about,
    id: 'group-policy-password',
    name: 'Password in a group policy preference',
    why: 'Microsoft has published the key that these are encrypted with, so anyone who reads the file has the password.',
    confidence: 'high',
    keywords: ['cpassword'],
    pattern: /cpassword\s{0,4}=\s{0,4}"(?<secret>[A-Za-z0-9+/]{20,400}={0,2})"/g,
    check: ({ kind }) => (kind.role === 'product' ? 'high' : 'low'),
    source: 'https://support.microsoft.com/topic/ms14-025-vulnerability-in-group-policy-preferences',
    samples: {
      hit: [
        {
          path: 'Groups.xml',
          text: '<Properties action="U" cpassword="CVVS8XpfOSh1MnlnoOP2Mk3fizc6EpI+DKEZLqNY8eg=" userName="ops"/>',
        },
        {
          path: 'Services.xml',
          text: '<Properties cpassword="HqCScbXHCOFu7eFzPY5yoaI6HD/Bs60VR475i7O0p6t8tfVRWQ1+1E0b5TjAHyYm"/>',
        },
      ],
      clean: [
        { path: 'Groups.xml', text: '<Properties action="U" cpassword="" userName="ops"/>' },
        'The attribute cpassword="…" is encrypted with AES.',
      ],
    },
  }),
  passwordRule({
    ...about,
    id: 'windows-answer-file-password',
    name: 'Password in an answer file of Windows',
    why: 'Every machine that was installed with the file has an account with this password.',
    keywords: ['password>'],
    pattern:
      /<(?:Administrator)?Password>\s{0,40}<Value>(?<secret>[^<\s]{4,400})<\/Value>(?:\s{0,40}<PlainText>(?<plain>true|false)<\/PlainText>)?/g,
    check: checkUnattended,
    source: 'https://learn.microsoft.com/windows-hardware/customize/desktop/unattend/',
    samples: {
      hit: [
        {
          path: 'unattend.xml',
          text: '<AdministratorPassword><Value>Zt5kQw9xLp2m</Value><PlainText>true</PlainText></AdministratorPassword>',
        },
        {
          path: 'autounattend.xml',
          text: '<Password>\n  <Value>SABqADMASwBzAHEAOQBMAHgAVAB6ADcAUABhAHMAcwB3AG8AcgBkAA==</Value>\n  <PlainText>false</PlainText>\n</Password>',
        },
      ],
      clean: [
        { path: 'unattend.xml', text: '<Password><Value>*SENSITIVE*DATA*DELETED*</Value></Password>' },
        {
          path: 'unattend.xml',
          text: '<Password><Value>%PASSWORD%</Value><PlainText>true</PlainText></Password>',
        },
      ],
    },
  }),
  passwordRule({
    ...about,
    id: 'powershell-secure-string',
    name: 'Password in a PowerShell script',
    keywords: ['convertto-securestring'],
    pattern:
      /ConvertTo-SecureString[\t ]{1,8}(?:-(?:String|AsPlainText|Force)[\t ]{1,8}){0,3}["'](?<secret>[^"'\n]{4,200})["'][^\n]{0,80}?(?:-AsPlainText|-Force)/gi,
    source:
      'https://learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring',
    samples: {
      hit: [
        { path: 'setup.ps1', text: '$pw = ConvertTo-SecureString "Zt5kQw9xLp2m" -AsPlainText -Force\n' },
        {
          path: 'setup.ps1',
          text: "$pw = ConvertTo-SecureString -String 'Mx7-qTr4Zw' -AsPlainText -Force\n",
        },
      ],
      clean: [
        { path: 'setup.ps1', text: '$pw = ConvertTo-SecureString $env:PASSWORD -AsPlainText -Force\n' },
        { path: 'setup.ps1', text: '$pw = ConvertTo-SecureString "$Password" -AsPlainText -Force\n' },
      ],
    },
  }),
];
