library(DBI)
library(RPostgres)

con <- dbConnect(
  RPostgres::Postgres(),
  host = "wh.acme.dev",
  dbname = "warehouse",
  user = "analyst",
  password = "Corncrake5Tithe"
)
api_key <- "rmKu1D2OoP3MGUjzSsETDKc359WqWsbq"
sales <- dbGetQuery(con, "select * from sales where token is not null")
Sys.setenv(OPENAI_API_KEY = "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")
