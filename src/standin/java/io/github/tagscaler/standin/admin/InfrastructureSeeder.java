package io.github.tagscaler.standin.admin;

import io.github.tagscaler.standin.engine.ServiceModels;
import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.model.Conformance;
import io.github.tagscaler.standin.model.ModelViolation;
import io.github.tagscaler.standin.model.ServiceModel;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import java.util.List;
import java.util.Objects;

/**
 * Seeds what no call of the stand-in can create. A description has the members that AWS answers
 * with; those that can be told from its name may be left out.
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
    seed.list("rules").forEach(this::rule);
    seed.list("trails").forEach(this::trail);
    seed.list("roles").forEach(this::role);
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
            .with("FunctionArn", account.arn("lambda", "function:" + section.text("FunctionName")));
    put(
        Kind.EVENT_SOURCE_MAPPING,
        id,
        check(section, "lambda", "EventSourceMappingConfiguration", mapping));
  }

  private void rule(Section section) {
    String name = section.text("Name");
    String bus = section.json().findText("EventBusName").orElse("default");
    String path = bus.equals("default") ? name : bus + "/" + name;
    JsonObject rule =
        JsonObject.of("Name", name)
            .with("EventBusName", bus)
            .with("Arn", account.arn("events", "rule/" + path))
            .with("State", "ENABLED")
            .withAll(section.json().without("Targets"));
    // A pattern is a text in AWS; as an object it reads better.
    JsonObject described =
        rule.with(
            "EventPattern",
            rule.find("EventPattern")
                .map(pattern ->
                    pattern instanceof JsonObject json ? JsonWriter.compact(json) : pattern));
    check(section, "events", "DescribeRuleResponse", described);
    for (Section target : section.list("Targets")) {
      check(target, "events", "Target", target.json());
    }
    put(Kind.RULE, path, described.with("Targets", section.json().objects("Targets")));
  }

  private void trail(Section section) {
    String name = section.text("Name");
    JsonObject trail =
        JsonObject.of("Name", name)
            .with("HomeRegion", account.region())
            .with("IsMultiRegionTrail", false)
            .with("IsOrganizationTrail", false)
            .with("IsLogging", true)
            .withAll(section.json());
    String home = trail.text("HomeRegion");
    JsonObject whole =
        JsonObject.of(
                "TrailARN", "arn:aws:cloudtrail:" + home + ":" + account.id() + ":trail/" + name)
            .withAll(trail);
    check(
        section,
        "cloudtrail",
        "Trail",
        whole.without("IsLogging").without("EventSelectors").without("AdvancedEventSelectors"));
    check(
        section,
        "cloudtrail",
        "GetEventSelectorsResponse",
        whole.only(List.of("EventSelectors", "AdvancedEventSelectors")));
    put(Kind.TRAIL, whole.text("TrailARN"), whole);
  }

  private void role(Section section) {
    String name = section.text("RoleName");
    String path = section.json().findText("Path").orElse("/");
    JsonObject role = account.newRole(name, path).withAll(section.json().without("Statements"));
    check(section, "iam", "Role", role);
    for (Section statement : section.list("Statements")) {
      statement.allow("Sid", "Effect", "Action", "Resource", "Condition");
      statement.text("Effect");
    }
    put(Kind.ROLE, name, role.with("Statements", section.json().objects("Statements")));
  }

  private void put(Kind kind, String name, JsonObject description) {
    account.infrastructure().put(kind, name, description);
  }

  private static JsonObject check(
      Section section, String service, String shape, JsonObject description) {
    ServiceModel model = Objects.requireNonNull(ServiceModels.all().get(service), service);
    try {
      return Conformance.check(model, shape, description);
    } catch (ModelViolation violation) {
      throw new AdminException(
          section.place() + " is not as AWS has it: " + violation.getMessage());
    }
  }
}
