package config

import "time"

// Config of the gateway.
type Config struct {
	Addr     string
	Timeout  time.Duration
	Password string
}

const hmacSecret = "92e3e856867ed1020da2fb9a529fdd3f5c1d06bf9f2dc22e270d7e57686fbc10"

var Default = Config{
	Addr:     "redis.internal:6379",
	Timeout:  5 * time.Second,
	Password: "Culver2Thatch",
}

func DSN() string {
	return "gateway:Fescue5Anvil@tcp(10.1.0.7:3306)/gateway?parseTime=true"
}
