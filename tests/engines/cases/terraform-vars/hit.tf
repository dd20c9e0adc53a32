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
  access_key = "AKIAW2XYCPEEQ254DOW6"
  secret_key = "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"
}

resource "aws_db_instance" "orders" {
  engine   = "postgres"
  username = "orders_admin"
  password = var.db_password
}
