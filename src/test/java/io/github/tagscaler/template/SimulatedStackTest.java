package io.github.tagscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.demo.DemoAccount;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The stack of the demo and of a rehearsal is the one that the template creates. */
class SimulatedStackTest {
  private final Template template = new Template();
  private final Json seed = read();

  private static Json read() {
    try {
      return JsonReader.read(DemoAccount.stack());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void has_each_alarm_of_the_template() {
    var alarms = template.resources("AWS::CloudWatch::Alarm").keySet();

    assertThat(logicalIds("AWS::CloudWatch::Alarm")).containsExactlyInAnyOrderElementsOf(alarms);
    assertThat(seed.get("alarms").stream().map(alarm -> text(alarm.get("AlarmName"))))
        .containsExactlyInAnyOrderElementsOf(
            alarms.stream().map("tagscaler-%s-1A2B3C"::formatted).toList());
  }

  @Test
  void has_each_rule_that_starts_the_function() {
    assertThat(logicalIds("AWS::Events::Rule"))
        .containsExactlyInAnyOrderElementsOf(template.startingRules().keySet());
  }

  /** Which the commands at hand of docs/operations.md ask for. */
  @Test
  void has_the_event_source_of_the_function() {
    assertThat(logicalIds("AWS::Lambda::EventSourceMapping"))
        .containsExactlyElementsOf(template.resources("AWS::Lambda::EventSourceMapping").keySet());
  }

  private Stream<String> logicalIds(String type) {
    return seed.get("stacks").stream()
        .flatMap(stack -> stack.get("Resources").stream())
        .filter(resource -> text(resource.get("ResourceType")).equals(type))
        .map(resource -> text(resource.get("LogicalResourceId")));
  }

  private static String text(Json value) {
    return value.text().orElseThrow();
  }
}
