package io.github.tagscaler.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.fake.FakeEventBus;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.outcome.Audience;
import io.github.tagscaler.outcome.Audience.Occasion;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Ending;
import io.github.tagscaler.outcome.Outcome;
import io.github.tagscaler.outcome.OutcomeJson;
import io.github.tagscaler.outcome.Outcomes;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.report.DeployBlocked;
import io.github.tagscaler.report.Notices;
import io.github.tagscaler.report.OutcomeEvent;
import io.github.tagscaler.report.OutcomeEvents;
import io.github.tagscaler.resource.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Ruler;

/** What owners receive, and which events reach whom. */
class NotificationsTest {
  private static final Path PAGE = Path.of("docs/notifications.md");
  private static final Pattern TEXTS =
      Pattern.compile("(?s)<!-- texts: start[^\n]*-->\n(.*?)<!-- texts: end -->");

  private final Template template = new Template();
  private final Json rule = template.properties("NotifyRule");
  private final Json teamTemplate = Yaml.read(Path.of("docs/examples/team-notifications.yaml"));
  private final Json teamRule = teamTemplate.get("Resources").get("TeamRule").get("Properties");

  @Nested
  class The_rule {
    @ParameterizedTest
    @ValueSource(
        strings = {"Scaling Rejected", "Scaling Warning", "Scaling Failing", "Deploy Blocked"})
    void matches_what_an_owner_has_to_solve(String type) throws Exception {
      assertThat(matches(type, "tagscaler", "tagscaler", "111122223333", "us-east-1")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
      "Scaling Applied,  tagscaler, tagscaler, 111122223333, us-east-1",
      "Scaling Planned,  tagscaler, tagscaler, 111122223333, us-east-1",
      "Scaling Released, tagscaler, tagscaler, 111122223333, us-east-1",
      "Scaling Skipped,  tagscaler, tagscaler, 111122223333, us-east-1",
      "Catalog Invalid,  tagscaler, tagscaler, 111122223333, us-east-1",
      "Scaling Rejected, acme.copy, tagscaler, 111122223333, us-east-1",
      "Scaling Rejected, tagscaler, other,     111122223333, us-east-1",
      "Scaling Rejected, tagscaler, tagscaler, 444455556666, us-east-1",
      "Scaling Rejected, tagscaler, tagscaler, 111122223333, us-west-2",
    })
    void matches_nothing_else(
        String type, String source, String stack, String account, String region) throws Exception {
      assertThat(matches(type, source, stack, account, region)).isFalse();
    }

    private boolean matches(String type, String source, String stack, String account, String region)
        throws Exception {
      var event =
          Json.object()
              .put("source", source)
              .put("detail-type", type)
              .put("account", account)
              .put("region", region)
              .put("detail", Json.object().put("stack", stack).build())
              .build();
      return Ruler.matchesRule(event.write(), pattern(rule, List.of()));
    }

    @Test
    void is_on_the_bus_of_the_outcomes() {
      assertThat(rule.get("EventBusName").get("Ref")).isEqualTo(Json.of("EventBus"));
    }

    @Test
    void sends_to_the_own_topic_and_to_the_given_one_and_what_fails_to_the_dead_letter_queue() {
      assertThat(target("HasNotifyEmail").get("Arn").get("Ref")).isEqualTo(Json.of("NotifyTopic"));
      assertThat(target("HasNotifyTopic").get("Arn").get("Ref"))
          .isEqualTo(Json.of("NotifyTopicArn"));
      for (var condition : List.of("HasNotifyEmail", "HasNotifyTopic")) {
        assertThat(target(condition).get("DeadLetterConfig").get("Arn").get("Fn::GetAtt"))
            .isEqualTo(Json.of("DeadLetterQueue.Arn"));
      }
    }

    @Test
    void exists_only_if_somebody_is_to_be_notified() {
      assertThat(template.resource("NotifyRule").get("Condition").text())
          .hasValue("HasNotifyAddress");
      for (var part : List.of("NotifyTopic", "NotifyTopicPolicy")) {
        assertThat(template.resource(part).get("Condition").text()).hasValue("HasNotifyEmail");
      }
      assertThat(template.conditions().get("HasNotifyAddress").write())
          .isEqualTo(
              "{\"Fn::Or\":[{\"Condition\":\"HasNotifyEmail\"},{\"Condition\":\"HasNotifyTopic\"}]}");
    }

