package io.github.tagscaler.policy.catalogue;

import io.github.tagscaler.outcome.Problem;
import io.github.tagscaler.policy.setting.Origin;
import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.policy.setting.Stated;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.List;

/** Catalogues as tests write them. */
final class Texts {
  private Texts() {}

  /** A document of the name {@code pay}. */
  static CatalogueText pay(String text) {
    return new CatalogueText("pay", text);
  }

  /** The platform team's document. */
  static CatalogueText platform(String text) {
    return new CatalogueText("_platform", text);
  }

  /** A document {@code pay} that holds the one policy {@code mine}, whose lines these are. */
  static CatalogueText policy(String lines) {
    return pay("version: 1\npolicies:\n  mine:\n" + lines.indent(4));
  }

  static Catalogue read(CatalogueText... documents) {
    return CatalogueReader.read(List.of(documents));
  }

  /** All that is wrong, as messages. */
  static List<String> wrong(CatalogueText... documents) {
    return CatalogueReader.problems(List.of(documents)).stream().map(Problem::message).toList();
  }

  /** A policy that must be there. */
  static NamedPolicy policy(Catalogue catalogue, String name) {
    return switch (catalogue.find(name)) {
      case Catalogue.Found.Known(var policy) -> policy;
      case Catalogue.Found other -> throw new AssertionError(name + ": " + other);
    };
  }

  /** Why a policy cannot be followed. */
  static Problem broken(Catalogue catalogue, String name) {
    return switch (catalogue.find(name)) {
      case Catalogue.Found.Broken(var problem) -> problem;
      case Catalogue.Found other -> throw new AssertionError(name + ": " + other);
    };
  }

  /** What a policy says for a kind, layer by layer. */
  static List<List<Setting>> said(Catalogue catalogue, String name, Kind kind) {
    return policy(catalogue, name).read(kind, new Origin.BuiltIn()).stream()
        .map(layer -> layer.stream().map(Stated::setting).toList())
        .toList();
  }

  /** What the policy {@code mine} of these lines says for instances. */
  static List<Setting> said(String lines) {
    var said = new ArrayList<Setting>();
    said(read(policy(lines)), "pay/mine", Kind.INSTANCE).forEach(said::addAll);
    return said;
  }
}
