package io.github.tagscaler.template;

import io.github.tagscaler.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML, and JSON which is YAML too. CloudFormation's short forms become its long ones: {@code
 * !Ref X} is {@code {"Ref": "X"}}, {@code !Sub x} is {@code {"Fn::Sub": "x"}}.
 */
final class Yaml {
  private Yaml() {}

  static Json read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Json parse(String text) {
    return new Compose(LoadSettings.builder().build())
        .composeString(text)
        .map(Yaml::value)
        .orElse(Json.Null.NULL);
  }

  private static Json value(Node node) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return plain(node);
    }
    String name = tag.substring(1);
    String function = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    return Json.object().put(function, plain(node)).build();
  }

  private static Json plain(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        var members = new LinkedHashMap<String, Json>();
        for (var member : mapping.getValue()) {
          members.put(((ScalarNode) member.getKeyNode()).getValue(), value(member.getValueNode()));
        }
        yield new Json.Obj(members);
      }
      case SequenceNode sequence ->
          new Json.Arr(sequence.getValue().stream().map(Yaml::value).toList());
      case ScalarNode scalar -> scalar(scalar.getTag(), scalar.getValue());
      default -> throw new IllegalArgumentException("unexpected in YAML: " + node);
    };
  }

  private static Json scalar(Tag tag, String text) {
    if (tag.equals(Tag.NULL)) {
      return Json.Null.NULL;
    }
    if (tag.equals(Tag.BOOL)) {
      return Json.of(Boolean.parseBoolean(text));
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)
        ? Json.of(new BigDecimal(text))
        : Json.of(text);
  }
}