    @Test
    void sends_the_same_text_to_both_topics_and_to_teams() {
      var text = target("HasNotifyEmail").get("InputTransformer");

      assertThat(choice(target("HasNotifyTopic").get("InputTransformer")).get(2)).isEqualTo(text);
      assertThat(teamRule.get("Targets").stream().toList().getFirst().get("InputTransformer"))
          .isEqualTo(text);
    }
  }

  @Nested
  class The_topic {
    private final Json statements =
        template.properties("NotifyTopicPolicy").get("PolicyDocument").get("Statement");

    /** A condition would never hold: EventBridge sends SNS no context. */
    @Test
    void accepts_what_EventBridge_publishes() {
      assertThat(allowed())
          .isEqualTo(
              Json.object()
                  .put("Sid", "EventBridge")
                  .put("Effect", "Allow")
                  .put("Principal", Json.object().put("Service", "events.amazonaws.com").build())
                  .put("Action", "sns:Publish")
                  .put("Resource", Json.object().put("Ref", "NotifyTopic").build())
                  .build());
    }

    private Json allowed() {
      var allowing =
          statements.stream().filter(each -> each.get("Effect").equals(Json.of("Allow"))).toList();
      assertThat(allowing).hasSize(1);
      return allowing.getFirst();
    }

    @Test
    void refuses_another_rule_where_EventBridge_names_it() {
      assertThat(denied("NoOtherRule").get("Condition").write())
          .isEqualTo(
              "{\"Null\":{\"aws:SourceArn\":\"false\"},"
                  + "\"ArnNotEquals\":{\"aws:SourceArn\":{\"Fn::GetAtt\":\"NotifyRule.Arn\"}}}");
    }

    @Test
    void refuses_what_is_not_encrypted_on_the_way() {
      assertThat(denied("NothingInTheClear").get("Condition").write())
          .isEqualTo("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
    }

    private Json denied(String sid) {
      return statements.stream()
          .filter(each -> each.get("Sid").equals(Json.of(sid)))
          .peek(each -> assertThat(each.get("Effect")).isEqualTo(Json.of("Deny")))
          .findFirst()
          .orElseThrow();
    }

    @Test
    void has_the_key_of_the_stack() {
      assertThat(choice(template.properties("NotifyTopic").get("KmsMasterKeyId")).getFirst())
          .isEqualTo(Json.of("HasKmsKey"));
    }
  }

  @Nested
  class A_team {
    @ParameterizedTest
    @CsvSource({
      "search, search,    true",
      "search, ads,       false",
      "search, Search,    false",
      "search, research,  false",
      "search,          , false",
      "'search,ads', ads, true",
      "'search,ads',    , false",
      "'',              , true",
      "'', search,        false",
    })
    void receives_its_own_events(String teams, @Nullable String team, boolean received)
        throws Exception {
      var list = teams.isEmpty() ? List.<String>of() : List.of(teams.split(","));
      var tags = team == null ? Map.<String, String>of() : Map.of("cost center", team);

      var event = event(new Notices("cost center", "us-east-1"), rejected(Outcomes.TYPO), tags);

      assertThat(Ruler.matchesRule(event.write(), pattern(teamRule, list))).isEqualTo(received);
      assertThat(Ruler.matchesRule(event.write(), pattern(rule, list))).isTrue();
    }

    @Test
    void has_a_topic_with_the_policy_and_the_key_of_the_topic_of_the_stack() {
      var team = teamTemplate.get("Resources");

      assertThat(team.get("TeamTopicPolicy").get("Properties").get("PolicyDocument").write())
          .isEqualTo(
              template
                  .properties("NotifyTopicPolicy")
                  .get("PolicyDocument")
                  .write()
                  .replace("NotifyTopic", "TeamTopic")
                  .replace("NotifyRule", "TeamRule"));
      assertThat(team.get("TeamTopic").get("Properties").get("KmsMasterKeyId"))
          .isEqualTo(template.properties("NotifyTopic").get("KmsMasterKeyId"));
      assertThat(teamTemplate.get("Parameters").get("KmsKeyArn").get("AllowedPattern"))
          .isEqualTo(template.parameters().get("KmsKeyArn").get("AllowedPattern"));
    }

    @Test
    void receives_nothing_while_no_tag_names_teams() throws Exception {
      var event =
          event(new Notices(null, "us-east-1"), rejected(Outcomes.TYPO), Map.of("team", "search"));

      assertThat(Ruler.matchesRule(event.write(), pattern(teamRule, List.of("search")))).isFalse();
    }

