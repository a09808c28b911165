package io.github.tagscaler.standin.lambda;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.service.Pages;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Infrastructure.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Describes functions and their event sources; runs none. */
public final class Lambda implements AwsService {

  /** API reference, ListEventSourceMappings: so many at most, whatever MaxItems says. */
  private static final int PAGE = 100;

  private static final String FUNCTION_ARN = "FunctionArn";

  private final Account account;

  public Lambda(Account account) {
    this.account = account;
  }

  @Override
  public String model() {
    return "lambda";
  }

  @Override
  public String iamPrefix() {
    return "lambda";
  }

  @Override
  public String validationType() {
    return "InvalidParameterValueException";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return Map.of(
        "GetFunctionConfiguration", this::configuration,
        "ListEventSourceMappings", this::mappings);
  }

  private JsonObject configuration(JsonObject request) {
    String function = request.text("FunctionName");
    return find(function).orElseThrow(() -> missing(function));
  }

  private JsonObject mappings(JsonObject request) {
    Optional<String> arn =
        request
            .findText("FunctionName")
            .map(name -> find(name).orElseThrow(() -> missing(name)).text(FUNCTION_ARN));
    Optional<String> source = request.findText("EventSourceArn");
    List<JsonObject> found =
        account.infrastructure().of(Kind.EVENT_SOURCE_MAPPING).values().stream()
            .filter(mapping -> arn.isEmpty() || arn.get().equals(mapping.text(FUNCTION_ARN)))
            .filter(
                mapping -> source.isEmpty() || source.equals(mapping.findText("EventSourceArn")))
            .toList();
    JsonObject page =
        new Pages("Marker", PAGE, validationType()).page("EventSourceMappings", found, request);
    // The token of the next page has another name in the answer.
    return page.without("Marker").with("NextMarker", page.findText("Marker"));
  }

  /** A function is named by its name or its ARN. */
  private Optional<JsonObject> find(String nameOrArn) {
    return account.infrastructure().of(Kind.FUNCTION).values().stream()
        .filter(function ->
            function.text("FunctionName").equals(nameOrArn)
                || function.text(FUNCTION_ARN).equals(nameOrArn))
        .findFirst();
  }

  private AwsFailure missing(String function) {
    return new AwsFailure(
        404,
        "ResourceNotFoundException",
        "Function not found: " + account.arn("lambda", "function:" + function));
  }
}
