import { isFiller } from '../checks/strength';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

const about = {
  why: 'Anyone with it can forge sessions, cookies and links that the application trusts, often so as to run code.',
  revoke:
    'Make a new key and put it where the application reads it at its start; everybody has to sign in again.',
  cwe: 'CWE-321',
} as const;

const check: Check = ({ secret, kind }) => {
  if (isFiller(secret) || new Set(secret).size < 10) return 'no';
  return kind.role === 'source' ? undefined : 'low';
};

/** The keys by which web frameworks sign and encrypt what they hand out. */
export const appKeysRules: readonly Rule[] = [
  passwordRule({
    ...about,
    id: 'django-secret-key',
    name: 'Secret key of a Django application',
    provider: 'Django',
    confidence: 'high',
    keywords: ['secret_key'],
    // What startproject makes: 50 characters of this alphabet, since version 3.2 behind a prefix that says what it is.
    pattern:
      /(?<![A-Za-z0-9])SECRET_KEY["']?\]?[\t ]{0,8}[=:,][\t ]{0,8}(?:os\.environ\.get\([^()\n]{1,60},[\t ]{0,4}|get_random_secret_key\(\) or )?["'](?<secret>(?:django-insecure-)?[a-z0-9!@#$%^&*(\-_=+)]{50})["']/g,
    check,
    source: 'https://docs.djangoproject.com/en/stable/ref/settings/#secret-key',
    samples: {
      hit: [
        { path: 'settings.py', text: "SECRET_KEY = 'ujz*de8gx@d6ncf10epf91d!ho&&@d!@zdoc9is0j8h!t9-lg@'\n" },
        {
          path: 'settings.py',
          text: "SECRET_KEY = os.environ.get('SECRET_KEY', 'django-insecure-!&mxg9=e!d^n5-81u3@3xtpl_pf!t75v+2s#eh60kvj50c(e9!')\n",
        },
      ],
      clean: [
        { path: 'settings.py', text: "SECRET_KEY = os.environ['SECRET_KEY']\n" },
        { path: 'settings.py', text: "SECRET_KEY = 'please-change-me-before-you-go-to-production-now-ok'\n" },
      ],
    },
  }),
  passwordRule({
    ...about,
    id: 'laravel-app-key',
    name: 'Key of a Laravel application',
    provider: 'Laravel',
    confidence: 'high',
    keywords: ['base64:'],
    pattern:
      /(?<![A-Za-z0-9])APP_(?:PREVIOUS_)?KEYS?["']?\]?[\t ]{0,8}(?:=>|[=:,])[\t ]{0,8}["']?base64:(?<secret>[A-Za-z0-9+/]{22,60}={0,2})(?![\w+/=])/g,
    check,
    source: 'https://laravel.com/docs/encryption',
    samples: {
      hit: [
        { path: '.env', text: 'APP_KEY=base64:Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6Bv0aXeUiKo8=\n' },
        { path: 'phpunit.yml', text: 'APP_KEY: "base64:q8Zt5kQw9xLp2mVb8R4nJA=="\n' },
      ],
      clean: [
        { path: '.env', text: 'APP_KEY=\n' },
        { path: '.env', text: 'APP_KEY=base64:$' + '{APP_KEY_BASE64}\n' },
      ],
    },
  }),
  passwordRule({
    ...about,
    id: 'rails-secret-key-base',
    name: 'Secret key base of a Rails application',
    provider: 'Rails',
    confidence: 'high',
    keywords: ['secret_key_base', 'secret_token', 'rails_master_key'],
    pattern:
      /(?:secret_key_base|secret_token|rails_master_key)["']?\]?[\t ]{0,8}(?:=>|\|\|=|[=:,])[\t ]{0,8}["']?(?<secret>[0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{32})(?![0-9A-Za-z])/gi,
    check,
    source: 'https://guides.rubyonrails.org/security.html#custom-credentials',
    samples: {
      hit: [
        {
          path: 'config/secrets.yml',
          text: 'production:\n  secret_key_base: ac448aa2f97f8430bea645bf7e66868a373e4625949561ac9e66983a96fa7cb64136050d7357c0185fde4eaef49433eb8c52d2ec181c666fe5651999bce37ae9\n',
        },
        { path: '.env', text: 'RAILS_MASTER_KEY=5109ec1c35e3b9c151a7c7f9eff6def9\n' },
      ],
      clean: [
        {
          path: 'config/secrets.yml',
          text: 'production:\n  secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>\n',
        },
        {
          path: '.env',
          text: 'RAILS_MASTER_KEY=\nSECRET_KEY_BASE=0000000000000000000000000000000000000000000000000000000000000000\n',
        },
      ],
    },
  }),
  passwordRule({
    ...about,
    id: 'aspnet-machine-key',
    name: 'Machine key of an ASP.NET application',
    provider: 'ASP.NET',
    confidence: 'high',
    keywords: ['validationkey', 'decryptionkey'],
    pattern: /(?:validationKey|decryptionKey)\s{0,4}=\s{0,4}["'](?<secret>[0-9A-Fa-f]{32,128})["']/g,
    check,
    source: 'https://learn.microsoft.com/previous-versions/dotnet/netframework-4.0/w8h3skw9(v=vs.100)',
    samples: {
      hit: [
        {
          path: 'web.config',
          text: '<machineKey validationKey="17a6a03da9b2852d7d39b6f440189aa2cc87ab75aac3217e15d7e833d6cb85f4b5e648b3ac36c8b555c67f4b4706f75e418710c00c75f9ab3065c4b10afddcb0" validation="HMACSHA256" />',
        },
        {
          path: 'web.config',
          text: '<machineKey decryptionKey="502BC4AE62AA4588A61C1406A5FA719A381154292BF55AAF" decryption="AES" />',
        },
      ],
      clean: [
        {
          path: 'web.config',
          text: '<machineKey validationKey="AutoGenerate,IsolateApps" decryptionKey="AutoGenerate,IsolateApps" />',
        },
        { path: 'web.config', text: '<machineKey validationKey="ABCDEF" />' },
      ],
    },
  }),
  passwordRule({
    ...about,
    id: 'magento-crypt-key',
    name: 'Encryption key of a Magento shop',
    provider: 'Magento',
    confidence: 'high',
    keywords: ['crypt'],
    pattern:
      /["']crypt["'][\t ]{0,8}=>[\t ]{0,8}(?:\[|array[\t ]{0,4}\()\s{0,40}["']key["'][\t ]{0,8}=>[\t ]{0,8}["'](?<secret>[0-9a-f]{32}|base64[A-Za-z0-9+/=]{40,80})["']/g,
    check,
    source:
      'https://experienceleague.adobe.com/en/docs/commerce-operations/configuration-guide/files/config-reference-envphp',
    samples: {
      hit: [
        { path: 'env.php', text: "'crypt' => [\n    'key' => 'b83ea953219116ebaa6b8fa43113e05a'\n]," },
        { path: 'env.php', text: "'crypt' => array (\n  'key' => '2798e38ff616bd1c10d17e6060c39e08',\n)" },
      ],
      clean: [
        { path: 'env.php', text: "'crypt' => [\n    'key' => ''\n]," },
        { path: 'env.php', text: "'crypt' => ['cost' => 12]" },
      ],
    },
  }),
  passwordRule({
    ...about,
    id: 'aspnet-jwt-key',
    name: 'Key that an ASP.NET application signs its tokens with',
    provider: 'ASP.NET',
    keywords: ['jwt', 'tokensettings', 'tokenoptions'],
    pattern:
      /"(?:Jwt|JWT|JwtSettings|JwtOptions|JwtConfig|JwtBearer|TokenSettings|TokenOptions)"\s{0,8}:\s{0,8}\{[^{}]{0,400}?"(?:Key|Secret|SecretKey|SigningKey|IssuerSigningKey|SecurityKey)"\s{0,8}:\s{0,8}"(?<secret>[^"\n]{8,500})"/g,
    reach: { before: 2, after: 960 },
    formats: ['json'],
    source:
      'https://learn.microsoft.com/aspnet/core/security/authentication/configure-jwt-bearer-authentication',
    samples: {
      hit: [
        {
          path: 'appsettings.json',
          text: '{"Jwt": {"Issuer": "acme", "Key": "Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6"}}',
        },
        {
          path: 'appsettings.json',
          text: '"JwtSettings": {\n  "SecretKey": "K9#mxP2l-Wq8ZtN4vXc2R",\n  "Hours": 8\n}',
        },
      ],
      clean: [
        { path: 'appsettings.json', text: '{"Jwt": {"Issuer": "acme", "Key": ""}}' },
        { path: 'appsettings.json', text: '{"Jwt": {"Issuer": "acme", "Key": "your-secret-key-here"}}' },
      ],
    },
  }),
  passwordRule({
    ...about,
    id: 'flask-secret-key',
    name: 'Secret key of a Flask application',
    provider: 'Flask',
    keywords: ['secret_key'],
    pattern:
      /(?<!\w)(?:app|application|server)\.secret_key[\t ]{0,4}=[\t ]{0,4}[bru]?(?<quote>["'])(?<secret>[^\n"']{8,200})\k<quote>/g,
    source: 'https://flask.palletsprojects.com/en/stable/config/#SECRET_KEY',
    samples: {
      hit: [
        { path: 'app.py', text: "app.secret_key = 'k3$x9vq2zr8#wm5tp1'\n" },
        { path: 'app.py', text: "app.secret_key = b'K7#q3T)J5x\\n\\xfe[-'\n" },
      ],
      clean: [
        { path: 'app.py', text: "app.secret_key = os.environ['SECRET_KEY']\n" },
        { path: 'app.py', text: "app.secret_key = 'super secret key'\n" },
      ],
    },
  }),
];
