package io.github.tagscaler.command.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.tagscaler.command.exit.CouldNotLookException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class ConnectionErrorsTest {
  private static final String HOST = "api.sagemaker.eu-wets-1.amazonaws.com";

  static Stream<Arguments> noAnswer() {
    return Stream.of(
        Arguments.of(
            "eu-wets-1",
            null,
            new UnknownHostException(HOST),
            "There is no host api.sagemaker.eu-wets-1.amazonaws.com. Check the region \"eu-wets-1\". Did you mean \"eu-west-1\"?"),
        Arguments.of(
            "moon",
            null,
            new UnknownHostException(HOST),
            "There is no host api.sagemaker.eu-wets-1.amazonaws.com. Check the region \"moon\"."),
        Arguments.of(
            "eu-west-1",
            null,
            new UnknownHostException(HOST),
            "There is no host api.sagemaker.eu-wets-1.amazonaws.com. Check the network, such as a proxy or VPN."),
        Arguments.of(
            "eu-west-1",
            "http://nowhere:1",
            new UnknownHostException("nowhere"),
            "There is no host of the name in http://nowhere:1. Check --endpoint-url or AWS_ENDPOINT_URL."),
        Arguments.of(
            "eu-west-1",
            "http://localhost:1",
            new ConnectException("Connection refused"),
            "Nothing answers at http://localhost:1: Connection refused. Check --endpoint-url or AWS_ENDPOINT_URL."),
        Arguments.of(
            "eu-west-1",
            null,
            new IOException("Connection reset."),
            "Nothing answers at api.sagemaker.eu-wets-1.amazonaws.com: Connection reset. Check the network, such as a proxy or VPN."),
        Arguments.of(
            "eu-west-1",
            null,
            new SSLHandshakeException("unable to find valid certification path"),
            "The connection to api.sagemaker.eu-wets-1.amazonaws.com is not secure: unable to find valid certification path."),
        Arguments.of(
            "eu-west-1",
            null,
            new SocketTimeoutException("connect timed out"),
            "api.sagemaker.eu-wets-1.amazonaws.com does not answer in time. Check the network, such as a proxy or VPN, and try again."));
  }

  @ParameterizedTest
  @MethodSource("noAnswer")
  void without_any_answer_the_command_ends_with_a_sentence(
      String region, @Nullable String address, IOException cause, String sentence) {
    var errors = new ConnectionErrors(region, address);

    assertThat(thrown(errors, SdkClientException.create("Unable to execute HTTP request", cause)))
        .isInstanceOf(CouldNotLookException.class)
        .hasMessage(sentence);
  }

  @Test
  void a_call_that_took_too_long_is_no_answer() {
    assertThat(
            thrown(new ConnectionErrors("eu-west-1", null), ApiCallTimeoutException.create(20_000)))
        .isInstanceOf(CouldNotLookException.class)
        .hasMessageContaining("does not answer in time");
  }

  @Test
  void once_a_service_answered_only_the_call_fails() {
    var errors = new ConnectionErrors("eu-west-1", null);
    errors.afterTransmission(
        Mockito.mock(Context.AfterTransmission.class), new ExecutionAttributes());

    assertThat(
            result(
                errors,
                SdkClientException.create("(SDK Attempt Count: 3)", new ConnectException("no"))))
        .isInstanceOf(SdkClientException.class)
        .hasMessage(
            "Nothing answers at api.sagemaker.eu-wets-1.amazonaws.com: no. Check the network, such as a proxy or VPN.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ExpiredToken                | Your AWS credentials have expired. Sign in again, such as with aws sso login, or name a profile with --profile or AWS_PROFILE.
          ExpiredTokenException       | Your AWS credentials have expired. Sign in again, such as with aws sso login, or name a profile with --profile or AWS_PROFILE.
          UnrecognizedClientException | AWS does not accept your credentials in eu-west-1 (UnrecognizedClientException): they are not valid, or the region is not enabled in the account. Sign in again, such as with aws sso login, or name a profile with --profile or AWS_PROFILE.
          InvalidSignatureException   | AWS does not accept the signature of the call (InvalidSignatureException). Check the secret access key, and the clock of this machine.
          RequestExpired              | AWS refuses the time of the call. Check the clock of this machine.
          """)
  void credentials_that_are_refused_end_the_command_at_any_time(String error, String sentence) {
    var errors = new ConnectionErrors("eu-west-1", null);
    errors.afterTransmission(
        Mockito.mock(Context.AfterTransmission.class), new ExecutionAttributes());

    assertThat(thrown(errors, refusal(error)))
        .isInstanceOf(CouldNotLookException.class)
        .hasMessage(sentence);
  }

  @Test
  void other_failures_stay_as_they_are() {
    var errors = new ConnectionErrors("eu-west-1", null);
    var denied = refusal("AccessDeniedException");
    var bug = SdkClientException.create("Unable to unmarshall");

    assertThat(result(errors, denied)).isSameAs(denied);
    assertThat(result(errors, bug)).isSameAs(bug);
  }

  private static AwsServiceException refusal(String error) {
    return AwsServiceException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(error).errorMessage("No").build())
        .build();
  }

  private static Throwable thrown(ConnectionErrors errors, Throwable failure) {
    return catchThrowable(() -> result(errors, failure));
  }

  private static Throwable result(ConnectionErrors errors, Throwable failure) {
    var context = Mockito.mock(Context.FailedExecution.class);
    Mockito.when(context.exception()).thenReturn(failure);
    Mockito.when(context.httpRequest())
        .thenReturn(
            Optional.of(
                SdkHttpRequest.builder()
                    .method(SdkHttpMethod.POST)
                    .protocol("https")
                    .host(HOST)
                    .encodedPath("/")
                    .build()));
    return errors.modifyException(context, new ExecutionAttributes());
  }
}
