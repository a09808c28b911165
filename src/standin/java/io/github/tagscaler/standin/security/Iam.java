package io.github.tagscaler.standin.security;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.service.Pages;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** AWS IAM: makes, describes and deletes roles, and simulates what their policies allow. */
public final class Iam implements AwsService {

  /** A seeded role has the statements of its policies in this member, which no answer has. */
  static final String STATEMENTS = "Statements";

  private static final int PAGE = 1000;

  private final Account account;
  private final Roles roles;

  public Iam(Account account) {
    this.account = account;
    this.roles = new Roles(account);
  }

  @Override
  public String model() {
    return "iam";
  }

  @Override
  public String iamPrefix() {
    return "iam";
  }

  @Override
  public String validationType() {
    return "ValidationError";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return Map.of(
        "GetRole", this::role,
        "CreateRole", roles::create,
        "DeleteRole", roles::delete,
        "PutRolePolicy", roles::putPolicy,
        "DeleteRolePolicy", roles::deletePolicy,
        "SimulatePrincipalPolicy", this::simulate);
  }

  private JsonObject role(JsonObject request) {
    return JsonObject.of("Role", roles.find(request).without(STATEMENTS));
  }

  private JsonObject simulate(JsonObject request) {
    String arn = request.text("PolicySourceArn");
    if (!arn.matches("arn:aws[\\w-]*:iam::\\d{12}:(user|group|role)/.+")) {
      throw AwsFailure.of(
          "InvalidInput",
          "Invalid Entity Arn: " + arn + " does not clearly define entity type and name.");
    }
    JsonObject role =
        account.infrastructure().of(Kind.ROLE).values().stream()
            .filter(one -> one.text("Arn").equals(arn))
            .findFirst()
            .orElseThrow(
                () -> missing("Role " + arn.substring(arn.lastIndexOf('/') + 1) + " not found."));
    if (request.has("PolicyInputList") || request.has("ResourcePolicy")) {
      throw AwsFailure.of(
          "InvalidInput", "The stand-in simulates with the policies of the role only.");
    }
    var simulation =
        new PolicySimulation(role.objects(STATEMENTS), context(request.objects("ContextEntries")));
    List<String> resources =
        request.has("ResourceArns") ? request.texts("ResourceArns") : List.of("*");
    List<JsonObject> results = new ArrayList<>();
    for (String action : request.texts("ActionNames")) {
      for (String resource : resources) {
        results.add(result(action, resource, simulation));
      }
    }
    JsonObject page =
        new Pages("Marker", request.findWhole("MaxItems").orElse(PAGE), "InvalidInput")
            .page("EvaluationResults", results, request);
    return page.with("IsTruncated", page.has("Marker"));
  }

  private static JsonObject result(String action, String resource, PolicySimulation simulation) {
    Set<String> missing = new TreeSet<>();
    PolicySimulation.Decision decision = simulation.decide(action, resource, missing);
    return JsonObject.of("EvalActionName", action)
        .with("EvalResourceName", resource)
        .with("EvalDecision", decision.wire())
        .with("MatchedStatements", List.of())
        .with("MissingContextValues", List.copyOf(missing));
  }

  private static Map<String, List<String>> context(List<JsonObject> entries) {
    Map<String, List<String>> context = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    entries.forEach(
        entry -> context.put(entry.text("ContextKeyName"), entry.texts("ContextKeyValues")));
    return context;
  }

  static AwsFailure missing(String message) {
    return new AwsFailure(404, "NoSuchEntity", message);
  }
}
