# terraform test: without AWS.

mock_provider "aws" {
  mock_data "aws_s3_bucket" {
    defaults = { bucket_regional_domain_name = "acme.s3.eu-west-1.amazonaws.com" }
  }
}

variables {
  release_version   = "1.2.3"
  release_directory = "./tests/release"
  bucket            = "acme"
}

run "only_what_is_set_is_passed" {
  variables {
    dry_run      = "true"
    max_capacity = 20
  }

  assert {
    condition = aws_cloudformation_stack.tagscaler.parameters == tomap({
      DryRun      = "true"
      MaxCapacity = "20"
      CodeBucket  = "acme"
      CodeKey     = aws_s3_object.code.key
    })
    error_message = "Other parameters are left to the template."
  }
}

run "the_key_of_the_code_changes_with_the_code" {
  assert {
    condition     = aws_s3_object.code.key == "tagscaler/1.2.3-${substr(filesha256("./tests/release/tagscaler-1.2.3.zip"), 0, 12)}/tagscaler.zip"
    error_message = "Lambda deploys another zip only if its key is another one."
  }
}

run "the_template_comes_from_the_bucket_in_its_region" {
  assert {
    condition     = aws_cloudformation_stack.tagscaler.template_url == "https://acme.s3.eu-west-1.amazonaws.com/${aws_s3_object.template.key}"
    error_message = "CloudFormation reads the template from S3."
  }

  assert {
    condition     = aws_cloudformation_stack.tagscaler.capabilities == toset(["CAPABILITY_IAM"])
    error_message = "The template makes a role, and needs no other capability."
  }
}
