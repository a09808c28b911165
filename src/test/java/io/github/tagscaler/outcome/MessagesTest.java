package io.github.tagscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Trigger;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.outcome.AdoptionProblems.LoweredBound;
import io.github.tagscaler.outcome.ChangeEntry.Action;
import io.github.tagscaler.policy.PolicyReader;
import io.github.tagscaler.policy.Reading;
import io.github.tagscaler.policy.catalog.Catalog;
import io.github.tagscaler.policy.catalog.CatalogReader;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.report.CatalogReporter;
import io.github.tagscaler.report.DeployBlocked;
import io.github.tagscaler.report.EventLog;
import io.github.tagscaler.report.JsonLines;
import io.github.tagscaler.report.SweepCounts;
import io.github.tagscaler.report.SweepLog;
import io.github.tagscaler.resource.Bounds;
import io.github.tagscaler.resource.Kind;
import io.github.tagscaler.resource.NotScalable;
import io.github.tagscaler.resource.ResourceId.EndpointVariant;
import io.github.tagscaler.resource.ResourceStatus;
import io.github.tagscaler.resource.ScalableDimension;
import io.github.tagscaler.resource.ScalableResource.InstanceVariant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * All forms of messages on one page, {@code docs/messages.md}, so that their voice can be judged.
 */
class MessagesTest {
  private static final Path PAGE = Path.of("docs/messages.md");
  private static final Reasons REASONS = new Reasons("autoscaling:");
  private static final TargetProblems PROBLEMS = new TargetProblems("autoscaling:");
  private static final AdoptionProblems ADOPTION = PROBLEMS.adoption();
  private static final DeployBlocked DEPLOYS = new DeployBlocked("tagscaler", "autoscaling:");
  private static final Attached THEIRS = new Attached(List.of("theirs"), List.of());
  private static final ScalableDimension INSTANCES = ScalableDimension.INSTANCE_COUNT;
  private static final ZonedDateTime FRIDAY_EVENING =
      ZonedDateTime.parse("2026-08-07T20:00+02:00[Europe/Berlin]");
  private static final Problem PAUSED =
      Problem.of(Code.PAUSED, "Scaling is paused until 2026-12-31 18:00 Europe/Berlin.");

  private final Map<String, Map<String, String>> page = new LinkedHashMap<>();

  /** With {@code -Dtagscaler.docs.write=true} it writes the page instead. */
  @Test
  void the_page_shows_each_form_of_message() throws IOException {
    fill();

    if (Boolean.getBoolean("tagscaler.docs.write")) {
      Files.writeString(PAGE, written());
    }
    assertThat(Files.readString(PAGE))
        .as("docs/messages.md; run this test with -Dtagscaler.docs.write=true to update it")
        .isEqualTo(written());
  }

  @Test
  void each_message_starts_with_the_resource_and_ends_in_a_period() {
    fill();

    assertThat(outcomeMessages())
        .allSatisfy(message ->
            assertThat(message)
                .matches("(endpoint/chat/variant/blue|inference-component/chat-base)[: ].*\\."));
  }

  @Test
  void no_message_names_the_bookkeeping() {
    fill();

    assertThat(outcomeMessages())
        .allSatisfy(message -> assertThat(message).doesNotContain("tagscaler:"));
  }

  @Test
  void a_message_is_not_longer_than_a_person_reads() {
    fill();

    assertThat(outcomeMessages()).allSatisfy(message -> assertThat(message).hasSizeLessThan(400));
    assertThat(outcomeMessages().filter(message -> message.length() > 300).count())
        .isLessThan(outcomeMessages().count() / 8);
  }

  @Test
  void each_skip_reason_is_on_the_page() {
    fill();

    assertThat(page.getOrDefault("Skipped", Map.of()).keySet())
        .extracting(when -> when.replaceAll("`(\\w+)`.*", "$1"))
        .hasSameElementsAs(Stream.of(SkipReason.values()).map(SkipReason::wire).toList());
  }

  private Stream<String> outcomeMessages() {
    return page.entrySet().stream()
        .filter(section -> !section.getKey().equals("Log lines"))
        .flatMap(section -> section.getValue().values().stream());
  }

