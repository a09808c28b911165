package io.github.tagscaler.demo;

import io.github.tagscaler.demo.Screen.Look;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the demo shows, in order. Each scene plays in the account as those before it left it. */
final class Scenes {
  private static final Duration READING = Duration.ofSeconds(2);

  /** The platform team's document. It is there from the beginning. */
  private static final String CATALOG =
      """
      version: 1
      policies:
        transcription:
          kinds: async
          min: 1
          max: 6
          track: []
          step:
            - name: busy
              metric: backlog
              cooldown: 1m
              steps:
                - { from: 20, to: 50, by: 1 }
                - { from: 50, by: 2 }
            - name: idle
              metric: backlog
              cooldown: 1m
              steps:
                - { to: 2, by: -1 }
      """;

  private interface Script {
    void play() throws IOException;
  }

  private record Scene(String title, Script script) {}

  private final List<Scene> scenes =
      List.of(
          new Scene("A tagged endpoint comes into service", this::registered),
          new Scene("The same event again", this::again),
          new Scene("A typo in a tag", this::typo),
          new Scene("An inference component inherits from its endpoint", this::inherited),
          new Scene("An asynchronous endpoint and a serverless one", this::otherKinds),
          new Scene("Load rises, and capacity follows", this::load),
          new Scene("More capacity by day than by night", this::schedule),
          new Scene("A component sleeps at zero, and a request wakes it", this::woken),
          new Scene("A dry run", this::dryRun),
          new Scene("A target of another tool", this::adopted),
          new Scene("Off", this::off));

  private final Screen screen;
  private final Stage stage;

  Scenes(Screen screen, Stage stage) {
    this.screen = screen;
    this.stage = stage;
  }

  /** Says what the audience sees. */
  static void introduce(Screen screen) {
    screen.paragraph(
        0,
        """
        Tagscaler sets up the scaling of SageMaker endpoints and inference components from their
        tags. You are watching the real function with the real AWS SDK, fed with real event
        payloads. Only AWS is simulated, by a local server that rejects what AWS would reject.
        """);
  }

  /**
   * Plays one scene, or all of them. Those before the one are played unseen, because it builds on
   * what they left.
   *
   * @param only its number, 0 for all
   */
  void play(int only) throws IOException {
    if (only < 0 || only > scenes.size()) {
      throw new IllegalArgumentException(
          "There is no scene %d. The scenes are 1 to %d.".formatted(only, scenes.size()));
    }
    stage.catalog("_platform", CATALOG);
    for (int number = 1; number <= (only == 0 ? scenes.size() : only); number++) {
      screen.mute(only != 0 && number < only);
      var scene = scenes.get(number - 1);
      screen.title(number + ". " + scene.title());
      scene.script().play();
      screen.pause(READING);
    }
    if (only == 0) {
      end();
    }
  }

  private void end() {
    screen.paragraph(
        0,
        """
        Try tags of your own with make try TAGS="policy=default, max=6". All tags: docs/tags.md. The
        simulated AWS: docs/stand-in.md.
        """);
  }

  private void explain(String text) {
    screen.paragraph(3, text);
  }

  private void registered() throws IOException {
    stage.seed(
        """
        {"endpoints": [{
          "name": "chat",
          "config": "Chat-Blue",
          "tags": {"autoscaling:policy": "default", "autoscaling:max": "6"},
          "variants": [{"instanceType": "ml.g5.xlarge"}]}]}
        """);
    stage.event("endpoint-in-service.json");
    stage.changes();
    explain(
        """
        From now on AWS scales chat, without Tagscaler. The policy "default" tracks concurrent
        requests, a metric that AWS reports every 10 seconds. The minimum is 1 unless a tag
        or policy sets another.
        """);
  }

  private void again() throws IOException {
    stage.event("endpoint-in-service.json");
    stage.calls();
    stage.changes();
    explain(
        """
        AWS sends this event after every scaling activity, so handling it twice must be harmless.
        And it was harmless: the scaling already matched the tags, and nothing was written.
        """);
  }

  private void typo() throws IOException {
    stage.tag("endpoint/chat", Map.of("autoscaling:policy", "defualt"));
    stage.event("tags-added.json");
    stage.changes();
    explain(
        """
        An invalid tag changes nothing: chat keeps the scaling it has. The owner finds this message
        in the log and as an event on EventBridge, and corrects the tag:
        """);
    stage.tag("endpoint/chat", Map.of("autoscaling:policy", "default"));
    screen.blank();
  }

  private void inherited() throws IOException {
    stage.seed(
        """
        {"endpoints": [{
          "name": "models",
          "tags": {"autoscaling:policy": "llm", "autoscaling:max": "3"},
          "variants": [
            {"instanceType": "ml.g5.12xlarge", "managedScaling": {"min": 0, "max": 4}}]}],
         "components": [{
          "name": "chat-llama", "endpoint": "models", "tags": {"autoscaling:max": "6"}}]}
        """);
    stage.event("component-created.json");
    stage.changes();
    explain(
        """
        Inference components inherit the tags of their endpoint; the component's own max = 6
        overrode the endpoint's 3. The policy "llm" waits 10 minutes before it removes a copy.
        """);
  }