    @Test
    void is_notified_of_the_same_kinds_of_events() {
      assertThat(teamRule.get("EventPattern").get("detail-type"))
          .isEqualTo(rule.get("EventPattern").get("detail-type"));
      assertThat(teamTemplate.get("Conditions").get("HasTeams").write())
          .isEqualTo(
              "{\"Fn::Not\":[{\"Fn::Equals\":[{\"Fn::Join\":[\"\",{\"Ref\":\"Teams\"}]},\"\"]}]}");
    }
  }

  @Nested
  class A_text {
    private final InputTransformer mail =
        new InputTransformer(target("HasNotifyEmail").get("InputTransformer"));
    private final InputTransformer chat =
        new InputTransformer(choice(target("HasNotifyTopic").get("InputTransformer")).get(1));

    /** With {@code -Dtagscaler.docs.write=true} it writes the page instead. */
    @Test
    void of_each_form_is_on_the_page() throws IOException {
      var page = Files.readString(PAGE);
      var texts = TEXTS.matcher(page);
      assertThat(texts.find()).isTrue();
      var rendered =
          forms().entrySet().stream()
              .map(form ->
                  "%s:\n\n```text\n%s\n```\n\n"
                      .formatted(form.getKey(), mail.rendered(form.getValue())))
              .collect(Collectors.joining());

      if (Boolean.getBoolean("tagscaler.docs.write")) {
        Files.writeString(
            PAGE,
            page.substring(0, texts.start(1)) + "\n" + rendered + page.substring(texts.end(1)));
        return;
      }
      assertThat(texts.group(1))
          .as("docs/notifications.md; run this test with -Dtagscaler.docs.write=true to update it")
          .isEqualTo("\n" + rendered);
    }

    @Test
    void is_four_lines_that_a_mail_can_show() {
      assertThat(forms().values())
          .allSatisfy(event ->
              assertThat(mail.rendered(event).lines())
                  .hasSize(4)
                  .allMatch(line -> line.matches("\"[^\"\\\\]+\"")));
    }

