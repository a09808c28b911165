package io.github.tagscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.Code.Concern;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.ScalableDimension;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OutcomeSchemaTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Nested
  class Takes {

    @ParameterizedTest
    @MethodSource("io.github.tagscaler.outcome.OutcomeSchemaTest#endings")
    void every_ending_with_every_code_for_every_kind(Ending ending) {
      for (var kind : Kind.values()) {
        OutcomeSchema.check(OutcomeJson.of(Outcomes.of(kind, ending)));
      }
    }

    @ParameterizedTest
    @EnumSource
    void every_code_as_a_warning(Code code) {
      var outcome =
          Outcomes.with(
              Outcomes.of(new Ending.Unchanged(Outcomes.IN_FORCE)), Outcomes.problem(code));

      OutcomeSchema.check(OutcomeJson.of(outcome));
    }
  }

  @Nested
  class Refuses {

    @ParameterizedTest(name = "{0} with {1} = {2}")
    @CsvSource(
        delimiter = '|',
        value = {
          "Unchanged | /version           | 2",
          "Unchanged | /resourceId        | \"chat\"",
          "Unchanged | /resourceId        | \"endpoint/a/variant/b/c\"",
          "Unchanged | /kind              | \"gpu\"",
          "Unchanged | /kind              | \"serverless\"",
          "Unchanged | /kind              | \"component\"",
          "Unchanged | /scalableDimension | \"sagemaker:variant:Desired\"",
          "Unchanged | /scalableDimension | null",
          "Unchanged | /outcome           | \"Done\"",
          "Unchanged | /outcome           | \"Applied\"",
          "Unchanged | /outcome           | \"Planned\"",
          "Unchanged | /outcome           | \"Rejected\"",
          "Unchanged | /outcome           | \"Failed\"",
          "Unchanged | /code              | \"Off\"",
          "Unchanged | /message           | null",
          "Unchanged | /message           | \"\"",
          "Unchanged | /message           | \"two\\nlines\"",
          "Unchanged | /changes           | null",
          "Unchanged | /tags              | null",
          "Unchanged | /tags              | {\"max\": 4}",
          "Unchanged | /stack             | \"\"",
          "Unchanged | /trigger/type      | \"cron\"",
          "Unchanged | /more              | 1",
          "Applied   | /dryRun            | true",
          "Applied   | /changes           | []",
          "Applied   | /changes/0/action  | \"put\"",
          "Applied   | /changes/0/type    | \"endpoint\"",
          "Applied   | /changes/0/more    | 1",
          "Planned   | /changes           | []",
          "Released  | /dryRun            | true",
          "Skipped   | /code              | \"BadValue\"",
          "Skipped   | /code              | null",
          "Rejected  | /code              | \"Throttled\"",
          "Rejected  | /problems          | []",
          "Rejected  | /problems/0/code   | \"Throttled\"",
          "Rejected  | /problems/0/code   | \"Drift\"",
          "Rejected  | /problems/0/more   | 1",
          "Rejected  | /problems/0/audience | \"nobody\"",
          "Rejected  | /problems/0/allowed  | null",
          "Failed    | /problems          | []",
          "Failed    | /code              | \"AccessDenied\"",
          "Failed    | /problems/0/code   | \"AccessDenied\"",
        })
    void a_member_that_is_wrong(String word, String member, String value) {
      var outcome = written(word);
      int name = member.lastIndexOf('/');
      var parent = (ObjectNode) outcome.at(member.substring(0, name));

      parent.set(member.substring(name + 1), JSON.readTree(value));

      assertThat(OutcomeSchema.errors(outcome.toString())).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/", "/changes/0", "/problems/0", "/trigger"})
    void a_member_that_is_missing(String where) {
      var word = where.startsWith("/problems") ? "Rejected" : "Applied";
      var pointer = where.equals("/") ? "" : where;

      for (var name : written(word).at(pointer).propertyNames()) {
        var outcome = written(word);
        ((ObjectNode) outcome.at(pointer)).remove(name);

        assertThat(OutcomeSchema.errors(outcome.toString())).as("without %s", name).isNotEmpty();
      }
    }
  }

  @Nested
  class Lists {
    private final JsonNode schema = JSON.readTree(OutcomeSchema.text());

    @Test
    void the_endings_there_are() {
      assertThat(enumAt("/properties/outcome"))
          .containsExactlyElementsOf(
              Stream.of(Ending.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
    }

    @Test
    void the_kinds_and_dimensions_there_are_or_null() {
      assertThat(enumAt("/properties/kind"))
          .containsExactlyElementsOf(orNull(Kind.values(), Kind::wire));
      assertThat(enumAt("/properties/scalableDimension"))
          .containsExactlyElementsOf(orNull(ScalableDimension.values(), ScalableDimension::wire));
    }

    @Test
    void the_codes_there_are_by_whom_they_concern() {
      assertThat(enumAt("/$defs/ownerCode")).isEqualTo(codes(Concern.OWNER));
      assertThat(enumAt("/$defs/operatorCode")).isEqualTo(codes(Concern.OPERATOR));
      assertThat(enumAt("/$defs/transientCode")).isEqualTo(codes(Concern.TRANSIENT));
      assertThat(enumAt("/$defs/warningCode")).isEqualTo(codes(Concern.WARNING));
    }

    @Test
    void the_reasons_to_skip_there_are() {
      assertThat(enumAt("/$defs/skipReason"))
          .isEqualTo(wires(SkipReason.values(), SkipReason::wire));
    }

    @Test
    void the_actions_types_and_triggers_there_are() {
      assertThat(enumAt("/$defs/change/properties/action"))
          .isEqualTo(wires(ChangeEntry.Action.values(), ChangeEntry.Action::wire));
      assertThat(enumAt("/$defs/change/properties/type"))
          .isEqualTo(wires(ChangeEntry.Type.values(), ChangeEntry.Type::wire));
      assertThat(enumAt("/$defs/trigger/properties/type"))
          .isEqualTo(wires(Trigger.Type.values(), Trigger.Type::wire));
    }

    private List<@Nullable String> enumAt(String pointer) {
      var words = new ArrayList<@Nullable String>();
      for (var word : schema.at(pointer + "/enum")) {
        words.add(word.isNull() ? null : word.asString());
      }
      return words;
    }

    private List<String> codes(Concern concern) {
      return Stream.of(Code.values())
          .filter(each -> each.concern() == concern)
          .map(Code::wire)
          .toList();
    }

    private <T> List<String> wires(T[] values, Function<T, String> wire) {
      return Stream.of(values).map(wire).toList();
    }

    private <T> List<@Nullable String> orNull(T[] values, Function<T, String> wire) {
      var words = new ArrayList<@Nullable String>(wires(values, wire));
      words.add(null);
      return words;
    }
  }

  /** Every ending, with every code and every change that it can have. */
  static Stream<Ending> endings() {
    return Stream.of(
            Stream.of(
                new Ending.Unchanged(Outcomes.IN_FORCE),
                new Ending.Applied(everyChange(), Outcomes.IN_FORCE),
                new Ending.Planned(everyChange(), null, Outcomes.IN_FORCE, null),
                new Ending.Released(
                    everyChange(),
                    new Reasons("autoscaling:").becauseUntagged(),
                    OptionalInt.of(3)),
                new Ending.Released(List.of(), Reasons.becauseGone(), OptionalInt.empty())),
            Stream.of(SkipReason.values()).map(each -> new Ending.Skipped(each, "It is so.")),
            Stream.of(Code.values())
                .filter(
                    each -> each.concern() == Concern.OWNER || each.concern() == Concern.OPERATOR)
                .map(each -> new Ending.Rejected(List.of(Outcomes.problem(each)))),
            Stream.of(Code.values())
                .filter(each -> each.concern() == Concern.TRANSIENT)
                .map(each -> new Ending.Failed(Outcomes.problem(each), everyChange())))
        .flatMap(each -> each);
  }

  private static List<ChangeEntry> everyChange() {
    var after = Json.object().put("min", 1).put("max", 4).build();
    return Stream.of(ChangeEntry.Action.values())
        .flatMap(action ->
            Stream.of(ChangeEntry.Type.values())
                .map(type -> new ChangeEntry(action, type, "a", Json.Null.NULL, after)))
        .toList();
  }

  private static JsonNode written(String word) {
    var ending =
        endings()
            .filter(each -> OutcomeSummary.of(Outcomes.of(each)).word().equals(word))
            .findFirst()
            .orElseThrow();
    return JSON.readTree(OutcomeJson.of(Outcomes.of(ending)).write());
  }
}
