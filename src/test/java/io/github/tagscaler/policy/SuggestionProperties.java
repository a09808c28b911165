package io.github.tagscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A suggestion is given only if following it is accepted: for random mistakes in tags, every "Did
 * you mean", "Write", "Set" and "Remove" of a message is followed, and the problem is gone.
 */
class SuggestionProperties {
  private static final long SEED = 20_261_130;
  private static final int ROUNDS = TestRounds.of(6_000, 60_000);

  private static final Map<String, List<String>> VALUES =
      Map.of(
          "policy",
          List.of(
              "llm",
              "default",
              "office-hours",
              "ha+llm",
              "scale-to-zero",
              "batch+office-hours",
              "scale-to-zero+office-hours",
              "scale-to-zero+scale-out-only",
              "cpu-model",
              "llm ha",
              "enabled",
              "stop",
              "off"),
          "metric",
          List.of(
              "invocations",
              "concurrency",
              "utilization",
              "backlog",
              "cpu",
              "gpu",
              "rps",
              "CPUUtilization",
              "InvocationsPerInstance",
              "queue"),
          "target",
          List.of("5", "0.7", "70", "1", "0.01", "100", "70%", "five"),
          "max-rps",
          List.of("20", "0.5", "many"),
          "min",
          List.of("0", "1", "3", "7", "300", "two"),
          "max",
          List.of("0", "1", "9", "300", "2-8", "4.0", "4 instances"),
          "schedule",
          List.of(
              "Mon-Fri 08:00-20:00 2-8",
              "Mon-Fri 8-20 2-8 else 1 Europe/Berlin",
              "Weekdays 9am-5pm 3 EST",
              "Daily 22:00-06:00 0-2 UTC+2",
              "Daily 08:00-20:00 2-3 Pacific",
              "Mon-Fri 08:00-20:00 min 2 max 8",
              "Mon 24:00-00:00 8-2",
              "Sat/Sun 10:00 to 12:00 1..3 + Mon 08:00-09:00 2,Tue 08:00-09:00 1",
              "08:00-20:00 2",
              "Daily 08:00-20:00 base else 1-base",
              "Daily 00:00-24:00 2-3",
              "office-hours",
              "none"),
          "scale-in-cooldown",
          List.of("5m", "300", "ten"),
          "wake",
          List.of("on", "off", "maybe"),
          "adopt",
          List.of("true", "replace", "merge"));

  private static final Map<String, List<String>> OTHER_WORDS =
      Map.of(
          "min",
          List.of("MinCapacity", "minimum", "min.blue", "min-instances"),
          "max",
          List.of("max-capacity", "maximum", "MaxSize", "max:BLUE"),
          "max-rps",
          List.of("rps"),
          "scale-in-cooldown",
          List.of("cooldown", "ScaleInCooldown"));

  private static final List<String> KEYS = VALUES.keySet().stream().sorted().toList();
  private static final String LETTERS = "abcdeimnorsty0123456789-+:/ ,.@";

  private static final Pattern REPLACEMENT =
      Pattern.compile("\"([^\"]*)\"[^\"]*?(?:Did you mean|Write) \"([^\"]*)\"[?. ]");
  private static final Pattern MEANT = Pattern.compile("Did you mean \"?([^\"]*?)\"?\\?");
  private static final Pattern SET = Pattern.compile("Set (autoscaling:[^.]*)\\.(?: |$)");
  private static final Pattern TO_SET = Pattern.compile("[Ss]et (autoscaling:[^.]*)\\.(?: |$)");
  private static final Pattern REMOVE = Pattern.compile("Remove (autoscaling:\\S*)\\.");

  private static final Set<Code> OF_THE_RESOURCE =
      Set.of(Code.METRIC_NOT_SUPPORTED, Code.TARGET_MISSING, Code.BOUNDS_CONFLICT);

  private final Random random = new Random(SEED);
  private final Map<String, Integer> followed = new HashMap<>();
  private final List<String> rejected = new ArrayList<>();

