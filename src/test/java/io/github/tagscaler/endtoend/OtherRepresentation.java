package io.github.tagscaler.endtoend;

import io.github.tagscaler.standin.engine.Representation;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers in another way that AWS's model permits: in another order, with defaults filled in or
 * left out, with numbers of another precision, zones by their other names, and members that nobody
 * knows yet. The same answer always gets the same representation.
 */
final class OtherRepresentation implements Representation {

  /** Those of AWS's services that tell of what is scaled. */
  private static final Set<String> READS =
      Set.of(
          "DescribeScalableTargets",
          "DescribeScalingPolicies",
          "DescribeScheduledActions",
          "ListTagsForResource",
          "DescribeAlarms",
          "DescribeEndpoint",
          "DescribeEndpointConfig",
          "DescribeInferenceComponent",
          "ListEndpoints",
          "ListInferenceComponents",
          "ListTags",
          "GetResources");

  /** CloudWatch answers in XML, which has no null. */
  private static final String XML = "DescribeAlarms";

  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "Europe/Kiev", "Europe/Kyiv",
          "Asia/Calcutta", "Asia/Kolkata",
          "UTC", "Etc/UTC");

  private final long seed;

  OtherRepresentation(long seed) {
    this.seed = seed;
  }

  @Override
  public JsonObject of(String operation, JsonObject answer) {
    if (!READS.contains(operation)) {
      return answer;
    }
    var random = new Random(seed ^ (operation + JsonWriter.compact(answer)).hashCode());
    var other = new Draw(random, operation).object("", answer);
    // The last page may have a token that is empty, or none.
    return operation.startsWith("List") || operation.equals("DescribeScalingPolicies")
        ? new Draw(random, operation).empty(other)
        : other;
  }

  private record Draw(Random random, String operation) {

    JsonObject object(String name, JsonObject object) {
      var members = new LinkedHashMap<String, @Nullable Object>();
      object.members().forEach((member, value) -> members.put(member, value(member, value)));
      if (name.equals("Tags") && operation.equals("ListTagsForResource")) {
        // A map, whose keys are no members.
        return JsonObject.copyOf(members);
      }
      defaults(name, members);
      if (coin()) {
        members.put("AddedByAws", added());
      }
      var order = new ArrayList<>(members.keySet());
      Collections.shuffle(order, random);
      var shuffled = new LinkedHashMap<String, @Nullable Object>();
      order.forEach(member -> shuffled.put(member, members.get(member)));
      return JsonObject.copyOf(shuffled);
    }

    private Object added() {
      return switch (random.nextInt(3)) {
        case 0 -> "news";
        case 1 -> List.of(JsonObject.of("Name", "news"));
        default -> JsonObject.of("Value", 7L);
      };
    }

    private Object value(String name, Object value) {
      return switch (value) {
        case JsonObject object -> object(name, object);
        case List<?> list -> list(name, list);
        case BigDecimal number -> number(number);
        case Long number when name.equals("TargetValue") || name.equals("Threshold") ->
            number(new BigDecimal(number));
        default -> value;
      };
    }

    private List<?> list(String name, List<?> list) {
      var items = new ArrayList<Object>();
      list.forEach(
          item -> items.add(item instanceof JsonObject object ? object(name, object) : item));
      Collections.shuffle(items, random);
      return List.copyOf(items);
    }

    private Object number(BigDecimal number) {
      if (number.signum() == 0 && coin()) {
        return -0.0;
      }
      return coin() ? number : new BigDecimal(number.floatValue());
    }

    private void defaults(String name, Map<String, @Nullable Object> members) {
      switch (name) {
        case "TargetTrackingScalingPolicyConfiguration" -> {
          either(members, "DisableScaleIn", false);
          either(members, "ScaleInCooldown", 300L);
          either(members, "ScaleOutCooldown", 300L);
        }
        case "StepScalingPolicyConfiguration" -> {
          either(members, "MetricAggregationType", "Average");
          either(members, "Cooldown", 300L);
          if (!"PercentChangeInCapacity".equals(members.get("AdjustmentType"))) {
            either(members, "MinAdjustmentMagnitude", 1L);
          }
        }
        case "PredefinedMetricSpecification" -> either(members, "ResourceLabel", "");
        case "CustomizedMetricSpecification" -> {
          if (!members.containsKey("Metrics")) {
            either(members, "Unit", "None");
          }
          either(members, "Dimensions", List.of());
        }
        case "Metrics" -> {
          either(members, "ReturnData", true);
          either(members, "Label", members.get("Id"));
        }
        case "MetricStat" -> either(members, "Unit", "None");
        case "MetricAlarms" -> alarm(members);
        case "ScalableTargets" -> either(members, "SuspendedState", NOTHING);
        case "SuspendedState" ->
            NOTHING.members().keySet().forEach(each -> either(members, each, false));
        case "ScheduledActions" -> {
          either(members, "Timezone", "UTC");
          if (members.get("Timezone") instanceof String zone && coin()) {
            members.put("Timezone", OTHER_NAMES.getOrDefault(zone, zone));
          }
          // AWS's model does not require it.
          leaveOut(members, "ScalableDimension");
        }
        case "ProductionVariants" -> {
          leaveOut(members, "CurrentWeight");
          leaveOut(members, "DesiredWeight");
        }
        default -> {}
      }
    }

    private void alarm(Map<String, @Nullable Object> members) {
      either(members, "TreatMissingData", "missing");
      either(members, "ActionsEnabled", true);
      either(members, "DatapointsToAlarm", members.get("EvaluationPeriods"));
      either(members, "OKActions", List.of());
      either(members, "InsufficientDataActions", List.of());
      if (members.containsKey("MetricName")) {
        either(members, "Unit", "None");
        either(members, "EvaluateLowSampleCountPercentile", "evaluate");
      }
    }

    /** The same is meant with and without a member that has its default. */
    private void either(
        Map<String, @Nullable Object> members, String name, @Nullable Object value) {
      if (!coin() || value == null) {
        return;
      }
      if (!members.containsKey(name)) {
        members.put(name, value);
      } else if (value.equals(members.get(name))) {
        leaveOut(members, name);
      }
    }

    private void leaveOut(Map<String, @Nullable Object> members, String name) {
      if (coin()) {
        members.remove(name);
      } else if (coin() && !operation.equals(XML)) {
        members.put(name, null);
      }
    }

    JsonObject empty(JsonObject answer) {
      var members = new LinkedHashMap<String, @Nullable Object>(answer.members());
      members.putIfAbsent("NextToken", coin() ? "" : null);
      return JsonObject.copyOf(members);
    }

    private boolean coin() {
      return random.nextBoolean();
    }

    private static final JsonObject NOTHING =
        JsonObject.of("DynamicScalingInSuspended", false)
            .with("DynamicScalingOutSuspended", false)
            .with("ScheduledScalingSuspended", false);
  }
}
