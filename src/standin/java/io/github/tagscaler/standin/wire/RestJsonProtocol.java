package io.github.tagscaler.standin.wire;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonWriter;
import io.github.tagscaler.standin.model.AwsFailure;
import io.github.tagscaler.standin.model.RestBinding;
import io.github.tagscaler.standin.model.ServiceModel;
import io.github.tagscaler.standin.model.ServiceModel.Operation;
import io.github.tagscaler.standin.model.Shape;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * REST with JSON: the operation is in the path, the members are in path, headers and body, and in
 * parameters of the query string. The requests of the operations here carry no JSON of AWS's own.
 */
public final class RestJsonProtocol implements Protocol {

  private record Route(ServiceModel model, Operation operation, RestBinding binding) {

    Optional<Matcher> match(HttpMessage message) {
      return Optional.of(binding.path().matcher(message.path()))
          .filter(path -> binding.method().equals(message.method()) && path.matches());
    }
  }

  private final List<Route> routes;

  public RestJsonProtocol(Collection<ServiceModel> models) {
    this.routes = models.stream().flatMap(RestJsonProtocol::routes).toList();
  }

  private static Stream<Route> routes(ServiceModel model) {
    return model.operations().values().stream()
        .flatMap(operation ->
            operation.rest().stream().map(binding -> new Route(model, operation, binding)));
  }

  @Override
  public boolean speaks(HttpMessage message) {
    return routes.stream().anyMatch(route -> route.match(message).isPresent());
  }

  @Override
  public AwsRequest read(HttpMessage message) {
    for (Route route : routes) {
      Optional<Matcher> path = route.match(message);
      if (path.isPresent()) {
        return new AwsRequest(route.model(), route.operation(), input(route, path.get(), message));
      }
    }
    throw AwsFailure.of("UnknownOperationException", "No operation has the path " + message.path());
  }

  private static JsonObject input(Route route, Matcher path, HttpMessage message) {
    RestBinding.Places places = route.binding().input();
    Map<String, Object> members = new LinkedHashMap<>();
    path.namedGroups()
        .keySet()
        .forEach(
            name -> members.put(name, URLDecoder.decode(path.group(name), StandardCharsets.UTF_8)));
    places
        .headers()
        .forEach((member, header) ->
            message
                .header(header)
                .ifPresent(text -> members.put(member, value(route, member, text))));
    places
        .parameters()
        .forEach((member, parameter) ->
            message
                .parameter(parameter)
                .ifPresent(text -> members.put(member, value(route, member, text))));
    places.payload().ifPresent(member -> members.put(member, message.body()));
    return JsonObject.copyOf(members);
  }

  private static Object value(Route route, String member, String text) {
    var input = (Shape.Structure) route.model().shape(route.operation().input().orElseThrow());
    Shape shape = route.model().shape(String.valueOf(input.members().get(member)));
    // The model refuses a value that is not a number.
    return shape instanceof Shape.Whole && text.matches("[0-9]{1,9}") ? Long.valueOf(text) : text;
  }

  @Override
  public HttpAnswer answer(AwsRequest request, JsonObject output, String requestId) {
    RestBinding binding = request.operation().rest().orElseThrow();
    Map<String, String> headers = headers(requestId);
    JsonObject rest = output;
    for (Map.Entry<String, String> header : binding.output().headers().entrySet()) {
      output.findText(header.getKey()).ifPresent(text -> headers.put(header.getValue(), text));
      rest = rest.without(header.getKey());
    }
    String json = JsonWriter.wire(rest);
    String body = binding.output().payload().map(output::text).orElse(json);
    return new HttpAnswer(binding.status(), headers, body);
  }

  @Override
  public HttpAnswer failure(AwsFailure failure, String requestId) {
    Map<String, String> headers = headers(requestId);
    headers.put("x-amzn-ErrorType", failure.type());
    return new HttpAnswer(
        failure.status(), headers, JsonWriter.wire(JsonObject.of("Message", failure.text())));
  }

  private static Map<String, String> headers(String requestId) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("x-amzn-RequestId", requestId);
    return headers;
  }
}
