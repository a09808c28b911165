package io.github.tagscaler.standin.cloudformation;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Describes stacks and their resources. */
public final class CloudFormation implements AwsService {

  /** A seeded stack has its resources in this member, which no answer has. */
  private static final String RESOURCES = "Resources";

  private static final String LOGICAL_ID = "LogicalResourceId";

  private final Account account;

  public CloudFormation(Account account) {
    this.account = account;
  }

  @Override
  public String model() {
    return "cloudformation";
  }

  @Override
  public String iamPrefix() {
    return "cloudformation";
  }

  @Override
  public String validationType() {
    return "ValidationError";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return Map.of(
        "DescribeStacks", this::stacks,
        "DescribeStackResource", this::resource,
        "DescribeStackResources", this::resources);
  }

  private JsonObject stacks(JsonObject request) {
    List<JsonObject> found =
        request
            .findText("StackName")
            .map(name -> List.of(find(name).orElseThrow(() -> missing("Stack with id " + name))))
            .orElseGet(() -> List.copyOf(account.infrastructure().of(Kind.STACK).values()));
    return JsonObject.of("Stacks", found.stream().map(stack -> stack.without(RESOURCES)).toList());
  }

  private JsonObject resource(JsonObject request) {
    String name = request.text("StackName");
    JsonObject stack = find(name).orElseThrow(() -> missing("Stack '" + name + "'"));
    String logical = request.text(LOGICAL_ID);
    JsonObject resource =
        stack.objects(RESOURCES).stream()
            .filter(one -> one.text(LOGICAL_ID).equals(logical))
            .findFirst()
            .orElseThrow(() ->
                AwsFailure.of(
                    validationType(), "Resource " + logical + " does not exist for stack " + name));
    return JsonObject.of(
        "StackResourceDetail",
        described(stack, resource).with("LastUpdatedTimestamp", account.now()));
  }

  /** API reference, DescribeStackResources: the first 100 resources of a stack. */
  private JsonObject resources(JsonObject request) {
    Optional<String> name = request.findText("StackName");
    if (name.isEmpty()) {
      throw AwsFailure.of(
          validationType(), "The stand-in finds the resources of a stack by its name only.");
    }
    JsonObject stack = find(name.get()).orElseThrow(() -> missing("Stack with id " + name.get()));
    Optional<String> logical = request.findText(LOGICAL_ID);
    return JsonObject.of(
        "StackResources",
        stack.objects(RESOURCES).stream()
            .filter(one -> logical.isEmpty() || logical.get().equals(one.text(LOGICAL_ID)))
            .limit(100)
            .map(one -> described(stack, one).with("Timestamp", account.now()))
            .toList());
  }

  private static JsonObject described(JsonObject stack, JsonObject resource) {
    return JsonObject.of("StackName", stack.text("StackName"))
        .with("StackId", stack.findText("StackId"))
        .with("ResourceStatus", "CREATE_COMPLETE")
        .withAll(resource);
  }

  /** A stack is named by its name or its ID, which is an ARN. */
  private Optional<JsonObject> find(String nameOrId) {
    return account.infrastructure().of(Kind.STACK).values().stream()
        .filter(stack ->
            stack.text("StackName").equals(nameOrId)
                || stack.findText("StackId").filter(nameOrId::equals).isPresent())
        .findFirst();
  }

  private AwsFailure missing(String what) {
    return AwsFailure.of(validationType(), what + " does not exist");
  }
}