  private void fill() {
    byKind();
    applied();
    planned();
    unchanged();
    released();
    skipped();
    rejected();
    failed();
    logLines();
  }

  private void byKind() {
    var tracks =
        Map.of(
            Kind.REAL_TIME, track("concurrency", "5"),
            Kind.ASYNC, track("backlog", "5"),
            Kind.SERVERLESS, track("utilization", "70"),
            Kind.COMPONENT, track("concurrency", "5"));
    for (var kind : Kind.values()) {
      var track = tracks.getOrDefault(kind, track("", "0"));
      var inForce = inForce(kind.lowestMin(), 4, track);
      var changes = List.of(created(), policy(Action.CREATE, "tagscaler-track-" + track.metric()));
      var what = "`" + kind.wire() + "`, ";
      var section = "By kind";
      put(section, what + "Applied", of(kind, new Ending.Applied(changes, inForce)));
      put(section, what + "Planned", of(kind, new Ending.Planned(changes, null, inForce, null)));
      put(section, what + "Unchanged", of(kind, new Ending.Unchanged(inForce)));
      put(
          section,
          what + "Released",
          of(kind, new Ending.Released(List.of(), REASONS.becauseOff(), OptionalInt.of(3))));
    }
  }

  private void applied() {
    var day = track("concurrency", "5");
    applied("the tags request more", inForce(2, 8, day), List.of(moved(1, 4, 2, 8)));
    applied(
        "another target value",
        inForce(1, 4, track("concurrency", "7")),
        List.of(policy(Action.UPDATE, "tagscaler-track-concurrency")));
    applied(
        "another metric",
        inForce(1, 4, track("invocations", "600")),
        List.of(
            policy(Action.CREATE, "tagscaler-track-invocations"),
            policy(Action.DELETE, "tagscaler-track-concurrency")));
    applied(
        "several metrics",
        inForce(1, 4, track("cpu", "60"), track("gpu", "80"), track("queue-age", "2.5")),
        List.of(
            created(),
            policy(Action.CREATE, "tagscaler-track-cpu"),
            policy(Action.CREATE, "tagscaler-track-gpu"),
            policy(Action.CREATE, "tagscaler-track-queue-age")));
    applied(
        "a schedule",
        new InForce(new Bounds(2, 8), FRIDAY_EVENING, List.of(day), List.of(), List.of()),
        List.of(
            moved(1, 4, 2, 8),
            change(Action.CREATE, ChangeEntry.Type.SCHEDULED_ACTION, "tagscaler-Mon-Fri-0800"),
            change(Action.CREATE, ChangeEntry.Type.SCHEDULED_ACTION, "tagscaler-Mon-Fri-2000")));
    applied(
        "steps",
        new InForce(new Bounds(1, 4), null, List.of(), List.of("tagscaler-step-surge"), List.of()),
        List.of(
            created(),
            policy(Action.CREATE, "tagscaler-step-surge"),
            alarm(Action.CREATE, "step-surge")));
    applied(
        "scale to zero",
        inForce(0, 4, day),
        List.of(
            moved(1, 4, 0, 4),
            policy(Action.CREATE, "tagscaler-wake"),
            alarm(Action.CREATE, "wake")));
    adopted("`adopt = true`", new Attached(List.of(), List.of()), false);
    adopted("`adopt = true`, with a policy", THEIRS, false);
    adopted("`adopt = true`, with a suspension", new Attached(List.of(), List.of()), true);
    put(
        "Applied",
        "a change made outside Tagscaler is undone",
        of(
            Kind.REAL_TIME,
            new Ending.Applied(List.of(moved(1, 9, 1, 4)), inForce(1, 4, day)),
            TargetProblems.driftUndone(
                List.of("bounds 1-9 instead of 1-4"), "RegisterScalableTarget")));
    applied("capacity is outside the bounds", inForce(1, 4, day), List.of(moved(1, 4, 1, 4)));
    applied(
        "only the recorded configuration changes",
        inForce(1, 4, day),
        List.of(change(Action.UPDATE, ChangeEntry.Type.TAG, "tagscaler:config")));
    applied("a pause ends", inForce(1, 4, day), List.of(suspension(true, false)));
    put(
        "Applied",
        "a pause begins",
        of(
            Kind.REAL_TIME,
            new Ending.Applied(List.of(suspension(false, true)), SUSPENDED),
            PAUSED));
    put(
        "Applied",
        "a pause begins while scale-in is suspended by hand",
        of(
            Kind.REAL_TIME,
            new Ending.Applied(
                List.of(
                    change(Action.CREATE, ChangeEntry.Type.TAG, "tagscaler:paused"),
                    new ChangeEntry(
                        Action.UPDATE,
                        ChangeEntry.Type.TARGET,
                        "endpoint/chat/variant/blue",
                        bounds(1, 4, Json.object().put("scaleIn", true).build()),
                        bounds(1, 4, ALL_SUSPENDED))),
                SUSPENDED),
            Stream.concat(
                    Stream.of(PAUSED), TargetProblems.suspendedByHand(List.of("scale-in")).stream())
                .toArray(Problem[]::new)));
    put(
        "Applied",
        "more runs than a max that no tag states",
        of(
            Kind.REAL_TIME,
            new Ending.Applied(
                List.of(created(), policy(Action.CREATE, "tagscaler-track-concurrency")),
                inForce(1, 8, day)),
            PROBLEMS.aboveMax(8, 4, 8, false, INSTANCES)));
    put(
        "Applied",
        "the owner lowers the max below what runs",
        of(
            Kind.REAL_TIME,
            new Ending.Applied(List.of(moved(1, 8, 1, 4)), inForce(1, 4, day)),
            TargetProblems.removedByMax(7, 4, INSTANCES)));
  }

