package io.github.tagscaler.outcome;

import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Outcomes to test with. */
public final class Outcomes {
  /** Of an outcome whose audience does not matter. */
  public static final Audience AUDIENCE = new Audience(true, Audience.Occasion.NEWS, null);

  public static final Trigger TRIGGER =
      new Trigger(
          Trigger.Type.TAG,
          "0b2a4f0e-5d3c-4f0a-9a53-0d8c1f1f9f10",
          "Tag Change on Resource",
          "arn:aws:iam::123456789012:role/Ann");

  public static final ChangeEntry REGISTERED =
      new ChangeEntry(
          ChangeEntry.Action.CREATE,
          ChangeEntry.Type.TARGET,
          "endpoint/chat/variant/blue",
          Json.of((String) null),
          Json.object().put("min", 1).put("max", 4).build());

  public static final Problem TYPO =
      new Problem(
          Code.UNKNOWN_POLICY,
          "autoscaling:policy",
          "llm-caht",
          "autoscaling:policy = \"llm-caht\" on endpoint/chat. Did you mean \"llm-chat\"? Known: default, llm-chat.",
          List.of("default", "llm-chat"));

  public static final InForce IN_FORCE =
      new InForce(
          new Bounds(1, 4),
          null,
          List.of(new InForce.Track("concurrency", BigDecimal.valueOf(5))),
          List.of(),
          List.of());

  private Outcomes() {}

  /** How a run ended for the variant {@code blue} of the endpoint {@code chat}. */
  public static Outcome of(Ending ending) {
    return of(Kind.REAL_TIME, ending);
  }

  /** How a run ended for a target of that kind. */
  public static Outcome of(Kind kind, Ending ending) {
    var resourceId =
        kind == Kind.COMPONENT ? "inference-component/chat-base" : "endpoint/chat/variant/blue";
    return new Outcome(
        resourceId,
        kind.dimension(),
        kind,
        ending,
        List.of(),
        ending instanceof Ending.Planned,
        TRIGGER,
        "tagscaler",
        Map.of("autoscaling:policy", "llm-chat", "team", "search"),
        AUDIENCE,
        null);
  }

  /** How a run ended for a target, for that audience. */
  public static Outcome of(Ending ending, Audience audience) {
    var outcome = of(ending);
    return new Outcome(
        outcome.resourceId(),
        outcome.dimension(),
        outcome.kind(),
        outcome.ending(),
        outcome.warnings(),
        outcome.dryRun(),
        outcome.trigger(),
        outcome.stack(),
        outcome.tags(),
        audience,
        outcome.reset());
  }

  /** The same outcome with warnings. */
  public static Outcome with(Outcome outcome, Problem... warnings) {
    return new Outcome(
        outcome.resourceId(),
        outcome.dimension(),
        outcome.kind(),
        outcome.ending(),
        List.of(warnings),
        outcome.dryRun(),
        outcome.trigger(),
        outcome.stack(),
        outcome.tags(),
        outcome.audience(),
        outcome.reset());
  }

  /** A problem of that code. */
  public static Problem problem(Code code) {
    return Problem.of(code, "Something is wrong.");
  }
}
