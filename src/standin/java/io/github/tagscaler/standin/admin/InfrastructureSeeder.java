package io.github.tagscaler.standin.admin;

import io.github.tagscaler.standin.engine.Engine;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.Conformance;
import io.github.tagscaler.standin.model.ModelViolation;
import io.github.tagscaler.standin.model.ServiceModel;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import java.util.Objects;

/**
 * Seeds what no call of the stand-in can create. A description has the members that AWS answers with;
 * those that can be told from its name may be left out.
 */
final class InfrastructureSeeder {

  private final Account account;

  InfrastructureSeeder(Account account) {
    this.account = account;
  }

  void seed(Section seed) {
    seed.list("stacks").forEach(this::stack);
    seed.list("functions").forEach(this::function);
    seed.list("eventSourceMappings").forEach(this::mapping);
  }

  private void stack(Section section) {
    String name = section.text("StackName");
    JsonObject stack =
        JsonObject.of("StackName", name)
            .with("StackId", account.arn("cloudformation", "stack/" + name + "/" + account.newId()))
            .with("CreationTime", account.now())
            .with("StackStatus", "CREATE_COMPLETE")
            .withAll(section.json().without("Resources"));
    check(section, "cloudformation", "Stack", stack);
    for (Section resource : section.list("Resources")) {
      resource.allow("LogicalResourceId", "PhysicalResourceId", "ResourceType", "ResourceStatus");
      resource.text("LogicalResourceId");
      resource.text("ResourceType");
    }
    put(Kind.STACK, name, stack.with("Resources", section.json().objects("Resources")));
  }

  private void function(Section section) {
    String name = section.text("FunctionName");
    JsonObject function =
        JsonObject.of("FunctionName", name)
            .with("FunctionArn", account.arn("lambda", "function:" + name))
            .with("State", "Active")
            .withAll(section.json());
    put(Kind.FUNCTION, name, check(section, "lambda", "FunctionConfiguration", function));
  }

  private void mapping(Section section) {
    String id = section.json().findText("UUID").orElseGet(account::newId);
    JsonObject mapping =
        JsonObject.of("UUID", id)
            .with("State", "Enabled")
            .withAll(section.json().without("FunctionName"))
            .with(
                "FunctionArn",
                account.arn("lambda", "function:" + section.text("FunctionName")));
    put(
        Kind.EVENT_SOURCE_MAPPING,
        id,
        check(section, "lambda", "EventSourceMappingConfiguration", mapping));
  }

  private void put(Kind kind, String name, JsonObject description) {
    account.infrastructure().put(kind, name, description);
  }

  private static JsonObject check(
      Section section, String service, String shape, JsonObject description) {
    ServiceModel model = Objects.requireNonNull(Engine.models().get(service), service);
    try {
      return Conformance.check(model, shape, description);
    } catch (ModelViolation violation) {
      throw new AdminException(section.place() + " is not as AWS has it: " + violation.getMessage());
    }
  }
}
