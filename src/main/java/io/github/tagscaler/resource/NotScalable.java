package io.github.tagscaler.resource;

/** Why a resource that exists cannot be scaled by Application Auto Scaling. */
public enum NotScalable {
  /** An adapter component, which runs on the copies of its base component. */
  ADAPTER_COMPONENT,
  /** A variant that hosts inference components or has managed instance scaling. */
  HOSTS_COMPONENTS,
  /** A shadow variant. */
  SHADOW_VARIANT,
  /** A serverless variant without provisioned concurrency. */
  NO_PROVISIONED_CONCURRENCY,
  /** A burstable instance type: {@code ml.t} followed by a digit. */
  BURSTABLE_INSTANCE
}
