import type { Rule } from '../rule';

export const GENERIC_PASSWORD_SAMPLES: Rule['samples'] = {
  hit: [
    { path: '.env', text: 'DB_PASSWORD=Tr0ub4dor&3\n' },
    { path: 'settings.py', text: "EMAIL_HOST_PASSWORD = 'S3cret!2019x'\n" },
    { path: 'application.yml', text: 'spring:\n  datasource:\n    password: qLz7-Wm2Kt\n' },
    { path: 'application.properties', text: 'spring.datasource.password=hunter2hunter\n' },
    { path: 'config.json', text: '{"smtp": {"user": "x", "password": "Vb8!kQz3Lm"}}' },
    { path: 'web.xml', text: '<bean><password>Zt5kQw9xLp2m</password></bean>' },
    { path: 'app.config', text: '<add key="SmtpPassword" value="Mx7-qTr4Zw" />' },
    { path: 'wp-config.php', text: "define('SMTP_PASSWORD', 'Hj3Ksq9LxTz7');" },
    { path: 'Main.java', text: 'dataSource.setPassword("Wq8ZtN4vXc2R");' },
    { path: 'run.sh', text: "PGPASSWORD='Mx7-qTr4Zw' psql -h pg.acme-billing.io -U app" },
    {
      path: 'build.gradle',
      text: '    password (System.getenv("PSW") != null ? System.getenv("PSW") : "Xr7@qLm2Vz!p")',
    },
    { path: 'db.js', text: "const password = process.env.DB_PASSWORD || 'Kp4-vTz8Qm';" },
    { path: 'deployment.yaml', text: 'env:\n  - name: DB_PASSWORD\n    value: "Nc7Ys1DfHg3T"\n' },
    { path: 'compose.yml', text: 'MYSQL_ROOT_PASSWORD: $' + '{ROOT_PASSWORD:-Gy6tRw3Zk9}\n' },
  ],
  clean: [
    {
      path: '.env',
      text: 'DB_PASSWORD=changeme\nAPP_PASSWORD=$' + '{OTHER}\nPASSWORD_FILE=/run/secrets/db\n',
    },
    {
      path: 'form.tsx',
      text: '<label htmlFor="password">Password</label><input type="password" name="password" />',
    },
    {
      path: 'en.json',
      text: '{"password": "Password", "password_hint": "Enter your password", "confirmPassword": "Confirm it"}',
    },
    {
      path: 'user.ts',
      text: "type User = { password: string };\nconst field = { password: 'reset-password' };",
    },
    {
      path: 'login.py',
      text: 'password = getpass.getpass("Password: ")\npassword = request.form["password"]\n',
    },
    {
      path: 'values.yaml',
      text: 'passwordSecretRef: db-credentials\npassword: "{{ .Values.db.password }}"\n',
    },
    { path: 'main.tf', text: 'password = var.db_password\npassword = random_password.db.result\n' },
    { path: 'check.go', text: 'if password == "" { return errors.New("password: must be set") }' },
  ],
};

export const GENERIC_KEY_SAMPLES: Rule['samples'] = {
  hit: [
    { path: '.env', text: 'PAYMENT_API_KEY=q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df\n' },
    { path: 'config.py', text: 'SECRET_KEY = "k3$x9!vq2@zr8#wm5^tp1&yn7*bd4(hf6)lc0"\n' },
    { path: 'client.ts', text: "const accessToken = '7f3a9c1e5b8d2460f1a7c3e95b8d2046e1f7a3c9';" },
    { path: 'config.yml', text: 'auth:\n  client_secret: 0557c061-6d3f-47f1-80f7-73eed11bf2c9\n' },
    { path: 'data.xml', text: '<SharedSecretKey>Zt5kQw9xLp2mVb8R4nJc7Ys1DfHg3Tn6Bv0aXeUi</SharedSecretKey>' },
    { path: 'events.json', text: '{"body": "{\\"sessionToken\\": \\"q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df\\"}"}' },
    { path: 'Program.cs', text: 'var key = new Secret(apiKey: "q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df");' },
    { path: 'Makefile', text: 'run:\n\t./app --api-key q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df\n' },
  ],
  clean: [
    { path: '.env', text: 'PUBLIC_API_KEY=q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df\nAPI_KEY=your-api-key\n' },
    {
      path: 'lexer.ts',
      text: "const token = 'TemplateLiteralContinuation';\nsortKey: 'createdAtDescending'",
    },
    {
      path: 'ci.yml',
      text: 'token: $' + '{{ secrets.GITHUB_TOKEN }}\nrepo-token: $' + '{{ github.token }}\n',
    },
    { path: 'deployment.yaml', text: 'secretKeyRef:\n  name: app-credentials-production\n  key: token\n' },
    {
      path: 'package.json',
      text: '{"integrity": "sha512-q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df==", "key": "q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df"}',
    },
    {
      path: 'styles.ts',
      text: "const tokenColor = '#a1b2c3';\nconst csrfToken = 'q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df';",
    },
    { path: 'load.yaml', text: 'users_secret: USERS_PREPROD_LEAK_TK01\n' },
  ],
};
