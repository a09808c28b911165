# An endpoint with scaling tags, by Terraform.
variable "endpoint_config_name" {
  type = string
}

resource "aws_sagemaker_endpoint" "chat" {
  name                 = "chat"
  endpoint_config_name = var.endpoint_config_name

  tags = {
    "autoscaling:policy" = "llm"
    "autoscaling:max"    = "6"
  }
}
