package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.soak.SimulatedFleet.ScalableResource;
import io.github.tagscaler.soak.SimulatedFleet.SimulatedComponent;
import io.github.tagscaler.soak.SimulatedFleet.SimulatedEndpoint;
import io.github.tagscaler.soak.TagSettings.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/**
 * The actions of all people in the account, drawn from a seed. An action that AWS rejects, for
 * example because a resource is busy, does not happen.
 */
final class OwnerActions {
  /** How many instances a config has at most. */
  private static final int MOST_AT_FIRST = 3;

  /** The variant of an endpoint that has one. */
  static final String ONLY = "AllTraffic";

  private static final List<String> VARIANTS = List.of("blue", "green", "Canary");

  /** How often each action is drawn, as the sum of the shares so far. */
  private static final NavigableMap<Integer, String> CHANCES = new TreeMap<>();

  static {
    share(50, "create endpoint");
    share(30, "delete endpoint");
    share(80, "create component");
    share(40, "delete component");
    share(290, "tag");
    share(50, "untag");
    share(100, "update");
    share(200, "scale");
    share(120, "track");
    share(80, "redeploy");
    share(70, "tinker");
    share(30, "meddle");
    share(60, "suspend");
    share(25, "break");
    share(60, "noise");
    share(5, "catalog");
  }

  /** All actions. */
  static final Set<String> ACTS = Set.copyOf(CHANCES.values());

  private static void share(int perMille, String act) {
    CHANCES.put((CHANCES.isEmpty() ? 0 : CHANCES.lastKey()) + perMille, act);
  }

  /** What is done when an update changes which variants there are. */
  static final String OTHER_VARIANTS = "other variants";

  /** Of which, when it is deleted, more is left than its target, which AWS takes away. */
  private static final TagSettings SLEEPS =
      new TagSettings(null, 0, null, null, null, null, false, false, null, false);

  /** Its max is the catalog's. */
  private static final TagSettings FOLLOWS = TagSettings.NONE.withPolicy(Policy.TEAM);

  private final SimulatedAccount account;
  private final EventDelivery delivery;
  private final SimulatedFleet fleet;
  private final SeededRandom seeded;
  private final RandomTagSettings randomSettings;
  private final ChangeTimes changes;
  private final OutsideChanges outside;
  private final Restorations restorations;
  private final int most;
  private final List<String> graves = new ArrayList<>();

  /** The endpoints that are being deleted, with the start time. */
  private final Map<String, Instant> dying = new LinkedHashMap<>();

  /** What puts back the tags that were lost. */
  private final List<Runnable> restored = new ArrayList<>();

  private int names;
  private Set<String> skipped = Set.of();

  /** How often each action was done. */
  final Map<String, Integer> done = new TreeMap<>();

  OwnerActions(
      SimulatedAccount account,
      EventDelivery delivery,
      SimulatedFleet fleet,
      ChangeTimes changes,
      OutsideChanges outside,
      Restorations restorations,
      SeededRandom seeded,
      int most) {
    this.account = account;
    this.delivery = delivery;
    this.fleet = fleet;
    this.changes = changes;
    this.outside = outside;
    this.restorations = restorations;
    this.seeded = seeded;
    this.randomSettings = new RandomTagSettings(seeded, account::now);
    this.most = most;
  }

  /** When everything is checked next. */
  void untilChecked(Instant then) {
    randomSettings.pausesEndBefore(then);
    outside.driftEndsBefore(then);
  }

  /** How many pauses with an end were set. */
  int endingPauses() {
    return randomSettings.ends;
  }

  /** Stops actions without an event, and actions that make the function check everything. */
  void onlyWhatSendsEvents() {
    skipped = Set.of("tinker", "meddle", "suspend", "noise", "catalog");
  }

  /** Does a random action. */
  void act() {
    var act = CHANCES.higherEntry(seeded.below(CHANCES.lastKey())).getValue();
    if (!skipped.contains(act)) {
      act(act);
    }
  }

