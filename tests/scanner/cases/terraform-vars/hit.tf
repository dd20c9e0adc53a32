terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "db_password" {
  description = "Master password of the orders database"
  type        = string
  default     = "Lantern-Quarry-88x"
}

provider "aws" {
  region     = var.region
  access_key = "AKIA6JNLD4VXUNIRA6AK"
  secret_key = "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"
}

resource "aws_db_instance" "orders" {
  engine   = "postgres"
  username = "orders_admin"
  password = var.db_password
}
