package bench;

import io.github.tagscaler.outcome.TargetProblems;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.setting.Setting.Adoption;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ScalableResource;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import io.github.tagscaler.scaling.Change.CreateTarget;
import io.github.tagscaler.scaling.Change.PutPolicy;
import io.github.tagscaler.scaling.Change.PutScheduledAction;
import io.github.tagscaler.scaling.DesiredState;
import io.github.tagscaler.scaling.ObservedTarget;
import io.github.tagscaler.scaling.Ownership;
import io.github.tagscaler.scaling.Plan;
import io.github.tagscaler.scaling.Planner;
import io.github.tagscaler.scaling.Repair;
import io.github.tagscaler.scaling.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one target costs without any call: its tags are read, and nothing has to be changed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CoreBenchmark {
  private static final Instant NOW = Instant.parse("2026-08-10T10:00:00Z");
  private static final String STACK = "tagscaler";

  /** The usual tags, and tags with a schedule and a value of their own for one variant. */
  @Param({"usual", "schedule"})
  public String tagSet;

  private final PolicyReader policies =
      new PolicyReader("autoscaling:", Optional.empty(), ZoneOffset.UTC);
  private final Planner planner =
      new Planner(
          new Ownership(STACK),
          new TargetProblems("autoscaling:"),
          Adoption.NO,
          Duration.ofHours(4));
  private final Catalog catalog = CatalogReader.read(List.of());
  private final ScalableResource resource =
      new InstanceVariant(
          new EndpointVariant("chat", "AllTraffic"),
          false,
          "arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat",
          2,
          List.of("ml.g5.xlarge"));
  private Map<String, String> tags = Map.of();
  private Optional<ObservedTarget> registered = Optional.empty();

  /** Registers the target. */
  @Setup
  public void register() {
    tags =
        switch (tagSet) {
          case "usual" ->
              Map.of("autoscaling:policy", "default", "autoscaling:max", "4", "team", "search");
          case "schedule" ->
              Map.of(
                  "autoscaling:policy", "llm",
                  "autoscaling:max", "6",
                  "autoscaling:max@AllTraffic", "8",
                  "autoscaling:schedule", "Mon-Fri 08:00-20:00 2-8 else 1-2 Europe/Berlin",
                  "autoscaling:scale-in-cooldown", "10m",
                  "team", "search");
          default -> throw new IllegalArgumentException(tagSet);
        };
    var plan = (Plan.Changes) plan();
    var target = (CreateTarget) plan.changes().getFirst();
    registered =
        Optional.of(
            ObservedTarget.of(
                target.key(),
                "arn",
                target.bounds(),
                Suspension.NONE,
                target.tags(),
                of(plan, PutPolicy.class).stream().map(PutPolicy::after).toList(),
                of(plan, PutScheduledAction.class).stream().map(PutScheduledAction::after).toList(),
                List.of()));
    if (!(plan() instanceof Plan.Changes(var changes, _)) || !changes.isEmpty()) {
      throw new IllegalStateException("Nothing should have to be changed: " + plan());
    }
  }

  private static <T> List<T> of(Plan.Changes plan, Class<T> type) {
    return plan.changes().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Reads the tags, and plans. */
  @Benchmark
  public Plan plan() {
    var read = policies.variant("chat", tags, "AllTraffic", List.of("AllTraffic"));
    if (!(read.desired(resource, catalog) instanceof Reading.Declared(var policy, _))) {
      throw new IllegalStateException("These tags are valid.");
    }
    return planner.plan(
        DesiredState.of(policy, resource, STACK, NOW), registered, Repair.LEAVE);
  }
}
