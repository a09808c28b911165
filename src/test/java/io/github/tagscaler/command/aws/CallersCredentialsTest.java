package io.github.tagscaler.command.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallersCredentialsTest {
  private static final String CHAIN =
      "Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(credentialsProviders=[EnvironmentVariableCredentialsProvider(), ProfileCredentialsProvider(profileName=default), ContainerCredentialsProvider()]) : [EnvironmentVariableCredentialsProvider(): Unable to load credentials from system settings., ProfileCredentialsProvider(profileName=default): %s, ContainerCredentialsProvider(): Cannot fetch credentials from container.]";

  private static final String ADVICE =
      " Sign in, such as with aws sso login, name a profile with --profile or AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";

  @Test
  void the_keys_of_the_environment_are_used() {
    assertThat(
            CallersCredentials.keys(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b")))
        .isPresent();
  }

  @Test
  void an_empty_key_is_no_key() {
    assertThat(
            CallersCredentials.keys(Map.of("AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", "")))
        .isEmpty();
  }

  @Test
  void without_credentials_one_sentence_says_what_to_do() {
    assertThat(
            CallersCredentials.missing(
                null,
                CHAIN.formatted(
                    "Profile file contained no credentials for profile 'default': ProfileFile(sections=[])")))
        .isEqualTo("There are no AWS credentials." + ADVICE);
  }

  @Test
  void an_expired_session_of_the_default_profile_is_named() {
    assertThat(CallersCredentials.missing(null, CHAIN.formatted("The SSO session has expired.")))
        .isEqualTo("There are no AWS credentials: The SSO session has expired." + ADVICE);
  }

  @Test
  void a_profile_without_credentials_is_named() {
    assertThat(CallersCredentials.missing("prod", "Token is expired."))
        .isEqualTo("The profile \"prod\" has no credentials: Token is expired.");
    assertThat(
            CallersCredentials.missing(
                "prod",
                "Profile file contained no credentials for profile 'prod': ProfileFile(sections=[])"))
        .isEqualTo("The profile \"prod\" has no credentials.");
  }
}
