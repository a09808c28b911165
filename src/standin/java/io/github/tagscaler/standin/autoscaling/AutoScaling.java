package io.github.tagscaler.standin.autoscaling;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.AlarmAction;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.state.Account;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The Application Auto Scaling operations that the stand-in supports. */
public final class AutoScaling implements AwsService {

  private final Map<String, UnaryOperator<JsonObject>> operations;
  private final Consistency consistency;
  private final AlarmAction alarmAction;

  public AutoScaling(Account account) {
    this.consistency = new Consistency(account);
    var mover = new CapacityMover(account);
    this.alarmAction = new PolicyRunner(account, mover);
    var targets = new Targets(account, mover, consistency);
    var tags = new TargetTags(account);
    var policies = new Policies(account, consistency);
    var actions = new ScheduledActions(account, mover, consistency);
    operations =
        Map.ofEntries(
            Map.entry("RegisterScalableTarget", targets::register),
            Map.entry("DeregisterScalableTarget", targets::deregister),
            Map.entry("DescribeScalableTargets", targets::describe),
            Map.entry("DescribeScalingActivities", new Activities(account)::describe),
            Map.entry("PutScalingPolicy", policies::put),
            Map.entry("DeleteScalingPolicy", policies::delete),
            Map.entry("DescribeScalingPolicies", policies::describe),
            Map.entry("PutScheduledAction", actions::put),
            Map.entry("DeleteScheduledAction", actions::delete),
            Map.entry("DescribeScheduledActions", actions::describe),
            Map.entry("TagResource", tags::tag),
            Map.entry("UntagResource", tags::untag),
            Map.entry("ListTagsForResource", tags::list));
    account.timeline().add(actions::due);
  }

  /** How soon what is written can be read. */
  public Consistency consistency() {
    return consistency;
  }

  /** What alarms act through. */
  public AlarmAction alarmAction() {
    return alarmAction;
  }

  @Override
  public String model() {
    return "application-autoscaling";
  }

  @Override
  public String iamPrefix() {
    return "application-autoscaling";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return operations;
  }

  /** The model knows other namespaces, which AWS takes; here there is nothing of them. */
  static void requireSageMaker(JsonObject request) {
    if (!request.text("ServiceNamespace").equals("sagemaker")) {
      throw unsupported();
    }
  }

  static AwsFailure unsupported() {
    return AwsFailure.validation(
        "Unsupported service namespace, resource type or scalable dimension");
  }
}
