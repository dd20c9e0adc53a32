package config

import "time"

// Config of the gateway.
type Config struct {
	Addr     string
	Timeout  time.Duration
	Password string
}

const hmacSecret = "77348969f97bd958b3be258bc46b485ad7dd92e3e856867ed1020da2fb9a529f"

var Default = Config{
	Addr:     "redis.internal:6379",
	Timeout:  5 * time.Second,
	Password: "Culver2Thatch",
}

func DSN() string {
	return "gateway:Fescue5Anvil@tcp(10.1.0.7:3306)/gateway?parseTime=true"
}
