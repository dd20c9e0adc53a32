# frozen_string_literal: true

require 'openssl'

module Licensing
  # Reads keys such as
  #   -----BEGIN RSA PRIVATE KEY-----
  #   MIIEow...
  #   -----END RSA PRIVATE KEY-----
  class KeyReader
    HEADER = '-----BEGIN RSA PRIVATE KEY-----'
    FOOTER = '-----END RSA PRIVATE KEY-----'
    PATTERN = /-----BEGIN (RSA |EC )?PRIVATE KEY-----(.*?)-----END \1PRIVATE KEY-----/m

    def self.wrap(body)
      [HEADER, body.scan(/.{1,64}/), FOOTER].join("\n")
    end

    def self.private?(text)
      text.start_with?(HEADER, '-----BEGIN OPENSSH PRIVATE KEY-----')
    end
  end
end
