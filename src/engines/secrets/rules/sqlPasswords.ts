import { weigh } from '../checks/weigh';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

/** Code that joins a statement puts a variable between the quotes: `BY '" || v_pw || "'`. */
const check: Check = ({ secret, kind }) =>
  /^\s|\s$|\|\||^[+.&]|[+.&]$|"/.test(secret) ? 'no' : weigh(secret, kind);

/** Passwords that SQL statements give to users. */
export const sqlPasswordsRules: readonly Rule[] = [
  passwordRule({
    id: 'sql-user-password',
    name: 'Password of a database user in SQL',
    provider: 'generic',
    why: 'Anyone who can reach the database can sign in as this user.',
    revoke: 'Change it with ALTER USER, and pass the new one to scripts in a variable.',
    keywords: ['identified', 'password', 'sp_addlogin'],
    pattern:
      /(?:\bIDENTIFIED(?:\s{1,20}WITH\s{1,20}[\w'"`]{1,40})?\s{1,20}(?:BY|AS)(?:\s{1,8}PASSWORD)?\s{1,20}|\b(?:CREATE|ALTER)\s{1,20}(?:USER|ROLE|LOGIN|GROUP)\s{1,20}[^\n;]{1,160}?\bPASSWORD\s{0,8}=?\s{0,8}N?|\bSET\s{1,20}PASSWORD\s{1,20}(?:FOR\s{1,20}[^\n;=]{1,100})?=\s{0,8}(?:PASSWORD\()?|\bsp_addlogin\s{1,20}N?'[^'\n]{1,60}'\s{0,4},\s{0,4}N?)\\?(?<quote>['"])(?<secret>[^'"\\\n]{4,200})\\?\k<quote>/gi,
    reach: { before: 240, after: 360 },
    check,
    source: 'https://www.postgresql.org/docs/current/sql-createrole.html',
    samples: {
      hit: [
        { path: 'init.sql', text: "CREATE USER app WITH ENCRYPTED PASSWORD 'Zt5kQw9xLp2m';\n" },
        {
          path: 'init.sql',
          text: "CREATE USER 'app'@'%' IDENTIFIED BY 'Mx7-qTr4Zw';\nGRANT ALL ON shop.* TO 'app'@'%';\n",
        },
        { path: 'setup.sh', text: 'psql -c "ALTER ROLE app PASSWORD \'Hj3Ksq9LxTz7\'"\n' },
        { path: 'mssql.sql', text: "CREATE LOGIN app WITH PASSWORD = N'Vb8!kQz3Lm', CHECK_POLICY = OFF;\n" },
      ],
      clean: [
        { path: 'init.sql', text: "CREATE USER app WITH PASSWORD '$" + "{APP_PASSWORD}';\n" },
        { path: 'init.sql', text: "CREATE USER 'app'@'%' IDENTIFIED BY 'password';\n" },
        { path: 'init.sql', text: "ALTER TABLE users ADD COLUMN password text DEFAULT 'none';\n" },
      ],
    },
  }),
];
