package io.github.tagscaler.standin.admin;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.state.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Seeds endpoints with their configurations, and inference components. */
final class EndpointSeeder {

  private static final String ROLE = "role/SageMakerExecutionRole";
  private static final String FIRST_VARIANT = "AllTraffic";

  private final Account account;
  private final Seeder seeder;

  EndpointSeeder(Account account, Seeder seeder) {
    this.account = account;
    this.seeder = seeder;
  }

  void createEndpoint(Section section) {
    section.allow(
        "name",
        "config",
        "configDeleted",
        "async",
        "variants",
        "shadow",
        "tags",
        "status",
        "failureReason");
    String name = section.text("name");
    String config = section.json().findText("config").orElse(name + "-config");
    if (account.sageMaker().config(config).isEmpty()) {
      seeder.call(section, "sagemaker", "CreateEndpointConfig", config(section, config));
    }
    seeder.call(
        section,
        "sagemaker",
        "CreateEndpoint",
        JsonObject.of("EndpointName", name)
            .with("EndpointConfigName", config)
            .with("Tags", tags(section)));
    // After the creation: a configuration has at least one instance, a running variant may have
    // none.
    for (Section variant : section.list("variants")) {
      variant.json().findWhole("count").ifPresent(count -> setCount(name, variant, count));
    }
  }

  private void setCount(String endpointName, Section section, int count) {
    Endpoint endpoint = account.sageMaker().endpoint(endpointName).orElseThrow();
    Variant variant =
        endpoint
            .variant(section.json().findText("name").orElse(FIRST_VARIANT))
            .orElseThrow(() -> new AdminException(section.place() + " is not in the config."));
    variant.setDesiredInstanceCount(count);
    endpoint.start("Updating", account.now(), account.now());
    // What was done just now may be over at once.
    account.timeline().recheck();
    account.timeline().catchUp();
  }

  private JsonObject config(Section section, String name) {
    boolean async = section.json().flag("async");
    List<Section> variants = section.list("variants");
    List<JsonObject> production =
        variants.isEmpty()
            ? List.of(variant(new Section(section.place(), JsonObject.EMPTY)))
            : variants.stream().map(EndpointSeeder::variant).toList();
    JsonObject config =
        JsonObject.of("EndpointConfigName", name).with("ProductionVariants", production);
    if (!section.list("shadow").isEmpty()) {
      config =
          config.with(
              "ShadowProductionVariants",
              section.list("shadow").stream().map(EndpointSeeder::variant).toList());
    }
    if (async) {
      JsonObject output = JsonObject.of("S3OutputPath", "s3://example-bucket/" + name);
      config = config.with("AsyncInferenceConfig", JsonObject.of("OutputConfig", output));
    }
    boolean hosts = production.stream().anyMatch(variant -> !variant.has("ModelName"));
    return hosts
        ? config.with("ExecutionRoleArn", "arn:aws:iam::" + account.id() + ":" + ROLE)
        : config;
  }

  private static JsonObject variant(Section section) {
    section.allow(
        "name",
        "model",
        "instanceType",
        "pools",
        "count",
        "weight",
        "serverless",
        "hostsComponents",
        "managedScaling");
    JsonObject json = section.json();
    JsonObject variant =
        JsonObject.of("VariantName", json.findText("name").orElse(FIRST_VARIANT))
            .with("InitialVariantWeight", json.find("weight").orElse(1L));
    boolean hosts = json.flag("hostsComponents") || json.has("managedScaling");
    if (!hosts) {
      variant = variant.with("ModelName", json.findText("model").orElse("model"));
    }
    Optional<Section> serverless = section.find("serverless");
    if (serverless.isPresent()) {
      return variant.with("ServerlessConfig", serverless(serverless.get()));
    }
    variant = variant.with("InitialInstanceCount", Math.max(1, json.findWhole("count").orElse(1)));
    variant =
        json.texts("pools").isEmpty()
            ? variant.with("InstanceType", json.findText("instanceType").orElse("ml.m5.large"))
            : variant.with("InstancePools", pools(json.texts("pools")));
    return variant.with("ManagedInstanceScaling", managedScaling(section));
  }

  private static JsonObject serverless(Section section) {
    section.allow("memory", "maxConcurrency", "provisionedConcurrency");
    return JsonObject.of("MemorySizeInMB", section.json().find("memory").orElse(2048L))
        .with("MaxConcurrency", section.json().find("maxConcurrency").orElse(20L))
        .with("ProvisionedConcurrency", section.json().find("provisionedConcurrency"));
  }

  private static Optional<JsonObject> managedScaling(Section section) {
    return section
        .find("managedScaling")
        .map(scaling ->
            JsonObject.of("Status", "ENABLED")
                .with("MinInstanceCount", scaling.allow("min", "max").json().find("min"))
                .with("MaxInstanceCount", scaling.json().find("max")));
  }

  private static List<JsonObject> pools(List<String> types) {
    return types.stream()
        .map(type -> JsonObject.of("InstanceType", type).with("Priority", types.indexOf(type) + 1))
        .toList();
  }

  void createComponent(Section section) {
    section.allow(
        "name",
        "endpoint",
        "variant",
        "copies",
        "model",
        "base",
        "tags",
        "status",
        "failureReason");
    JsonObject json = section.json();
    JsonObject input =
        JsonObject.of("InferenceComponentName", section.text("name"))
            .with("EndpointName", section.text("endpoint"))
            .with("VariantName", json.findText("variant"))
            .with("Specification", specification(json))
            .with("Tags", tags(section));
    if (!json.has("base")) {
      long copies = json.findWhole("copies").orElse(1);
      input = input.with("RuntimeConfig", JsonObject.of("CopyCount", copies));
    }
    seeder.call(section, "sagemaker", "CreateInferenceComponent", input);
  }

  private static JsonObject specification(JsonObject json) {
    if (json.has("base")) {
      return JsonObject.of("BaseInferenceComponentName", json.text("base"));
    }
    JsonObject requirements =
        JsonObject.of("MinMemoryRequiredInMb", 1024L).with("NumberOfCpuCoresRequired", 1L);
    return JsonObject.of("ModelName", json.findText("model").orElse("model"))
        .with("ComputeResourceRequirements", requirements);
  }

  private static List<JsonObject> tags(Section section) {
    Map<String, String> tags = section.json().textMap("tags");
    return tags.entrySet().stream()
        .map(tag -> JsonObject.of("Key", tag.getKey()).with("Value", tag.getValue()))
        .toList();
  }

  /** Put an endpoint in the status that it is to stay in, and take its configuration away. */
  void pinEndpoint(Section section) {
    Endpoint endpoint = account.sageMaker().endpoint(section.text("name")).orElseThrow();
    section
        .json()
        .findText("status")
        .ifPresent(status -> endpoint.pin(status, section.json().findText("failureReason")));
    if (section.json().flag("configDeleted")) {
      seeder.call(
          section,
          "sagemaker",
          "DeleteEndpointConfig",
          JsonObject.of("EndpointConfigName", endpoint.configName()));
    }
  }

  void pinComponent(Section section) {
    section
        .json()
        .findText("status")
        .ifPresent(status ->
            account
                .sageMaker()
                .component(section.text("name"))
                .orElseThrow()
                .pin(status, section.json().findText("failureReason")));
  }
}
