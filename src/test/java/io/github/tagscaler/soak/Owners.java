package io.github.tagscaler.soak;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.soak.Fleet.Part;
import io.github.tagscaler.soak.Fleet.Place;
import io.github.tagscaler.soak.Fleet.Scalee;
import io.github.tagscaler.soak.Wish.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/**
 * All who do something in the account, drawn from a seed. What AWS refuses, because a resource is
 * busy for one, does not happen.
 */
final class Owners {
  /** The variant of an endpoint that has one. */
  static final String ONLY = "AllTraffic";

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
    share(100, "update");
    share(220, "scale");
    share(70, "tinker");
    share(30, "meddle");
    share(25, "break");
    share(60, "noise");
    share(5, "catalog");
  }

  /** All that is ever done. */
  static final Set<String> ACTS = Set.copyOf(CHANCES.values());

  private static void share(int perMille, String act) {
    CHANCES.put((CHANCES.isEmpty() ? 0 : CHANCES.lastKey()) + perMille, act);
  }

  /** What is done when an update changes which variants there are. */
  static final String OTHER_VARIANTS = "other variants";

  /** Of which, when it is deleted, more is left than its target, which AWS takes away. */
  private static final Wish SLEEPS =
      new Wish(null, 0, null, null, null, null, false, false, null, false);

  /** Its max is the catalog's. */
  private static final Wish FOLLOWS = Wish.NONE.withPolicy(Policy.TEAM);

  private final Account account;
  private final Mail mail;
  private final Fleet fleet;
  private final Dice dice;
  private final Wishes wishes;
  private final Changes changes;
  private final Tinkerers tinkerers;
  private final int most;
  private final List<String> graves = new ArrayList<>();

  /** The endpoints that are being deleted, and since when. */
  private final Map<String, Instant> dying = new LinkedHashMap<>();

  private int names;
  private Set<String> untold = Set.of();

  /** How often what was done. */
  final Map<String, Integer> done = new TreeMap<>();

  Owners(
      Account account,
      Mail mail,
      Fleet fleet,
      Changes changes,
      Tinkerers tinkerers,
      Dice dice,
      int most) {
    this.account = account;
    this.mail = mail;
    this.fleet = fleet;
    this.changes = changes;
    this.tinkerers = tinkerers;
    this.dice = dice;
    this.wishes = new Wishes(dice, account::now);
    this.most = most;
  }

  /** When all is looked at next. */
  void untilChecked(Instant then) {
    wishes.pausesEndBefore(then);
  }

  /** How many pauses were set that end by themselves. */
  int endingPauses() {
    return wishes.ends;
  }

  /** From now on nobody does anything that no event tells of, or that tells of everything. */
  void onlyWhatIsTold() {
    untold = Set.of("tinker", "meddle", "noise", "catalog");
  }

  /** Somebody does something. */
  void act() {
    var act = CHANCES.higherEntry(dice.below(CHANCES.lastKey())).getValue();
    if (!untold.contains(act)) {
      act(act);
    }
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
            case "become host" -> becomeHost();
            case "gain variants" -> gainVariants();
            case "create what sleeps" -> create(Sort.ASYNC, SLEEPS);
            case "create what follows" -> create(Sort.REAL_TIME, FOLLOWS);
            case "delete what sleeps" -> deleteWhatSleeps();
            case "scale" -> tinkerers.scale(!untold.isEmpty());
            case "tinker" -> tinkerers.tinker();
            case "meddle" -> tinkerers.meddle();
            case "break" -> tinkerers.breakOrMend();
            case "catalog" -> tinkerers.catalog();
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
    var sort = fleet.partsOf(name).isEmpty() ? anySort() : Sort.HOST;
    int count = sort == Sort.REAL_TIME ? 1 + dice.below(3) : 1;
    var variants = count == 1 ? List.of(ONLY) : VARIANTS.subList(0, count);
    boolean failed = dice.chance(4);
    var place = new Place(name, sort, variants, failed, name + "-config-" + ++names);
    if (dice.chance(75)) {
      wish(place);
    }
    return create(place);
  }

  private boolean create(Sort sort, Wish wish) {
    var name = "Chat-" + ++names;
    var place = new Place(name, sort, List.of(ONLY), false, name + "-config-" + ++names);
    place.wish = wish;
    return create(place);
  }

  private boolean create(Place place) {
    var name = place.name;
    config(place);
    if (place.failed) {
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
    changes.of(fleet.scalees(place));
    return true;
  }

  /** A new one, or that of something which is gone, perhaps in other letters. */
  private String newName(String stem) {
    var usable =
        graves.stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(stem.toLowerCase(Locale.ROOT)))
            .toList();
    if (usable.isEmpty() || dice.chance(50)) {
      return stem + "-" + ++names;
    }
    var old = dice.any(usable);
    if (dice.chance(50)) {
      return old;
    }
    return old.equals(old.toLowerCase(Locale.ROOT))
        ? old.toUpperCase(Locale.ROOT)
        : old.toLowerCase(Locale.ROOT);
  }

  private Sort anySort() {
    int draw = dice.below(100);
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
    long count = 1L + dice.below(3);
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
              .put("InstanceType", sort == Sort.BURSTABLE ? "ml.t2.medium" : "ml.g5.xlarge")
              .build();
    };
  }

  private boolean deleteEndpoint() {
    if (fleet.places.isEmpty()) {
      return false;
    }
    return delete(dice.any(fleet.places));
  }

  private boolean deleteWhatSleeps() {
    var place =
        fleet.places.stream()
            .filter(there -> {
              var scene = account.look(there.name);
              return there.sort != Sort.HOST
                  && fleet
                      .scalees(there)
                      .anyMatch(scalee -> scene.alarms.containsKey(Scene.alarm(scalee.id())));
            })
            .findFirst();
    return place.isPresent() && delete(place.get());
  }

  private boolean delete(Place place) {
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

  /**
   * Another config: AWS sets the capacity to what it says. Some are on other instances or lose
   * variants, which AWS refuses while those are registered, or lose or gain what is scaled of them.
   */
  private boolean update() {
    if (fleet.places.isEmpty()) {
      return false;
    }
    var place = dice.any(fleet.places);
    if (place.failed || place.down) {
      return false;
    }
    var sort = otherSort(place);
    return update(place, sort, sort == place.sort ? otherVariants(place) : place.variants);
  }

  private boolean update(Place place, Sort otherSort, List<String> otherVariants) {
    var old = place.config;
    var sort = place.sort;
    var variants = place.variants;
    place.sort = otherSort;
    place.variants = otherVariants;
    place.config = place.name + "-config-" + ++names;
    config(place);
    try {
      account.sageMaker.updateEndpoint(
          call -> call.endpointName(place.name).endpointConfigName(place.config));
    } catch (SdkServiceException refused) {
      place.config = old;
      place.sort = sort;
      place.variants = variants;
      throw refused;
    }
    if (place.sort != sort) {
      done.merge("become " + place.sort, 1, Integer::sum);
      changes.of(fleet.scalees(place));
    }
    if (!place.variants.equals(variants)) {
      done.merge(OTHER_VARIANTS, 1, Integer::sum);
      changes.of(fleet.scalees(place));
    }
    return true;
  }

  /** A variant becomes a host of components, which AWS does not refuse. */
  private boolean becomeHost() {
    return realTime()
        .filter(Owners::canHost)
        .findFirst()
        .filter(place -> update(place, Sort.HOST, place.variants))
        .isPresent();
  }

  /** An endpoint gains variants, as a blue one is joined by a green one. */
  private boolean gainVariants() {
    return realTime()
        .filter(place -> VARIANTS.containsAll(place.variants) && !place.variants.equals(VARIANTS))
        .findFirst()
        .filter(place -> update(place, place.sort, VARIANTS))
        .isPresent();
  }

  private Stream<Place> realTime() {
    return fleet.places.stream()
        .filter(place -> place.sort == Sort.REAL_TIME && !place.failed && !place.down)
        .filter(place -> fleet.scalees(place).noneMatch(this::isHeld));
  }

  /** Variants come, go and are called otherwise; those with tags of their own stay. */
  private List<String> otherVariants(Place place) {
    if (place.sort != Sort.REAL_TIME || !dice.chance(40)) {
      return place.variants;
    }
    var others =
        VARIANTS.stream()
            .filter(variant -> place.ofVariants.containsKey(variant) || dice.chance(50))
            .toList();
    return others.isEmpty() || fleet.scalees(place).anyMatch(this::isHeld)
        ? place.variants
        : others;
  }

  private Sort otherSort(Place place) {
    boolean another = dice.chance(40);
    var other =
        switch (place.sort) {
          case REAL_TIME -> canHost(place) && dice.chance(50) ? Sort.HOST : Sort.BURSTABLE;
          case HOST -> fleet.partsOf(place.name).isEmpty() ? Sort.REAL_TIME : Sort.HOST;
          case BURSTABLE -> Sort.REAL_TIME;
          case SERVERLESS -> Sort.ON_DEMAND;
          // The others' targets are no ratios.
          case ON_DEMAND -> place.wish.target() == null ? Sort.SERVERLESS : Sort.ON_DEMAND;
          default -> place.sort;
        };
    // What is held as it is would have to be told by what it was.
    return another && fleet.scalees(place).noneMatch(this::isHeld) ? other : place.sort;
  }

  private static boolean canHost(Place place) {
    // What a window without a max of its own comes to under its components' is not for us to say.
    return place.variants.equals(List.of(ONLY))
        && place.ofVariants.isEmpty()
        && place.wish.schedule() == null;
  }

  private boolean isHeld(Scalee scalee) {
    return scalee.wish().policy() == Policy.IGNORE
        || scalee.wish().dryRun()
        || scalee.wish().paused(account.now())
        || fleet.isTheirs(scalee);
  }

  /** Whether something is registered for it that it can no longer be scaled by. */
  private boolean sheds(Place place) {
    return account.look(place.name).scaled.keySet().stream()
        .anyMatch(key ->
            key.startsWith("endpoint/%s/".formatted(place.name))
                && !key.endsWith(" " + place.sort.dimension()));
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
    var host = dice.any(hosts);
    var part = new Part(newName("Llama"), host.name, dice.chance(4));
    if (dice.chance(70)) {
      part.wish = wishes.of(Sort.COMPONENT);
    }
    account.sageMaker.createInferenceComponent(call ->
        call.inferenceComponentName(part.name)
            .endpointName(host.name)
            .variantName("AllTraffic")
            .specification(spec ->
                spec.modelName("model")
                    .computeResourceRequirements(
                        needs -> needs.minMemoryRequiredInMb(1024).numberOfCpuCoresRequired(1f)))
            .runtimeConfig(runtime -> runtime.copyCount(1 + dice.below(3)))
            .tags(tags(part.wish.tags(""))));
    if (part.failed) {
      account.componentFailed(part.name);
    }
    graves.removeIf(part.name::equalsIgnoreCase);
    fleet.parts.add(part);
    mail.component(part.name, "created");
    changes.of(fleet.scalee(part));
    return true;
  }

  private boolean deleteComponent() {
    if (fleet.parts.isEmpty()) {
      return false;
    }
    var part = dice.any(fleet.parts);
    account.sageMaker.deleteInferenceComponent(call -> call.inferenceComponentName(part.name));
    fleet.parts.remove(part);
    graves.add(part.name);
    mail.component(part.name, "deleted");
    return true;
  }

  // Tags

  private boolean tag(boolean anything) {
    int draw = dice.below(fleet.places.size() + fleet.parts.size() + 1);
    if (draw < fleet.places.size()) {
      var place = fleet.places.get(draw);
      if (!place.sort.scalable() && sheds(place)) {
        return false;
      }
      var old = place.tags();
      place.wish = Wish.NONE;
      place.ofVariants.clear();
      if (anything) {
        wish(place);
      }
      retag("endpoint/" + place.name, old, place.tags());
      changes.of(fleet.scalees(place));
      return true;
    }
    if (draw - fleet.places.size() < fleet.parts.size()) {
      var part = fleet.parts.get(draw - fleet.places.size());
      var old = part.wish.tags("");
      part.wish = anything ? wishes.of(Sort.COMPONENT) : Wish.NONE;
      retag("inference-component/" + part.name, old, part.wish.tags(""));
      changes.of(fleet.scalee(part));
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
    if (dice.chance(50)) {
      mail.tagChange(resource);
    }
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private void wish(Place place) {
    place.wish =
        place.sort == Sort.HOST
            ? wishes.ofHost()
            : dice.chance(90) ? wishes.of(place.sort) : Wish.NONE;
    if (place.variants.size() > 1 && dice.chance(50)) {
      place.ofVariants.put(dice.any(place.variants), wishes.ofVariant());
    }
  }

  /** All tags are taken off an endpoint. */
  void strip(Place place) {
    var old = place.tags();
    place.wish = Wish.NONE;
    place.ofVariants.clear();
    retag("endpoint/" + place.name, old, Map.of());
    changes.of(fleet.scalees(place));
  }

  /** Events of which nothing comes. */
  private boolean noise() {
    switch (dice.below(5)) {
      case 0 -> mail.garbage();
      case 1 ->
          mail.requested(
              "endpointName", fleet.places.isEmpty() ? "none" : dice.any(fleet.places).name);
      case 2 ->
          mail.requested(
              "inferenceComponentName",
              fleet.parts.isEmpty() ? "none" : dice.any(fleet.parts).name);
      case 3 -> {
        var theirs = dice.any(Others.ENDPOINTS);
        mail.endpoint(theirs, theirs + "-config", "IN_SERVICE");
        mail.requested("endpointName", theirs);
      }
      default -> mail.requested("endpointName", graves.isEmpty() ? "none" : dice.any(graves));
    }
    return true;
  }
}
