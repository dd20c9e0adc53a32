# frozen_string_literal: true

require 'openssl'
require 'jwt'

module Licensing
  # Signs the licence files that customers download.
  class Signer
    PRIVATE_KEY = <<~PEM
      -----BEGIN RSA PRIVATE KEY-----
      MIIEogIBAAKCAQEAzY2rYlhlI54m17LhlQtrfxvZnTQlaO4Ex8zhaULXGrXvIOzf
      1DdvA9oWzRK5GGmH77fghaauO5Wt3xr9EP7hRdxpHZFJc9ky/dGUAAtBbUFyvNgX
      Pz7Ig9QuzhYg0kmzEsVrJJCLsJ/gCiT1DgDQnvapaVX22xYdcXlwxLuh9S8ou8L/
      7YyxM5k8NnhHBFK+o9Up4W8/mhlRq1woNkEdCxNW6QCsIiY6PhKaQWI7Aj6sejEY
      VA4lN0OvY+chWzrRKfGe5fOBHh9XoGt2rWXn5XZTkv+1LyxrRF3bRFfi1F2A+ty+
      MMFs1HXhVEQKcZLeFEhVcxxClBxjaV2tIUZejwIDAQABAoIBABwKmhlJ/s4rmpft
      bsnC65DFD1xbS0kzw1IweIXAGRErRaqDtgtA3rOzUk36omaaqvFAb/A7q2Q0iKo5
      h9GEO94oceyXL+KOfF7U8vBImM3bUlhB0HYPzhHx5cq2iRa2+Cd06CduUqgvP0ST
      Ax08bjlpY/YbRJhhvXWIACLOiAsm+3WqgbTVcyT0WkOtSie1UcI9Td6Rab6pqm13
      YYK1Bz7UZeX22EXFXE8aB7VO1LgWt32s+bVi0dRENAqN7II+16JthzyyxtQusnMo
      THWT+wxKSQQbEm3ejzRxvY0/IKwN06lFuoWec6aFPaZmQHCNf/iOTqqjcvFi9l64
      4Z24NEkCgYEA+/4Y5knNOLdHGFkgAp+Ed3hMTAA9m4iy7U9cntMXi7NWeoNtH2r+
      sM2quU7xXDaMZretUa646LRWtFuZWATY/l3Vx2VJABheaFoTupbhNYdZr21dgaFk
      4CPc/0Z5ZMOqffLI+FZcd60K+HzAQjaHYwTPJm+2eBIOuVN9YiBTCicCgYEA0NKC
      wtOiJns38sHE2eP/YsV0GqiQBehFKPRzIbsNc2VZVnsPHKAWDb4NACmWn4R1G8ks
      TZ1t4kUMGL8z8VV8Ay47YI0xYem/xW5D7l9SROSfqRM74LB/irKF0CbpEy9AYoII
      EUsGpQmc7YT7FtmmHdd43MAE5GIhJG6iMOay0VkCgYB8Q5uHxJEdDNRUX273nC44
      s+v79opq7og9mks0TyhnTbKxi6n+OkcKbQFpjFJdhNDLvnwLsbuhlXzER/9gdlOD
      bEaFo57SGzJDB1h/RPQd73b8mVPpHuud1FGg2OH4HL0wis8sF3pV0dF9JBezDyzI
      WZDFhYVXxJ/aKB/GieYpNQKBgGzDF+QNgkj0qIFBtxudiqiRGxW/cbQB8/OOzmBl
      Im5V/R/z3D0WjCYANJk/D/ppbO1Z7D9InbDaMaC6BX3O/lZRwA9burq6mm1kLvF6
      qEjFovrWz7sJcoR00wlFGuQpGim0fCs1nnJa/Wcgef6+wayNS5/+Sw4Api5piQRb
      RAuRAoGAREjnj2nEQ2QhEqDYrIoLtXOhdelB+jnBEeg5aM6RH5n1Y0piDCwiO0XX
      9+UHn1KRLc0/5ByymMEFMVx2zdvDYU8DZSD8nULC7eRI4tO53VpGLoRGL2nFXEKp
      lOMIyM1KDiDmRJSLBBF6LgoApDqrWzys9256nKSSdAhnWuPWp8I=
      -----END RSA PRIVATE KEY-----
    PEM

    def initialize(now: Time.now)
      @now = now
      @key = OpenSSL::PKey::RSA.new(PRIVATE_KEY)
    end

    def sign(customer:, seats:)
      JWT.encode({ sub: customer, seats: seats, iat: @now.to_i }, @key, 'RS256')
    end
  end
end
