package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.soak.Fleet.Part;
import io.github.tagscaler.soak.Fleet.Place;
import io.github.tagscaler.soak.Fleet.Scalee;
import io.github.tagscaler.soak.Wish.Adopt;
import io.github.tagscaler.soak.Wish.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.sagemaker.model.DesiredWeightAndCapacity;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantServerlessUpdateConfig;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/**
 * All who do something in the account, drawn from a seed. What AWS refuses, because a resource is
 * busy for one, does not happen.
 */
final class Owners {
  private static final List<String> VARIANTS = List.of("blue", "green", "Canary");

  /** What is done how often: each by the sum of the shares so far. */
  private static final NavigableMap<Integer, String> CHANCES = new TreeMap<>();

  static {
    share(50, "create endpoint");
    share(30, "delete endpoint");
    share(80, "create component");
    share(40, "delete component");
    share(290, "tag");
    share(50, "untag");
    share(50, "update");
    share(220, "scale");
    share(70, "tinker");
    share(30, "meddle");
    share(25, "break");
    share(60, "noise");
    share(5, "catalogue");
  }

  private static void share(int perMille, String act) {
    CHANCES.put((CHANCES.isEmpty() ? 0 : CHANCES.lastKey()) + perMille, act);
  }

  private final Account account;
  private final Mail mail;
  private final Fleet fleet;
  private final Random random;
  private final int most;
  private final List<String> graves = new ArrayList<>();

  /** The endpoints that are being deleted, and since when. */
  private final Map<String, Instant> dying = new LinkedHashMap<>();

  private int names;

  /** By key, since when something is to be as its tags ask. */
  final Map<String, Instant> changed = new TreeMap<>();

  /** What was seen to be wrong while it happened. */
  final List<String> wrong = new ArrayList<>();

  /** How often what was done. */
  final Map<String, Integer> done = new TreeMap<>();

  Owners(Account account, Mail mail, Fleet fleet, long seed, int most) {
    this.account = account;
    this.mail = mail;
    this.fleet = fleet;
    this.random = new Random(seed);
    this.most = most;
    account.catalogue(fleet.teamMax);
  }

  /** Somebody does something. */
  void act() {
    act(CHANCES.higherEntry(random.nextInt(CHANCES.lastKey())).getValue());
  }

  /** Somebody does that, if it can be done. */
  void act(String act) {
    boolean happened;
    try {
      happened =
          switch (act) {
            case "create endpoint" -> fleet.places.size() < most && createEndpoint();
            case "delete endpoint" -> deleteEndpoint();
            case "create component" -> createComponent();
            case "delete component" -> deleteComponent();
            case "tag" -> tag(true);
            case "untag" -> tag(false);
            case "update" -> update();
            case "scale" -> scale();
            case "tinker" -> tinker();
            case "meddle" -> meddle();
            case "break" -> breakOrMend();
            case "catalogue" -> catalogue();
            default -> noise();
          };
    } catch (SdkServiceException refused) {
      happened = false;
    }
    if (happened) {
      done.merge(act, 1, Integer::sum);
    }
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** People changed something about these: what is there now may have to stay. */
  private void changed(Stream<Scalee> scalees) {
    var scenes = new HashMap<String, Scene>();
    scalees.forEach(scalee -> {
      changed.put(scalee.key(), account.now());
      fleet.remember(scalee, scenes.computeIfAbsent(scalee.name(), account::look).before(scalee));
    });
  }

  // Endpoints

  private boolean createEndpoint() {
    var name = newName("Chat");
    // What was left behind needs a host.
    var sort = fleet.partsOf(name).isEmpty() ? anySort() : Sort.HOST;
    int count = sort == Sort.REAL_TIME ? 1 + random.nextInt(3) : 1;
    var variants = count == 1 ? List.of("AllTraffic") : VARIANTS.subList(0, count);
    boolean failed = chance(4);
    var place = new Place(name, sort, variants, failed, name + "-config-" + ++names);
    if (chance(75)) {
      wish(place);
    }
    config(place);
    if (failed) {
      account.seed(
          Json.object()
              .put(
                  "endpoints",
                  new Json.Arr(
                      List.of(
                          Json.object()
                              .put("name", name)
                              .put("config", place.config)
                              .put("tags", Json.ofStrings(place.tags()))
                              .put("status", "Failed")
                              .build())))
              .build());
    } else {
      account.sageMaker.createEndpoint(call ->
          call.endpointName(name).endpointConfigName(place.config).tags(tags(place.tags())));
    }
    graves.remove(name);
    graves.removeIf(name::equalsIgnoreCase);
    fleet.places.add(place);
    changed(fleet.scalees(place));
    return true;
  }

  /** A new one, or that of something which is gone, perhaps in other letters. */
  private String newName(String stem) {
    var usable =
        graves.stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(stem.toLowerCase(Locale.ROOT)))
            .toList();
    if (usable.isEmpty() || chance(50)) {
      return stem + "-" + ++names;
    }
    var old = any(usable);
    if (chance(50)) {
      return old;
    }
    return old.equals(old.toLowerCase(Locale.ROOT))
        ? old.toUpperCase(Locale.ROOT)
        : old.toLowerCase(Locale.ROOT);
  }

