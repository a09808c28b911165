# Deploys a release of Tagscaler: uploads the zip and the template, and makes the CloudFormation stack. Everything that Tagscaler needs
# is in that template, which is checked and tested; this module only passes parameters.

locals {
  # With the checksum, so that a changed zip is another object, and Lambda deploys it.
  prefix = "tagscaler/${var.release_version}-${substr(filesha256(local.code), 0, 12)}"
  code   = "${var.release_directory}/tagscaler-${var.release_version}.zip"

  template = "${var.release_directory}/tagscaler-${var.release_version}.template.json"
}

resource "aws_s3_object" "code" {
  bucket      = var.bucket
  key         = "${local.prefix}/tagscaler.zip"
  source      = local.code
  source_hash = filesha256(local.code)

  # If the update of the stack fails, CloudFormation rolls back to the zip of before.
  lifecycle {
    create_before_destroy = true
  }
}

# Larger than a call to CloudFormation may be.
resource "aws_s3_object" "template" {
  bucket      = var.bucket
  key         = "${local.prefix}/template-${substr(filesha256(local.template), 0, 12)}.json"
  source      = local.template
  source_hash = filesha256(local.template)

  lifecycle {
    create_before_destroy = true
  }
}

data "aws_s3_bucket" "artifacts" {
  bucket = var.bucket
}

resource "aws_cloudformation_stack" "tagscaler" {
  name         = var.stack_name
  template_url = "https://${data.aws_s3_bucket.artifacts.bucket_regional_domain_name}/${aws_s3_object.template.key}"
  capabilities = ["CAPABILITY_IAM"]
  tags         = var.tags

  # Only what is set: the template has the defaults.
  parameters = merge(
    { for name, value in local.parameters : name => value if value != null },
    { CodeBucket = var.bucket, CodeKey = aws_s3_object.code.key },
  )
}
