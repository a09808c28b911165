package io.github.tagscaler.standin.sagemaker;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.state.Account;
import io.github.tagscaler.standin.state.Endpoint;
import io.github.tagscaler.standin.state.EndpointConfig;
import io.github.tagscaler.standin.state.InferenceComponent;
import java.util.Locale;

/**
 * Finds what a request names. SageMaker models no "not found": it answers ValidationException, and
 * only the text shows it (seen with its EndpointDeleted waiter, which takes that type for success).
 */
final class Lookup {

  private final Account account;

  Lookup(Account account) {
    this.account = account;
  }

  /** ARNs are lower-cased, whatever the case of the name. */
  String arn(String kind, String name) {
    return account.arn("sagemaker", kind + "/" + name.toLowerCase(Locale.ROOT));
  }

  EndpointConfig config(JsonObject request) {
    String name = request.text("EndpointConfigName");
    return account
        .sageMaker()
        .config(name)
        .orElseThrow(() -> notFound("endpoint configuration", arn("endpoint-config", name)));
  }

  Endpoint endpoint(JsonObject request) {
    String name = request.text("EndpointName");
    return account
        .sageMaker()
        .endpoint(name)
        .orElseThrow(() -> notFound("endpoint", arn("endpoint", name)));
  }

  InferenceComponent component(JsonObject request) {
    String name = request.text("InferenceComponentName");
    return account
        .sageMaker()
        .component(name)
        .orElseThrow(() -> notFound("inference component", arn("inference-component", name)));
  }

  static AwsFailure notFound(String what, String arn) {
    return AwsFailure.validation("Could not find " + what + " \"" + arn + "\".");
  }

  static AwsFailure alreadyExists(String what, String arn) {
    return AwsFailure.validation("Cannot create already existing " + what + " \"" + arn + "\".");
  }
}