  /** Does the action if it is possible. */
  void act(String act) {
    boolean happened;
    try {
      happened =
          switch (act) {
            case "create endpoint" -> fleet.endpoints.size() < most && createEndpoint();
            case "delete endpoint" -> deleteEndpoint();
            case "create component" -> createComponent();
            case "delete component" -> deleteComponent();
            case "tag" -> tag(true);
            case "untag" -> tag(false);
            case "update" -> update();
            case "become host" -> becomeHost();
            case "gain variants" -> gainVariants();
            case "create what sleeps" -> create(ResourceType.ASYNC, SLEEPS);
            case "create what follows" -> create(ResourceType.REAL_TIME, FOLLOWS);
            case "delete what sleeps" -> deleteWhatSleeps();
            case "scale" -> outside.scale(!skipped.isEmpty());
            case "track" -> outside.track();
            case "redeploy" -> redeploy();
            case "tinker" -> outside.tinker();
            case "meddle" -> outside.meddle();
            case "suspend" -> outside.suspend();
            case "lose tags" -> loseTags();
            case "lose a few tags" -> loseAFewTags();
            case "restore tags" -> restoreTags();
            case "lose platform" -> outside.platform(false);
            case "restore platform" -> outside.platform(true);
            case "break" -> outside.breakOrMend();
            case "catalog" -> outside.catalog();
            default -> noise();
          };
    } catch (SdkServiceException refused) {
      happened = false;
    }
    if (happened) {
      done.merge(act, 1, Integer::sum);
    }
  }

  // Endpoints

  private boolean createEndpoint() {
    var name = newName("Chat");
    // What was left behind needs a host.
    var type = fleet.componentsOf(name).isEmpty() ? anySort() : ResourceType.HOST;
    int count = type == ResourceType.REAL_TIME ? 1 + seeded.below(3) : 1;
    var variants = count == 1 ? List.of(ONLY) : VARIANTS.subList(0, count);
    boolean failed = seeded.chance(4);
    var endpoint = new SimulatedEndpoint(name, type, variants, failed, name + "-config-" + ++names);
    if (seeded.chance(75)) {
      settings(endpoint);
    }
    return create(endpoint);
  }

  private boolean create(ResourceType type, TagSettings settings) {
    var name = "Chat-" + ++names;
    var endpoint =
        new SimulatedEndpoint(name, type, List.of(ONLY), false, name + "-config-" + ++names);
    endpoint.settings = settings;
    return create(endpoint);
  }

  private boolean create(SimulatedEndpoint endpoint) {
    var name = endpoint.name;
    config(endpoint);
    if (endpoint.failed) {
      account.seed(
          Json.object()
              .put(
                  "endpoints",
                  new Json.Arr(
                      List.of(
                          Json.object()
                              .put("name", name)
                              .put("config", endpoint.config)
                              .put("tags", Json.ofStrings(endpoint.tags()))
                              .put("status", "Failed")
                              .build())))
              .build());
    } else {
      account.sageMaker.createEndpoint(call ->
          call.endpointName(name).endpointConfigName(endpoint.config).tags(tags(endpoint.tags())));
    }
    graves.remove(name);
    graves.removeIf(name::equalsIgnoreCase);
    fleet.endpoints.add(endpoint);
    changes.of(fleet.resources(endpoint));
    return true;
  }

