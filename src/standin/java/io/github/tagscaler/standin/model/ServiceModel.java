package io.github.tagscaler.standin.model;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The operations and shapes of one AWS service, as far as the stand-in supports it. */
public final class ServiceModel {

  /**
   * One operation: the shapes it takes and gives, if any, and where it is in HTTP if that is not
   * the same for all.
   */
  public record Operation(
      String name, Optional<String> input, Optional<String> output, Optional<RestBinding> rest) {}

  private final String name;
  private final JsonObject metadata;
  private final Map<String, Operation> operations = new HashMap<>();
  private final Map<String, Shape> shapes = new HashMap<>();

  private ServiceModel(String name, JsonObject json) {
    this.name = name;
    this.metadata = json.object("metadata");
    JsonObject operationsJson = json.object("operations");
    JsonObject shapesJson = json.object("shapes");
    for (String operation : operationsJson.members().keySet()) {
      JsonObject members = operationsJson.object(operation);
      Optional<String> input = shape(members, "input");
      Optional<String> output = shape(members, "output");
      Optional<RestBinding> rest =
          members
              .findObject("http")
              .map(http ->
                  RestBinding.of(
                      http,
                      shapesJson.object(input.orElseThrow()),
                      shapesJson.object(output.orElseThrow())));
      operations.put(operation, new Operation(operation, input, output, rest));
    }
    for (String shape : shapesJson.members().keySet()) {
      shapes.put(shape, ShapeReader.read(shapesJson.object(shape)));
    }
  }

  /** Load a model that ships with the stand-in, such as {@code sagemaker}. */
  public static ServiceModel load(String name) {
    String resource = "/io/github/tagscaler/standin/model/" + name + ".json";
    try (var in = ServiceModel.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no model in " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ServiceModel(name, JsonReader.object(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> shape(JsonObject operation, String direction) {
    return operation.findObject(direction).map(reference -> reference.text("shape"));
  }

  public String name() {
    return name;
  }

  /** The part before the dot in the X-Amz-Target header, if the service has that. */
  public Optional<String> targetPrefix() {
    return metadata.findText("targetPrefix");
  }

  public String jsonVersion() {
    return metadata.text("jsonVersion");
  }

  public String apiVersion() {
    return metadata.text("apiVersion");
  }

  public Optional<String> xmlNamespace() {
    return metadata.findText("xmlNamespace");
  }

  public Optional<Operation> operation(String operation) {
    return Optional.ofNullable(operations.get(operation));
  }

  public Map<String, Operation> operations() {
    return Map.copyOf(operations);
  }

  public Shape shape(String shape) {
    Shape found = shapes.get(shape);
    if (found == null) {
      throw new IllegalArgumentException(name + " has no shape " + shape);
    }
    return found;
  }
}