  @Test
  void every_suggestion_is_accepted_when_it_is_followed() {
    for (int round = 0; round < ROUNDS; round++) {
      var key = KEYS.get(random.nextInt(KEYS.size()));
      var tags = new LinkedHashMap<String, String>();
      tags.put("autoscaling:" + (random.nextInt(10) == 0 ? mistaken(key) : key), value(key));
      if (random.nextInt(4) == 0) {
        var other = KEYS.get(random.nextInt(KEYS.size()));
        tags.putIfAbsent("autoscaling:" + other, VALUES.getOrDefault(other, List.of()).getFirst());
      }
      var resource = resource();
      var problems = resource.endpointTags(tags).problems();
      for (var problem : problems) {
        follow(resource, tags, problem);
      }
      if (problems.isEmpty()) {
        for (var warning : resource.endpointTags(tags).reading().warnings()) {
          followWarning(resource, tags, warning);
        }
      }
    }
    assertThat(rejected).isEmpty();
    assertThat(followed.keySet()).contains("key", "value", "part", "set", "remove", "warning");
    assertThat(followed).allSatisfy((_, count) -> assertThat(count).isGreaterThan(ROUNDS / 1_000));
  }

  private TaggedResource resource() {
    var resource = TaggedResource.of(List.of(Kind.values()).get(random.nextInt(4)));
    return resource.kind() == Kind.REAL_TIME && random.nextInt(3) == 0
        ? resource.types("ml.g5.xlarge", "ml.g5.2xlarge")
        : resource;
  }

  private String value(String key) {
    var values = VALUES.getOrDefault(key, List.of());
    var value = values.get(random.nextInt(values.size()));
    return random.nextBoolean() ? value : garbled(value);
  }

  /** With slips of the fingers, or in the words of another tool. */
  private String mistaken(String key) {
    var others = OTHER_WORDS.getOrDefault(key, List.of());
    return others.isEmpty() || random.nextBoolean()
        ? garbled(key)
        : others.get(random.nextInt(others.size()));
  }

  /** With one or two slips of the fingers. */
  private String garbled(String text) {
    var garbled = new StringBuilder(text);
    for (int slips = 1 + random.nextInt(2); slips > 0; slips--) {
      int at = random.nextInt(garbled.length() + 1);
      char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
      switch (random.nextInt(3)) {
        case 0 -> garbled.insert(at, letter);
        case 1 -> garbled.replace(at, Math.min(at + 1, garbled.length()), "");
        default -> garbled.replace(at, Math.min(at + 1, garbled.length()), "" + letter);
      }
    }
    return garbled.toString();
  }

  /** What a warning says to set is accepted, and the warning is gone. */
  private void followWarning(TaggedResource resource, Map<String, String> tags, Problem warning) {
    var set = TO_SET.matcher(warning.message());
    var ways = new ArrayList<Map<String, String>>();
    if (set.find()) {
      ways.addAll(settings(tags, set.group(1)));
    } else if (warning.message().contains("Remove it") && warning.key() != null) {
      var without = new LinkedHashMap<>(tags);
      without.remove(warning.key());
      ways.add(without);
    }
    for (var way : ways) {
      var after = resource.endpointTags(way);
      boolean accepted =
          after.problems().isEmpty()
              && after.reading().warnings().stream()
                  .noneMatch(each -> each.code() == warning.code() && same(each, warning));
      if (!accepted) {
        rejected.add(
            "%s on %s: %s Followed as %s: %s"
                .formatted(tags, resource.kind(), warning.message(), way, after.shown()));
      }
      followed.merge("warning", 1, Integer::sum);
    }
  }

  private static boolean same(Problem one, Problem other) {
    return one.code() == Code.NO_EFFECT || Objects.equals(one.key(), other.key());
  }

