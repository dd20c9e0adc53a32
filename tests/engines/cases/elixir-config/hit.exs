import Config

config :ledger, Ledger.Repo,
  username: "ledger",
  password: "Kittiwake4Drum",
  hostname: "db.ledgerly.net",
  database: "ledger_prod",
  pool_size: 10

config :ledger, LedgerWeb.Endpoint,
  url: [host: "ledgerly.net", port: 443],
  secret_key_base: "abgHSrSlNP9GX/9voEu9OrTHuAl4c7gwe1cydQno8tRb8TktKXKZ8l1idD7VG92H",
  live_view: [signing_salt: "kq81Zt5w"]

config :ledger, Ledger.Mailer,
  adapter: Swoosh.Adapters.Mailgun,
  api_key: "key-c6ccab28543e61f72e53a2546e4285bf"
