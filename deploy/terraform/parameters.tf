# Made from template.yaml by a test: TerraformModuleTest, with -Dtagscaler.docs.write=true.

locals {
  parameters = {
    DryRun                 = var.dry_run
    TagPrefix              = var.tag_prefix
    DefaultPolicy          = var.default_policy
    CatalogPath            = var.catalog_path
    CatalogKeyArn          = var.catalog_key_arn
    TimeZone               = var.time_zone
    SweepMinutes           = var.sweep_minutes
    SweepLimit             = var.sweep_limit
    DriftHours             = var.drift_hours
    MaxCapacity            = var.max_capacity
    AllowAdopt             = var.allow_adopt
    RequirePlatform        = var.require_platform
    ReleaseAll             = var.release_all
    EventBus               = var.event_bus
    AlarmEmail             = var.alarm_email
    AlarmTopicArn          = var.alarm_topic_arn
    TargetQuota            = var.target_quota
    NotifyEmail            = var.notify_email
    NotifyTopicArn         = var.notify_topic_arn
    NotifyFormat           = var.notify_format
    NotifyTeamTag          = var.notify_team_tag
    Dashboard              = var.dashboard
    Architecture           = var.architecture
    MemorySize             = var.memory_size
    MaximumConcurrency     = var.maximum_concurrency
    SnapStart              = var.snap_start
    LogRetentionDays       = var.log_retention_days
    ReservedConcurrency    = var.reserved_concurrency
    Tracing                = var.tracing
    PermissionsBoundaryArn = var.permissions_boundary_arn
    RolePath               = var.role_path
    KmsKeyArn              = var.kms_key_arn
    StrictRole             = var.strict_role
  }
}

variable "dry_run" {
  type        = string
  default     = null
  description = "\"true\": Tagscaler only reports what it would change. Recommended for the first week. Default: \"false\"."
}

variable "tag_prefix" {
  type        = string
  default     = null
  description = "Tagscaler reads only tags whose key starts with this prefix. Default: autoscaling: (as in autoscaling:policy)."
}

variable "default_policy" {
  type        = string
  default     = null
  description = "Policy for endpoints and inference components that no tag opts in, such as default or llm+office-hours. Empty (default): they are left unchanged."
}

variable "catalog_path" {
  type        = string
  default     = null
  description = "Path in Systems Manager Parameter Store with your own policies, one YAML document per parameter, such as /tagscaler/catalog. Empty (default): built-in policies only."
}

variable "catalog_key_arn" {
  type        = string
  default     = null
  description = "ARN of the customer managed KMS key of the catalog's parameters. Empty (default): the parameters are plain Strings, or SecureStrings with the AWS managed key."
}

variable "time_zone" {
  type        = string
  default     = null
  description = "Time zone for schedules, dates and times without a time zone, such as Europe/Berlin. Default: UTC."
}

variable "sweep_minutes" {
  type        = number
  default     = null
  description = "Minutes between two sweeps, 5 to 60. Default: 15. A sweep checks all resources, and finds changes that sent no event, such as a lost event or a target changed by hand."
}

variable "sweep_limit" {
  type        = number
  default     = null
  description = "If more than this percentage of managed targets (and more than 5) lose their tags at once, the sweep deregisters none of them and raises an alarm. 0 to 100. Default: 20."
}

variable "drift_hours" {
  type        = number
  default     = null
  description = "Hours that a change by hand of a managed target, policy or schedule is kept before a sweep puts it back, 0 to 168. Default: 4. With 0 the next sweep puts it back."
}

variable "max_capacity" {
  type        = number
  default     = null
  description = "Highest max that a tag or a policy can set for any endpoint variant or component, 1 to 100000. Default: 100. It applies with and without a catalog."
}

variable "allow_adopt" {
  type        = string
  default     = null
  description = "What the tag \"adopt\" may do with a target that another tool registered. \"none\": nothing. \"keep\" (default): take it over and keep its policies and schedules. \"replace\": also delete them, if the tag asks for that."
}

variable "require_platform" {
  type        = string
  default     = null
  description = "\"true\": while the catalog has no valid document _platform, Tagscaler changes nothing, so that guardrails cannot vanish. Needs CatalogPath. Default: \"false\"."
}

variable "release_all" {
  type        = string
  default     = null
  description = "To uninstall, set the name of this stack: Tagscaler then releases everything that it manages, whatever the tags say, and registers nothing. Empty (default): it follows the tags."
}

