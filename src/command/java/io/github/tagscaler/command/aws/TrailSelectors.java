package io.github.tagscaler.command.aws;

import io.github.tagscaler.command.account.Trail.Selectors;
import io.github.tagscaler.json.Json;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

/**
 * Reads what a trail logs. Whether it logs management events is in one of two forms (CloudTrail API
 * reference, EventSelector and AdvancedEventSelector).
 */
final class TrailSelectors {
  private static final String SAGEMAKER = "sagemaker.amazonaws.com";

  private TrailSelectors() {}

  static Selectors read(GetEventSelectorsResponse response) {
    var basic = response.eventSelectors();
    var advanced = response.advancedEventSelectors();
    if (!advanced.isEmpty()) {
      return new Selectors(
          advanced.stream().anyMatch(TrailSelectors::logsWrites),
          true,
          advanced.stream().map(TrailSelectors::json).toList());
    }
    // A trail without selectors logs management events.
    return new Selectors(
        basic.isEmpty() || basic.stream().anyMatch(TrailSelectors::logsWrites),
        false,
        basic.stream().map(TrailSelectors::json).toList());
  }

  private static boolean logsWrites(EventSelector selector) {
    return !Boolean.FALSE.equals(selector.includeManagementEvents())
        && selector.readWriteType() != ReadWriteType.READ_ONLY
        && !selector.excludeManagementEventSources().contains(SAGEMAKER);
  }

  private static boolean logsWrites(AdvancedEventSelector selector) {
    return field(selector, "eventCategory")
            .anyMatch(field -> field.equalsValue().contains("Management"))
        && field(selector, "readOnly").noneMatch(field -> field.equalsValue().contains("true"))
        && field(selector, "eventSource").allMatch(TrailSelectors::passesSageMaker);
  }

  private static Stream<AdvancedFieldSelector> field(AdvancedEventSelector selector, String name) {
    return selector.fieldSelectors().stream().filter(field -> field.field().equals(name));
  }

  private static boolean passesSageMaker(AdvancedFieldSelector field) {
    return !field.notEquals().contains(SAGEMAKER)
        && (field.equalsValue().isEmpty() || field.equalsValue().contains(SAGEMAKER));
  }

  private static Json json(EventSelector selector) {
    var json =
        Json.object()
            .put("ReadWriteType", selector.readWriteTypeAsString())
            .put(
                "IncludeManagementEvents",
                !Boolean.FALSE.equals(selector.includeManagementEvents()))
            .put(
                "DataResources",
                new Json.Arr(
                    selector.dataResources().stream()
                        .<Json>map(data ->
                            Json.object()
                                .put("Type", data.type())
                                .put("Values", Json.ofStrings(data.values()))
                                .build())
                        .toList()));
    if (!selector.excludeManagementEventSources().isEmpty()) {
      json.put(
          "ExcludeManagementEventSources",
          Json.ofStrings(selector.excludeManagementEventSources()));
    }
    return json.build();
  }

  private static Json json(AdvancedEventSelector selector) {
    var json = Json.object();
    if (selector.name() != null) {
      json.put("Name", selector.name());
    }
    return json.put(
            "FieldSelectors",
            new Json.Arr(
                selector.fieldSelectors().stream().<Json>map(TrailSelectors::json).toList()))
        .build();
  }

  private static Json json(AdvancedFieldSelector field) {
    var json = Json.object().put("Field", field.field());
    put(json, "Equals", field.equalsValue());
    put(json, "StartsWith", field.startsWith());
    put(json, "EndsWith", field.endsWith());
    put(json, "NotEquals", field.notEquals());
    put(json, "NotStartsWith", field.notStartsWith());
    put(json, "NotEndsWith", field.notEndsWith());
    return json.build();
  }

  private static void put(Json.ObjectBuilder json, String operator, List<String> values) {
    if (!values.isEmpty()) {
      json.put(operator, Json.ofStrings(values));
    }
  }
}
