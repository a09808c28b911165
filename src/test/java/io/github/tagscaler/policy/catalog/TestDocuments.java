package io.github.tagscaler.policy.catalog;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Sourced;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.List;

/** RandomDocuments as tests write them. */
final class TestDocuments {
  private TestDocuments() {}

  /** A document of the name {@code pay}. */
  static DocumentText pay(String text) {
    return new DocumentText("pay", text);
  }

  /** The platform team's document. */
  static DocumentText platform(String text) {
    return new DocumentText("_platform", text);
  }

  /** A document {@code pay} that holds the one policy {@code mine}, with these lines. */
  static DocumentText policy(String lines) {
    return pay("version: 1\npolicies:\n  mine:\n" + lines.indent(4));
  }

  static Catalog read(DocumentText... documents) {
    return CatalogReader.read(List.of(documents));
  }

  /** All problems, as messages. */
  static List<String> problems(DocumentText... documents) {
    return CatalogReader.read(List.of(documents)).summary().problems().stream()
        .map(Problem::message)
        .toList();
  }

  /** A policy that must exist. */
  static NamedPolicy policy(Catalog catalog, String name) {
    return switch (catalog.find(name)) {
      case Catalog.Found.Known(var policy) -> policy;
      case Catalog.Found other -> throw new AssertionError(name + ": " + other);
    };
  }

  /** The problem because of which a policy cannot be used. */
  static Problem problemOf(Catalog catalog, String name) {
    return switch (catalog.find(name)) {
      case Catalog.Found.Broken(var document, var problems) -> problems.getFirst();
      case Catalog.Found other -> throw new AssertionError(name + ": " + other);
    };
  }

  /** The settings of a policy for a kind, layer by layer. */
  static List<List<Setting>> settings(Catalog catalog, String name, Kind kind) {
    return policy(catalog, name).read(kind, new Origin.BuiltIn()).stream()
        .map(layer -> layer.stream().map(Sourced::value).toList())
        .toList();
  }

  /** The settings of the policy {@code mine} of these lines for real-time endpoints. */
  static List<Setting> settings(String lines) {
    var settings = new ArrayList<Setting>();
    settings(read(policy(lines)), "pay/mine", Kind.REAL_TIME).forEach(settings::addAll);
    return settings;
  }
}
