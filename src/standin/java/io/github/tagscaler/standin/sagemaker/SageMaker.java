package io.github.tagscaler.standin.sagemaker;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.state.Account;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The SageMaker operations that the stand-in supports. */
public final class SageMaker implements AwsService {

  private final Map<String, UnaryOperator<JsonObject>> operations;

  public SageMaker(Account account) {
    var lookup = new Lookup(account);
    var tags = new Tags(account);
    var configs = new EndpointConfigs(account, lookup, tags);
    var endpoints = new Endpoints(account, lookup, tags);
    var updates = new EndpointUpdates(account, lookup);
    var components = new InferenceComponents(account, lookup, tags);
    var models = new Models(account, lookup, tags);
    var lists = new Listings(account);
    operations =
        Map.ofEntries(
            Map.entry("AddTags", tags::add),
            Map.entry("DeleteTags", tags::delete),
            Map.entry("ListTags", tags::list),
            Map.entry("CreateModel", models::create),
            Map.entry("DeleteModel", models::delete),
            Map.entry("CreateEndpointConfig", configs::create),
            Map.entry("DescribeEndpointConfig", configs::describe),
            Map.entry("DeleteEndpointConfig", configs::delete),
            Map.entry("CreateEndpoint", endpoints::create),
            Map.entry("DescribeEndpoint", endpoints::describe),
            Map.entry("DeleteEndpoint", endpoints::delete),
            Map.entry("ListEndpoints", lists::endpoints),
            Map.entry("UpdateEndpoint", updates::update),
            Map.entry("UpdateEndpointWeightsAndCapacities", updates::updateWeightsAndCapacities),
            Map.entry("CreateInferenceComponent", components::create),
            Map.entry("DescribeInferenceComponent", components::describe),
            Map.entry("DeleteInferenceComponent", components::delete),
            Map.entry("ListInferenceComponents", lists::components),
            Map.entry("UpdateInferenceComponent", components::update),
            Map.entry("UpdateInferenceComponentRuntimeConfig", components::updateRuntimeConfig));
  }

  @Override
  public String model() {
    return "sagemaker";
  }

  @Override
  public String iamPrefix() {
    return "sagemaker";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return operations;
  }
}
