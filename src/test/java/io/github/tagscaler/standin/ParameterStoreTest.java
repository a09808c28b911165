package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.SSM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** AWS Systems Manager API reference. */
class ParameterStoreTest {

  private final Caller aws =
      Caller.seeded(
          """
          {'parameters': {
            '/p/a': '1', '/p/deep/b': '2', '/p/secret': {'Type': 'SecureString', 'Value': 's'}}}
          """);

  @AfterEach
  void close() {
    aws.close();
  }

  private List<JsonObject> byPath(String members) {
    return aws.ok(SSM, "GetParametersByPath", "{'Path': '/p'" + members + "}")
        .objects("Parameters");
  }

  @Test
  void of_a_path_are_those_directly_under_it_by_default() {
    assertThat(byPath("")).extracting(one -> one.text("Name")).containsExactly("/p/a", "/p/secret");
    assertThat(byPath(", 'Recursive': true")).hasSize(3);
  }

  @Test
  void that_are_secret_are_returned_encrypted_by_default() {
    assertThat(byPath("").getLast().text("Value")).isNotEqualTo("s");
    assertThat(byPath(", 'WithDecryption': true").getLast().text("Value")).isEqualTo("s");
  }

  @Test
  void are_read_by_name_too() {
    assertThat(one("/p/a", "").text("Value")).isEqualTo("1");
    assertThat(one("/p/secret", "").text("Value")).isNotEqualTo("s");
    assertThat(one("/p/secret", ", 'WithDecryption': true").text("Value")).isEqualTo("s");
    assertThat(aws.refused(SSM, "GetParameter", "{'Name': '/p/none'}").errorType())
        .isEqualTo("ParameterNotFound");
  }

  private JsonObject one(String name, String members) {
    return aws.ok(SSM, "GetParameter", "{'Name': '" + name + "'" + members + "}")
        .object("Parameter");
  }

  @Test
  void one_under_a_customers_key_makes_every_call_fail_that_decrypts_it() {
    aws.ok(
        SSM,
        "PutParameter",
        "{'Name': '/p/locked', 'Value': 'v', 'Type': 'SecureString', 'KeyId': 'alias/theirs'}");

    assertThat(
            aws.refused(SSM, "GetParametersByPath", "{'Path': '/p', 'WithDecryption': true}")
                .message())
        .startsWith("The ciphertext refers to a customer master key");
    assertThat(
            aws.refused(SSM, "GetParameter", "{'Name': '/p/locked', 'WithDecryption': true}")
                .errorType())
        .isEqualTo("AccessDeniedException");
    assertThat(byPath("")).hasSize(3).allMatch(each -> !each.has("KeyId"));
    assertThat(one("/p/locked", "").text("Value")).isNotEqualTo("v");
    assertThat(one("/p/secret", ", 'WithDecryption': true").text("Value")).isEqualTo("s");
  }

  @Test
  void of_type_string_have_no_key() {
    assertThat(put("/p/b", ", 'KeyId': 'alias/theirs'").errorType())
        .isEqualTo("ValidationException");
  }

  @Test
  void come_in_pages_of_at_most_ten() {
    for (int i = 0; i < 11; i++) {
      put("/p/x" + i, "");
    }

    assertThat(byPath("")).hasSize(10);
    assertThat(
            aws.refused(SSM, "GetParametersByPath", "{'Path': '/p', 'MaxResults': 11}").message())
        .contains("less than or equal to 10");
  }

  private Answer put(String name, String members) {
    return aws.call(
        SSM,
        "PutParameter",
        "{'Name': '" + name + "', 'Value': 'v', 'Type': 'String'" + members + "}");
  }

  @Test
  void are_overwritten_only_if_asked_to() {
    assertThat(put("/p/a", "").errorType()).isEqualTo("ParameterAlreadyExists");
    assertThat(put("/p/a", ", 'Overwrite': true").body().whole("Version")).isEqualTo(2);
  }

  @Test
  void can_be_deleted_once() {
    aws.ok(SSM, "DeleteParameter", "{'Name': '/p/a'}");

    assertThat(aws.refused(SSM, "DeleteParameter", "{'Name': '/p/a'}").errorType())
        .isEqualTo("ParameterNotFound");
  }
}
