variable "release_version" {
  type        = string
  description = "The version, such as 1.2.3."
}

variable "release_directory" {
  type        = string
  description = "The directory that `make release` wrote, such as target/release, or a download of it."
}

variable "bucket" {
  type        = string
  description = "Name of an existing S3 bucket in the region of the stack, for the zip and the template."
}

variable "stack_name" {
  type        = string
  default     = "tagscaler"
  description = "Name of the stack. It is the owner of everything that Tagscaler registers: do not change it later."
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of the stack and of what is in it."
}
