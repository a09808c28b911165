package io.github.tagscaler.demo;

import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.lambda.ScalingHandler;
import io.github.tagscaler.lambda.Wiring;
import io.github.tagscaler.standin.StandIn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the scenes play: the stand-in, the function, and what the audience reads. */
final class Stage implements AutoCloseable {
  private final StandIn aws = StandIn.start();
  private final Path events;
  private final PrintStream out;
  private final ScalingHandler function;
  private final Owner owner = new Owner(aws.endpoint());
  private int scene;

  /** When the scenes begin, so that a day at the office has an evening. */
  private static final String MONDAY_NOON = "2026-06-01T12:00:00Z";

  Stage(Path events, PrintStream out) {
    this.events = events;
    this.out = out;
    // The function's own log is for operators; the scenes tell the same in fewer words.
    var log = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    this.function = new ScalingHandler(Wiring.of(environment(aws), aws::now, log));
    aws.seed("{\"clock\": \"%s\"}".formatted(MONDAY_NOON));
  }

  private static Map<String, String> environment(StandIn aws) {
    return Map.of(
        "AWS_ENDPOINT_URL", aws.endpoint().toString(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "demo",
        "AWS_SECRET_ACCESS_KEY", "demo");
  }

  void say(String text) {
    out.println(text.stripTrailing());
    out.println();
  }

  void scene(String title) {
    scene++;
    out.println("%d. %s".formatted(scene, title));
    out.println();
  }

  /** A real-time endpoint appears. */
  void endpoint(String name, String config, Map<String, String> tags) {
    seedEndpoint(
        name, config, tags, Json.object().put("instanceType", "ml.g5.xlarge").build(), false);
  }

  /** An asynchronous endpoint appears. */
  void async(String name, String config, Map<String, String> tags) {
    seedEndpoint(
        name, config, tags, Json.object().put("instanceType", "ml.m5.large").build(), true);
  }

  /** A serverless endpoint with provisioned concurrency appears. */
  void serverless(String name, String config, Map<String, String> tags) {
    var serverless =
        Json.object()
            .put("memory", 2048)
            .put("maxConcurrency", 20)
            .put("provisionedConcurrency", 2)
            .build();
    seedEndpoint(name, config, tags, Json.object().put("serverless", serverless).build(), false);
  }

  private void seedEndpoint(
      String name, String config, Map<String, String> tags, Json.Obj variant, boolean async) {
    var endpoint =
        Json.object()
            .put("name", name)
            .put("config", config)
            .put("tags", Json.ofStrings(new TreeMap<>(tags)));
    endpoint.put("variants", new Json.Arr(List.of(variant)));
    if (async) {
      endpoint.put("async", true);
    }
    aws.seed(
        Json.object().put("endpoints", new Json.Arr(List.of(endpoint.build()))).build().write());
    line("the endpoint", name + " with " + inWords(tags));
  }

  /** An endpoint that hosts inference components appears, with one on it. */
  void componentHost(
      String endpoint, Map<String, String> tags, String component, Map<String, String> own) {
    var scaling = Json.object().put("min", 0).put("max", 4).build();
    var variant =
        Json.object().put("instanceType", "ml.g5.12xlarge").put("managedScaling", scaling).build();
    seedEndpoint(endpoint, endpoint + "-config", tags, variant, false);
    var hosted =
        Json.object()
            .put("name", component)
            .put("endpoint", endpoint)
            .put("tags", Json.ofStrings(new TreeMap<>(own)))
            .build();
    aws.seed(Json.object().put("components", new Json.Arr(List.of(hosted))).build().write());
    line("the component", component + " with " + inWords(own));
  }

  /** The owner of {@code endpoint/<name>} or {@code inference-component/<name>} edits its tags. */
  void retag(String resource, Map<String, String> set, List<String> remove) throws IOException {
    if (!remove.isEmpty()) {
      owner.deleteTags(resource, remove);
    }
    owner.addTags(resource, set);
    line(
        "somebody sets",
        inWords(set)
            + " on the "
            + resource.replace("inference-", "inference ").replace('/', ' ')
            + (remove.isEmpty() ? "" : ", and removes " + String.join(", ", remove)));
  }

  /** AWS sends an event to the function. */
  void event(String file) throws IOException {
    aws.clearCalls();
    var answer = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(Files.readAllBytes(events.resolve(file))), answer, null);
    line("AWS sends", events.resolve(file).toString());
    for (var outcome :
        JsonReader.read(answer.toString(StandardCharsets.UTF_8)).get("outcomes").stream()
            .toList()) {
      line(
          "Tagscaler says",
          outcome.get("outcome").text().orElse("")
              + ". "
              + outcome.get("message").text().orElse(""));
    }
    line("it made", calls());
  }

  private String calls() {
    long all = aws.calls().size();
    long writes =
        aws.calls().stream()
            .filter(
                call -> List.of("application-autoscaling", "cloudwatch").contains(call.service()))
            .filter(call -> !call.operation().matches("(Describe|List).*"))
            .count();
    var changes =
        switch (Math.toIntExact(writes)) {
          case 0 -> "none of them a change";
          case 1 -> "one of them a change";
          default -> writes + " of them changes";
        };
    return "%d calls to AWS, %s".formatted(all, changes);
  }

  /** Time passes, and the function is not called. */
  void until(Instant then) {
    aws.advance(Duration.between(aws.now(), then));
    line("the clock says", CLOCK.format(then));
  }

  /** A minute passes, and the function is not called. */
  void aMinuteLater() {
    until(aws.now().plus(Duration.ofMinutes(1)));
  }

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  /** Nobody calls a component for long, and scaling gives its copies back one by one. */
  void idles(String component) throws IOException {
    owner.run(component, 0);
    until(aws.now().plus(Duration.ofMinutes(30)));
    runs(component);
  }

  /** Somebody calls a component. */
  void calls(String endpoint, String component) throws IOException {
    line("somebody calls", component + ", and hears: " + owner.call(endpoint, component));
  }

  /** Tells how many copies of a component run. */
  void runs(String component) {
    var copies =
        JsonReader.read(aws.state()).get("inferenceComponents").stream()
            .filter(each -> each.get("InferenceComponentName").equals(Json.of(component)))
            .map(each -> each.get("RuntimeConfig").get("CurrentCopyCount").write())
            .findFirst()
            .orElseThrow();
    line("AWS runs", copies + (copies.equals("1") ? " copy of " : " copies of ") + component);
  }

  /** Tells what Application Auto Scaling holds now. */
  void holds() {
    holds("");
  }

  /** Tells what it holds for the resources whose ID begins so. */
  void holds(String prefix) {
    var held = Holdings.of(JsonReader.read(aws.state()), prefix);
    line("AWS now holds", held.isEmpty() ? "nothing" : held.getFirst());
    held.stream().skip(1).forEach(each -> line("", each));
    out.println();
  }

  private void line(String label, String text) {
    out.println("   %-15s %s".formatted(label, text));
  }

  private static String inWords(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(tag -> tag.getKey() + " = " + tag.getValue())
            .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    aws.close();
  }
}
