package io.github.tagscaler.resource;

/** Why a resource that exists cannot be scaled by Application Auto Scaling. */
public enum NotScalable {
  ADAPTER_COMPONENT(
      "It is an adapter and runs on its base component's copies: scale the base component."),
  HOSTS_COMPONENTS(
      "It hosts inference components or has managed instance scaling: its components are scaled instead and inherit these tags; its instances follow them."),
  SHADOW_VARIANT(
      "It is a shadow variant: it follows its production variant's traffic and is not scaled by itself."),
  NO_PROVISIONED_CONCURRENCY(
      "It is serverless without provisioned concurrency: there is nothing to scale until its config sets some."),
  BURSTABLE_INSTANCE(
      "Its instance type is burstable (ml.t followed by a digit), which Application Auto Scaling refuses.");

  private final String sentence;

  NotScalable(String sentence) {
    this.sentence = sentence;
  }

  /** One sentence for the owner. */
  public String sentence() {
    return sentence;
  }
}
