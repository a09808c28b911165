package io.github.tagscaler.reconcile;

import io.github.tagscaler.policy.catalog.DocumentText;
import java.util.List;

/** Port: the documents of the catalog, as they are now. */
public interface CatalogDocuments {

  /**
   * Reads all of them, in the order of their names.
   *
   * @throws CallFailedException if even one of them cannot be read
   */
  List<DocumentText> read();
}
