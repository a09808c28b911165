package io.github.tagscaler.command.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.outcome.OutcomeSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** An account on a stand-in of its own, and what {@code explain} says of it. In JSON, ' is ". */
final class ExplainedAccount implements AutoCloseable {
  private static final Schema SCHEMA = schema();

  private final SeededAccount account = SeededAccount.empty();
  private Shell shell = Shell.on(account.aws());

  ExplainedAccount seed(String document) {
    account.seed(document.replace('\'', '"'));
    return this;
  }

  /** An endpoint with one variant on two instances, and these tags. */
  ExplainedAccount endpoint(String name, String tags) {
    return seed(
        "{'endpoints': [{'name': '%s', 'tags': {%s}, 'variants': [{'instanceType': 'ml.g5.xlarge', 'count': 2}]}]}"
            .formatted(name, tags));
  }

  /** The function applies all tags. */
  ExplainedAccount reconcile() {
    account.reconcile();
    return this;
  }

  /** Time passes. */
  ExplainedAccount advance(String duration) {
    account.aws().advance(Duration.parse(duration));
    return this;
  }

  /** A metric of an endpoint had this value all day. */
  ExplainedAccount metric(String endpoint, String metric, double value) {
    return seed(
        "{'metrics': [{'namespace': 'AWS/SageMaker', 'metric': '%s', 'dimensions': {'EndpointName': '%s', 'VariantName': 'AllTraffic'}, 'period': 'PT5M', 'values': %s}]}"
            .formatted(metric, endpoint, IntStream.range(0, 288).mapToObj(_ -> value).toList()));
  }

  /** An activity of an endpoint, with members of AWS's. */
  ExplainedAccount activity(String endpoint, String ago, String members) {
    return seed(
        "{'activities': [{'resourceId': 'endpoint/%s/variant/AllTraffic', 'ago': '%s', 'cause': 'monitor alarm TargetTracking-x-AlarmHigh-1 in state ALARM triggered policy tagscaler-track-concurrency', %s}]}"
            .formatted(endpoint, ago, members));
  }

  ExplainedAccount with(String variable, String value) {
    shell = shell.with(variable, value);
    return this;
  }

  SeededAccount account() {
    return account;
  }

  Shell shell() {
    return shell;
  }

  CommandRun run(String... args) {
    var all = new String[args.length + 1];
    all[0] = "explain";
    System.arraycopy(args, 0, all, 1, args.length);
    return shell.run(all);
  }

  /** The only target of the answer for programs, which the schema must take. */
  Json target(String name) {
    var run = run(name, "--format", "json");
    check(run);
    var targets = run.json().get("targets").stream().toList();
    assertThat(targets).as(run.out()).hasSize(1);
    return targets.getFirst();
  }

  static void check(CommandRun run) {
    assertThat(SCHEMA.validate(run.out(), InputFormat.JSON)).as(run.out() + run.err()).isEmpty();
    run.json().get("targets").stream()
        .forEach(target -> OutcomeSchema.check(target.get("outcome")));
  }

  List<String> hints(String name) {
    return target(name).get("hints").stream()
        .map(hint -> hint.get("code").text().orElseThrow())
        .toList();
  }

  /** The text of the hint with that code. */
  String hint(String name, String code) {
    return target(name).get("hints").stream()
        .filter(hint -> hint.get("code").text().orElseThrow().equals(code))
        .map(hint -> hint.get("text").text().orElseThrow())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no hint " + code + " in " + hints(name)));
  }

  String command(String name, String code) {
    return target(name).get("hints").stream()
        .filter(hint -> hint.get("code").text().orElseThrow().equals(code))
        .map(hint -> hint.get("command").text().orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private static Schema schema() {
    try (var in = ExplainCommand.class.getResourceAsStream("/schema/command/explain.schema.json")) {
      assertThat(in).isNotNull();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    account.close();
  }
}
