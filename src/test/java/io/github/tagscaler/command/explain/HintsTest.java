package io.github.tagscaler.command.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each hint, and that it is not given where it does not help. */
class HintsTest {
  private final ExplainedAccount account = new ExplainedAccount();

  @AfterEach
  void close() {
    account.close();
  }

  @Test
  void a_target_that_looks_like_a_percentage() {
    account
        .endpoint("chat", "'autoscaling:target': '70'")
        .reconcile()
        .advance("PT25H")
        .metric("chat", "ConcurrentRequestsPerModel", 6.8);

    assertThat(account.hint("chat", "TargetIsNotPercent"))
        .isEqualTo(
            "The target 70 means 70 requests at once per instance, not percent. For CPU at 70 %, set autoscaling:metric = cpu.");
  }

  @Test
  void a_target_of_that_size_that_the_load_reaches_is_right() {
    account
        .endpoint("chat", "'autoscaling:target': '70'")
        .reconcile()
        .advance("PT25H")
        .metric("chat", "ConcurrentRequestsPerModel", 64);

    assertThat(account.hints("chat")).isEmpty();
  }

  @Test
  void a_target_that_is_far_away() {
    account
        .endpoint("chat", "'autoscaling:target': '20'")
        .reconcile()
        .advance("PT25H")
        .metric("chat", "ConcurrentRequestsPerModel", 2);

    assertThat(account.hint("chat", "TargetFarAway"))
        .isEqualTo(
            "Concurrency peaked at 2, far below the target of 20, so load has never added capacity. If requests were slow all the same, lower autoscaling:target.");
  }

  @Test
  void at_max_for_hours_with_more_to_do() {
    account
        .endpoint("chat", "'autoscaling:max': '4'")
        .reconcile()
        .advance("PT25H")
        .metric("chat", "ConcurrentRequestsPerModel", 9)
        .activity("chat", "PT24H", "'description': 'Setting desired instance count to 2.'")
        .activity("chat", "PT6H", "'description': 'Setting desired instance count to 4.'");

    assertThat(account.hint("chat", "AtMax"))
        .isEqualTo(
            "It was at max (4) for 6 h of the last 24 h, and had more to do. Raise autoscaling:max.");
  }

  @Test
  void at_max_with_nothing_more_to_do_is_no_problem() {
    account
        .endpoint("chat", "'autoscaling:max': '4'")
        .reconcile()
        .advance("PT25H")
        .metric("chat", "ConcurrentRequestsPerModel", 4)
        .activity("chat", "PT24H", "'description': 'Setting desired instance count to 2.'")
        .activity("chat", "PT6H", "'description': 'Setting desired instance count to 4.'");

    assertThat(account.hints("chat")).isEmpty();
  }

  @Test
  void a_max_that_a_guardrail_limits_is_not_for_the_owner_to_raise() {
    account
        .seed(
            "{'parameters': {'/tagscaler/catalog/_platform': 'version: 1\\nguardrails:\\n  - { max: 3 }\\n'}}")
        .with("TAGSCALER_CATALOG_PATH", "/tagscaler/catalog")
        .endpoint("chat", "'autoscaling:policy': 'default'")
        .reconcile()
        .advance("PT25H")
        .metric("chat", "ConcurrentRequestsPerModel", 9)
        .activity("chat", "PT6H", "'description': 'Setting desired instance count to 3.'");

    assertThat(account.hint("chat", "AtMax"))
        .isEqualTo(
            "It was at max (3) for 6 h of the last 24 h, and had more to do. Its max is limited by the guardrail max: 3 (_platform, line 3, column 5): ask the platform team.");
  }

  @Test
  void idle_at_a_min_that_costs() {
    account
        .endpoint("chat", "'autoscaling:min': '2'")
        .reconcile()
        .advance("PT25H")
        .metric("chat", "ConcurrentRequestsPerModel", 1.5);

    assertThat(account.hints("chat")).containsExactly("IdleAtMin");
  }

  @Test
  void bounds_without_room() {
    account.endpoint("chat", "'autoscaling:min': '2', 'autoscaling:max': '2'").reconcile();

    assertThat(account.hint("chat", "FixedCapacity"))
        .isEqualTo("Min and max are both 2, so it cannot scale.");
  }

  @Test
  void a_schedule_that_lets_nothing_run() {
    account
        .seed(
            """
            {'endpoints': [{'name': 'docs', 'async': true, 'variants': [{'count': 0}],
              'tags': {'autoscaling:schedule': 'Mon-Fri 07:00-20:00 0 else 0-2'}}]}
            """)
        .reconcile();

    assertThat(account.hint("docs", "FixedCapacity"))
        .isEqualTo(
            "Min and max are 0, so nothing can wake it. The schedule changes that at Mon 20:00 UTC.");
  }