  private void adopted(String when, Attached kept, boolean suspended) {
    var changes =
        List.of(
            change(Action.CREATE, ChangeEntry.Type.TAG, "tagscaler:stack"),
            suspended
                ? change(Action.UPDATE, ChangeEntry.Type.TAG, "tagscaler:config")
                : moved(1, 3, 1, 4),
            policy(Action.CREATE, "tagscaler-track-concurrency"),
            change(Action.CREATE, ChangeEntry.Type.TAG, "tagscaler:config"));
    var inForce =
        new InForce(
            new Bounds(1, 4),
            null,
            List.of(track("concurrency", "5")),
            List.of(),
            suspended ? List.of("scale-in") : List.of());
    put(
        "Applied",
        when,
        of(
            Kind.REAL_TIME,
            new Ending.Applied(changes, inForce),
            Stream.concat(
                    Stream.of(
                        AdoptionProblems.adopted(
                            new Bounds(1, suspended ? 4 : 3), kept, suspended)),
                    TargetProblems.suspendedByHand(suspended ? List.of("scale-in") : List.of())
                        .stream())
                .toArray(Problem[]::new)));
  }

  private static final Json ALL_SUSPENDED =
      Json.object().put("scaleIn", true).put("scaleOut", true).put("scheduled", true).build();

  private static final InForce SUSPENDED = suspended("scale-in", "scale-out", "scheduled scaling");

  private static InForce suspended(String... activities) {
    return new InForce(new Bounds(1, 4), null, List.of(), List.of(), List.of(activities));
  }

  private void applied(String when, InForce inForce, List<ChangeEntry> changes) {
    put("Applied", when, of(Kind.REAL_TIME, new Ending.Applied(changes, inForce)));
  }

  private void planned() {
    var track = track("concurrency", "5");
    put(
        "Planned",
        "an update",
        of(
            Kind.REAL_TIME,
            new Ending.Planned(
                List.of(moved(1, 4, 2, 8)), inForce(1, 4, track), inForce(2, 8, track), null)));
    put(
        "Planned",
        "a release",
        of(
            Kind.REAL_TIME,
            new Ending.Planned(
                List.of(
                    change(Action.DELETE, ChangeEntry.Type.TARGET, "endpoint/chat/variant/blue")),
                inForce(1, 4),
                null,
                REASONS.becauseOff())));
    put(
        "Planned",
        "only the recorded configuration would change",
        of(
            Kind.REAL_TIME,
            new Ending.Planned(
                List.of(change(Action.UPDATE, ChangeEntry.Type.TAG, "tagscaler:config")),
                inForce(1, 4, track),
                inForce(1, 4, track),
                null)));
  }

