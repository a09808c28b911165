package io.github.tagscaler.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.event.Command.Hint;
import io.github.tagscaler.event.Command.Ignored;
import io.github.tagscaler.event.Command.ReconcileResource;
import io.github.tagscaler.event.Command.Refused;
import io.github.tagscaler.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever arrives, the reader answers, and nothing leaves it that AWS or a log must not see. */
class EventReaderFuzzTest {
  private static final int ROUNDS = TestRounds.of(4_000, 20_000);
  private static final List<Json> EVENTS =
      List.of(
          Events.file("endpoint-in-service"),
          Events.file("component-created"),
          Events.file("component-deleted"),
          Events.file("endpoint-delete-call"),
          Events.file("tags-added"),
          Events.file("tag-change"),
          Events.file("reconcile-requested-dry-run"),
          Events.file("reconcile-requested-component").get("detail"));

  private static final List<String> TEXTS =
      List.of(
          "",
          "chat",
          "-chat",
          "a/b",
          "IN_SERVICE",
          "Deleted",
          "AddTags",
          "DeleteEndpoint",
          "endpointName",
          "dryRun",
          "all",
          "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat",
          "arn:aws:sagemaker:us-east-1:111122223333:endpoint/\ud800",
          "%s %n \\ \" \n \0 \u2028 \u202e ü 😀",
          "x".repeat(5_000));

  @Test
  void a_damaged_event_is_read() {
    var random = new Random(20_260_115);
    for (int round = 0; round < ROUNDS; round++) {
      var event = EVENTS.get(random.nextInt(EVENTS.size()));
      for (int damage = random.nextInt(3); damage >= 0; damage--) {
        event = damaged(event, random);
      }
      isRead(event);
    }
  }

  @Test
  void any_value_is_read() {
    var random = new Random(20_260_116);
    for (int round = 0; round < ROUNDS; round++) {
      isRead(value(random, 0));
    }
  }

  @Test
  void a_value_of_any_depth_is_read_at_any_place() {
    Json deep = Json.of("chat");
    for (int depth = 0; depth < 100_000; depth++) {
      deep = depth % 2 == 0 ? new Json.Arr(List.of(deep)) : Json.object().put("a", deep).build();
    }
    isRead(deep);
    for (var event : EVENTS) {
      for (var path :
          List.of(
              "id",
              "source",
              "detail-type",
              "resources",
              "detail",
              "detail.EndpointName",
              "detail.EndpointStatus",
              "detail.EndpointArn",
              "detail.eventName",
              "detail.errorCode",
              "detail.requestParameters",
              "detail.requestParameters.resourceArn",
              "detail.userIdentity",
              "detail.endpointName",
              "detail.dryRun",
              "endpointName")) {
        isRead(Events.with(event, path, deep));
      }
    }
  }

  private static void isRead(Json event) {
    for (var delivery : Delivery.values()) {
      switch (EventReader.read(event, delivery)) {
        case ReconcileResource(var subject, _, _, Hint(var arn, var config), _) -> {
          assertThat(subject.name()).matches("[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");
          assertThat(
                  arn == null || arn.matches("arn:aws:sagemaker:[\\w-]+:\\d{12}:endpoint/[\\w-]+"))
              .isTrue();
          assertThat(config == null || config.matches("[\\w-]{1,63}")).isTrue();
        }
        case Command.Sweep _ -> {}
        case Command.SweepItem(var resource, _, _, _) ->
            assertThat(resource.subject().name())
                .matches("[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");
        case Command.Blocked(var endpoint, var call, _, _, _) -> {
          assertThat(call).isIn("UpdateEndpoint", "DeleteEndpoint");
          assertThat(endpoint.orElse("e")).matches("[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");
        }
        case Ignored(var reason) -> isOneShortLine(reason);
        case Refused(var reason) -> isOneShortLine(reason);
      }
    }
  }

  private static void isOneShortLine(String reason) {
    assertThat(reason).matches("[ -~]{20,3000}");
  }

  private static Json damaged(Json value, Random random) {
    if (random.nextInt(6) == 0) {
      return value(random, 3);
    }
    return switch (value) {
      case Json.Obj(var members) when !members.isEmpty() -> {
        var copy = new LinkedHashMap<>(members);
        var name = new ArrayList<>(members.keySet()).get(random.nextInt(members.size()));
        if (random.nextInt(12) == 0) {
          copy.put(text(random), copy.remove(name));
        } else {
          copy.put(name, damaged(value.get(name), random));
        }
        yield new Json.Obj(copy);
      }
      case Json.Arr(var items) when !items.isEmpty() -> {
        var copy = new ArrayList<>(items);
        copy.replaceAll(item -> damaged(item, random));
        yield new Json.Arr(copy);
      }
      case Json.Str(var text) when !text.isEmpty() && random.nextBoolean() ->
          Json.of(text.substring(random.nextInt(text.length())));
      case Json _ -> value(random, 3);
    };
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth < 4 ? 8 : 5)) {
      case 0 -> Json.Null.NULL;
      case 1 -> Json.of(random.nextBoolean());
      case 2 -> Json.of(new BigDecimal(random.nextInt()).scaleByPowerOfTen(random.nextInt()));
      case 3, 4 -> Json.of(text(random));
      case 5 -> new Json.Arr(List.of(value(random, depth + 1), value(random, depth + 1)));
      default -> {
        var object = Json.object();
        for (int member = random.nextInt(4); member >= 0; member--) {
          object.put(name(random), value(random, depth + 1));
        }
        yield object.build();
      }
    };
  }

  private static String name(Random random) {
    var names = List.of("source", "detail-type", "detail", "resources", "id", "endpointName");
    return random.nextBoolean() ? names.get(random.nextInt(names.size())) : text(random);
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
