package io.github.tagscaler.command.aws;

import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.outcome.Suggestions;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;

/**
 * Says in plain words why AWS cannot be asked. Where no call can succeed, because the credentials
 * are refused or no service has answered so far, the first call ends the command; later, only what
 * it would have read is missing.
 */
final class ConnectionErrors implements ExecutionInterceptor {
  private static final String SIGN_IN =
      "Sign in again, such as with aws sso login, or name a profile with --profile or AWS_PROFILE.";

  private final String region;
  private final @Nullable String address;
  private volatile boolean answered;

  /**
   * For a connection.
   *
   * @param address where all calls are sent, if that is not AWS
   */
  ConnectionErrors(String region, @Nullable String address) {
    this.region = region;
    this.address = address == null || address.isBlank() ? null : address;
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    answered = true;
  }

  /** Throws what ends the command: the SDK would accept no such exception as the result. */
  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    var failure = context.exception();
    switch (failure) {
      case AwsServiceException refused ->
          refusedCredentials(refused).ifPresent(sentence -> end(sentence, refused));
      case SdkClientException silent -> {
        var sentence = unanswered(silent, host(context));
        if (answered && sentence.isPresent()) {
          return SdkClientException.create(sentence.get(), silent);
        }
        sentence.ifPresent(why -> end(why, silent));
      }
      default -> {}
    }
    return failure;
  }

  private static void end(String sentence, SdkException failure) {
    throw new CouldNotLookException(sentence, failure);
  }

  /** Why credentials that were found cannot be used, if that is the reason. */
  private Optional<String> refusedCredentials(AwsServiceException refused) {
    return switch (Refusal.name(refused)) {
      case "ExpiredToken", "ExpiredTokenException" ->
          Optional.of("Your AWS credentials have expired. " + SIGN_IN);
      case "RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture" ->
          Optional.of("AWS refuses the time of the call. Check the clock of this machine.");
      case "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "AuthFailure",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException" ->
          Optional.of(
              "AWS does not accept your credentials in %s (%s): they are not valid, or the region is not enabled in the account. %s"
                  .formatted(region, Refusal.name(refused), SIGN_IN));
      case "SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature" ->
          Optional.of(
              "AWS does not accept the signature of the call (%s). Check the secret access key, and the clock of this machine."
                  .formatted(Refusal.name(refused)));
      default -> Optional.empty();
    };
  }

  /** Why nobody answered, if that is the reason. */
  private Optional<String> unanswered(SdkClientException failure, String host) {
    var cause = root(failure);
    if (failure instanceof ApiCallTimeoutException
        || failure instanceof ApiCallAttemptTimeoutException
        || cause instanceof SocketTimeoutException) {
      return Optional.of(
          "%s does not answer in time. Check the network, such as a proxy or VPN, and try again."
              .formatted(host));
    }
    return switch (cause) {
      case UnknownHostException _ -> Optional.of(unknownHost(host));
      case SSLException insecure ->
          Optional.of("The connection to %s is not secure: %s.".formatted(host, text(insecure)));
      case IOException other ->
          Optional.of(
              "Nothing answers at %s: %s. Check %s."
                  .formatted(
                      host,
                      text(other),
                      address == null
                          ? "the network, such as a proxy or VPN"
                          : "--endpoint-url or AWS_ENDPOINT_URL"));
      default -> Optional.empty();
    };
  }

  private String unknownHost(String host) {
    if (address != null) {
      return "There is no host of the name in %s. Check --endpoint-url or AWS_ENDPOINT_URL."
          .formatted(host);
    }
    var regions = Region.regions().stream().map(Region::id).toList();
    if (regions.contains(region)) {
      return "There is no host %s. Check the network, such as a proxy or VPN.".formatted(host);
    }
    return "There is no host %s. Check the region \"%s\".%s"
        .formatted(host, region, didYouMean(regions));
  }

  private String didYouMean(List<String> regions) {
    return Suggestions.closest(region, regions).map(" Did you mean \"%s\"?"::formatted).orElse("");
  }

  private String host(Context.FailedExecution context) {
    return address != null
        ? address
        : context.httpRequest().map(SdkHttpRequest::host).orElse("AWS");
  }

  private static Throwable root(SdkException failure) {
    Throwable at = failure;
    for (var next = at.getCause(); next != null; next = at.getCause()) {
      at = next;
    }
    return at;
  }

  private static String text(Throwable failure) {
    var text = Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
    return text.strip().replaceAll("\\.$", "");
  }
}
