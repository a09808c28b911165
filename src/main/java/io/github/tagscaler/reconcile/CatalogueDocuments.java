package io.github.tagscaler.reconcile;

import io.github.tagscaler.policy.catalogue.CatalogueText;
import java.util.List;

/** Port: the documents of the catalogue, as they are now. */
public interface CatalogueDocuments {

  /**
   * Reads all of them, in the order of their names.
   *
   * @throws CallFailedException if even one of them cannot be read
   */
  List<CatalogueText> read();
}