  /** A new name, or that of a deleted resource, possibly in other case. */
  private String newName(String stem) {
    var usable =
        graves.stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(stem.toLowerCase(Locale.ROOT)))
            .toList();
    if (usable.isEmpty() || seeded.chance(50)) {
      return stem + "-" + ++names;
    }
    var old = seeded.any(usable);
    if (seeded.chance(50)) {
      return old;
    }
    return old.equals(old.toLowerCase(Locale.ROOT))
        ? old.toUpperCase(Locale.ROOT)
        : old.toLowerCase(Locale.ROOT);
  }

  private ResourceType anySort() {
    int draw = seeded.below(100);
    return draw < 42
        ? ResourceType.REAL_TIME
        : draw < 57
            ? ResourceType.ASYNC
            : draw < 67
                ? ResourceType.SERVERLESS
                : draw < 92
                    ? ResourceType.HOST
                    : draw < 97 ? ResourceType.BURSTABLE : ResourceType.ON_DEMAND;
  }

  private void config(SimulatedEndpoint endpoint) {
    var variants =
        endpoint.variants.stream().<Json>map(variant -> variant(endpoint.type, variant)).toList();
    var config =
        Json.object()
            .put("EndpointConfigName", endpoint.config)
            .put("ProductionVariants", new Json.Arr(variants));
    if (endpoint.type == ResourceType.HOST) {
      config.put("ExecutionRoleArn", "arn:aws:iam::111122223333:role/SageMaker");
    }
    if (endpoint.type == ResourceType.ASYNC) {
      config.put(
          "AsyncInferenceConfig",
          Json.object()
              .put("OutputConfig", Json.object().put("S3OutputPath", "s3://answers/x").build())
              .build());
    }
    account.seed(
        Json.object().put("configs", new Json.Arr(List.of((Json) config.build()))).build());
  }

  private Json variant(ResourceType type, String name) {
    long count = 1L + seeded.below(MOST_AT_FIRST);
    var variant = Json.object().put("VariantName", name).put("InitialVariantWeight", Json.of(1));
    if (type != ResourceType.HOST) {
      variant.put("ModelName", "model");
    }
    return switch (type) {
      case SERVERLESS, ON_DEMAND -> {
        var serverless =
            Json.object().put("MemorySizeInMB", Json.of(2048)).put("MaxConcurrency", Json.of(20));
        if (type == ResourceType.SERVERLESS) {
          serverless.put("ProvisionedConcurrency", Json.of(count));
        }
        yield variant.put("ServerlessConfig", serverless.build()).build();
      }
      case HOST ->
          variant
              .put("InitialInstanceCount", Json.of(1))
              .put("InstanceType", "ml.g5.xlarge")
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
              .put("InstanceType", type == ResourceType.BURSTABLE ? "ml.t2.medium" : "ml.g5.xlarge")
              .build();
    };
  }

  private boolean deleteEndpoint() {
    if (fleet.endpoints.isEmpty()) {
      return false;
    }
    return delete(seeded.any(fleet.endpoints));
  }

  private boolean deleteWhatSleeps() {
    var endpoint =
        fleet.endpoints.stream()
            .filter(there -> {
              var snapshot = account.snapshot(there.name);
              return there.type != ResourceType.HOST
                  && fleet
                      .resources(there)
                      .anyMatch(resource ->
                          snapshot.alarms.containsKey(AccountSnapshot.alarm(resource.id())));
            })
            .findFirst();
    return endpoint.isPresent() && delete(endpoint.get());
  }

  private boolean delete(SimulatedEndpoint endpoint) {
    account.sageMaker.deleteEndpoint(call -> call.endpointName(endpoint.name));
    fleet.endpoints.remove(endpoint);
    dying.put(endpoint.name, account.now());
    delivery.endpointDeleteCall(endpoint.name);
    delivery.endpoint(endpoint.name, endpoint.config, "DELETING");
    return true;
  }

  /** Sends the events of endpoints that are deleted by now, or in service again. */
  void settle(Instant before) {
    var now = account.now();
    for (var death : List.copyOf(dying.entrySet())) {
      if (now.isAfter(death.getValue().plus(Duration.ofMinutes(1)))) {
        var name = death.getKey();
        dying.remove(name);
        graves.add(name);
        delivery.endpoint(name, name + "-config", "DELETED");
      }
    }
    for (var endpoint : account.modifiedSince(before)) {
      if (endpoint.endpointStatusAsString().equals("InService")) {
        var config =
            fleet
                .endpoint(endpoint.endpointName())
                .map(known -> known.config)
                .orElse(endpoint.endpointName() + "-config");
        delivery.endpoint(endpoint.endpointName(), config, "IN_SERVICE");
      }
    }
  }

  /**
   * Another config: AWS sets the capacity to what it says. Some are on other instances or lose
   * variants, which AWS refuses while those are registered, or lose or gain what is scaled of them.
   */
  private boolean update() {
    if (fleet.endpoints.isEmpty()) {
      return false;
    }
    var endpoint = seeded.any(fleet.endpoints);
    if (endpoint.failed || endpoint.down) {
      return false;
    }
    var type = otherSort(endpoint);
    return update(
        endpoint, type, type == endpoint.type ? otherVariants(endpoint) : endpoint.variants);
  }

  /** Another config for an endpoint that is scaled out and wants that capacity back. */
  private boolean redeploy() {
    return fleet.endpoints.stream()
        .filter(endpoint -> !endpoint.failed && !endpoint.down)
        .filter(endpoint ->
            fleet
                .resources(endpoint)
                .anyMatch(resource ->
                    resource.settings().restore()
                        && account.lastScaled(resource.id()).orElse(0) > MOST_AT_FIRST))
        .findFirst()
        .filter(endpoint -> update(endpoint, endpoint.type, endpoint.variants))
        .isPresent();
  }

  private boolean update(
      SimulatedEndpoint endpoint, ResourceType otherSort, List<String> otherVariants) {
    var old = endpoint.config;
    var type = endpoint.type;
    var variants = endpoint.variants;
    endpoint.type = otherSort;
    endpoint.variants = otherVariants;
    endpoint.config = endpoint.name + "-config-" + ++names;
    config(endpoint);
    var scaled = new HashMap<String, OptionalInt>();
    fleet
        .resources(endpoint)
        .forEach(resource -> scaled.put(resource.key(), account.lastScaled(resource.id())));
    try {
      account.sageMaker.updateEndpoint(
          call -> call.endpointName(endpoint.name).endpointConfigName(endpoint.config));
    } catch (SdkServiceException refused) {
      endpoint.config = old;
      endpoint.type = type;
      endpoint.variants = variants;
      throw refused;
    }
    fleet
        .resources(endpoint)
        .forEach(resource ->
            restorations.deployed(
                resource, scaled.getOrDefault(resource.key(), OptionalInt.empty())));
    if (endpoint.type != type) {
      done.merge("become " + endpoint.type, 1, Integer::sum);
      changes.of(fleet.resources(endpoint));
    }
    if (!endpoint.variants.equals(variants)) {
      done.merge(OTHER_VARIANTS, 1, Integer::sum);
      changes.of(fleet.resources(endpoint));
    }
    return true;
  }

  /** A variant becomes a host of components, which AWS does not refuse. */
  private boolean becomeHost() {
    return realTime()
        .filter(OwnerActions::canHost)
        .findFirst()
        .filter(endpoint -> update(endpoint, ResourceType.HOST, endpoint.variants))
        .isPresent();
  }

  /** Adds variants to an endpoint, as in a blue/green deployment. */
  private boolean gainVariants() {
    return realTime()
        .filter(endpoint ->
            VARIANTS.containsAll(endpoint.variants) && !endpoint.variants.equals(VARIANTS))
        .findFirst()
        .filter(endpoint -> update(endpoint, endpoint.type, VARIANTS))
        .isPresent();
  }

  private Stream<SimulatedEndpoint> realTime() {
    return fleet.endpoints.stream()
        .filter(endpoint ->
            endpoint.type == ResourceType.REAL_TIME && !endpoint.failed && !endpoint.down)
        .filter(endpoint -> fleet.resources(endpoint).noneMatch(this::isHeld));
  }

  /** Variants come, go and are called otherwise; those with tags of their own stay. */
  private List<String> otherVariants(SimulatedEndpoint endpoint) {
    if (endpoint.type != ResourceType.REAL_TIME || !seeded.chance(40)) {
      return endpoint.variants;
    }
    var unmanaged =
        VARIANTS.stream()
            .filter(variant -> endpoint.ofVariants.containsKey(variant) || seeded.chance(50))
            .toList();
    return unmanaged.isEmpty() || fleet.resources(endpoint).anyMatch(this::isHeld)
        ? endpoint.variants
        : unmanaged;
  }

  private ResourceType otherSort(SimulatedEndpoint endpoint) {
    boolean another = seeded.chance(40);
    var other =
        switch (endpoint.type) {
          case REAL_TIME ->
              canHost(endpoint) && seeded.chance(50) ? ResourceType.HOST : ResourceType.BURSTABLE;
          case HOST ->
              fleet.componentsOf(endpoint.name).isEmpty()
                  ? ResourceType.REAL_TIME
                  : ResourceType.HOST;
          case BURSTABLE -> ResourceType.REAL_TIME;
          case SERVERLESS -> ResourceType.ON_DEMAND;
          // The others' targets are no ratios.
          case ON_DEMAND ->
              endpoint.settings.target() == null ? ResourceType.SERVERLESS : ResourceType.ON_DEMAND;
          default -> endpoint.type;
        };
    // The expected state of a target that must stay unchanged would be the one under its old
    // name.
    return another && fleet.resources(endpoint).noneMatch(this::isHeld) ? other : endpoint.type;
  }

  private static boolean canHost(SimulatedEndpoint endpoint) {
    // What a window without a max of its own results in under its components' is not for the test
    // to say.
    return endpoint.variants.equals(List.of(ONLY))
        && endpoint.ofVariants.isEmpty()
        && endpoint.settings.schedule() == null;
  }

  private boolean isHeld(ScalableResource resource) {
    return resource.settings().policy() == Policy.IGNORE
        || resource.settings().dryRun()
        || resource.settings().paused(account.now())
        || fleet.isTheirs(resource);
  }

  /** Whether something is registered for it that it can no longer be scaled by. */
  private boolean sheds(SimulatedEndpoint endpoint) {
    return account.snapshot(endpoint.name).scaled.keySet().stream()
        .anyMatch(key ->
            key.startsWith("endpoint/%s/".formatted(endpoint.name))
                && !key.endsWith(" " + endpoint.type.dimension()));
  }

  // Components

  private boolean createComponent() {
    var hosts =
        fleet.endpoints.stream()
            .filter(endpoint -> endpoint.type == ResourceType.HOST && !endpoint.failed)
            .filter(endpoint -> fleet.componentsOf(endpoint.name).size() < 4)
            .toList();
    if (hosts.isEmpty()) {
      return false;
    }
    var host = seeded.any(hosts);
    var component = new SimulatedComponent(newName("Llama"), host.name, seeded.chance(4));
    if (seeded.chance(70)) {
      component.settings = randomSettings.of(ResourceType.COMPONENT);
    }
    account.sageMaker.createInferenceComponent(call ->
        call.inferenceComponentName(component.name)
            .endpointName(host.name)
            .variantName("AllTraffic")
            .specification(spec ->
                spec.modelName("model")
                    .computeResourceRequirements(
                        needs -> needs.minMemoryRequiredInMb(1024).numberOfCpuCoresRequired(1f)))
            .runtimeConfig(runtime -> runtime.copyCount(1 + seeded.below(3)))
            .tags(tags(component.settings.tags(""))));
    if (component.failed) {
      account.componentFailed(component.name);
    }
    graves.removeIf(component.name::equalsIgnoreCase);
    fleet.components.add(component);
    delivery.component(component.name, "created");
    changes.of(fleet.resource(component));
    return true;
  }

  private boolean deleteComponent() {
    if (fleet.components.isEmpty()) {
      return false;
    }
    var component = seeded.any(fleet.components);
    account.sageMaker.deleteInferenceComponent(call -> call.inferenceComponentName(component.name));
    fleet.components.remove(component);
    graves.add(component.name);
    delivery.component(component.name, "deleted");
    return true;
  }

  // Tags

  private boolean tag(boolean anything) {
    int draw = seeded.below(fleet.endpoints.size() + fleet.components.size() + 1);
    if (draw < fleet.endpoints.size()) {
      var endpoint = fleet.endpoints.get(draw);
      if (!endpoint.type.scalable() && sheds(endpoint)) {
        return false;
      }
      var old = endpoint.tags();
      endpoint.settings = TagSettings.NONE;
      endpoint.ofVariants.clear();
      if (anything) {
        settings(endpoint);
      }
      retag("endpoint/" + endpoint.name, old, endpoint.tags());
      changes.of(fleet.resources(endpoint));
      return true;
    }
    if (draw - fleet.endpoints.size() < fleet.components.size()) {
      var component = fleet.components.get(draw - fleet.endpoints.size());
      var old = component.settings.tags("");
      component.settings = anything ? randomSettings.of(ResourceType.COMPONENT) : TagSettings.NONE;
      retag("inference-component/" + component.name, old, component.settings.tags(""));
      changes.of(fleet.resource(component));
      return true;
    }
    return false;
  }

  private void retag(String resource, Map<String, String> old, Map<String, String> wanted) {
    var removed = old.keySet().stream().filter(key -> !wanted.containsKey(key)).toList();
    var set = new TreeMap<>(wanted);
    set.entrySet().removeAll(old.entrySet());
    if (!removed.isEmpty()) {
      account.sageMaker.deleteTags(
          call -> call.resourceArn(EventDelivery.arn(resource)).tagKeys(removed));
      delivery.tags(resource, "deleted");
    }
    if (!set.isEmpty()) {
      account.sageMaker.addTags(
          call -> call.resourceArn(EventDelivery.arn(resource)).tags(tags(set)));
      delivery.tags(resource, "added");
    }
    if (seeded.chance(50)) {
      delivery.tagChange(resource);
    }
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private void settings(SimulatedEndpoint endpoint) {
    endpoint.settings =
        endpoint.type == ResourceType.HOST
            ? randomSettings.ofHost()
            : seeded.chance(90) ? randomSettings.of(endpoint.type) : TagSettings.NONE;
    if (endpoint.variants.size() > 1 && seeded.chance(50)) {
      endpoint.ofVariants.put(seeded.any(endpoint.variants), randomSettings.ofVariant());
    }
  }

  /** A broken pipeline deletes all tags of everything. */
  private boolean loseTags() {
    fleet.components.forEach(this::loseTags);
    fleet.endpoints.forEach(this::loseTags);
    return !restored.isEmpty();
  }

  /** Deletes few enough that a sweep would release them. */
  private boolean loseAFewTags() {
    fleet.endpoints.stream()
        .filter(endpoint -> endpoint.type.scalable() && !endpoint.tags().isEmpty())
        .filter(endpoint -> fleet.resources(endpoint).anyMatch(this::isManaged))
        .limit(1)
        .forEach(this::loseTags);
    fleet.components.stream()
        .filter(component -> !component.settings.tags("").isEmpty())
        .filter(component -> fleet.resource(component).anyMatch(this::isManaged))
        .limit(1)
        .forEach(this::loseTags);
    return !restored.isEmpty();
  }

  private boolean isManaged(ScalableResource resource) {
    return account.snapshot(resource.name()).owns(resource.key());
  }

  private void loseTags(SimulatedEndpoint endpoint) {
    var settings = endpoint.settings;
    var ofVariants = Map.copyOf(endpoint.ofVariants);
    if (endpoint.tags().isEmpty()) {
      return;
    }
    strip(endpoint);
    restored.add(() -> {
      endpoint.settings = settings;
      endpoint.ofVariants.putAll(ofVariants);
      retag("endpoint/" + endpoint.name, Map.of(), endpoint.tags());
      changes.of(fleet.resources(endpoint));
    });
  }

  private void loseTags(SimulatedComponent component) {
    var settings = component.settings;
    if (settings.tags("").isEmpty()) {
      return;
    }
    component.settings = TagSettings.NONE;
    retag("inference-component/" + component.name, settings.tags(""), Map.of());
    changes.of(fleet.resource(component));
    restored.add(() -> {
      component.settings = settings;
      retag("inference-component/" + component.name, Map.of(), settings.tags(""));
      changes.of(fleet.resource(component));
    });
  }

  /** Puts lost tags back. */
  private boolean restoreTags() {
    boolean any = !restored.isEmpty();
    restored.forEach(Runnable::run);
    restored.clear();
    return any;
  }

  /** All tags are taken off an endpoint. */
  void strip(SimulatedEndpoint endpoint) {
    var old = endpoint.tags();
    endpoint.settings = TagSettings.NONE;
    endpoint.ofVariants.clear();
    retag("endpoint/" + endpoint.name, old, Map.of());
    changes.of(fleet.resources(endpoint));
  }

  /** Events of which nothing comes. */
  private boolean noise() {
    switch (seeded.below(5)) {
      case 0 -> delivery.garbage();
      case 1 -> {
        if (!fleet.endpoints.isEmpty()) {
          var endpoint = seeded.any(fleet.endpoints);
          delivery.requested("endpointName", endpoint.name);
          fleet.request(fleet.resources(endpoint));
        }
      }
      case 2 -> {
        if (!fleet.components.isEmpty()) {
          var component = seeded.any(fleet.components);
          delivery.requested("inferenceComponentName", component.name);
          fleet.request(fleet.resource(component));
        }
      }
      case 3 -> {
        var theirs = seeded.any(UnmanagedObjects.ENDPOINTS);
        delivery.endpoint(theirs, theirs + "-config", "IN_SERVICE");
        delivery.requested("endpointName", theirs);
      }
      default -> delivery.requested("endpointName", graves.isEmpty() ? "none" : seeded.any(graves));
    }
    return true;
  }
}