  private void unchanged() {
    var inForce = inForce(1, 9, track("concurrency", "5"));
    unchanged(
        "changed outside Tagscaler",
        inForce,
        List.of(
            PROBLEMS.drift(
                List.of("bounds 1-9 instead of 1-4"),
                Optional.of(Instant.parse("2026-08-10T14:00:00Z")))));
    unchanged(
        "several changes outside Tagscaler, with `DriftHours` = 0",
        inForce,
        List.of(
            PROBLEMS.drift(
                List.of(
                    "bounds 1-9 instead of 1-4",
                    "policy \"tagscaler-track-concurrency\" (target 50 instead of 5)",
                    "scheduled action \"tagscaler-a\" (added)",
                    "scheduled action \"tagscaler-b\" (added)"),
                Optional.empty())));
    unchanged("paused", SUSPENDED, List.of(PAUSED));
    unchanged("paused before it was registered", null, List.of(PAUSED));
    unchanged(
        "scale-in suspended by hand",
        suspended("scale-in"),
        TargetProblems.suspendedByHand(List.of("scale-in")));
    unchanged(
        "all scaling suspended by hand",
        SUSPENDED,
        TargetProblems.suspendedByHand(List.of("scale-in", "scale-out", "scheduled scaling")));
    unchanged(
        "paused before it was adopted",
        inForce(1, 3),
        List.of(PAUSED, ADOPTION.waits(new Bounds(1, 3), THEIRS)));
    unchanged("paused, and its tags are gone", SUSPENDED, List.of(PAUSED, PROBLEMS.releaseWaits()));
    unchanged(
        "another schedule, adopted",
        inForce,
        List.of(TargetProblems.foreignSchedule(List.of("morning"))));
    unchanged(
        "several other scheduled actions",
        inForce,
        List.of(TargetProblems.foreignSchedule(List.of("a", "b", "c", "d", "e"))));
    unchanged(
        "a change made outside Tagscaler was undone while more ran",
        inForce,
        List.of(PROBLEMS.aboveMax(9, 4, 9, true, INSTANCES)));
    unchanged(
        "capacity was set by hand above the max",
        inForce(1, 4, track("concurrency", "5")),
        List.of(PROBLEMS.aboveBounds(7, 4, INSTANCES)));
    var reset = new CapacityReset(8, 2, Instant.EPOCH);
    for (var because : NotRestored.values()) {
      unchanged(
          "a deployment reset the capacity (%s)"
              .formatted(because.name().toLowerCase(Locale.ROOT).replace('_', ' ')),
          inForce(1, 8),
          List.of(PROBLEMS.capacityReset(reset, because, INSTANCES)));
    }
    unchanged(
        "a deployment reset the capacity, of which the min brings back all",
        inForce(8, 9),
        List.of(PROBLEMS.capacityBackByMin(reset, 8, INSTANCES)));
    unchanged(
        "a deployment reset the capacity, and a dry run would restore it",
        inForce(1, 6),
        List.of(PROBLEMS.capacityRestored(reset, 6, 1, INSTANCES)));
    var since = FRIDAY_EVENING.toInstant();
    for (var reason :
        List.of(
            "Failed to set desired instance count to 6. Reason: The account-level service limit 'ml.g5.xlarge for endpoint usage' is 4 Instances, with current utilization of 4 Instances and a request delta of 2 Instances.",
            "Unable to provision requested ML compute capacity due to InsufficientInstanceCapacity error",
            "User: arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint/x is not authorized to perform: sagemaker:UpdateEndpointWeightsAndCapacities",
            "An internal error occurred.")) {
      unchanged(
          "scaling fails (%s)"
              .formatted(
                  ScalingFailure.of(reason).name().toLowerCase(Locale.ROOT).replace('_', ' ')),
          inForce(1, 8),
          List.of(PROBLEMS.scalingFailing(OptionalInt.of(6), reason, since, INSTANCES)));
    }
    unchanged(
        "scaling fails, and AWS says neither what nor why",
        inForce(1, 8),
        List.of(PROBLEMS.scalingFailing(OptionalInt.empty(), "", since, INSTANCES)));
    unchanged("it needs more than its max", inForce(1, 8), List.of(PROBLEMS.atMax(since)));
    unchanged(
        "a warning about a tag",
        inForce(1, 4, track("concurrency", "5")),
        List.of(
            Problem.of(
                Code.UNKNOWN_VARIANT,
                "autoscaling:max@green = \"6\" on endpoint/chat. endpoint/chat has no variant \"green\". Variants: blue.")));
  }