  private Sort anySort() {
    int draw = random.nextInt(100);
    return draw < 42
        ? Sort.REAL_TIME
        : draw < 57
            ? Sort.ASYNC
            : draw < 67
                ? Sort.SERVERLESS
                : draw < 92 ? Sort.HOST : draw < 97 ? Sort.BURSTABLE : Sort.ON_DEMAND;
  }

  private void config(Place place) {
    var variants =
        place.variants.stream().<Json>map(variant -> variant(place.sort, variant)).toList();
    var config =
        Json.object()
            .put("EndpointConfigName", place.config)
            .put("ProductionVariants", new Json.Arr(variants));
    if (place.sort == Sort.HOST) {
      config.put("ExecutionRoleArn", "arn:aws:iam::111122223333:role/SageMaker");
    }
    if (place.sort == Sort.ASYNC) {
      config.put(
          "AsyncInferenceConfig",
          Json.object()
              .put("OutputConfig", Json.object().put("S3OutputPath", "s3://answers/x").build())
              .build());
    }
    account.seed(
        Json.object().put("configs", new Json.Arr(List.of((Json) config.build()))).build());
  }

  private Json variant(Sort sort, String name) {
    long count = 1L + random.nextInt(3);
    var variant = Json.object().put("VariantName", name).put("InitialVariantWeight", Json.of(1));
    if (sort != Sort.HOST) {
      variant.put("ModelName", "model");
    }
    return switch (sort) {
      case SERVERLESS, ON_DEMAND -> {
        var serverless =
            Json.object().put("MemorySizeInMB", Json.of(2048)).put("MaxConcurrency", Json.of(20));
        if (sort == Sort.SERVERLESS) {
          serverless.put("ProvisionedConcurrency", Json.of(count));
        }
        yield variant.put("ServerlessConfig", serverless.build()).build();
      }
      case HOST ->
          variant
              .put("InitialInstanceCount", Json.of(1))
              .put("InstanceType", "ml.g5.12xlarge")
              .put(
                  "ManagedInstanceScaling",
                  Json.object()
                      .put("Status", "ENABLED")
                      .put("MinInstanceCount", Json.of(1))
                      .put("MaxInstanceCount", Json.of(4))
                      .build())
              .build();
      default ->
          variant
              .put("InitialInstanceCount", Json.of(count))
              .put("InstanceType", sort == Sort.BURSTABLE ? "ml.t2.medium" : "ml.g5.xlarge")
              .build();
    };
  }

