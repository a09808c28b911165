package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.outcome.Code;
import io.github.tagscaler.policy.catalog.DocumentText;
import io.github.tagscaler.reconcile.CallFailedException;
import io.github.tagscaler.reconcile.CatalogDocuments;
import io.github.tagscaler.standin.StandIn;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

class CatalogParametersTest {
  private final CannedAws aws = new CannedAws();
  private final CatalogDocuments documents = aws.adapters().catalog("/platform/tagscaler");

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void are_read_decrypted_and_not_below_the_path_page_by_page() {
    aws.answer(
            "GetParametersByPath",
            "{'Parameters': [{'Name': '/platform/tagscaler/pay', 'Value': 'version: 1'}], 'NextToken': 't'}")
        .answer("GetParametersByPath", "{'Parameters': [], 'NextToken': 'u'}")
        .answer(
            "GetParametersByPath",
            "{'Parameters': [{'Name': '/platform/tagscaler/_platform', 'Value': '{}'}]}");

    assertThat(documents.read())
        .containsExactly(
            new DocumentText("_platform", "{}"), new DocumentText("pay", "version: 1"));
    assertThat(aws.calls()).hasSize(3);
    assertThat(aws.calls().getFirst().request())
        .isEqualTo(
            JsonNode.parser()
                .parse(
                    "{\"Path\": \"/platform/tagscaler\", \"Recursive\": false, \"MaxResults\": 10, \"WithDecryption\": true}"));
    assertThat(aws.calls().getLast().text("NextToken")).isEqualTo("u");
  }

  @Test
  void that_cannot_be_decrypted_spoil_no_other() {
    var kms =
        "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access. (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: 5f64)";
    aws.fail("GetParametersByPath", "AccessDeniedException", kms)
        .answer(
            "GetParametersByPath",
            "{'Parameters': [{'Name': '/platform/tagscaler/a', 'Type': 'SecureString', 'Value': 'x'}, {'Name': '/platform/tagscaler/b', 'Type': 'String', 'Value': 'version: 1'}], 'NextToken': 't'}")
        .answer(
            "GetParametersByPath",
            "{'Parameters': [{'Name': '/platform/tagscaler/c', 'Type': 'SecureString', 'Value': 'y'}, {'Name': '/platform/tagscaler/d', 'Type': 'SecureString', 'Value': 'z'}]}")
        .fail("GetParameter", "AccessDeniedException", kms)
        .answer(
            "GetParameter",
            "{'Parameter': {'Name': '/platform/tagscaler/c', 'Type': 'SecureString', 'Value': 'version: 1 # c'}}")
        .fail("GetParameter", "ParameterNotFound", "It was deleted.");

    assertThat(documents.read())
        .containsExactly(
            DocumentText.unreadable(
                "a",
                "The parameter /platform/tagscaler/a cannot be decrypted (AccessDeniedException: The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access). Give the function's role kms:Decrypt on its key (template parameter CatalogKeyArn), or save it with type String."),
            new DocumentText("b", "version: 1"),
            new DocumentText("c", "version: 1 # c"));
    assertThat(aws.operations())
        .containsExactly(
            "GetParametersByPath",
            "GetParametersByPath",
            "GetParametersByPath",
            "GetParameter",
            "GetParameter",
            "GetParameter");
    assertThat(aws.calls().get(1).request().field("WithDecryption"))
        .hasValue(JsonNode.parser().parse("false"));
    assertThat(aws.calls("GetParameter").getFirst().request())
        .isEqualTo(
            JsonNode.parser()
                .parse("{\"Name\": \"/platform/tagscaler/a\", \"WithDecryption\": true}"));
  }

