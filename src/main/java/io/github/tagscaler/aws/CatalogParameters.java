package io.github.tagscaler.aws;

import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.CatalogDocuments;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * {@link CatalogDocuments} in the Parameter Store of AWS Systems Manager.
 *
 * <p>They are read in bulk. That fails as a whole if a single one cannot be decrypted; then each
 * encrypted one is read by itself, so that it spoils no other.
 */
final class CatalogParameters implements CatalogDocuments {

  /** The most parameters that a page of GetParametersByPath may have. */
  private static final int PAGE = 10;

  private final Supplier<SsmClient> client;
  private final String path;
  private final Reader reader;

  /** Whose permissions decide what can be read. */
  enum Reader {
    /** The function's role, whose operator reads the messages. */
    FUNCTION,
    /** The person who reads the messages. */
    CALLER
  }

  /**
   * @param client called when documents are first read
   * @param path without a slash at its end
   */
  CatalogParameters(Supplier<SsmClient> client, String path, Reader reader) {
    this.client = client;
    this.path = path;
    this.reader = reader;
  }

  @Override
  public List<DocumentText> read() {
    try {
      return sorted(list(true).stream().map(CatalogParameters::text).toList());
    } catch (SdkException failure) {
      if (AwsErrors.mayBeOfKey(failure)) {
        return readOneByOne();
      }
      throw unread(failure);
    }
  }

  private CallFailedException unread(SdkException failure) {
    return AwsErrors.failed(
        AwsErrors.codeOf(failure), "GetParametersByPath", path, failure, remedy(failure));
  }

  private List<DocumentText> readOneByOne() {
    try {
      return sorted(list(false).stream().flatMap(each -> decrypted(each).stream()).toList());
    } catch (SdkException failure) {
      throw unread(failure);
    }
  }

  private List<Parameter> list(boolean decrypt) {
    return new PagedList<>(
            token ->
                client
                    .get()
                    .getParametersByPath(request ->
                        request
                            .path(path)
                            // Two documents in folders under the path could have the same name.
                            .recursive(false)
                            .withDecryption(decrypt)
                            .maxResults(PAGE)
                            .nextToken(token)),
            GetParametersByPathResponse::nextToken)
        .all(GetParametersByPathResponse::parameters);
  }

  /** The document of a parameter that was read encrypted; empty if it was deleted meanwhile. */
  private Optional<DocumentText> decrypted(Parameter parameter) {
    if (parameter.type() != ParameterType.SECURE_STRING) {
      return Optional.of(text(parameter));
    }
    try {
      return Optional.of(
          text(
              client
                  .get()
                  .getParameter(request -> request.name(parameter.name()).withDecryption(true))
                  .parameter()));
    } catch (SdkException failure) {
      if (AwsErrors.noParameter(failure)) {
        return Optional.empty();
      }
      if (AwsErrors.mayBeOfKey(failure)) {
        return Optional.of(
            DocumentText.unreadable(
                document(parameter),
                "The parameter %s cannot be decrypted (%s). %s"
                    .formatted(parameter.name(), AwsErrors.lasting(failure), decryption())));
      }
      throw AwsErrors.failed("GetParameter", parameter.name(), failure);
    }
  }

  private String decryption() {
    return switch (reader) {
      case FUNCTION ->
          "Give the function's role kms:Decrypt on its key (template parameter CatalogKeyArn), or save it with type String.";
      case CALLER -> "You need kms:Decrypt on its key.";
    };
  }

  private static List<DocumentText> sorted(List<DocumentText> texts) {
    return texts.stream().sorted(Comparator.comparing(DocumentText::name)).toList();
  }

  private static DocumentText text(Parameter parameter) {
    return new DocumentText(document(parameter), parameter.value());
  }

  private static String document(Parameter parameter) {
    var name = parameter.name();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The remedy that only the operator can apply; empty for an error that may pass. */
  private String remedy(SdkException failure) {
    return switch (AwsErrors.codeOf(failure)) {
      case THROTTLED, QUOTA_EXCEEDED -> "";
      default ->
          "If this persists: the function's role needs ssm:GetParametersByPath on the parameter %s itself and on %<s/*, ssm:GetParameter on %<s/*, and kms:Decrypt on the key of its SecureStrings if that is one of your own (template parameters CatalogPath and CatalogKeyArn)."
              .formatted(path);
    };
  }
}