  @Test
  void above_the_target_and_nothing_happens() {
    account
        .endpoint("chat", "'autoscaling:max': '9'")
        .reconcile()
        .advance("PT25H")
        .metric("chat", "ConcurrentRequestsPerModel", 9);

    assertThat(account.hint("chat", "AboveTarget"))
        .isEqualTo(
            "concurrency has been above its target for 20 min, and nothing was scaled. See the state of its alarms:");
  }

  @Test
  void nothing_is_tagged() {
    account.endpoint("chat", "'team': 'search'");

    assertThat(account.command("chat", "NotTagged"))
        .isEqualTo(
            "aws sagemaker add-tags --resource-arn arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat --tags Key=autoscaling:policy,Value=default");
  }

  @Test
  void the_tags_are_on_the_endpoint_config() {
    account
        .seed(
            """
            {'configs': [{'EndpointConfigName': 'conf', 'Tags': [{'Key': 'autoscaling:max', 'Value': '6'}, {'Key': 'team', 'Value': 'x'}],
              'ProductionVariants': [{'VariantName': 'AllTraffic', 'ModelName': 'm', 'InstanceType': 'ml.m5.large', 'InitialInstanceCount': 1}]}]}
            """)
        .seed("{'endpoints': [{'name': 'chat', 'config': 'conf'}]}");

    assertThat(account.hint("chat", "TagsOnEndpointConfig"))
        .isEqualTo(
            "The tags are on the endpoint config conf, where Tagscaler does not read them. Tag the endpoint:");
    assertThat(account.command("chat", "TagsOnEndpointConfig"))
        .endsWith("endpoint/chat --tags Key=autoscaling:max,Value=6");
  }

  @Test
  void the_tags_are_on_the_model() {
    account
        .seed("{'models': [{'name': 'Llama', 'tags': {'autoscaling:policy': 'llm'}}]}")
        .seed("{'endpoints': [{'name': 'chat', 'variants': [{'model': 'Llama'}]}]}");

    assertThat(account.hint("chat", "TagsOnModel"))
        .isEqualTo(
            "The tags are on the model Llama, where Tagscaler does not read them. Tag the endpoint:");
  }

  @Test
  void the_prefix_is_misspelled() {
    account.endpoint("chat", "'autoscale:policy': 'default', 'autoscale:max': '3'");

    assertThat(account.hints("chat")).containsExactly("MisspelledPrefix");
    assertThat(account.command("chat", "MisspelledPrefix"))
        .endsWith("--tags Key=autoscaling:max,Value=3 Key=autoscaling:policy,Value=default");
  }

  @Test
  void registered_by_another_tool() {
    account.endpoint("chat", "'autoscaling:max': '9'").seed(terraform(2, 4));

    assertThat(account.hints("chat")).containsExactly("Adopt");
    assertThat(account.command("chat", "Adopt"))
        .isEqualTo("tagscaler tags endpoint/chat/variant/AllTraffic");
  }

  @Test
  void not_tagged_and_scaled_by_another_tool() {
    account.endpoint("chat", "").seed(terraform(2, 2));

    assertThat(account.hint("chat", "ScaledByOthers"))
        .isEqualTo(
            "It is scaled all the same: Terraform registered it. To see the tags that would do the same:");
  }

  @Test
  void scale_in_is_off() {
    account.endpoint("chat", "'autoscaling:scale-in': 'off'").reconcile();

    assertThat(account.hint("chat", "NeverScalesIn"))
        .isEqualTo(
            "It does not scale in: scale-in = off (autoscaling:scale-in = \"off\" on endpoint/chat).");
  }

  @Test
  void another_policy_holds_capacity() {
    account
        .endpoint("chat", "'autoscaling:adopt': 'true', 'autoscaling:max': '9'")
        .seed(terraform(1, 9))
        .reconcile();

    assertThat(account.hint("chat", "OtherPolicies"))
        .isEqualTo(
            "Policy terraform-invocations, which Tagscaler does not manage, tracks a metric, too: capacity is removed only when all policies agree.");
  }

  @Test
  void the_metric_has_no_data() {
    account.endpoint("chat", "'autoscaling:policy': 'default'").reconcile().advance("PT1H");

    assertThat(account.hint("chat", "NoData"))
        .isEqualTo(
            "CloudWatch has no value of ConcurrentRequestsPerModel in the last 24 hours: no requests arrived. Without data Application Auto Scaling does not scale.");
  }

  @Test
  void a_metric_has_an_hour_for_its_first_value() {
    account.endpoint("chat", "'autoscaling:policy': 'default'").reconcile().advance("PT59M");

    assertThat(account.hints("chat")).doesNotContain("NoData");
  }

