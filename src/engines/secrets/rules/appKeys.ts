import { appKeyRule } from '../appKeyRule';
import { weighSecret } from '../checks/weigh';
import type { Rule } from '../rule';

/** The keys with which applications of Django, Flask and Rails sign and encrypt their data. */
export const appKeysRules: readonly Rule[] = [
  appKeyRule({
    id: 'django-secret-key',
    name: 'Secret key of a Django application',
    provider: 'Django',
    keywords: ['secret_key'],
    // Keys from startproject: 50 characters of this alphabet, since version 3.2 with a prefix.
    pattern:
      /(?<![A-Za-z0-9])SECRET_KEY["']?\]?[\t ]{0,8}[=:,][\t ]{0,8}(?:os\.environ\.get\([^()\n]{1,60},[\t ]{0,4}|get_random_secret_key\(\) or )?["'](?<secret>(?:django-insecure-)?[a-z0-9!@#$%^&*(\-_=+)]{50})["']/g,
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
  appKeyRule({
    id: 'flask-secret-key',
    name: 'Secret key of a Flask application',
    provider: 'Flask',
    keywords: ['secret_key'],
    pattern:
      /(?<!\w)(?:app|application|server)\.secret_key[\t ]{0,4}=[\t ]{0,4}[bru]?(?<quote>["'])(?<secret>[^\n"']{8,200})\k<quote>/g,
    check: weighSecret,
    confidence: 'medium',
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
  appKeyRule({
    id: 'rails-secret-key-base',
    name: 'Secret key base of a Rails application',
    provider: 'Rails',
    keywords: ['secret_key_base', 'secret_token', 'rails_master_key'],
    pattern:
      /(?:secret_key_base|secret_token|rails_master_key)["']?\]?[\t ]{0,8}(?:=>|\|\|=|[=:,])[\t ]{0,8}["']?(?<secret>[0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{32})(?![0-9A-Za-z])/gi,
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
  appKeyRule({
    id: 'jupyter-kernel-key',
    name: 'Key of a kernel of Jupyter',
    provider: 'Jupyter',
    why: 'Anyone who reaches the ports of the kernel can run code in it.',
    revoke: 'Restart the kernel, which makes a new key, and keep its connection file out of the repository.',
    keywords: ['signature_scheme'],
    pattern: /"key"\s{0,8}:\s{0,8}"(?<secret>[0-9a-f-]{32,64})"/g,
    reach: { before: 500, after: 500 },
    confidence: 'medium',
    source: 'https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files',
    samples: {
      hit: [
        {
          path: 'kernel-71.json',
          text: '{\n  "shell_port": 57503,\n  "key": "a0436f6c-1916-498b-8eb9-e81ab9368e84",\n  "transport": "tcp",\n  "signature_scheme": "hmac-sha256"\n}\n',
        },
      ],
      clean: [
        {
          path: 'kernel-71.json',
          text: '{\n  "key": "",\n  "transport": "tcp",\n  "signature_scheme": "hmac-sha256"\n}\n',
        },
      ],
    },
  }),
];
