package io.github.tagscaler.command.doctor;

import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.StandIn;
import java.util.LinkedHashMap;
import java.util.List;

/** A seed of an account with a deployed stack that is fit in every respect, until it is changed. */
record HealthyStack(String seed) {

  /** As the demo has it. */
  static HealthyStack read() {
    return new HealthyStack(JsonReader.read(SeededAccount.stack()).write());
  }

  /** With another text in one place or more; ' is the double quote. */
  HealthyStack with(String from, String to) {
    var before = from.replace('\'', '"');
    if (!seed.contains(before)) {
      throw new IllegalArgumentException("The seed has no " + before);
    }
    return new HealthyStack(seed.replace(before, to.replace('\'', '"')));
  }

  /** Without a member. */
  HealthyStack without(String member) {
    var members = new LinkedHashMap<>(((Json.Obj) JsonReader.read(seed)).members());
    members.remove(member);
    return new HealthyStack(new Json.Obj(members).write());
  }

  /** With what is in one rule of the template, by its logical ID. */
  HealthyStack withRule(String logicalId, String members) {
    var name = "'Name':'tagscaler-%s-1A2B3C'".formatted(logicalId);
    return with(name, name + "," + members);
  }

  /** Runs a command there. */
  CommandRun run(int width, List<String> more, String... words) {
    try (var aws = StandIn.start()) {
      aws.seed(seed);
      more.forEach(document -> aws.seed(document.replace('\'', '"')));
      return Shell.on(aws).wide(width).run(words);
    }
  }
}