variable "event_bus" {
  type        = string
  default     = null
  description = "Name of the event bus to which Tagscaler publishes outcomes, and on which it accepts \"Reconcile Requested\" events. Default: default. SageMaker's own events always come from the default bus."
}

variable "alarm_email" {
  type        = string
  default     = null
  description = "Alarms are sent to this address after its owner has confirmed the email from SNS. Empty (default): no email."
}

variable "alarm_topic_arn" {
  type        = string
  default     = null
  description = "ARN of an existing SNS topic in this region to which alarms are sent. Its policy, and that of its KMS key if it has one, must allow cloudwatch.amazonaws.com; alias/aws/sns does not. Empty (default): none."
}

variable "target_quota" {
  type        = number
  default     = null
  description = "How many scalable targets of SageMaker your account may have in this region: the quota of Application Auto Scaling, 500 (default) unless AWS raised it. An alarm starts when 90% of it are registered, by Tagscaler or anybody else."
}

variable "notify_email" {
  type        = string
  default     = null
  description = "Problems that the owners of endpoints have to solve are sent to this address after its owner has confirmed the email from SNS. Empty (default): no email."
}

variable "notify_topic_arn" {
  type        = string
  default     = null
  description = "ARN of an existing SNS topic in this account and region to which the same is sent. Its policy must allow events.amazonaws.com to publish. Empty (default): none."
}

variable "notify_format" {
  type        = string
  default     = null
  description = "What is sent to NotifyTopicArn. \"text\" (default): sentences, for mail. \"chat\": what Amazon Q Developer in chat applications (AWS Chatbot) shows in Slack and Microsoft Teams; it ignores any other text."
}

variable "notify_team_tag" {
  type        = string
  default     = null
  description = "Key of the tag that names the team of an endpoint or component, such as team. Events then have its value as \"team\", so that a rule can send each team its own. Empty (default): events have no team."
}

variable "dashboard" {
  type        = string
  default     = null
  description = "\"true\" (default): create a CloudWatch dashboard, which costs $3 a month beyond the first three of an account. \"false\": none."
}

variable "architecture" {
  type        = string
  default     = null
  description = "x86_64 (default) or arm64. arm64 costs 20% less per second, which is cents here."
}

variable "memory_size" {
  type        = number
  default     = null
  description = "Memory of the function in MB, 256 to 3008. Default: 512, which is enough. More memory also shortens cold starts."
}

variable "maximum_concurrency" {
  type        = number
  default     = null
  description = "Highest number of concurrent invocations by the queue, 2 to 10. Default: 4. Keep it low: CloudWatch accepts only three PutMetricAlarm calls per second in the whole account, and Application Auto Scaling throttles as well."
}

variable "snap_start" {
  type        = string
  default     = null
  description = "\"on\": Lambda starts the function from a snapshot, which shortens cold starts and has no price of its own. Each deployment that changes the function then takes some minutes longer. Default: \"off\"."
}

variable "log_retention_days" {
  type        = number
  default     = null
  description = "Days to keep the function's log. Default: 30. The log stays when the stack is deleted."
}

variable "reserved_concurrency" {
  type        = number
  default     = null
  description = "Concurrent invocations that the account reserves for this function, so that other functions cannot take them. Must be greater than MaximumConcurrency, because direct invocations need one as well. The account has to keep 100 that nobody reserves. 0 (default): none are reserved."
}

variable "tracing" {
  type        = string
  default     = null
  description = "\"Active\": Lambda records invocations in AWS X-Ray. Default: \"PassThrough\", which records none by itself."
}

variable "permissions_boundary_arn" {
  type        = string
  default     = null
  description = "ARN of the IAM policy that is the permissions boundary of the function's role, where your organization requires one. It must allow what the role allows. Empty (default): no boundary."
}

variable "role_path" {
  type        = string
  default     = null
  description = "Path of the function's role in IAM, such as /service/. Default: /."
}

variable "kms_key_arn" {
  type        = string
  default     = null
  description = "ARN of a customer managed KMS key in this region for the queues, the log group and the stack's topics. Its key policy must first allow what docs/security.md lists, or events and alarms are lost. Empty (default): keys of AWS."
}

variable "strict_role" {
  type        = string
  default     = null
  description = "\"true\": the role denies calls that only Application Auto Scaling makes in its name, such as changing the capacity of an endpoint. Try it in a test account first, see docs/security.md. Default: \"false\"."
}