    /** The size of each part is that of a custom notification of Amazon Q Developer. */
    @Test
    void for_a_chat_has_the_form_that_it_shows() {
      assertThat(forms().values())
          .allSatisfy(event -> {
            var notice = event.get("detail").get("notice");
            var sent = JsonReader.read(chat.rendered(event));
            assertThat(sent)
                .isEqualTo(
                    Json.object()
                        .put("version", "1.0")
                        .put("source", "custom")
                        .put(
                            "content",
                            Json.object()
                                .put("textType", "client-markdown")
                                .put("title", notice.get("title"))
                                .put("description", notice.get("text"))
                                .put(
                                    "nextSteps",
                                    new Json.Arr(
                                        List.of(notice.get("remedy"), notice.get("console"))))
                                .put(
                                    "keywords",
                                    Json.ofStrings(List.of("111122223333", "us-east-1")))
                                .build())
                        .put(
                            "metadata",
                            Json.object()
                                .put("threadId", notice.get("resource"))
                                .put("summary", notice.get("title"))
                                .build())
                        .build());
            assertThat(notice.get("title").text().orElseThrow()).hasSizeLessThan(250);
          });
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "{\"a\": \"$.detail\"}      | <a> no quotation marks",
          "{\"a\": \"$.detail\"}      | \"<b>\"",
          "{\"a\": \"$.detail['a']\"} | \"<a>\"",
          "{\"a\": \"detail\"}        | \"<a>\""
        })
    void that_EventBridge_would_not_send_is_refused_by_this_test(String paths, String text) {
      assertThatThrownBy(() ->
              new InputTransformer(
                  Json.object()
                      .put("InputPathsMap", JsonReader.read(paths))
                      .put("InputTemplate", text)
                      .build()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** One event of each form that owners are notified of, as EventBridge delivers it. */
  private static SequencedMap<String, Json> forms() {
    var notices = new Notices("team", "us-east-1");
    var team = Map.of("autoscaling:policy", "llm-caht", "team", "search");
    var forms = new LinkedHashMap<String, Json>();
    forms.put("A rejection", event(notices, rejected(Outcomes.TYPO), team));
    forms.put(
        "A reminder of a rejection, of a component without a team",
        event(
            notices,
            Outcomes.of(
                    Kind.COMPONENT,
                    new Ending.Rejected(
                        List.of(
                            Outcomes.TYPO,
                            new Problem(
                                Code.BAD_VALUE,
                                "autoscaling:max",
                                "six",
                                "autoscaling:max = \"six\" on endpoint/chat must be a whole number.",
                                List.of()))))
                .asReminder(),
            Map.of()));
    forms.put(
        "A rejection that the owner cannot solve",
        event(
            notices,
            rejected(
                Problem.of(
                    Code.QUOTA_EXCEEDED,
                    "AWS allows no more scalable targets in this account: \"500\". Request a higher"
                        + " quota in Service Quotas.")),
            team));
    forms.put(
        "A warning",
        event(
            notices,
            Outcomes.with(
                Outcomes.of(new Ending.Unchanged(Outcomes.IN_FORCE)),
                Problem.of(
                    Code.UNKNOWN_VARIANT,
                    "autoscaling:max@green on endpoint/chat has no effect: there is no variant"
                        + " \"green\" now. Its variants: blue.")),
            team));
    forms.put(
        "Scaling that fails",
        event(
            notices,
            List.of(
                new OutcomeEvent(
                    "Scaling Failing",
                    OutcomeJson.of(
                        Outcomes.with(
                            Outcomes.of(new Ending.Unchanged(Outcomes.IN_FORCE)),
                            Problem.of(
                                Code.NO_EFFECT,
                                "Application Auto Scaling has failed to scale it to 3 instances since"
                                    + " 2026-08-07 12:00 UTC: The account-level service limit"
                                    + " \"ml.g5.xlarge for endpoint usage\" is 2 Instances."))),
                    List.of()))));
    forms.put(
        "A blocked deploy",
        event(
            notices,
            List.of(
                new DeployBlocked("tagscaler", "autoscaling:")
                    .event(
                        new Command.Blocked(
                            Optional.of("chat"),
                            "UpdateEndpoint",
                            "ValidationException",
                            "The variant is registered as a scalable target: \"chat\".",
                            new Trigger(
                                Trigger.Type.ENDPOINT,
                                "7bf7",
                                "AWS API Call via CloudTrail",
                                "arn:aws:iam::111122223333:role/ci")),
                        Optional.of("arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat"),
                        team))));
    return forms;
  }

  private static Outcome rejected(Problem problem) {
    return Outcomes.of(
        new Ending.Rejected(List.of(problem)), new Audience(true, Occasion.NEWS, null));
  }

  private static Json event(Notices notices, Outcome outcome, Map<String, String> tags) {
    var tagged =
        new Outcome(
            outcome.resourceId(),
            outcome.dimension(),
            outcome.kind(),
            outcome.ending(),
            outcome.warnings(),
            outcome.dryRun(),
            outcome.trigger(),
            outcome.stack(),
            tags,
            outcome.audience(),
            outcome.reset());
    return event(notices, new OutcomeEvents().of(List.of(tagged)));
  }

  private static Json event(Notices notices, List<OutcomeEvent> events) {
    var bus = new FakeEventBus();
    notices.on(bus).publish(events);
    var event = bus.published().getFirst();
    return Json.object()
        .put("source", OutcomeEvent.SOURCE)
        .put("detail-type", event.detailType())
        .put("account", "111122223333")
        .put("region", "us-east-1")
        .put("detail", event.detail())
        .build();
  }

  /** The rule's pattern in a stack with default parameters and these teams. */
  private static String pattern(Json rule, List<String> teams) {
    return resolved(rule.get("EventPattern"), teams).write();
  }

  private static Json resolved(Json value, List<String> teams) {
    return switch (value) {
      case Json.Obj(var members) when members.containsKey("Ref") ->
          switch (value.get("Ref").text().orElseThrow()) {
            case "AWS::AccountId" -> Json.of("111122223333");
            case "AWS::Region" -> Json.of("us-east-1");
            case "AWS::StackName", "TagscalerStack" -> Json.of("tagscaler");
            case "Teams" -> Json.ofStrings(teams);
            case String other -> throw new IllegalStateException(other);
          };
      case Json.Obj(var members) when members.containsKey("Fn::If") ->
          resolved(choice(value).get(teams.isEmpty() ? 2 : 1), teams);
      case Json.Obj(var members) -> {
        var copy = new LinkedHashMap<String, Json>();
        members.forEach((name, member) -> copy.put(name, resolved(member, teams)));
        yield new Json.Obj(copy);
      }
      case Json.Arr(var items) ->
          new Json.Arr(items.stream().map(item -> resolved(item, teams)).toList());
      case Json other -> other;
    };
  }

  /** The target that the rule has under a condition. */
  private Json target(String condition) {
    return rule.get("Targets").stream()
        .map(NotificationsTest::choice)
        .filter(choice -> choice.getFirst().equals(Json.of(condition)))
        .map(choice -> choice.get(1))
        .findFirst()
        .orElseThrow();
  }

  private static List<Json> choice(Json value) {
    return value.get("Fn::If").stream().toList();
  }
}