  private void unchanged(String when, @Nullable InForce inForce, List<Problem> warnings) {
    put(
        "Unchanged",
        when,
        of(Kind.REAL_TIME, new Ending.Unchanged(inForce), warnings.toArray(Problem[]::new)));
  }

  private void released() {
    var reasons = new LinkedHashMap<String, ReleaseReason>();
    reasons.put("its tags are gone", REASONS.becauseUntagged());
    reasons.put("the resource is gone", Reasons.becauseGone());
    for (var reason : NotScalable.values()) {
      reasons.put("`" + SkipReason.of(reason).wire() + "`", Reasons.becauseNotScalable(reason));
    }
    reasons.put(
        "scaled in another dimension",
        Reasons.becauseScaledIn(ScalableDimension.PROVISIONED_CONCURRENCY));
    reasons.put("everything is released", Reasons.becauseAllReleased("tagscaler"));
    reasons.forEach((when, because) ->
        put(
            "Released",
            when,
            of(
                Kind.REAL_TIME,
                new Ending.Released(
                    List.of(),
                    because,
                    when.contains("resource is gone") ? OptionalInt.empty() : OptionalInt.of(1)))));
    put(
        "Released",
        "at zero",
        of(
            Kind.COMPONENT,
            new Ending.Released(List.of(), REASONS.becauseOff(), OptionalInt.of(0)),
            TargetProblems.releasedAtZero()));
    put(
        "Released",
        "somebody had suspended its scaling",
        of(
            Kind.REAL_TIME,
            new Ending.Released(List.of(), REASONS.becauseOff(), OptionalInt.of(3)),
            TargetProblems.suspensionEnds(List.of("scale-in")).toArray(Problem[]::new)));
    stillScaled("another tool's policy remains", THEIRS, false);
    stillScaled(
        "another tool's policy and scheduled action remain",
        new Attached(List.of("theirs"), List.of("morning")),
        false);
    stillScaled("another tool's policy remains, suspended", THEIRS, true);
  }

  private void stillScaled(String when, Attached remaining, boolean suspended) {
    put(
        "Released",
        when,
        of(
            Kind.REAL_TIME,
            new Ending.Released(List.of(), REASONS.becauseOff(), OptionalInt.of(3)),
            AdoptionProblems.stillScaled(new Bounds(1, 4), remaining, suspended)));
  }

  private void skipped() {
    var updating = new ResourceStatus("Updating");
    var skips = new LinkedHashMap<String, Ending.Skipped>();
    skips.put("", REASONS.notTagged());
    skips.put(", which the next sweep acts on", REASONS.waitsForSweep());
    skips.put(", too many", Reasons.tooManyLostTags());
    skips.put(", nowhere", Reasons.notFound(Optional.empty()));
    skips.put(", but one in another case", Reasons.notFound(Optional.of("Chat")));
    skips.put(", nothing to release", REASONS.off());
    skips.put(", everything is released", Reasons.nothingToRelease("tagscaler"));
    skips.put(", off switch", REASONS.ignored());
    skips.put(", an endpoint", Reasons.notReady(updating, false));
    skips.put(
        ", a component after two hours", Reasons.notReady(new ResourceStatus("Creating"), true));
    skips.put(", not scalable", Reasons.notScalableFor(NotScalable.HOSTS_COMPONENTS, updating));
    skips.put(", failed", Reasons.resourceFailed());
    for (var reason : NotScalable.values()) {
      skips.put(", " + reason, Reasons.notScalable(reason));
    }
    skips.forEach((detail, ending) ->
        put(
            "Skipped",
            "`" + ending.reason().wire() + "`" + (detail.contains("_") ? "" : detail),
            of(Kind.REAL_TIME, ending)));
  }

