package io.github.tagscaler.scaling;

import static io.github.tagscaler.json.Json.Null.NULL;
import static io.github.tagscaler.scaling.Targets.ARN;
import static io.github.tagscaler.scaling.Targets.KEY;
import static io.github.tagscaler.scaling.Targets.OWNERSHIP;
import static io.github.tagscaler.scaling.Targets.TRACK;
import static io.github.tagscaler.scaling.Targets.action;
import static io.github.tagscaler.scaling.Targets.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.outcome.ChangeEntry;
import io.github.tagscaler.outcome.ChangeEntry.Action;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.scaling.Change.Registered;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChangeEntriesTest {
  private static final String ID = "endpoint/chat/variant/blue";
  private static final Bounds NARROW = new Bounds(1, 4);
  private static final Bounds WIDE = new Bounds(1, 8);

  @Test
  void a_target_goes_by_its_resource_id_and_shows_its_bounds() {
    assertThat(ChangeEntries.of(new Change.CreateTarget(KEY, NARROW, OWNERSHIP.mark())))
        .containsExactly(
            entry(Action.CREATE, ChangeEntry.Type.TARGET, ID, NULL, json("{'min':1,'max':4}")));
    assertThat(
            ChangeEntries.of(
                new Change.UpdateTarget(
                    KEY, ARN, OWNERSHIP.mark(), registered(NARROW), registered(WIDE))))
        .containsExactly(
            entry(
                Action.UPDATE,
                ChangeEntry.Type.TARGET,
                ID,
                json("{'min':1,'max':4}"),
                json("{'min':1,'max':8}")));
    assertThat(ChangeEntries.of(new Change.DeregisterTarget(KEY, NARROW)))
        .containsExactly(
            entry(Action.DELETE, ChangeEntry.Type.TARGET, ID, json("{'min':1,'max':4}"), NULL));
  }

  @Test
  void a_policy_shows_what_it_does() {
    var name = "tagscaler-track-concurrency";

    assertThat(ChangeEntries.of(new Change.PutPolicy(KEY, null, TRACK)))
        .containsExactly(
            entry(Action.CREATE, ChangeEntry.Type.POLICY, name, NULL, tracking("5.0")));
    assertThat(
            ChangeEntries.of(
                new Change.PutPolicy(KEY, track("concurrency", "Concurrency", 9), TRACK)))
        .containsExactly(
            entry(Action.UPDATE, ChangeEntry.Type.POLICY, name, tracking("9.0"), tracking("5.0")));
    assertThat(ChangeEntries.of(new Change.DeletePolicy(KEY, TRACK)))
        .containsExactly(
            entry(Action.DELETE, ChangeEntry.Type.POLICY, name, tracking("5.0"), NULL));
  }

  @Test
  void tags_and_actions_are_listed_one_by_one() {
    assertThat(
            ChangeEntries.of(
                new Change.TagTarget(
                    KEY,
                    ARN,
                    new TreeMap<>(Map.of("a", "1")),
                    new TreeMap<>(Map.of("a", "2", "b", "3")))))
        .containsExactly(
            entry(Action.UPDATE, ChangeEntry.Type.TAG, "a", Json.of("1"), Json.of("2")),
            entry(Action.CREATE, ChangeEntry.Type.TAG, "b", NULL, Json.of("3")));
    assertThat(ChangeEntries.of(new Change.UntagTarget(KEY, ARN, new TreeSet<>(List.of("a", "b")))))
        .containsExactly(
            entry(Action.DELETE, ChangeEntry.Type.TAG, "a", NULL, NULL),
            entry(Action.DELETE, ChangeEntry.Type.TAG, "b", NULL, NULL));
    assertThat(ChangeEntries.of(new Change.DeleteScheduledAction(KEY, action("x"))))
        .containsExactly(
            entry(
                Action.DELETE,
                ChangeEntry.Type.SCHEDULED_ACTION,
                "x",
                ScalingJson.action(action("x")),
                NULL));
  }

  private static Registered registered(Bounds bounds) {
    return new Registered(bounds, Suspension.NONE);
  }

  private static ChangeEntry entry(
      Action action, ChangeEntry.Type type, String name, Json before, Json after) {
    return new ChangeEntry(action, type, name, before, after);
  }

  private static Json tracking(String target) {
    return json(
        "{'metric':'Concurrency','targetValue':"
            + target
            + ",'scaleInCooldown':300,'scaleOutCooldown':60,'scaleIn':true}");
  }

  private static Json json(String text) {
    return JsonReader.read(text.replace('\'', '"'));
  }
}
