# frozen_string_literal: true

require 'openssl'
require 'jwt'

module Licensing
  # Signs the licence files that customers download.
  class Signer
    PRIVATE_KEY = <<~PEM
      -----BEGIN RSA PRIVATE KEY-----
      MIIEpQIBAAKCAQEA21AEkEp+VN/RmGTeOALm8x0muOA+wWZWk7EdOSSfSt+quAqw
      SJVQiXMapN5B200rkD362K3Xo65ub8UGNEy4aVr2J3EXIuWQHGiD1BkkcvWqmXLk
      piSsG99hMrfzWSbGWxCMeEETnrqLP9BQxht+kitDO0rfEhbh0sxOpoqckWY6PI45
      fkb3lv0Mrpi7meR9FiY5Wx46DMp6S/Ni58GmRIE8CwtkPTDf9MV7vTj7EngKYwkd
      E6wBD9lYSw0h/Fqf+9z1juYuQgCU30wG8639ZJC/SkqvnYsbsC3xCMEnld6bef61
      NyWOEMi88iNqgtwy0g7Ln3lgELCwWgP37o5d7QIDAQABAoIBABKJ/RjFc1BxayJa
      xH4voJ5EhJV0P1nR8NejTTkbY2vM5H2SSbyZAqnb1RDCyQZky53x31aZu3TWtfc0
      zIV3Rs+BJPXIlZAZn8kG/L3dMjuVkMpP8AwrZXElvO2wpx2OLY5dI8K2nZX5ZvQK
      BAn7IQPyLEjC14CL9qL/KlbhuMKBnanyql7tkqnq0risyKU+CTriFhMJYwefePRu
      ysqjhVeU0PRUDBsh0AmZ08BGQcxxAgqC0vyJE2lu2HKjqAtzn9K6YorzT6iYw5mz
      y6ftGOEd/IIiHgLO/3Y6rXLOc/37ccLifZsEmmVZ+Lg8O9uANfOJLpcT+PPziF+m
      i1JJIIECgYEA90aug+qm+Z0mxjH68ipHTnbUM2620GZNLFDc861GYxAw3xmoDIox
      2mpnTqrlc+Q5PWRNYr/s+0rJvYteRe17cCUrKnCMS79WPWXpoY8T8QLDla2qLJSM
      +0Xe3T2bA/xYPfa2lz6pswqaJ8CE/lXtlsmDSNpBPi5KroPmdYcb7MkCgYEA4wzH
      S8akihs5UZmooZowA4NBtpOFoWy0XAhoWnXkb5tagR5B3e3e5fXbbvYjX97SAGbx
      E6IdSsh382b0yfw38UE+ZWVtireCaF2AdjnelfvS0UEC1rlH9Ov3S1xvkziyLwLO
      10sBDt+IsBQAMoS6DG0i+rfK5FZE5/8y/4AxzgUCgYEA8V8JUrNmshl4k9aNwn0K
      hcjwchQMV3jEtBFq3GGzZ1eSnPQKWdM7vpxGoz+mIm4QgaC6+T2nMdRbAK5eI5wg
      9eMSM6cRC4+FuwEUASQMryGnkR+oEUQgKdaWKRfNjSJxcGq26QO92orq1wrRxwJR
      nPKvOBnzvaKqO5d9ChQMaiECgYEAiRzZadhe2wwPtEh//n9XiXeFgpVZ+J7l2EI3
      ipFxTzjZEepMypHwrpynVD4OJMIxvY5s/XdECzo+vd2p7CSFQAsvfBohacjiVtZI
      Up0l3xtBN57z8OnZG344S+lZc+WkLSGb+YXQ8MNrDzI04E0o8YIiwpelTfkPCa8i
      hAtNiGUCgYEAyzSLJtewikbLYuOMqmFaQKaUQ5mbeNcYm1J7EW+wLRQF1moL58TD
      Lchncm3OpSwomnMCAVZjLE0/YByQooYQkPl8ARwpE8Wxwk/BoTH/r6JjIpDAi+Jf
      PzH2keJgdm6HCaDvdgHs9iHcXSAbPQxlggaJ7yfYve2nIRZbhqIMsPc=
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
