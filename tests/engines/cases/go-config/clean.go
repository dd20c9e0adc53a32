package config

import (
	"errors"
	"os"
)

var ErrInvalidToken = errors.New("invalid token: signature does not match")

const (
	PasswordKey    = "database.password"
	TokenPrefix    = "Bearer "
	SecretsPath    = "/run/secrets/gateway"
	passwordPrompt = "Enter password: "
)

type Config struct {
	Addr     string `yaml:"addr"`
	Password string `yaml:"password" env:"REDIS_PASSWORD,required"`
	APIKey   string `json:"api_key,omitempty"`
}

func Load() Config {
	return Config{
		Addr:     "redis.internal:6379",
		Password: os.Getenv("REDIS_PASSWORD"),
		APIKey:   mustReadFile("/run/secrets/api_key"),
	}
}

func dsn(user, password string) string {
	return user + ":" + password + "@tcp(" + host + ")/gateway"
}