  private void otherKinds() throws IOException {
    stage.seed(
        """
        {"endpoints": [
          {"name": "transcribe", "config": "Transcribe-Async", "async": true,
           "tags": {"autoscaling:policy": "default"},
           "variants": [{"instanceType": "ml.m5.large"}]},
          {"name": "embed", "config": "Embed-Serverless",
           "tags": {"autoscaling:policy": "default"},
           "variants": [{"serverless": {
             "memory": 2048, "maxConcurrency": 20, "provisionedConcurrency": 2}}]}]}
        """);
    stage.event("endpoint-async-in-service.json");
    stage.event("endpoint-serverless-in-service.json");
    stage.changes();
    explain(
        """
        The same tag, a different metric: queue length for the asynchronous endpoint, utilization of
        the provisioned concurrency for the serverless one.
        """);
  }

  private void load() throws IOException {
    screen.line("catalog", Look.PLAIN, CATALOG);
    stage.tag("endpoint/transcribe", Map.of("autoscaling:policy", "transcription"));
    stage.event("tags-added.json", "endpoint/transcribe");
    stage.changes();
    stage.load("transcribe", 5, 20, 60, 60, 60, 40, 20, 5, 5, 5, 5, 0, 0, 0, 0, 0);
    explain(
        """
        The platform team wrote the policy "transcription" into the catalog; one tag chose it. The
        demo sent the requests and moved the clock; one instance finishes ten requests a minute
        here. The rest is as in AWS: alarms on the queue's metric ran the step policies that
        Tagscaler had created. Tracking policies scale in a similar way, but AWS does not publish
        how, so the demo cannot show them.
        """);
  }

  private void schedule() throws IOException {
    stage.tag(
        "endpoint/chat", Map.of("autoscaling:schedule", "Mon-Fri 08:00-20:00 2-base else 1-2"));
    stage.event("tags-added.json");
    stage.changes();
    screen.line(
        "Mon-Fri",
        Look.PLAIN,
        "00 %s%s%s 24 UTC\n   █ 2 to 6  ▂ 1 to 2"
            .formatted("▂".repeat(16), "█".repeat(24), "▂".repeat(8)));
    screen.blank();
    stage.until(Instant.parse("2026-06-01T20:00:00Z"));
    stage.changes();
    explain(
        """
        It was Monday noon, within 08:00-20:00, so 2 to 6 came into force at once: "base" is the
        max of the tag. Each change of the week is one scheduled action, which AWS runs by itself:
        in the evening Tagscaler had nothing to do.
        """);
  }

  private void woken() throws IOException {
    stage.tag("inference-component/chat-llama", Map.of("autoscaling:policy", "scale-to-zero"));
    stage.event("tags-added.json", "inference-component/chat-llama");
    stage.changes();
    stage.idle("chat-llama");
    stage.copies("chat-llama");
    stage.call("models", "chat-llama");
    stage.minutes(2);
    stage.copies("chat-llama");
    stage.call("models", "chat-llama");
    screen.blank();
    explain(
        """
        The demo set the copies to 0, as AWS does after a while without requests. The rest is as in
        AWS: a tracking policy cannot start the first copy, so Tagscaler created an alarm and a
        step policy that can. Nothing scales to zero unless a tag or policy requests
        it.
        """);
  }

  private void dryRun() throws IOException {
    stage.tag("endpoint/chat", Map.of("autoscaling:target", "3"));
    stage.event("reconcile-requested-dry-run.json");
    stage.changes();
    explain("A dry run reports what it would change, and changes nothing.");
  }

  private void adopted() throws IOException {
    stage.seed(
        """
        {"endpoints": [{
          "name": "search",
          "tags": {"autoscaling:min": "2", "autoscaling:max": "10"},
          "variants": [{"instanceType": "ml.m5.xlarge", "count": 2}]}],
         "targets": [{
          "resourceId": "endpoint/search/variant/AllTraffic", "min": 2, "max": 10,
          "policies": [{
            "PolicyName": "terraform-invocations",
            "PolicyType": "TargetTrackingScaling",
            "TargetTrackingScalingPolicyConfiguration": {
              "TargetValue": 70.0,
              "PredefinedMetricSpecification": {
                "PredefinedMetricType": "SageMakerVariantInvocationsPerInstance"}}}]}]}
        """);
    stage.event("tags-added.json", "endpoint/search");
    stage.changes();
    explain(
        """
        Terraform registered this target, so Tagscaler does not touch it. Only the owner can hand it
        over to Tagscaler, with the tag "adopt".
        """);
    stage.tag("endpoint/search", Map.of("autoscaling:adopt", "true"));
    stage.event("tags-added.json", "endpoint/search");
    stage.changes();
  }

  private void off() throws IOException {
    stage.tag("endpoint/chat", Map.of("autoscaling:policy", "off"));
    stage.event("tag-change.json");
    stage.changes();
    explain(
        """
        Only what Tagscaler had created for chat was removed. The endpoint keeps running with the
        instances it has.
        """);
  }
}
