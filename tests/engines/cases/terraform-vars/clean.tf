variable "db_password" {
  description = "Master password of the orders database"
  type        = string
  sensitive   = true
}

variable "token_name" {
  default = "deploy-token-name"
}

data "aws_secretsmanager_secret_version" "db" {
  secret_id = "prod/orders/db-password"
}

resource "random_password" "db" {
  length           = 24
  override_special = "!#$%&*()-_=+[]{}<>:?"
}

resource "aws_db_instance" "orders" {
  engine                      = "postgres"
  username                    = "orders_admin"
  password                    = random_password.db.result
  manage_master_user_password = false
  kms_key_id                  = "arn:aws:kms:eu-west-1:482019374655:key/5aa891e2-0381-4353-bf1c-fae0f93b935e"
}

resource "aws_secretsmanager_secret" "db" {
  name                    = "prod/orders/db-password"
  recovery_window_in_days = 7
}

output "secret_arn" {
  value = data.aws_secretsmanager_secret_version.db.arn
}

provider "github" {
  token = var.github_token
}