  private void rejected() {
    var conflict = PROBLEMS.defaultMaxTooLow(8, 4, INSTANCES);
    rejected("a tag is wrong", List.of(Outcomes.TYPO), List.of());
    rejected("more runs than the default max", List.of(conflict), List.of());
    put(
        "Rejected",
        "a tag is wrong while the min is raised after a deployment, in a dry run",
        of(Kind.REAL_TIME, new Ending.Rejected(List.of(Outcomes.TYPO)), PROBLEMS.minRaised(1, 6)));
    rejected(
        "registered by another tool",
        List.of(ADOPTION.notOwned(new Bounds(1, 3), THEIRS, true, List.of())),
        List.of());
    rejected(
        "registered by another tool, many policies",
        List.of(
            ADOPTION.notOwned(
                new Bounds(1, 3),
                new Attached(List.of("a", "b", "c", "d", "e"), List.of("morning")),
                true,
                List.of())),
        List.of());
    rejected(
        "registered by another tool, with bounds that no tag states",
        List.of(
            ADOPTION.notOwned(
                new Bounds(3, 20),
                THEIRS,
                true,
                List.of(new LoweredBound("min", 3, 1), new LoweredBound("max", 20, 4)))),
        List.of());
    rejected(
        "registered by another tool, `AllowAdopt` = `none`",
        List.of(ADOPTION.notOwned(new Bounds(1, 3), THEIRS, false, List.of())),
        List.of());
    rejected(
        "`adopt = true`, `AllowAdopt` = `none`",
        List.of(ADOPTION.takeOverNotAllowed("true", false, new Bounds(1, 3), THEIRS, List.of())),
        List.of());
    rejected(
        "`adopt = replace`, `AllowAdopt` = `keep`",
        List.of(ADOPTION.takeOverNotAllowed("replace", true, new Bounds(1, 3), THEIRS, List.of())),
        List.of());
    rejected(
        "`adopt = replace` on a managed target, `AllowAdopt` = `keep`",
        List.of(ADOPTION.deletionNotAllowed("replace", true, THEIRS)),
        List.of());
    rejected(
        "`adopt = replace` on a managed target, `AllowAdopt` = `none`",
        List.of(
            ADOPTION.deletionNotAllowed(
                "replace", false, new Attached(List.of("theirs"), List.of("morning")))),
        List.of());
    rejected(
        "adopting would lower a min that no tag states",
        List.of(ADOPTION.lowers(new LoweredBound("min", 3, 1))),
        List.of());
    rejected(
        "adopting would lower a min and a max that no tag states",
        List.of(
            ADOPTION.lowers(new LoweredBound("min", 3, 1)),
            ADOPTION.lowers(new LoweredBound("max", 20, 4))),
        List.of());
    rejected(
        "registered by another stack",
        List.of(ADOPTION.ownedBy("prod", new Bounds(1, 3), new Attached(List.of(), List.of()))),
        List.of());
    rejected(
        "adopting a policy of the same metric",
        List.of(ADOPTION.conflictingPolicy("theirs", false, true)),
        List.of());
    rejected(
        "another policy of the same metric, adopted",
        List.of(ADOPTION.conflictingPolicy("theirs", true, false)),
        List.of());
    rejected("several problems", List.of(Outcomes.TYPO, conflict), List.of());
    rejected(
        "AWS refuses a change half way",
        List.of(
            Problem.of(
                Code.ACCESS_DENIED,
                "PutScalingPolicy of endpoint/chat/variant/blue failed: AccessDeniedException: not authorized.")),
        List.of(created()));
    rejected("the policy's document has errors", problems(BROKEN), List.of());
    rejected("the policy has an error", problems(CIRCULAR), List.of());
    rejected("`_platform` has an error", problems(BROKEN_PLATFORM), List.of());
    rejected(
        "a required `_platform` is missing",
        problems(CatalogReader.read(List.of()).platformRequired()),
        List.of());
  }

