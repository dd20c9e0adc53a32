import { isRandom } from '../checks/strength';
import { weigh } from '../checks/weigh';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

/** Accepts only values that look generated or chosen: such calls also hold user names, prompts and test words. */
const check: Check = ({ secret, kind }) => {
  if (/\s/.test(secret)) return 'no';
  const confidence = weigh(secret, kind);
  return confidence === 'low' && kind.role === 'product' && /^[A-Za-z]{1,200}$/.test(secret)
    ? 'no'
    : confidence;
};

/** Passwords that code passes as positional arguments, without a name. */
export const callPasswordsRules: readonly Rule[] = [
  passwordRule({
    id: 'http-client-credentials',
    name: 'Password in a call of an HTTP client',
    provider: 'generic',
    keywords: ['auth', 'basic_auth', 'networkcredential', 'credentials(', 'credentials.basic('],
    pattern:
      /(?<![\w-])(?:(?:HTTP(?:Basic|Digest|Proxy)Auth|BasicAuth|UsernamePasswordCredentials|PasswordAuthentication|NetworkCredential|basic_auth|basicAuth|SetBasicAuth|set_basic_auth|http_basic_authenticate_with|authenticate|UsernamePasswordAuthenticationToken|setCredentials|auth\.basic|Credentials\.basic)\(|PlainAuth\([\t ]{0,4}["'`][^"'`\n]{0,60}["'`],|:basic_auth,|basic_auth(?=[\t ])|auth[\t ]{0,4}=[\t ]{0,4}\()[\t ]{0,4}["'`](?<user>[^"'`\n]{1,100})["'`][\t ]{0,4},[\t ]{0,4}["'`](?<secret>[^"'`\n]{4,200})["'`](?:\.toCharArray\(\))?[\t ]{0,4}[,)}\r\n]/g,
    check,
    source: 'https://requests.readthedocs.io/en/latest/user/authentication/',
    samples: {
      hit: [
        { path: 'client.py', text: "requests.get(url, auth=('deploy', 'Zt5kQw9xLp2m'))\n" },
        { path: 'Client.cs', text: 'client.Credentials = new NetworkCredential("ops", "Mx7-qTr4Zw");\n' },
        { path: 'main.go', text: 'req.SetBasicAuth("deploy", "Hj3Ksq9LxTz7")\n' },
        { path: 'mail.go', text: 'smtp.PlainAuth("", "relay", "Wd6Rqm2XvKz8", host)\n' },
        { path: 'post.go', text: 'smtp.PlainAuth("", `relay@acme.io`, `Wd6Rqm2XvKz8`, `mx.acme.io`)\n' },
      ],
      clean: [
        { path: 'client.py', text: "requests.get(url, auth=('user', 'pass'))\nauth=(user, password)\n" },
        { path: 'main.go', text: 'req.SetBasicAuth("deploy", os.Getenv("PASSWORD"))\n' },
        { path: 'post.go', text: 'smtp.PlainAuth(``, `user`, `password`, `localhost`)\n' },
      ],
    },
  }),
  passwordRule({
    id: 'database-call-password',
    name: 'Password in a call that opens a database',
    provider: 'generic',
    why: 'Anyone who can reach the database can sign in as this user.',
    keywords: [
      'mysqli',
      'mysql_connect',
      'getconnection(',
      'new pdo',
      'new \\pdo',
      'pg_connect',
      'oci_connect',
      'mysqldb.connect',
      'pymysql.connect',
      'sqlsrv_connect',
      'dbi->connect',
      'cx_oracle',
      'oracledb',
      'sequelize(',
    ],
    pattern:
      /(?<![\w-])(?:new \\?mysqli|mysqli_connect|mysqli_real_connect|mysql_connect|mysql_pconnect|DriverManager\.getConnection|new \\?PDO|MySQLdb\.connect|pymysql\.connect|DBI->connect|new Sequelize|oci_p?connect|cx_Oracle\.connect|oracledb\.connect)\([\t ]{0,4}(?:(?:["'][^"'\n]{1,200}["']|[\w$.]{1,60}(?:\([^()\n]{0,60}\))?)\s{0,20},\s{0,20}){1,3}?["'](?<user>[^"'\n]{1,60})["']\s{0,20},\s{0,20}["'](?<secret>[^"'\n]{4,200})["']\s{0,20}[,)]/g,
    check,
    source: 'https://www.php.net/manual/en/mysqli.construct.php',
    samples: {
      hit: [
        { path: 'db.php', text: '$db = new mysqli("10.4.0.12", "app", "Zt5kQw9xLp2m", "shop");\n' },
        { path: 'Db.php', text: "new \\PDO('mysql:host=db;dbname=shop', 'app', 'Mx7-qTr4Zw');\n" },
        { path: 'Db.java', text: 'Connection c = DriverManager.getConnection(url, "app", "Mx7-qTr4Zw");\n' },
      ],
      clean: [
        { path: 'db.php', text: '$db = new mysqli($host, $user, $password, "shop");\n' },
        { path: 'db.php', text: '$db = new mysqli("localhost", "root", "", "shop");\n' },
      ],
    },
  }),
  passwordRule({
    id: 'jwt-call-secret',
    name: 'Secret in a call that signs or checks tokens',
    provider: 'generic',
    why: 'Anyone with it can create tokens that the application trusts, for any user.',
    revoke:
      'Create a new secret and put it where the application reads it at its start; everybody has to sign in again.',
    cwe: 'CWE-321',
    keywords: ['jwt.', 'jsonwebtoken'],
    pattern:
      /(?<!\w)(?:jwt|jsonwebtoken|JWT)\.(?:sign|verify|encode|decode)\([^()\n"']{1,120},\s{0,20}["'](?<secret>[^"'\n]{6,200})["']/g,
    check,
    source: 'https://github.com/auth0/node-jsonwebtoken#usage',
    samples: {
      hit: [
        { path: 'auth.js', text: "const token = jwt.sign({ id: user.id }, 'Zt5kQw9xLp2m!');\n" },
        { path: 'auth.py', text: 'token = jwt.encode(payload, "Mx7-qTr4Zw#9", algorithm="HS256")\n' },
      ],
      clean: [
        { path: 'auth.js', text: 'const token = jwt.sign({ id: user.id }, process.env.JWT_SECRET);\n' },
        { path: 'auth.js', text: "jwt.verify(token, 'secret');\n" },
      ],
    },
  }),
  passwordRule({
    id: 'omniauth-secret',
    name: 'Secret of an OAuth application in OmniAuth',
    provider: 'generic',
    why: 'Anyone with it can sign people in as if they were the application, and read what they grant it.',
    revoke: 'Create a new client secret with the provider, and read it from the environment.',
    keywords: ['provider :', 'omniauth :'],
    pattern:
      /(?<!\w)(?:provider|omniauth) :\w{2,40},\s{1,20}["'](?<user>[^"'\n]{4,120})["'],\s{1,20}["'](?<secret>[^"'\s]{12,200})["']/g,
    check: ({ secret, kind }) => (isRandom(secret) ? weigh(secret, kind) : 'no'),
    source: 'https://github.com/omniauth/omniauth#getting-started',
    samples: {
      hit: [
        {
          path: 'omniauth.rb',
          text: "provider :github, '3f9ac1e7b2d845060f1e', '7f3a9c1e5b8d2460f1a7c3e95b8d2046e1f7a3c9'\n",
        },
        {
          path: 'devise.rb',
          text: "  config.omniauth :gitlab, 'acme-portal', 'q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df'\n",
        },
      ],
      clean: [
        { path: 'omniauth.rb', text: "provider :github, ENV['GITHUB_KEY'], ENV['GITHUB_SECRET']\n" },
        { path: 'omniauth.rb', text: "provider :github, 'your-client-id', 'your-client-secret'\n" },
      ],
    },
  }),
  passwordRule({
    id: 'login-call-password',
    name: 'Password in a call that signs in',
    provider: 'generic',
    keywords: ['.login('],
    pattern:
      /\.login\(\s{0,20}["'](?<user>[^"'\n]{1,100})["']\s{0,8},\s{0,20}["'](?<secret>[^"'\n]{4,200})["']\s{0,8}[,)]/g,
    check,
    source: 'https://docs.python.org/3/library/smtplib.html#smtplib.SMTP.login',
    samples: {
      hit: [
        { path: 'mail.py', text: "smtp.login('relay@acme-billing.io', 'Zt5kQw9xLp2m')\n" },
        { path: 'crm.js', text: "conn.login('ops@acme-billing.io', 'Mx7-qTr4Zw#9', done);\n" },
      ],
      clean: [
        { path: 'mail.py', text: "smtp.login(user, password)\nsmtp.login('user', 'password')\n" },
        { path: 'page.js', text: "page.login('ann', 'Enter your password');\n" },
      ],
    },
  }),
];