  private void follow(TaggedResource resource, Map<String, String> tags, Problem problem) {
    var key = problem.key();
    if (key == null) {
      return;
    }
    var message = problem.message();
    var value = tags.getOrDefault(key, "");
    var sentences = message.substring(Math.min(message.length(), message.indexOf(". ") + 2));
    var meant = MEANT.matcher(message);
    var part = REPLACEMENT.matcher(sentences);
    if (problem.code() == Code.UNKNOWN_KEY) {
      if (meant.find()) {
        var renamed = new LinkedHashMap<>(tags);
        renamed.remove(key);
        renamed.put(meant.group(1), value);
        check("key", resource, tags, renamed, problem);
      }
    } else if (key.strip().endsWith("schedule") && part.find()) {
      var written = Pattern.compile("(?<!\\S)" + Pattern.quote(part.group(1)) + "(?!\\S)");
      if (written.matcher(value).results().count() == 1) {
        var corrected =
            written.matcher(value).replaceFirst(Matcher.quoteReplacement(part.group(2)));
        check("part", resource, tags, with(tags, key, corrected), problem);
      }
    } else if (meant.find()) {
      var names = key.endsWith("policy") && value.contains("+");
      if (!names) {
        check("value", resource, tags, with(tags, key, meant.group(1)), problem);
      }
    }
    var set = SET.matcher(message);
    if (set.find()) {
      for (var followed : settings(tags, set.group(1))) {
        check("set", resource, tags, followed, problem);
      }
    }
    var remove = REMOVE.matcher(message);
    if (remove.find()) {
      var without = new LinkedHashMap<>(tags);
      without.remove(remove.group(1));
      check("remove", resource, tags, without, problem);
    }
  }

  /**
   * The tags after following each alternative, such as {@code autoscaling:min to at most 3 or …}.
   */
  private static List<Map<String, String>> settings(Map<String, String> tags, String alternatives) {
    var all = new ArrayList<Map<String, String>>();
    String key = null;
    for (var alternative : alternatives.split(" or |, or ", -1)) {
      if (alternative.contains(" and autoscaling:")) {
        var both = new LinkedHashMap<>(tags);
        for (var part : alternative.split(" and ", -1)) {
          var words = part.split(" = ", 2);
          set(both, words[0].strip(), words[1].strip());
        }
        all.add(both);
        continue;
      }
      var words = alternative.strip().split(" ", -1);
      var values = new LinkedHashMap<>(tags);
      if (words[0].startsWith("autoscaling:")) {
        key = words[0].replace(",", "");
      }
      var value = alternative.replaceAll("\\(.*", "").replaceAll("^autoscaling:\\S+", "");
      value = value.replaceAll("^\\s*(?:to |=)?\\s*(?:at (?:most|least) )?", "").strip();
      if (key == null || value.startsWith("too") || value.isEmpty()) {
        continue;
      }
      set(values, key, value);
      if (alternative.contains("(and autoscaling:target)")) {
        values.put("autoscaling:target", "5");
      }
      all.add(values);
    }
    return all;
  }

  /** In place of any other spelling of the key. */
  private static void set(Map<String, String> tags, String key, String value) {
    tags.keySet().removeIf(each -> each.replace(" ", "").equalsIgnoreCase(key));
    tags.put(key, value);
  }

  private static Map<String, String> with(Map<String, String> tags, String key, String value) {
    var changed = new LinkedHashMap<>(tags);
    changed.put(key, value);
    return changed;
  }

  /** Of several mistakes in a schedule a suggestion mends one. */
  private void check(
      String how,
      TaggedResource resource,
      Map<String, String> tags,
      Map<String, String> changed,
      Problem problem) {
    var before = about(problem, resource.endpointTags(tags).problems());
    var after = about(problem, resource.endpointTags(changed).problems());
    boolean accepted =
        before.size() == 1 ? after.isEmpty() : !sentences(after).contains(sentence(problem));
    if (!accepted) {
      rejected.add(
          "%s on %s: %s Followed as %s: %s"
              .formatted(tags, resource.kind(), problem.message(), changed, sentences(after)));
    }
    followed.merge(how, 1, Integer::sum);
  }

  private static List<String> sentences(List<Problem> problems) {
    return problems.stream().map(SuggestionProperties::sentence).toList();
  }

  /** What is wrong, without the tag. */
  private static String sentence(Problem problem) {
    return problem.message().substring(problem.message().indexOf(". ") + 2);
  }

  /**
   * The problems of the same key. A value is read before it is compared with the resource, so that
   * a metric which the resource does not have, bounds that do not fit it, or two keys that
   * contradict each other, are found only when the value can be read.
   */
  private static List<Problem> about(Problem problem, List<Problem> problems) {
    return problems.stream()
        .filter(each ->
            problem.code() == Code.UNKNOWN_KEY
                ? each.code() == Code.UNKNOWN_KEY
                : Objects.equals(problem.key(), each.key()))
        .filter(each -> each.code() == problem.code() || !OF_THE_RESOURCE.contains(each.code()))
        .filter(each -> !each.message().contains(" contradicts "))
        .toList();
  }
}
