package io.github.tagscaler.standin.ssm;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.service.Pages;
import io.github.tagscaler.standin.state.Account;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Parameters by path: put, read, deleted. */
public final class ParameterStore implements AwsService {

  /** API reference, GetParametersByPath: pages are as small as this, and that is the default. */
  private static final int MAX_PAGE = 10;

  /** AWS Systems Manager user guide, Parameter tiers. */
  private static final int MAX_STANDARD_BYTES = 4096;

  private static final int MAX_ADVANCED_BYTES = 8192;

  private static final String SECURE_STRING = "SecureString";

  /** The AWS managed key. No caller of the stand-in may use any other. */
  private static final String MANAGED_KEY = "alias/aws/ssm";

  /** The key of a SecureString; no answer shows it. */
  private static final String KEY = "KeyId";

  private final Account account;

  public ParameterStore(Account account) {
    this.account = account;
  }

  @Override
  public String model() {
    return "ssm";
  }

  @Override
  public String iamPrefix() {
    return "ssm";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return Map.of(
        "PutParameter",
        this::put,
        "DeleteParameter",
        this::delete,
        "GetParameter",
        this::getOne,
        "GetParametersByPath",
        this::getByPath);
  }

  private JsonObject put(JsonObject request) {
    String name = request.text("Name");
    requireUsableName(name);
    Optional<JsonObject> existing = Optional.ofNullable(account.parameters().get(name));
    if (existing.isPresent() && !request.flag("Overwrite")) {
      throw AwsFailure.of(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the"
              + " request to true.");
    }
    String type =
        request
            .findText("Type")
            .or(() -> existing.map(parameter -> parameter.text("Type")))
            .orElseThrow(() ->
                AwsFailure.validation("A parameter type is required when you create a parameter."));
    Optional<String> key = request.findText(KEY);
    if (key.isPresent() && !type.equals(SECURE_STRING)) {
      throw AwsFailure.validation("KeyId is not required for parameters of type " + type + ".");
    }
    String tier = request.findText("Tier").orElse("Standard");
    requireFits(request.text("Value"), tier);
    long version = existing.map(parameter -> parameter.whole("Version")).orElse(0) + 1L;
    JsonObject parameter =
        JsonObject.of("Name", name)
            .with("Type", type)
            .with("Value", request.text("Value"))
            .with("Version", version)
            .with("LastModifiedDate", account.now())
            .with("ARN", account.arn("ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name))
            .with("DataType", request.findText("DataType").orElse("text"));
    account.parameters().put(name, parameter.with(KEY, key));
    return JsonObject.of("Version", version).with("Tier", tier);
  }

  /** API reference, PutParameter: letters, digits and _ . - in at most fifteen levels. */
  private static void requireUsableName(String name) {
    if (!name.matches("/?[a-zA-Z0-9_.-]+(/[a-zA-Z0-9_.-]+)*")
        || name.matches("/?(?i)(aws|ssm).*")) {
      throw AwsFailure.validation(
          "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive), and consists"
              + " of letters, numbers and the symbols .-_ between slashes, was "
              + name);
    }
    if (name.chars().filter(c -> c == '/').count() > 15) {
      throw AwsFailure.of(
          "HierarchyLevelLimitExceededException", "A hierarchy has at most 15 levels.");
    }
  }

  private static void requireFits(String value, String tier) {
    int limit = tier.equals("Standard") ? MAX_STANDARD_BYTES : MAX_ADVANCED_BYTES;
    if (value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length > limit) {
      throw AwsFailure.validation(
          tier + " tier parameters support a parameter value of 1 to " + limit + " characters.");
    }
  }

  private JsonObject delete(JsonObject request) {
    if (account.parameters().remove(request.text("Name")) == null) {
      throw AwsFailure.of("ParameterNotFound", "Parameter " + request.text("Name") + " not found.");
    }
    return JsonObject.EMPTY;
  }

  private JsonObject getOne(JsonObject request) {
    String name = request.text("Name");
    JsonObject parameter = account.parameters().get(name);
    if (parameter == null) {
      throw AwsFailure.of("ParameterNotFound", "Parameter " + name + " not found.");
    }
    return JsonObject.of("Parameter", shown(parameter, request));
  }

  private JsonObject getByPath(JsonObject request) {
    String path = request.text("Path");
    if (!path.startsWith("/")) {
      throw AwsFailure.validation(
          "The parameter doesn't meet the parameter name requirements. The parameter name must begin"
              + " with a forward slash \"/\", was "
              + path);
    }
    if (request.has("ParameterFilters")) {
      throw AwsFailure.validation("The stand-in does not support ParameterFilters.");
    }
    String prefix = path.endsWith("/") ? path : path + "/";
    List<JsonObject> found =
        account.parameters().values().stream()
            .filter(parameter -> isUnder(prefix, parameter.text("Name"), request))
            .map(parameter -> shown(parameter, request))
            .toList();
    int pageSize = request.findWhole("MaxResults").orElse(MAX_PAGE);
    return new Pages("NextToken", pageSize, "InvalidNextToken").page("Parameters", found, request);
  }

  private static boolean isUnder(String prefix, String name, JsonObject request) {
    if (!name.startsWith(prefix)) {
      return false;
    }
    return request.flag("Recursive") || name.indexOf('/', prefix.length()) < 0;
  }

  /**
   * A SecureString is returned encrypted unless WithDecryption is set; the encryption is not real.
   * One that cannot be decrypted makes the whole call fail, with the error of KMS, as threads about
   * it show.
   */
  private static JsonObject shown(JsonObject stored, JsonObject request) {
    JsonObject parameter = stored.without(KEY);
    if (!parameter.text("Type").equals(SECURE_STRING)) {
      return parameter;
    }
    if (request.flag("WithDecryption")) {
      if (stored.findText(KEY).filter(key -> !key.equals(MANAGED_KEY)).isPresent()) {
        throw AwsFailure.of(
            "AccessDeniedException",
            "The ciphertext refers to a customer master key that does not exist, does not exist in"
                + " this region, or you are not allowed to access. (Service: AWSKMS; Status Code:"
                + " 400; Error Code: AccessDeniedException; Request ID: 5f642215; Proxy: null)");
      }
      return parameter;
    }
    byte[] value = ("encrypted:" + parameter.text("Value")).getBytes(StandardCharsets.UTF_8);
    return parameter.with("Value", Base64.getEncoder().encodeToString(value));
  }
}
