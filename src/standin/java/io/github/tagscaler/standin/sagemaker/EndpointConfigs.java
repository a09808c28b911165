package io.github.tagscaler.standin.sagemaker;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.EndpointConfig;
import java.util.Map;

/** Endpoint configurations: made, described, deleted, never changed. */
final class EndpointConfigs {

  private final Account account;
  private final Lookup lookup;
  private final Tags tags;

  EndpointConfigs(Account account, Lookup lookup, Tags tags) {
    this.account = account;
    this.lookup = lookup;
    this.tags = tags;
  }

  JsonObject create(JsonObject request) {
    String name = request.text("EndpointConfigName");
    String arn = lookup.arn("endpoint-config", name);
    if (account.sageMaker().configs().containsKey(name)) {
      throw Lookup.alreadyExists("endpoint configuration", arn);
    }
    EndpointConfigRules.check(request);
    Map<String, String> checkedTags = tags.checked(request);
    var config = new EndpointConfig(arn, request.without("Tags"), account.now());
    account.sageMaker().configs().put(name, config);
    tags.put(arn, checkedTags);
    return JsonObject.of("EndpointConfigArn", arn);
  }

  JsonObject describe(JsonObject request) {
    EndpointConfig config = lookup.config(request);
    return config
        .definition()
        .with("EndpointConfigArn", config.arn())
        .with("CreationTime", config.creationTime());
  }

  /** A configuration may go while an endpoint runs on it (SageMaker API reference). */
  JsonObject delete(JsonObject request) {
    EndpointConfig config = lookup.config(request);
    account.sageMaker().configs().remove(config.name());
    account.tags().forget(config.arn());
    return JsonObject.EMPTY;
  }
}
