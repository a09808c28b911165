package io.github.tagscaler.policy.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.policy.setting.Setting;
import io.github.tagscaler.resource.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every catalog. */
class CatalogProperties {
  private static final long SEED = 20_261_125;
  private static final int ROUNDS = 300;

  /** Settings one of which is in each policy, so that the order of layers shows. */
  private static String document(List<Integer> bases, List<Integer> order) {
    var text = new StringBuilder("version: 1\npolicies:\n");
    for (int i : order) {
      int base = bases.get(i);
      text.append(
          base < 0
              ? "  p%d: { max: %d }\n".formatted(i, i + 1)
              : "  p%d: { max: %d, extends: p%d }\n".formatted(i, i + 1, base));
    }
    return text.toString();
  }

  @Test
  void bases_lie_under_what_extends_them_wherever_they_stand() {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var bases = new ArrayList<Integer>();
      var order = new ArrayList<Integer>();
      for (int i = 0; i < 12; i++) {
        bases.add(i == 0 || random.nextInt(4) == 0 ? -1 : random.nextInt(i));
        order.add(i);
      }
      Collections.shuffle(order, random);
      var catalog = TestDocuments.read(TestDocuments.pay(document(bases, order)));

      for (int i = 0; i < 12; i++) {
        var expected = new ArrayList<List<Setting>>();
        for (int at = i; at >= 0; at = bases.get(at)) {
          expected.addFirst(List.of(new Setting.Max(at + 1)));
        }
        assertThat(TestDocuments.settings(catalog, "pay/p" + i, Kind.REAL_TIME))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void the_order_of_documents_means_nothing() {
    var catalogs = new RandomDocuments(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var documents = catalogs.documents();
      boolean distinct =
          documents.stream().map(DocumentText::name).distinct().count() == documents.size();
      if (distinct) {
        assertThat(CatalogReader.read(documents.reversed()))
            .isEqualTo(CatalogReader.read(documents));
      }
    }
  }

  @Test
  void a_document_that_is_not_the_platforms_changes_no_policy_but_its_own() {
    var catalogs = new RandomDocuments(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var documents =
          catalogs.documents().stream().filter(each -> !each.name().equals("pay")).toList();
      var before = CatalogReader.read(documents);
      var after =
          CatalogReader.read(
              Stream.concat(
                      documents.stream(),
                      catalogs.documents().stream()
                          .map(each -> new DocumentText("pay", each.text()))
                          .limit(1))
                  .toList());

      assertThat(after.policies()).containsAllEntriesOf(before.policies());
      assertThat(after.broken()).containsAllEntriesOf(before.broken());
      assertThat(after.brokenDocuments()).containsAllEntriesOf(before.brokenDocuments());
      assertThat(after.unusable()).isEqualTo(before.unusable());
      assertThat(after.guardrails()).isEqualTo(before.guardrails());
      assertThat(after.policies().keySet())
          .allMatch(name -> before.policies().containsKey(name) || name.startsWith("pay/"));
    }
  }
}