  @Test
  void a_metric_of_another_name_has_no_data_either() {
    account.endpoint("chat", "'autoscaling:metric': 'cpu'").reconcile().advance("PT1H");

    assertThat(account.hint("chat", "NoData"))
        .isEqualTo(
            "CloudWatch has no value of CPUUtilization in the last 24 hours: no requests arrived, or the metric has another name or other dimensions. Without data Application Auto Scaling does not scale.");
  }

  @Test
  void what_can_never_be_scaled_is_not_to_be_tagged() {
    account.seed(
        "{'endpoints': [{'name': 'chat', 'variants': [{'instanceType': 'ml.t2.medium', 'count': 1}]}]}");

    assertThat(account.hint("chat", "NotTagged"))
        .startsWith("Application Auto Scaling cannot scale it, whatever its tags: it ")
        .contains("burstable");
  }

  @Test
  void at_max_of_a_schedule_without_a_number() {
    account
        .endpoint("chat", "'autoscaling:max': '4'")
        .reconcile()
        .advance("PT25H")
        .metric("chat", "ConcurrentRequestsPerModel", 9)
        .activity("chat", "PT23H", "'description': 'Setting desired instance count to 2.'")
        .activity(
            "chat", "PT20H", "'description': 'Setting min capacity to 1 and max capacity to 2'")
        .activity(
            "chat", "PT10H", "'description': 'Setting min capacity to 1 and max capacity to 4'");

    assertThat(account.hint("chat", "AtMax"))
        .startsWith("It was at max (by the schedule) for 10 h of the last 24 h");
  }

  @Test
  void it_just_scaled_and_cools_down() {
    account
        .endpoint("chat", "'autoscaling:scale-in-cooldown': '15m'")
        .reconcile()
        .advance("PT25H")
        .activity(
            "chat",
            "PT5M",
            "'lasted': 'PT1M', 'description': 'Setting desired instance count to 2.'");

    assertThat(account.hint("chat", "CoolingDown"))
        .isEqualTo(
            "It scaled 5 min ago, so it does not scale in for another 11 min (scale-in-cooldown 15m).");
  }

  @Test
  void suspended_by_hand() {
    account
        .seed(
            """
            {'endpoints': [{'name': 'chat', 'tags': {'autoscaling:policy': 'default'}}],
             'targets': [{'resourceId': 'endpoint/chat/variant/AllTraffic', 'min': 1, 'max': 4,
               'tags': {'tagscaler:stack': 'tagscaler'}, 'suspended': {'DynamicScalingInSuspended': true}}]}
            """)
        .reconcile();

    assertThat(account.command("chat", "SuspendedByHand"))
        .startsWith("aws application-autoscaling register-scalable-target")
        .contains("--resource-id endpoint/chat/variant/AllTraffic");
  }

  @Test
  void scaling_fails() {
    account
        .endpoint("chat", "'autoscaling:policy': 'default'")
        .reconcile()
        .advance("PT25H")
        .activity(
            "chat",
            "PT2H",
            "'description': 'Setting desired instance count to 4.', 'failure': 'Failed to set desired instance count to 4. Reason: The account-level service limit ml.g5.xlarge for endpoint usage is 3 Instances.'");

    assertThat(account.hint("chat", "ScalingFails"))
        .isEqualTo(
            "The last scaling activity failed: The account-level service limit ml.g5.xlarge for endpoint usage is 3 Instances. Ask for a higher quota of that instance type in Service Quotas (Amazon SageMaker).");
  }

  @Test
  void a_component_at_zero() {
    account
        .seed(
            """
            {'endpoints': [{'name': 'models', 'variants': [{'instanceType': 'ml.g5.12xlarge', 'managedScaling': {'min': 0, 'max': 4}}]}],
             'components': [{'name': 'llama', 'endpoint': 'models', 'copies': 0, 'tags': {'autoscaling:policy': 'scale-to-zero'}}]}
            """)
        .reconcile();

    assertThat(account.hint("llama", "AtZero"))
        .isEqualTo(
            "Nothing runs. The first request wakes it up, which takes 5 to 10 minutes; until then calls of the component fail.");
  }

  @Test
  void a_dry_run_stays_a_plan() {
    account.endpoint("chat", "'autoscaling:policy': 'default', 'autoscaling:dry-run': 'true'");

    assertThat(account.hint("chat", "DryRun"))
        .isEqualTo("To apply it, remove the tag autoscaling:dry-run.");
  }

  private static String terraform(int min, int max) {
    return """
    {'targets': [{'resourceId': 'endpoint/chat/variant/AllTraffic', 'min': %d, 'max': %d,
      'policies': [{'PolicyName': 'terraform-invocations', 'PolicyType': 'TargetTrackingScaling',
        'TargetTrackingScalingPolicyConfiguration': {'TargetValue': 70.0,
          'PredefinedMetricSpecification': {'PredefinedMetricType': 'SageMakerVariantInvocationsPerInstance'}}}]}]}
    """
        .formatted(min, max);
  }
}