  private static final Catalog BROKEN =
      CatalogReader.read(
          List.of(new DocumentText("pay", "version: 1\npolicies: { llm: { max: x } }")));
  private static final Catalog CIRCULAR =
      CatalogReader.read(
          List.of(
              new DocumentText(
                  "pay", "version: 1\npolicies: { llm: { extends: a }, a: { extends: llm } }")));
  private static final Catalog BROKEN_PLATFORM =
      CatalogReader.read(
          List.of(new DocumentText("_platform", "version: 1\nguardrails: [{ max: x }]")));

  /** The problems of a variant that uses the catalog's policy pay/llm. */
  private static List<Problem> problems(Catalog catalog) {
    return new PolicyReader("autoscaling:", Optional.empty(), ZoneOffset.UTC)
                .variant("chat", Map.of("autoscaling:policy", "pay/llm"), "blue", List.of("blue"))
                .desired(
                    new InstanceVariant(
                        new EndpointVariant("chat", "blue"),
                        false,
                        "arn",
                        1,
                        List.of("ml.g5.xlarge")),
                    catalog)
            instanceof Reading.Invalid(var problems, var warnings)
        ? problems
        : List.of();
  }

  private void rejected(String when, List<Problem> problems, List<ChangeEntry> changes) {
    put("Rejected", when, of(Kind.REAL_TIME, new Ending.Rejected(problems, changes)));
  }

  private void failed() {
    var problems = new LinkedHashMap<String, Problem>();
    problems.put(
        "an AWS call",
        Problem.of(
            Code.THROTTLED,
            "PutScalingPolicy of endpoint/chat/variant/blue failed: ThrottlingException: Rate exceeded."));
    problems.put("a scheduled change is due", TargetProblems.scheduledChangeDue(FRIDAY_EVENING));
    problems.put("no queue", TargetProblems.noQueue(new ResourceStatus("Creating")));
    problems.put(
        "AWS refuses a change until the resource is in service",
        TargetProblems.refusedWhile(
            new ResourceStatus("Updating"),
            "DeregisterScalableTarget of endpoint/chat/variant/blue failed: ValidationException: not now."));
    problems.put("tags that keep changing", TargetProblems.stillChanging(3));
    problems.put("a bug", TargetProblems.internalError(new IllegalStateException("no such thing")));
    problems.put("no time", TargetProblems.outOfTime());
    problems.forEach((when, problem) ->
        put(
            "Failed",
            when,
            of(
                Kind.REAL_TIME,
                new Ending.Failed(
                    problem, when.equals("an AWS call") ? List.of(created()) : List.of()))));
  }

  private void logLines() {
    for (var call : List.of("UpdateEndpoint", "DeleteEndpoint")) {
      var blocked =
          new Command.Blocked(
              Optional.of("chat"),
              call,
              "ValidationException",
              "The variant is a scalable target.",
              new Trigger(
                  Trigger.Type.ENDPOINT,
                  "7bf7",
                  "AWS API Call via CloudTrail",
                  "arn:aws:iam::111122223333:user/ann"));
      logLine(
          "`DeployBlocked`, " + call,
          lines ->
              new EventLog(lines)
                  .blocked(DEPLOYS.message(blocked) + " " + DEPLOYS.remedy(blocked), "7bf7"));
    }
    logLine(
        "`NotPrimed`",
        lines -> new EventLog(lines).notPrimed("java.net.ConnectException: Connection refused"));
    var began = Instant.parse("2026-08-07T11:59:15Z");
    logLine(
        "`Sweep`",
        lines -> new SweepLog(lines, () -> began, "tagscaler", "1.0.0").swept(began, counts(0, 0)));
    logLine(
        "`Sweep` over its limit",
        lines -> new SweepLog(lines, () -> began, "tagscaler", "1.0.0").swept(began, counts(9, 2)));
    var asked =
        new Command.Sweep(
            new Trigger(Trigger.Type.DIRECT, null, null, null), false, Optional.empty());
    logLine(
        "`Catalog`",
        lines ->
            catalogs(lines)
                .read(
                    CatalogReader.read(
                        List.of(
                            new DocumentText("_platform", "version: 1\nguardrails: [{ max: 9 }]"),
                            new DocumentText("pay", "version: 1\npolicies: { llm: {} }"))),
                    asked));
    logLine("`Catalog` with problems", lines -> catalogs(lines).read(BROKEN, asked));
    logLine(
        "`SweepItem`", lines -> new SweepLog(lines, () -> began, "tagscaler", "1.0.0").done(began));
  }

