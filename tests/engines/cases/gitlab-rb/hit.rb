external_url 'https://gitlab.acme.dev'
gitlab_rails['smtp_enable'] = true
gitlab_rails['smtp_user_name'] = "gitlab@acme.dev"
gitlab_rails['smtp_password'] = "Turnstile!Eider5"
gitlab_rails['initial_root_password'] = "Velvet4Scoter#"
gitlab_rails['ldap_servers'] = YAML.load <<-'EOS'
  main:
    host: 'ldap.acme.dev'
    bind_dn: 'cn=gitlab,dc=acme,dc=dev'
    password: 'Goosander8Weft'
EOS
postgresql['sql_user_password'] = "f4fbdebb37330b967a13bd05f6267630"