  private boolean deleteEndpoint() {
    if (fleet.places.isEmpty()) {
      return false;
    }
    var place = any(fleet.places);
    account.sageMaker.deleteEndpoint(call -> call.endpointName(place.name));
    fleet.places.remove(place);
    dying.put(place.name, account.now());
    mail.endpointDeleteCall(place.name);
    mail.endpoint(place.name, place.config, "DELETING");
    return true;
  }

  /** Tells of the endpoints that are gone by now, or in service again. */
  void settle(Instant before) {
    var now = account.now();
    for (var death : List.copyOf(dying.entrySet())) {
      if (now.isAfter(death.getValue().plus(Duration.ofMinutes(1)))) {
        var name = death.getKey();
        dying.remove(name);
        graves.add(name);
        mail.endpoint(name, name + "-config", "DELETED");
      }
    }
    for (var endpoint : account.modifiedSince(before)) {
      if (endpoint.endpointStatusAsString().equals("InService")) {
        var config =
            fleet
                .place(endpoint.endpointName())
                .map(place -> place.config)
                .orElse(endpoint.endpointName() + "-config");
        mail.endpoint(endpoint.endpointName(), config, "IN_SERVICE");
      }
    }
  }

  /** Another config of the same kind: AWS sets the capacity to what it says. */
  private boolean update() {
    if (fleet.places.isEmpty()) {
      return false;
    }
    var place = any(fleet.places);
    if (place.failed || place.down) {
      return false;
    }
    var old = place.config;
    place.config = place.name + "-config-" + ++names;
    config(place);
    try {
      account.sageMaker.updateEndpoint(
          call -> call.endpointName(place.name).endpointConfigName(place.config));
    } catch (SdkServiceException refused) {
      place.config = old;
      throw refused;
    }
    return true;
  }

  // Components

  private boolean createComponent() {
    var hosts =
        fleet.places.stream()
            .filter(place -> place.sort == Sort.HOST && !place.failed)
            .filter(place -> fleet.partsOf(place.name).size() < 4)
            .toList();
    if (hosts.isEmpty()) {
      return false;
    }
    var host = any(hosts);
    var part = new Part(newName("Llama"), host.name, chance(4));
    if (chance(70)) {
      part.wish = wish(Sort.COMPONENT);
    }
    account.sageMaker.createInferenceComponent(call ->
        call.inferenceComponentName(part.name)
            .endpointName(host.name)
            .variantName("AllTraffic")
            .specification(spec ->
                spec.modelName("model")
                    .computeResourceRequirements(
                        needs -> needs.minMemoryRequiredInMb(1024).numberOfCpuCoresRequired(1f)))
            .runtimeConfig(runtime -> runtime.copyCount(1 + random.nextInt(3)))
            .tags(tags(part.wish.tags(""))));
    if (part.failed) {
      account.componentFailed(part.name);
    }
    graves.removeIf(part.name::equalsIgnoreCase);
    fleet.parts.add(part);
    mail.component(part.name, "created");
    changed(fleet.scalee(part));
    return true;
  }

  private boolean deleteComponent() {
    if (fleet.parts.isEmpty()) {
      return false;
    }
    var part = any(fleet.parts);
    account.sageMaker.deleteInferenceComponent(call -> call.inferenceComponentName(part.name));
    fleet.parts.remove(part);
    graves.add(part.name);
    mail.component(part.name, "deleted");
    return true;
  }

  // Tags

  private boolean tag(boolean anything) {
    int draw = random.nextInt(fleet.places.size() + fleet.parts.size() + 1);
    if (draw < fleet.places.size()) {
      var place = fleet.places.get(draw);
      var old = place.tags();
      place.wish = Wish.NONE;
      place.ofVariants.clear();
      if (anything) {
        wish(place);
      }
      retag("endpoint/" + place.name, old, place.tags());
      changed(fleet.scalees(place));
      return true;
    }
    if (draw - fleet.places.size() < fleet.parts.size()) {
      var part = fleet.parts.get(draw - fleet.places.size());
      var old = part.wish.tags("");
      part.wish = anything ? wish(Sort.COMPONENT) : Wish.NONE;
      retag("inference-component/" + part.name, old, part.wish.tags(""));
      changed(fleet.scalee(part));
      return true;
    }
    return false;
  }