  private static CatalogReporter catalogs(JsonLines lines) {
    return new CatalogReporter(
        lines, new EventLog(lines), events -> {}, "tagscaler", "/tagscaler/catalog");
  }

  private void logLine(String when, Consumer<JsonLines> write) {
    var out = new ByteArrayOutputStream();
    write.accept(
        new JsonLines(new PrintStream(out, true, StandardCharsets.UTF_8), () -> Instant.EPOCH));
    put(
        "Log lines",
        when,
        JsonReader.read(out.toString(StandardCharsets.UTF_8)).get("message").text().orElseThrow());
  }

  private void put(String section, String when, String message) {
    var before =
        page.computeIfAbsent(section, _ -> new LinkedHashMap<>()).putIfAbsent(when, message);
    assertThat(before).as(section + ", " + when).isNull();
  }

  private String written() {
    return """
    # Messages

    Each form of the field `message` of an outcome, and of the log lines that have no outcome.
    `MessagesTest` compares this page with the code, and writes it if run with `-Dtagscaler.docs.write=true`.
    """
        + page.entrySet().stream()
            .map(section ->
                "\n## %s\n\n| When | Message |\n|---|---|\n".formatted(section.getKey())
                    + section.getValue().entrySet().stream()
                        .map(row -> "| %s | %s |\n".formatted(row.getKey(), row.getValue()))
                        .collect(Collectors.joining()))
            .collect(Collectors.joining());
  }

  private static String of(Kind kind, Ending ending, Problem... warnings) {
    return OutcomeSummary.of(Outcomes.with(Outcomes.of(kind, ending), warnings)).message();
  }

  private static InForce inForce(int min, int max, InForce.Track... tracks) {
    return new InForce(new Bounds(min, max), null, List.of(tracks), List.of(), List.of());
  }

  private static InForce.Track track(String metric, String target) {
    return new InForce.Track(metric, new BigDecimal(target));
  }

  private static ChangeEntry created() {
    return change(Action.CREATE, ChangeEntry.Type.TARGET, "endpoint/chat/variant/blue");
  }

  private static ChangeEntry policy(Action action, String name) {
    return change(action, ChangeEntry.Type.POLICY, name);
  }

  private static ChangeEntry alarm(Action action, String name) {
    return change(
        action, ChangeEntry.Type.ALARM, "tagscaler/tagscaler/endpoint/chat/variant/blue/" + name);
  }

  private static ChangeEntry change(Action action, ChangeEntry.Type type, String name) {
    return new ChangeEntry(action, type, name, Json.Null.NULL, Json.Null.NULL);
  }

  private static ChangeEntry moved(int min, int max, int newMin, int newMax) {
    return new ChangeEntry(
        Action.UPDATE,
        ChangeEntry.Type.TARGET,
        "endpoint/chat/variant/blue",
        Json.object().put("min", min).put("max", max).build(),
        Json.object().put("min", newMin).put("max", newMax).build());
  }

  private static ChangeEntry suspension(boolean before, boolean after) {
    return new ChangeEntry(
        Action.UPDATE,
        ChangeEntry.Type.TARGET,
        "endpoint/chat/variant/blue",
        bounds(before),
        bounds(after));
  }

  private static Json bounds(boolean suspended) {
    return suspended
        ? bounds(1, 4, ALL_SUSPENDED)
        : Json.object().put("min", 1).put("max", 4).build();
  }

  private static Json bounds(int min, int max, Json suspended) {
    return Json.object().put("min", min).put("max", max).put("suspended", suspended).build();
  }

  private static SweepCounts counts(int heldBack, int unread) {
    return new SweepCounts(40, 12, 41, 35, 3, heldBack, unread, Map.of(), Map.of());
  }
}
