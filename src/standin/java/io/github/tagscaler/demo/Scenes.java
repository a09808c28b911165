package io.github.tagscaler.demo;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the demo shows, in order. */
final class Scenes {
  private final Stage stage;

  Scenes(Stage stage) {
    this.stage = stage;
  }

  void play() throws IOException {
    stage.say(
        """
        Tagscaler: tag a SageMaker endpoint or inference component, and it scales.

        Amazon SageMaker can add and remove capacity by itself if each resource is registered with
        another service, Application Auto Scaling. Below, tags do that. What runs is the real
        function with the real AWS SDK, on events as AWS sends them; only AWS is played, by a
        stand-in on this machine that refuses what AWS refuses.
        """);
    registered();
    again();
    typo();
    inherited();
    otherKinds();
    nightFalls();
    woken();
    released();
    stage.say(
        """
        That is all there is to it. Which tags there are: docs/tags.md. Try your own on the
        stand-in: docs/stand-in.md.
        """);
  }

  private void registered() throws IOException {
    stage.scene("A tagged endpoint comes into service");
    stage.endpoint(
        "chat", "Chat-Blue", Map.of("autoscaling:policy", "default", "autoscaling:max", "6"));
    stage.event("endpoint-in-service.json");
    stage.holds();
    stage.say(
        """
           "default" tracks requests in flight, the quickest measure of load. The minimum is 1 unless
           a tag says more. Nobody had to register anything.
        """);
  }

  private void again() throws IOException {
    stage.scene("The same event once more");
    stage.event("endpoint-in-service.json");
    stage.holds();
    stage.say(
        """
           AWS sends this event again after every scaling activity, so nothing must come of it:
           what AWS holds is what the tags ask for, and nothing was written.
        """);
  }

  private void typo() throws IOException {
    stage.scene("Somebody mistypes a tag");
    stage.retag("endpoint/chat", Map.of("autoscaling:policy", "defualt"), List.of());
    stage.event("tags-added.json");
    stage.holds();
    stage.say(
        """
           A tag that cannot be read changes nothing: scaling goes on with what AWS has. The owner
           is told what was meant, in the log and as an event on EventBridge.
        """);
  }

  private void inherited() throws IOException {
    stage.scene("A component inherits from its endpoint");
    stage.componentHost(
        "models",
        Map.of("autoscaling:policy", "llm", "autoscaling:max", "3"),
        "chat-llama",
        Map.of("autoscaling:max", "6"));
    stage.event("component-created.json");
    stage.holds();
    stage.say(
        """
           The endpoint's tags hold for each inference component on it; the component's own tag
           went over them. The policy "llm" gives capacity back only after 10 minutes.
        """);
  }

  private void otherKinds() throws IOException {
    stage.scene("An asynchronous endpoint, and a serverless one");
    stage.async("transcribe", "Transcribe-Async", Map.of("autoscaling:policy", "on"));
    stage.serverless("embed", "Embed-Serverless", Map.of("autoscaling:policy", "on"));
    stage.event("endpoint-async-in-service.json");
    stage.event("endpoint-serverless-in-service.json");
    stage.holds();
    stage.say(
        """
           The same tag, and each kind is tracked by what means something for it: the queue of the
           one, the used share of the other's warm capacity.
        """);
  }

  private void nightFalls() throws IOException {
    stage.scene("Night falls");
    stage.retag(
        "endpoint/chat",
        Map.of(
            "autoscaling:policy", "default",
            "autoscaling:schedule", "Mon-Fri 08:00-20:00 2-6 else 1-2"),
        List.of());
    stage.event("tags-added.json");
    stage.holds("endpoint/chat");
    stage.until(Instant.parse("2026-06-01T20:00:00Z"));
    stage.holds("endpoint/chat");
    stage.say(
        """
           It was noon, so two to six were registered at once. Each change of the week is one
           scheduled action, which Application Auto Scaling carries out by itself: in the evening
           nobody had to do anything.
        """);
  }

  private void woken() throws IOException {
    stage.scene("A sleeping component is called");
    stage.retag(
        "inference-component/chat-llama", Map.of("autoscaling:policy", "scale-to-zero"), List.of());
    stage.event("component-updated.json");
    stage.holds("inference-component/chat-llama");
    stage.idles("chat-llama");
    stage.calls("models", "chat-llama");
    stage.aMinuteLater();
    stage.aMinuteLater();
    stage.runs("chat-llama");
    stage.calls("models", "chat-llama");
    stage.say(
        """

           Tracking alone cannot bring the first copy back, so Tagscaler keeps an alarm and a policy
           that do. Nothing goes to zero unless somebody asks for it by name.
        """);
  }

  private void released() throws IOException {
    stage.scene("Off");
    stage.retag("endpoint/chat", Map.of("autoscaling:policy", "off"), List.of("autoscaling:max"));
    stage.event("tag-change.json");
    stage.holds();
    stage.say(
        """
           Just what Tagscaler had registered for it is gone. The endpoint itself was never touched,
           and the others stay as they are.
        """);
  }
}