  @Test
  void that_the_function_cannot_decrypt_need_a_permission_of_its_role() {
    aws.fail("GetParametersByPath", "InvalidKeyId", "The key is disabled")
        .answer(
            "GetParametersByPath",
            "{'Parameters': [{'Name': '/platform/tagscaler/a', 'Type': 'SecureString', 'Value': 'x'}]}")
        .fail("GetParameter", "InvalidKeyId", "The key is disabled");
    var inLambda =
        AwsAdapters.startingFast(
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_ENDPOINT_URL", aws.url()));

    assertThat(inLambda.catalog("/platform/tagscaler").read())
        .containsExactly(
            DocumentText.unreadable(
                "a",
                "The parameter /platform/tagscaler/a cannot be decrypted (InvalidKeyId: The key is disabled). Give the function's role kms:Decrypt on its key (template parameter CatalogKeyArn), or save it with type String."));
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidKeyId, The key is disabled, true",
    "DisabledException, The key is disabled (Service: AWSKMS; Status Code: 400), true",
    "AccessDeniedException, User is not authorized to perform: kms:Decrypt, true",
    "InternalServerError, -, false",
    "ThrottlingException, Rate exceeded (Service: AWSKMS; Status Code: 400), false",
  })
  void are_read_one_by_one_only_if_a_key_may_be_the_reason(
      String error, String text, boolean oneByOne) {
    aws.fail("GetParametersByPath", error, text);
    if (oneByOne) {
      aws.answer("GetParametersByPath", "{'Parameters': []}");

      assertThat(documents.read()).isEmpty();
    } else {
      assertThatThrownBy(documents::read).isInstanceOf(CallFailedException.class);
    }
  }

  @Test
  void whose_own_read_fails_for_another_reason_are_all_retried() {
    aws.fail("GetParametersByPath", "InvalidKeyId", "The key is disabled.")
        .answer(
            "GetParametersByPath",
            "{'Parameters': [{'Name': '/platform/tagscaler/a', 'Type': 'SecureString', 'Value': 'x'}]}")
        .fail("GetParameter", "ThrottlingException", "Rate exceeded");

    assertThatThrownBy(documents::read)
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.code()).isEqualTo(Code.THROTTLED))
        .hasMessageStartingWith(
            "GetParameter of /platform/tagscaler/a failed: ThrottlingException");
  }

  @Test
  void are_none_without_a_path_and_cost_no_call() {
    assertThat(aws.adapters().catalog(null).read()).isEmpty();
    assertThat(aws.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, User is not authorized to perform: ssm:GetParametersByPath, ACCESS_DENIED, true",
    "InvalidKeyId, The key is disabled, SERVICE_ERROR, true",
    "InternalServerError, -, SERVICE_ERROR, true",
    "ThrottlingException, Rate exceeded, THROTTLED, false",
  })
  void that_cannot_be_read_have_a_remedy(String error, String text, Code code, boolean help) {
    aws.fail("GetParametersByPath", error, text);

    assertThatThrownBy(documents::read)
        .isInstanceOfSatisfying(
            CallFailedException.class, failed -> assertThat(failed.code()).isEqualTo(code))
        .hasMessageStartingWith(
            "GetParametersByPath of /platform/tagscaler failed: " + error + ": " + text)
        .satisfies(failed -> {
          if (help) {
            assertThat(failed)
                .hasMessageContaining(
                    "on the parameter /platform/tagscaler itself and on /platform/tagscaler/*")
                .hasMessageContaining("kms:Decrypt");
          }
        });
  }

  @Test
  void are_complete_from_the_stand_in() {
    try (var standIn = StandIn.start()) {
      IntStream.range(0, 23)
          .forEach(
              i -> standIn.seed("{\"parameters\": {\"/t/d%02d\": \"a: %d\"}}".formatted(i, i)));
      standIn.seed(
          "{\"parameters\": {\"/t/zz\": {\"Type\": \"SecureString\", \"Value\": \"secret: 1\"}, \"/t/sub/x\": \"no\", \"/tt/x\": \"no\"}}");
      var adapters =
          AwsAdapters.create(
              Map.of(
                  "AWS_REGION", "us-east-1",
                  "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                  "AWS_SECRET_ACCESS_KEY", "secret",
                  "AWS_ENDPOINT_URL", standIn.endpoint().toString()));

      List<DocumentText> read = adapters.catalog("/t").read();

      assertThat(read).hasSize(24).startsWith(new DocumentText("d00", "a: 0"));
      assertThat(read.getLast()).isEqualTo(new DocumentText("zz", "secret: 1"));
    }
  }
}
