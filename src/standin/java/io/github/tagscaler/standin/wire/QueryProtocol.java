package io.github.tagscaler.standin.wire;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.model.ServiceModel;
import io.github.tagscaler.standin.model.ServiceModel.Operation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The AWS query protocol: a form in, XML out. Only CloudWatch's clients still speak it here. */
public final class QueryProtocol implements Protocol {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final List<ServiceModel> models;

  public QueryProtocol(Collection<ServiceModel> models) {
    this.models = models.stream().filter(model -> model.xmlNamespace().isPresent()).toList();
  }

  @Override
  public boolean speaks(HttpMessage message) {
    return message.header("Content-Type").filter(type -> type.startsWith(FORM)).isPresent();
  }

  @Override
  public AwsRequest read(HttpMessage message) {
    Map<String, String> form = form(message.body());
    String action = Optional.ofNullable(form.remove("Action")).orElse("");
    String version = Optional.ofNullable(form.remove("Version")).orElse("");
    ServiceModel model =
        models.stream()
            .filter(one -> one.apiVersion().equals(version))
            .findFirst()
            .orElseThrow(() -> invalidAction(action, version));
    Operation operation = model.operation(action).orElseThrow(() -> invalidAction(action, version));
    JsonObject input =
        operation
            .input()
            .map(shape -> new FormReader(model, form).structure(shape))
            .orElse(JsonObject.EMPTY);
    return new AwsRequest(model, operation, input);
  }

  private static AwsFailure invalidAction(String action, String version) {
    return AwsFailure.of(
        "InvalidAction",
        "The action " + action + " is not valid for this endpoint, version " + version + ".");
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public HttpAnswer answer(AwsRequest request, JsonObject output, String requestId) {
    String name = request.operation().name();
    var xml = new XmlText();
    xml.open(name + "Response", request.model().xmlNamespace());
    if (request.operation().output().isPresent()) {
      xml.open(name + "Result", Optional.empty());
      xml.members(output);
      xml.close();
    }
    xml.open("ResponseMetadata", Optional.empty());
    xml.leaf("RequestId", requestId);
    xml.close();
    xml.close();
    return new HttpAnswer(200, headers(requestId), xml.text());
  }

  @Override
  public HttpAnswer failure(AwsFailure failure, String requestId) {
    var xml = new XmlText();
    xml.open("ErrorResponse", models.getFirst().xmlNamespace());
    xml.open("Error", Optional.empty());
    xml.leaf("Type", failure.status() < 500 ? "Sender" : "Receiver");
    xml.leaf("Code", queryCode(failure.type()));
    xml.leaf("Message", failure.text());
    xml.close();
    xml.leaf("RequestId", requestId);
    xml.close();
    return new HttpAnswer(failure.status(), headers(requestId), xml.text());
  }

  /** The names that this protocol has for errors common to all services. */
  private static String queryCode(String type) {
    return switch (type) {
      case "ThrottlingException" -> "Throttling";
      case "AccessDeniedException" -> "AccessDenied";
      case "SerializationException" -> "MalformedInput";
      default -> type;
    };
  }

  private static Map<String, String> headers(String requestId) {
    return Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId);
  }
}
