package io.github.tagscaler.command;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The forms in which each verb is run on the varied fleet. A new verb needs its forms here. */
final class VerbForms {
  /** Words as in a shell; a word with a space in single quotes. */
  private static final Map<String, List<String>> FORMS =
      Map.of(
          "doctor",
          List.of("", "--format json", "--deploy-role arn:aws:iam::111122223333:role/caller"),
          "lint",
          List.of(
              "catalog",
              "draft/vision.yaml --format sarif",
              "/tagscaler/catalog --format json",
              "catalog --format github --tags policy=pay/fraud,max=6"),
          "try",
          List.of(
              "policy=llm max=6",
              "--catalog /tagscaler/catalog --kind all policy=default",
              "--format json max=6 vs policy=llm"),
          "plan",
          List.of(
              "--all --catalog /tagscaler/catalog",
              "--all --verbose --price 1.41",
              "--all --only rejected,untagged --format json",
              "ads-chat-52 --tags policy=llm,max=6 --exit-code"),
          "report",
          List.of(
              "--by team", "--days 30 --price 1.41 --format html", "--format json", "--format csv"),
          "explain",
          List.of("ads-chat-10", "ads-chat-125 ads-llama-31 --format json"),
          "simulate",
          List.of(
              "--trace launch-spike 'policy=llm max=8' policy=default",
              "ads-chat-52 --trace daily-wave policy=llm --format json"),
          "tags",
          List.of("--all", "--all --format json", "--all --document moved"),
          "demo",
          List.of("--no-pause", "--scene 3"),
          "completion",
          List.of("bash", "zsh", "fish"));

  private VerbForms() {}

  /** The command lines of a verb, without {@code tagscaler}. */
  static Stream<List<String>> of(String verb) {
    return Objects.requireNonNull(FORMS.get(verb), "VerbForms needs the forms of " + verb).stream()
        .map(form -> ShellWords.split(form.isEmpty() ? verb : verb + " " + form));
  }
}
