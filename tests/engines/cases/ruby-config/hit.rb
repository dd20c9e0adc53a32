Rails.application.configure do
  config.action_mailer.smtp_settings = {
    address: 'smtp.mandrillapp.com',
    port: 587,
    user_name: 'ops@ledgerly.net',
    password: 'MpA9Tm1f1X8HeRA65YrByc',
  }
  config.x.stripe_secret = 'rk_live_ZEfIXWlLgqyLsddIIG1NzVcf'
end

Aws.config.update(
  credentials: Aws::Credentials.new('AKIAUJMYGUAQA64NE6ZO', 'kKyhLihCdTk/+wNKrqmPNVx1T61IpoJSrJZcWk6I'),
)

OmniAuth.config.middleware = Rack::Builder.new do
  provider :github, '1f0da246d109ea434b6d', 'fa0b2d4be04b6ea4e47fce783614044268a43a3b'
end
