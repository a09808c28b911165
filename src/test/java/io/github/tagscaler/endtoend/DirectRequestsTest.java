package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.event.Events;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.lambda.RequestRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whoever invokes the function waits for the answer: a mistake must not look like the answer that
 * there was nothing to do.
 */
class DirectRequestsTest {
  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";

  @RegisterExtension static final TestAccount account = new TestAccount();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"release": "all"}                 | deploy the stack with the parameter ReleaseAll set to the stack's name
          {"release": "ALL"}                 | deploy the stack with the parameter ReleaseAll set to the stack's name
          {"release": "All"}                 | deploy the stack with the parameter ReleaseAll set to the stack's name
          {"release": true}                  | deploy the stack with the parameter ReleaseAll set to the stack's name
          {"Release": "all"}                 | deploy the stack with the parameter ReleaseAll set to the stack's name
          {"relase": "all"}                  | deploy the stack with the parameter ReleaseAll set to the stack's name
          {"release": "all", "dryrun": true} | deploy the stack with the parameter ReleaseAll set to the stack's name
          {"all": true, "confirm": true}     | deploy the stack with SweepLimit = 100 for a while
          {"endpoint": "chat"}               | did you mean "endpointName"?
          {"EndpointName": "chat"}           | did you mean "endpointName"?
          {"endpointName": "no/name"}        | "endpointName" must be 1 to 63 letters
          {"all": "yes"}                     | "all" must be true and is "yes"
          {"All": true}                      | did you mean "all"?
          {"all": true, "dryrun": true}      | did you mean "dryRun"?
          {}                                 | expected exactly one task
          []                                 | expected an object, got an array
          "chat"                             | expected an object, got "chat"
          {"endpointName": "chat"            | Invalid request:
          endpointName=chat                  | Invalid request:
          """)
  void a_mistake_is_an_error_with_the_sentence_that_says_what_to_do(String request, String says) {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.aws().clearCalls();

    assertThatThrownBy(() -> account.function().invoke(request))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining(says)
        .hasMessageMatching("[^\\n]*\\.");
    assertThat(account.aws().calls()).isEmpty();
    assertThat(account.target(ON_CHAT)).isNotNull();
  }

  @Test
  void a_mistake_in_an_event_is_logged_and_has_no_outcomes() {
    var event =
        Events.with(
            Events.file("reconcile-requested-all"),
            "detail",
            Json.object().put("all", "yes").build());

    var run = account.invoke(event);

    assertThat(run.answer().write()).isEqualTo("{\"outcomes\":[]}");
    assertThat(run.loggedEvents()).containsExactly("Refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"endpointName": "nope"}            | endpoint/nope            | ~~
          {"endpointName": "Chat"}            | endpoint/Chat            | ~ Did you mean "chat"? Names are case-sensitive.~
          {"inferenceComponentName": "nope"}  | inference-component/nope | ~~
          {"inferenceComponentName": "LLAMA"} | inference-component/LLAMA | ~ Did you mean "llama"? Names are case-sensitive.~
          """)
  void a_resource_that_does_not_exist_is_not_found(String request, String id, String meant) {
    account.endpoint("chat", "policy=default");
    account.host("host");
    account.component("llama", "host", "max=3");

    var run = account.invoke(JsonReader.read(request));

    assertThat(run.outcome().ending()).isEqualTo("Skipped NotFound");
    assertThat(run.outcome().message())
        .isEqualTo(
            id
                + " does not exist in this account and region (or is being deleted), and Tagscaler"
                + " manages nothing for it."
                + meant);
    assertThat(run.writes()).isEmpty();
    assertThat(account.published()).isEmpty();
  }

  @Test
  void a_whole_event_is_a_direct_request_too() {
    assertThat(account.invoke(SampleEvents.requested("nope")).outcome().ending())
        .isEqualTo("Skipped NotFound");
  }
}
