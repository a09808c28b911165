package io.github.tagscaler.command.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.account.Caller;
import io.github.tagscaler.command.account.Stack;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.settings.Settings;
import io.github.tagscaler.template.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.Ruler;

/** What the checks know of the stack is what the template says. */
class TemplateKnowledgeTest {
  private static final String PATH = "/tagscaler/catalog";
  private static final Scope SCOPE =
      new Scope(
          new Caller("111122223333", "arn:aws:sts::111122223333:assumed-role/ops/ann"),
          "us-east-1",
          "tagscaler");
  private static final Template TEMPLATE = new Template();

  static Stream<ExpectedRule> rules() {
    return ExpectedRule.all(SCOPE, PATH).stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_is_expected_to_have_the_pattern_of_the_template(ExpectedRule rule) {
    assertThat(JsonReader.read(rule.pattern()))
        .isEqualTo(resolved(TEMPLATE.properties(rule.logicalId()).get("EventPattern")));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_sample_event_matches_by_the_matcher_of_EventBridge(ExpectedRule rule) throws Exception {
    assertThat(Ruler.matchesRule(rule.sampleEvent(), rule.pattern())).isTrue();
  }

  @Test
  void all_rules_of_the_template_with_a_pattern_are_expected() {
    var inTemplate =
        TEMPLATE.startingRules().entrySet().stream()
            .filter(rule -> !rule.getValue().get("EventPattern").isNull())
            .map(Map.Entry::getKey);

    assertThat(rules().map(ExpectedRule::logicalId))
        .containsExactlyInAnyOrderElementsOf(inTemplate.toList());
  }

  @Test
  void the_role_is_checked_for_every_action_that_the_template_allows() {
    var allowed = new TreeSet<String>();
    actions(TEMPLATE.properties("FunctionRole").get("Policies"), allowed);
    // They depend on keys, which the stack does not name.
    allowed.removeAll(Set.of("kms:Decrypt", "kms:GenerateDataKey"));
    // A call that X-Ray refuses does not concern scaling.
    allowed.removeAll(Set.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"));
    var stack =
        new Stack(
            "tagscaler",
            "CREATE_COMPLETE",
            Map.of(),
            Map.of("WorkQueue", "https://sqs.us-east-1.amazonaws.com/111122223333/q"));

    var checked = new TreeSet<String>();
    new AccessNeeds(SCOPE)
        .function(stack, Settings.from(Map.of("TAGSCALER_CATALOG_PATH", PATH)))
        .forEach(need -> checked.addAll(need.actions()));

    assertThat(checked).isEqualTo(allowed);
  }

  private static void actions(Json value, Set<String> into) {
    switch (value) {
      case Json.Obj(var members) ->
          members.forEach((name, member) -> {
            if (name.equals("Action")) {
              member.text().ifPresent(into::add);
              member.stream().flatMap(each -> each.text().stream()).forEach(into::add);
            } else {
              actions(member, into);
            }
          });
      case Json.Arr(var items) -> items.forEach(item -> actions(item, into));
      default -> {}
    }
  }

  /** As CloudFormation fills in parameters. */
  private static Json resolved(Json value) {
    return switch (value) {
      case Json.Obj(var members) when members.containsKey("Ref") ->
          Json.of(
              value.get("Ref").equals(Json.of("AWS::AccountId")) ? "111122223333" : "us-east-1");
      case Json.Obj(var members) when members.containsKey("Fn::Sub") ->
          Json.of(
              value
                  .get("Fn::Sub")
                  .text()
                  .orElseThrow()
                  .replace("${AWS::Partition}", "aws")
                  .replace("${AWS::Region}", "us-east-1")
                  .replace("${AWS::AccountId}", "111122223333")
                  .replace("${CatalogPath}", PATH));
      case Json.Obj(var members) -> {
        var copy = new LinkedHashMap<String, Json>();
        members.forEach((name, member) -> copy.put(name, resolved(member)));
        yield new Json.Obj(copy);
      }
      case Json.Arr(var items) ->
          new Json.Arr(items.stream().map(TemplateKnowledgeTest::resolved).toList());
      default -> value;
    };
  }
}
