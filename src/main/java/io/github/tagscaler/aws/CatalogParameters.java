package io.github.tagscaler.aws;

import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.reconcile.CatalogDocuments;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** {@link CatalogDocuments} in the Parameter Store of AWS Systems Manager. */
final class CatalogParameters implements CatalogDocuments {

  /** The most parameters that a page of GetParametersByPath may have. */
  private static final int PAGE = 10;

  private final Supplier<SsmClient> client;
  private final String path;

  /**
   * @param client called when documents are first read
   * @param path without a slash at its end
   */
  CatalogParameters(Supplier<SsmClient> client, String path) {
    this.client = client;
    this.path = path;
  }

  @Override
  public List<DocumentText> read() {
    try {
      return client
          .get()
          .getParametersByPathPaginator(request ->
              request
                  .path(path)
                  // Two documents in folders under the path could have the
                  // same name.
                  .recursive(false)
                  .withDecryption(true)
                  .maxResults(PAGE))
          .stream()
          .flatMap(page -> page.parameters().stream())
          .map(CatalogParameters::text)
          .sorted(Comparator.comparing(DocumentText::name))
          .toList();
    } catch (SdkException failure) {
      throw AwsErrors.failed(
          AwsErrors.codeOf(failure), "GetParametersByPath", path, failure, remedy(failure));
    }
  }

  private static DocumentText text(Parameter parameter) {
    var name = parameter.name();
    return new DocumentText(name.substring(name.lastIndexOf('/') + 1), parameter.value());
  }

  /** The remedy that only the operator can apply; empty for an error that may pass. */
  private String remedy(SdkException failure) {
    return switch (AwsErrors.codeOf(failure)) {
      case THROTTLED, QUOTA_EXCEEDED -> "";
      default ->
          "If this persists: the function's role needs ssm:GetParametersByPath on the parameter %s itself and on %<s/*, and kms:Decrypt on the key of its SecureStrings if that is one of your own (template parameters CatalogPath and CatalogKeyArn)."
              .formatted(path);
    };
  }
}
