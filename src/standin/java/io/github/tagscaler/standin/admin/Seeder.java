package io.github.tagscaler.standin.admin;

import io.github.tagscaler.standin.engine.Engine;
import io.github.tagscaler.standin.engine.World;
import io.github.tagscaler.standin.json.JsonException;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Adds the resources of a seed document to the account, by the same operations that a caller would
 * use: nothing gets in that AWS would reject.
 */
public final class Seeder {

  /** The kinds of resources that the tagging API can return. */
  private static final List<String> TAGGED_KINDS =
      List.of("endpoint", "endpoint-config", "inference-component", "scalable-target");

  private final Engine engine;
  private final World world;
  private final Account account;

  private Seeder(Engine engine, World world) {
    this.engine = engine;
    this.world = world;
    this.account = world.account();
  }

  public static void seed(Engine engine, String document) {
    try {
      var section = new Section("seed", JsonReader.object(document));
      engine.locked(world -> {
        new Seeder(engine, world).seed(section);
        return world;
      });
    } catch (JsonException e) {
      throw new AdminException("The seed cannot be read: " + e.getMessage() + ".");
    }
  }

  private void seed(Section seed) {
    seed.allow(
        "clock",
        "settling",
        "denied",
        "consistency",
        "tagging",
        "quotas",
        "rates",
        "configs",
        "models",
        "endpoints",
        "components",
        "tags",
        "targets",
        "alarms",
        "metrics",
        "activities",
        "parameters",
        "queues",
        "stacks",
        "functions",
        "eventSourceMappings",
        "rules",
        "trails",
        "roles",
        "faults");
    seed.findInstant("clock").ifPresent(account.clock()::set);
    Duration settling = seed.findDuration("settling").orElse(account.settlingTime());
    seed.find("quotas").ifPresent(this::raiseQuotas);
    seed.find("rates").ifPresent(this::limitRates);
    // Seeded resources settle at once.
    account.setSettlingTime(Duration.ZERO);
    try {
      seedResources(seed);
    } finally {
      account.setSettlingTime(settling);
    }
    account.deniedActions().addAll(seed.json().texts("denied"));
    seed.find("consistency").ifPresent(this::delayConsistency);
    seed.find("tagging").ifPresent(this::delayTagging);
    seed.list("faults").forEach(fault -> engine.faults().add(FaultReader.read(fault)));
  }

  private void seedResources(Section seed) {
    for (Section config : seed.list("configs")) {
      call(config, "sagemaker", "CreateEndpointConfig", config.json());
    }
    seed.list("models").forEach(this::seedModel);
    var endpoints = new EndpointSeeder(account, this);
    seed.list("endpoints").forEach(endpoints::createEndpoint);
    seed.list("components").forEach(endpoints::createComponent);
    seed.find("tags").ifPresent(this::addTags);
    var targets = new TargetSeeder(account, this);
    seed.list("targets").forEach(targets::register);
    for (Section alarm : seed.list("alarms")) {
      call(alarm, "cloudwatch", "PutMetricAlarm", alarm.json());
    }
    var history = new HistorySeeder(account);
    seed.list("metrics").forEach(history::metric);
    seed.list("activities").forEach(past -> history.activity(past, targets.dimension(past)));
    seed.find("parameters").ifPresent(this::seedParameters);
    seed.list("queues").forEach(this::seedQueue);
    new InfrastructureSeeder(account).seed(seed);
    // Last, because a resource that is not in service can be neither host nor target.
    seed.list("endpoints").forEach(endpoints::pinEndpoint);
    seed.list("components").forEach(endpoints::pinComponent);
  }

  /** Make a call on behalf of a section, and let its resource settle. */
  JsonObject call(Section section, String service, String operation, JsonObject input) {
    try {
      JsonObject output = engine.call(service, operation, input);
      // What was done just now may be over at once.
      account.timeline().recheck();
      account.timeline().catchUp();
      return output;
    } catch (AwsFailure failure) {
      throw new AdminException(
          section.place() + " is refused by " + operation + ": " + failure.text());
    }
  }

  /** Adds tags to resources that exist, each named as in its ARN: {@code endpoint/chat}. */
  private void addTags(Section section) {
    for (String resource : section.json().members().keySet()) {
      var tags =
          section.json().textMap(resource).entrySet().stream()
              .map(tag -> JsonObject.of("Key", tag.getKey()).with("Value", tag.getValue()))
              .toList();
      var arn =
          "arn:aws:sagemaker:%s:%s:%s"
              .formatted(account.region(), account.id(), resource.toLowerCase(Locale.ROOT));
      call(section, "sagemaker", "AddTags", JsonObject.of("ResourceArn", arn).with("Tags", tags));
    }
  }

  private void delayConsistency(Section section) {
    section.allow("puts", "reads");
    world
        .consistency()
        .delay(
            section.json().findWhole("puts").orElse(0),
            section.json().findWhole("reads").orElse(0));
  }

  private void raiseQuotas(Section section) {
    section.allow("scalableTargets");
    section.json().findWhole("scalableTargets").ifPresent(account.scalableTargets()::raiseQuota);
  }

  private void limitRates(Section section) {
    section.allow("describeAlarms");
    section.json().findWhole("describeAlarms").ifPresent(account.alarmReads()::limit);
  }

  private void delayTagging(Section section) {
    section.allow("lag", "unknown");
    Duration lag = section.findDuration("lag").orElse(Duration.ZERO);
    if (lag.isNegative()) {
      throw new AdminException(section.place() + ".lag must be PT0S or longer, was " + lag + ".");
    }
    List<String> kinds = section.json().texts("unknown");
    List<String> strange = kinds.stream().filter(kind -> !TAGGED_KINDS.contains(kind)).toList();
    if (!strange.isEmpty()) {
      throw new AdminException(
          section.place()
              + ".unknown can be "
              + String.join(", ", TAGGED_KINDS)
              + ", was "
              + strange
              + ".");
    }
    account.tags().delay(lag, kinds);
  }

  private void seedModel(Section section) {
    section.allow("name", "tags");
    String name = section.text("name");
    String arn = account.arn("sagemaker", "model/" + name.toLowerCase(Locale.ROOT));
    account.sageMaker().models().put(name, arn);
    account.tags().add(arn, section.json().textMap("tags"));
  }

  private void seedParameters(Section section) {
    for (Map.Entry<String, Object> entry : section.json().members().entrySet()) {
      JsonObject input =
          entry.getValue() instanceof JsonObject object
              ? object
              : JsonObject.of("Value", entry.getValue());
      String type = input.findText("Type").orElse("String");
      call(
          section,
          "ssm",
          "PutParameter",
          input.with("Name", entry.getKey()).with("Type", type).with("Overwrite", true));
    }
  }

  private void seedQueue(Section section) {
    section.allow("name", "visibilityTimeout", "deadLetterQueue", "maxReceiveCount");
    Optional<Queue.Redrive> redrive =
        section
            .json()
            .findText("deadLetterQueue")
            .map(dead ->
                new Queue.Redrive(dead, section.json().findWhole("maxReceiveCount").orElse(3)));
    Duration visibility = section.findDuration("visibilityTimeout").orElse(Duration.ofSeconds(30));
    String name = section.text("name");
    account.queues().put(name, new Queue(name, visibility, redrive));
  }
}
