package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.account.Account;
import io.github.tagscaler.command.account.Trail;
import io.github.tagscaler.command.account.Trail.Selectors;
import io.github.tagscaler.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a trail logs management events: without one, changes of tags and components send no
 * event.
 */
public final class TrailCheck implements Check {
  private static final String CONSEQUENCE =
      "so no event comes when a tag or an inference component changes, and only the next sweep notices.";

  private final Account account;
  private final AwsCli cli;

  public TrailCheck(Account account, AwsCli cli) {
    this.account = account;
    this.cli = cli;
  }

  @Override
  public Group group() {
    return Group.EVENTS;
  }

  @Override
  public String subject() {
    return "Trail";
  }

  @Override
  public List<Finding> findings() {
    return Finding.of(subject(), account.trails(), this::findings);
  }

  private List<Finding> findings(List<Trail> trails) {
    if (trails.isEmpty()) {
      return List.of(none());
    }
    var each = trails.stream().flatMap(trail -> finding(trail).stream()).toList();
    // One that works is enough; else what cannot be seen may work.
    return Stream.of(CheckVerdict.OK, CheckVerdict.UNKNOWN)
        .flatMap(verdict ->
            each.stream().filter(finding -> finding.verdict() == verdict).findFirst().stream())
        .findFirst()
        .map(List::of)
        .orElseGet(() -> each.stream().limit(1).toList());
  }

  private Finding none() {
    return Finding.failure(
        subject(),
        "There is no trail, " + CONSEQUENCE + " Put the name of your bucket in place of BUCKET.",
        cli.aws(
            "cloudtrail",
            "create-trail",
            "--name",
            "management-events",
            "--s3-bucket-name",
            "BUCKET",
            "--is-multi-region-trail"),
        cli.aws("cloudtrail", "start-logging", "--name", "management-events"));
  }

  private List<Finding> finding(Trail trail) {
    return Finding.of(
        subject(),
        trail.selectors(),
        selectors ->
            Finding.of(
                subject(), trail.logging(), logging -> List.of(decide(trail, selectors, logging))));
  }

  private Finding decide(Trail trail, Selectors selectors, boolean logging) {
    if (!logging) {
      return Finding.failure(
          subject(),
          "%s does not log, %s".formatted(named(trail), CONSEQUENCE),
          cli.awsIn(home(trail), "cloudtrail", "start-logging", "--name", trail.arn()));
    }
    return selectors.logsManagementWrites()
        ? Finding.ok(subject(), named(trail) + " logs management events")
        : Finding.failure(
            subject(),
            "%s logs no management events of the kind write, %s"
                .formatted(named(trail), CONSEQUENCE),
            putSelectors(trail, selectors));
  }

  private static String named(Trail trail) {
    return trail.wide().isEmpty() ? trail.name() : "%s (%s)".formatted(trail.name(), trail.wide());
  }

  /** A trail is changed in its home region only. */
  private static String home(Trail trail) {
    return trail.arn().split(":", -1)[3];
  }

  /** With what it logs already: the call replaces all selectors. */
  private String putSelectors(Trail trail, Selectors selectors) {
    var all = new ArrayList<>(selectors.all());
    all.add(selectors.advanced() ? advanced() : basic());
    return cli.awsIn(
        home(trail),
        "cloudtrail",
        "put-event-selectors",
        "--trail-name",
        trail.arn(),
        selectors.advanced() ? "--advanced-event-selectors" : "--event-selectors",
        new Json.Arr(all).write());
  }

  private static Json basic() {
    return Json.object()
        .put("ReadWriteType", "WriteOnly")
        .put("IncludeManagementEvents", true)
        .put("DataResources", new Json.Arr(List.of()))
        .build();
  }

  private static Json advanced() {
    return Json.object()
        .put("Name", "Management writes")
        .put(
            "FieldSelectors",
            new Json.Arr(List.of(field("eventCategory", "Management"), field("readOnly", "false"))))
        .build();
  }

  private static Json field(String name, String value) {
    return Json.object().put("Field", name).put("Equals", Json.ofStrings(List.of(value))).build();
  }
}