  private void retag(String resource, Map<String, String> old, Map<String, String> wanted) {
    var removed = old.keySet().stream().filter(key -> !wanted.containsKey(key)).toList();
    var set = new TreeMap<>(wanted);
    set.entrySet().removeAll(old.entrySet());
    if (!removed.isEmpty()) {
      account.sageMaker.deleteTags(call -> call.resourceArn(Mail.arn(resource)).tagKeys(removed));
      mail.tags(resource, "deleted");
    }
    if (!set.isEmpty()) {
      account.sageMaker.addTags(call -> call.resourceArn(Mail.arn(resource)).tags(tags(set)));
      mail.tags(resource, "added");
    }
    if (chance(50)) {
      mail.tagChange(resource);
    }
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private void wish(Place place) {
    place.wish = place.sort == Sort.HOST ? hostWish() : chance(90) ? wish(place.sort) : Wish.NONE;
    if (place.variants.size() > 1 && chance(50)) {
      place.ofVariants.put(any(place.variants), variantWish());
    }
  }

  private Wish wish(Sort sort) {
    int draw = random.nextInt(100);
    var policy =
        draw < 36
            ? Policy.DEFAULT
            : draw < 50
                ? Policy.TEAM
                : draw < 58
                    ? Policy.OFF
                    : draw < 64 ? Policy.IGNORE : draw < 68 ? Policy.MISSPELT : null;
    int lowest = sort.reachesZero() ? 0 : 1;
    var min = chance(40) ? Integer.valueOf(lowest + random.nextInt(3)) : null;
    var max = chance(50) ? Integer.valueOf(4 + 2 * random.nextInt(3)) : null;
    var target =
        chance(25) ? any(sort == Sort.SERVERLESS ? List.of(60, 80) : List.of(8, 12)) : null;
    var schedule =
        chance(25)
            ? any(
                sort.reachesZero()
                    ? List.of(Window.values())
                    : List.of(Window.OFFICE, Window.DAYTIME))
            : null;
    if (schedule == Window.DAYTIME && max == null) {
      // Whether a window states a max that it takes from nobody's words is not for us to say.
      max = 6;
    }
    return new Wish(
        policy,
        min,
        max,
        target,
        schedule,
        chance(8),
        sort.reachesZero() && chance(10),
        chance(4),
        adopt());
  }

  private Wish hostWish() {
    return new Wish(
        chance(30) ? Policy.DEFAULT : null,
        chance(30) ? Integer.valueOf(1 + random.nextInt(2)) : null,
        chance(40) ? Integer.valueOf(4 + 2 * random.nextInt(3)) : null,
        chance(20) ? Integer.valueOf(8) : null,
        null,
        chance(5),
        false,
        chance(3),
        adopt());
  }

  private @Nullable Adopt adopt() {
    return chance(10) ? any(List.of(Adopt.values())) : null;
  }

  private Wish variantWish() {
    return switch (random.nextInt(4)) {
      case 0 -> Wish.NONE.withPolicy(Policy.OFF);
      case 1 -> Wish.NONE.withPolicy(Policy.IGNORE);
      case 2 -> new Wish(null, null, 8, null, null, false, false, false, null);
      default -> Wish.NONE.withPaused();
    };
  }

  // Capacity, and what people do behind our back

  private boolean scale() {
    var scalees = fleet.scalees();
    if (scalees.isEmpty()) {
      return false;
    }
    var scalee = any(scalees);
    var there = account.look(scalee.name()).scaled.get(scalee.key());
    int least = there == null ? 1 : there.min();
    int greatest = there == null ? 6 : there.max();
    int capacity = least + random.nextInt(Math.max(1, greatest - least + 1));
    var parts = scalee.id().split("/", -1);
    switch (scalee.sort()) {
      case REAL_TIME, ASYNC -> resize(parts[1], parts[3], of -> of.desiredInstanceCount(capacity));
      case SERVERLESS ->
          resize(
              parts[1],
              parts[3],
              of ->
                  of.serverlessUpdateConfig(
                      ProductionVariantServerlessUpdateConfig.builder()
                          .provisionedConcurrency(capacity)
                          .build()));
      case COMPONENT -> {
        if (chance(50)) {
          account.sageMaker.updateInferenceComponentRuntimeConfig(call ->
              call.inferenceComponentName(parts[1])
                  .desiredRuntimeConfig(runtime -> runtime.copyCount(capacity)));
        } else {
          account.sageMaker.updateInferenceComponent(call ->
              call.inferenceComponentName(parts[1])
                  .runtimeConfig(runtime -> runtime.copyCount(capacity)));
          mail.component(parts[1], "updated");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void resize(
      String endpoint, String variant, Consumer<DesiredWeightAndCapacity.Builder> capacity) {
    var change = DesiredWeightAndCapacity.builder().variantName(variant).applyMutation(capacity);
    account.sageMaker.updateEndpointWeightsAndCapacities(
        call -> call.endpointName(endpoint).desiredWeightsAndCapacities(List.of(change.build())));
  }

  /** Changes by hand what is ours. */
  private boolean tinker() {
    var scalees = fleet.scalees();
    if (scalees.isEmpty()) {
      return false;
    }
    var scalee = any(scalees);
    var there = account.look(scalee.name()).before(scalee);
    if (there.scaled().isEmpty() || there.isTheirs()) {
      return false;
    }
    var names =
        there.scaled().orElseThrow().policies().keySet().stream()
            .filter(name -> name.startsWith("tagscaler-"))
            .toList();
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        if (names.isEmpty()) {
          return false;
        }
        deletePolicy(scalee, any(names));
      }
      case 2, 3 -> {
        // Where a schedule takes away what runs, what a repair may leave is not simple to say.
        if (scalee.wish().schedule() != null) {
          return false;
        }
        int min = 1 + random.nextInt(2);
        int max = 5 + 4 * random.nextInt(2);
        account.scaling.registerScalableTarget(call ->
            call.serviceNamespace("sagemaker")
                .resourceId(scalee.id())
                .scalableDimension(scalee.sort().dimension())
                .minCapacity(min)
                .maxCapacity(max));
      }
      default -> {
        if (there.wakes()) {
          account.alarms.deleteAlarms(call -> call.alarmNames(Scene.alarm(scalee.id())));
        } else {
          deregister(scalee);
        }
      }
    }
    fleet.drifted(scalee);
    changed(Stream.of(scalee));
    return true;
  }

  /** Puts something of one's own on a target, be it ours or nobody's, or takes it away again. */
  private boolean meddle() {
    var scalees = fleet.scalees();
    if (scalees.isEmpty()) {
      return false;
    }
    var scalee = any(scalees);
    var metric =
        switch (scalee.sort()) {
          case REAL_TIME, ASYNC -> "SageMakerVariantInvocationsPerInstance";
          case COMPONENT -> "SageMakerInferenceComponentInvocationsPerCopy";
          default -> null;
        };
    if (metric == null) {
      return false;
    }
    var there = account.look(scalee.name()).before(scalee);
    if (there.isTheirs() && chance(60)) {
      deregister(scalee);
    } else if (!there.isTheirs() && !there.foreign().isEmpty()) {
      deletePolicy(scalee, "team-own");
    } else {
      if (there.scaled().isEmpty()) {
        account.scaling.registerScalableTarget(call ->
            call.serviceNamespace("sagemaker")
                .resourceId(scalee.id())
                .scalableDimension(scalee.sort().dimension())
                .minCapacity(1)
                .maxCapacity(3));
      }
      account.scaling.putScalingPolicy(call ->
          call.serviceNamespace("sagemaker")
              .resourceId(scalee.id())
              .scalableDimension(scalee.sort().dimension())
              .policyName("team-own")
              .policyType(PolicyType.TARGET_TRACKING_SCALING)
              .targetTrackingScalingPolicyConfiguration(tracking ->
                  tracking
                      .targetValue(70.0)
                      .predefinedMetricSpecification(
                          predefined -> predefined.predefinedMetricType(metric))));
    }
    changed(Stream.of(scalee));
    return true;
  }

  private void deletePolicy(Scalee scalee, String name) {
    account.scaling.deleteScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(scalee.id())
            .scalableDimension(scalee.sort().dimension())
            .policyName(name));
  }

  private void deregister(Scalee scalee) {
    account.scaling.deregisterScalableTarget(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(scalee.id())
            .scalableDimension(scalee.sort().dimension()));
  }

  /** An endpoint goes out of service, or comes back: nothing of it may be lost meanwhile. */
  private boolean breakOrMend() {
    var places =
        fleet.places.stream().filter(place -> !place.failed && place.sort.scalable()).toList();
    if (places.isEmpty()) {
      return false;
    }
    var place = any(places);
    if (place.down) {
      mend(place);
      return true;
    }
    var status =
        account
            .sageMaker
            .describeEndpoint(call -> call.endpointName(place.name))
            .endpointStatusAsString();
    if (!status.equals("InService")) {
      return false;
    }
    account.endpointIs(any(List.of("OutOfService", "UpdateRollbackFailed")), place.name);
    place.down = true;
    changed(fleet.scalees(place));
    return true;
  }

  private void mend(Place place) {
    var scene = account.look(place.name);
    fleet
        .scalees(place)
        .forEach(
            scalee -> fleet.wrong(scalee, scene).filter(_ -> late(scalee)).ifPresent(wrong::add));
    account.endpointIs("InService", place.name);
    place.down = false;
    mail.endpoint(place.name, place.config, "IN_SERVICE");
    changed(fleet.scalees(place));
  }

  /** Whether there was more than enough time since something of it changed. */
  private boolean late(Scalee scalee) {
    var since = changed.get(scalee.key());
    return since == null || since.plus(Duration.ofHours(2)).isBefore(account.now());
  }

  /** The keeper of the catalogue sets another max. */
  private boolean catalogue() {
    fleet.teamMax = 4 + 2 * random.nextInt(4);
    account.catalogue(fleet.teamMax);
    mail.catalogue();
    changed(fleet.scalees().stream().filter(scalee -> scalee.wish().policy() == Policy.TEAM));
    return true;
  }

  /** All tags are taken off an endpoint. */
  void strip(Place place) {
    var old = place.tags();
    place.wish = Wish.NONE;
    place.ofVariants.clear();
    retag("endpoint/" + place.name, old, Map.of());
    changed(fleet.scalees(place));
  }

  /** Events of which nothing comes. */
  private boolean noise() {
    switch (random.nextInt(5)) {
      case 0 -> mail.garbage();
      case 1 ->
          mail.requested("endpointName", fleet.places.isEmpty() ? "none" : any(fleet.places).name);
      case 2 ->
          mail.requested(
              "inferenceComponentName", fleet.parts.isEmpty() ? "none" : any(fleet.parts).name);
      case 3 -> {
        var theirs = any(Others.ENDPOINTS);
        mail.endpoint(theirs, theirs + "-config", "IN_SERVICE");
        mail.requested("endpointName", theirs);
      }
      default -> mail.requested("endpointName", graves.isEmpty() ? "none" : any(graves));
    }
    return true;
  }
}
