import { isRandom } from '../checks/strength';
import { weigh } from '../checks/weigh';
import { limited } from '../limited';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

/** `user:password`, or a token alone. */
const checkPair: Check = ({ secret, kind }) => weigh(secret.slice(secret.indexOf(':') + 1), kind);

const IN_MASTER = limited(/<master>[^<]{0,60}$/, 70);

/** Credentials of package registries in the settings of NuGet, Composer, Bundler, pip and Helm. */
export const packageToolsRules: readonly Rule[] = [
  passwordRule({
    id: 'nuget-clear-text-password',
    name: 'Password in NuGet.config',
    provider: 'generic',
    why: 'Anyone with it can read the packages of the source, and usually publish packages too.',
    revoke:
      'Revoke the token, or change the password, at the package source, and use a variable or a credential provider.',
    keywords: ['cleartextpassword'],
    pattern: /ClearTextPassword["']\s{1,8}value\s{0,4}=\s{0,4}["'](?<secret>[^"'\n]{4,500})["']/gi,
    source: 'https://learn.microsoft.com/nuget/reference/nuget-config-file#packagesourcecredentials',
    samples: {
      hit: [
        { path: 'NuGet.config', text: '<add key="ClearTextPassword" value="Zt5kQw9xLp2m" />' },
        { path: 'nuget.config', text: "<add key='ClearTextPassword' value='q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df'/>" },
      ],
      clean: [
        { path: 'NuGet.config', text: '<add key="ClearTextPassword" value="%NUGET_PASSWORD%" />' },
        { path: 'NuGet.config', text: '<add key="ClearTextPassword" value="" />' },
      ],
    },
  }),
  passwordRule({
    id: 'nuget-encrypted-password',
    name: 'Encrypted password in NuGet.config',
    provider: 'generic',
    why: 'Anyone with access to the Windows account that encrypted it can decrypt it.',
    severity: 'low',
    confidence: 'low',
    keywords: ['key="password"'],
    pattern: /key="Password"\s{1,8}value="(?<secret>AQAAANCM[A-Za-z0-9+/=]{100,2000})"/g,
    reach: { before: 0, after: 2200 },
    revoke: 'Revoke the token, or change the password, at the package source.',
    check: undefined,
    source: 'https://learn.microsoft.com/nuget/reference/nuget-config-file#packagesourcecredentials',
    samples: {
      hit: [
        {
          path: 'NuGet.config',
          text: '<add key="Password" value="AQAAANCMnd8BFdERjHoAwEFPQ5kyrsWVbJzYXRmHEPN39PGduLxmO0QPk1I7yLK5lLabCGgfy4Rr+ZZafZJ2NRQbps4Ulu1y1eb7jY6p8Wo0DjLbu6kHzIQ0EKrdvdppVHJKZb+6Fdohb677v0dqNf9SwNo32BI4s8slAixW/jlE8wgOgmn9Vi" />',
        },
        {
          path: 'NuGet.config',
          text: '<acme>\n<add key="Password"   value="AQAAANCMnd8BFdERjHoAwETXQcpuRbJDp5CDMuUkfL4sf5SCdVFAyFQFt9Xwd3FmHKmHAm8ZUxstdjRZOPo22/ZPdTV7gveACz6OASGTJsY7dOWYzrPf0fsCbsOnAgQ0/q6CM/ib3Ai/FnXuqw4e62H1/dp7de/LPBih7IsDPV0yROLS+dXwgu" />\n</acme>',
        },
      ],
      clean: [
        { path: 'NuGet.config', text: '<add key="Password" value="AQAAANCM" />' },
        { path: 'NuGet.config', text: '<add key="Password" value="" />' },
      ],
    },
  }),
  passwordRule({
    id: 'composer-auth',
    name: 'Credentials in Composer’s auth.json',
    provider: 'generic',
    why: 'Anyone with it can read the private packages of the host that it is for.',
    revoke: 'Revoke the token, or change the password, at the host that the entry names.',
    keywords: ['gitlab-token', 'gitlab-oauth', 'github-oauth', 'bitbucket-oauth', '"bearer"', 'http-basic'],
    pattern:
      /"(?:gitlab-token|gitlab-oauth|github-oauth|bearer)"\s{0,8}:\s{0,8}\{\s{0,40}"[\w.-]{3,100}"\s{0,8}:\s{0,8}"(?!gh[a-z]_|glpat-|github_pat_)(?<secret>[^"\s]{8,500})"/g,
    source: 'https://getcomposer.org/doc/articles/authentication-for-private-packages.md',
    samples: {
      hit: [
        {
          path: 'auth.json',
          text: '{"gitlab-token": {"git.acme-billing.io": "q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df"}}',
        },
        {
          path: 'auth.json',
          text: '{\n  "bearer": {\n    "repo.acme-billing.io": "7f3a9c1e5b8d2460f1a7c3e95b8d2046e1f7a3c9"\n  }\n}',
        },
      ],
      clean: [
        { path: 'auth.json', text: '{"gitlab-token": {"git.acme-billing.io": "<token>"}}' },
        { path: 'auth.json', text: '{"bearer": {}}' },
      ],
    },
  }),
  passwordRule({
    id: 'bundler-credentials',
    name: 'Credentials of a gem server in Bundler’s configuration',
    provider: 'generic',
    why: 'Anyone with it can read the private gems of the server.',
    revoke: 'Revoke the token, or change the password, at the gem server.',
    keywords: ['bundle_'],
    pattern:
      /(?<![A-Za-z0-9])BUNDLE_[A-Z0-9]{1,40}__[A-Z0-9_]{2,100}["']?[\t ]{0,4}[:=][\t ]{0,4}["']?(?<secret>[^\s"'$<{]{4,100}:[^\s"']{4,200})/g,
    check: checkPair,
    source: 'https://bundler.io/man/bundle-config.1.html#CREDENTIALS-FOR-GEM-SOURCES',
    samples: {
      hit: [
        { path: '.bundle/config', text: 'BUNDLE_GEMS__ACME__IO: "deploy:Zt5kQw9xLp2m"\n' },
        'export BUNDLE_ENTERPRISE__ACME__COM=7f3a9c1e:5b8d2460',
      ],
      clean: [
        {
          path: '.bundle/config',
          text: 'BUNDLE_PATH: "vendor/bundle"\nBUNDLE_MIRROR__HTTPS://RUBYGEMS__ORG: "https://mirror"\n',
        },
        'BUNDLE_GEMS__ACME__IO: $' + '{GEM_CREDENTIALS}',
      ],
    },
  }),
  passwordRule({
    id: 'maven-encrypted-password',
    name: 'Encrypted password in Maven’s settings',
    provider: 'generic',
    why: 'It can be decrypted with the master password, which Maven keeps in settings-security.xml under a key that is known.',
    severity: 'low',
    confidence: 'low',
    revoke: 'Change the password if settings-security.xml has been in the repository too.',
    keywords: ['password>', 'passphrase>', 'master>'],
    pattern: /<(?:master|password|passphrase)>[^<{}]{0,60}\{(?<secret>[A-Za-z0-9+/]{43,300}={0,2})\}/g,
    reach: { before: 16, after: 420 },
    check: ({ secret, text, start, kind }) => {
      if (!isRandom(secret)) return 'no';
      return kind.role === 'product' && IN_MASTER.test(text.slice(Math.max(0, start - 70), start))
        ? 'medium'
        : 'low';
    },
    source: 'https://maven.apache.org/guides/mini/guide-encryption.html',
    samples: {
      hit: [
        { path: 'settings.xml', text: '<password>{Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6Bv0aXeUiKo8=}</password>' },
        {
          path: 'settings-security.xml',
          text: '<settingsSecurity><master>{q8Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6Bv0aXeUiK=}</master></settingsSecurity>',
        },
      ],
      clean: [
        { path: 'settings.xml', text: '<password>$' + '{env.MAVEN_PASSWORD}</password>' },
        { path: 'settings.xml', text: '<password>{the encrypted password goes here}</password>' },
      ],
    },
  }),
];
