package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.engine.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** Deploys that a scalable target blocks, and the solution in {@code docs/deploys.md}. */
class DeploysTest {
  @RegisterExtension static final TestAccount account = new TestAccount();

  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";

  @BeforeEach
  void seed_a_scaled_endpoint_and_a_config_with_another_instance_type() {
    account.endpoint("chat", "policy=default");
    account.invoke(SampleEvents.inService("chat"));
    account.seed(
        """
        {"configs": [{"EndpointConfigName": "bigger", "ProductionVariants": [
          {"VariantName": "AllTraffic", "ModelName": "m", "InitialInstanceCount": 1,
           "InstanceType": "ml.g5.2xlarge"}]}]}
        """);
  }

  private static void update() {
    account.user.sageMaker.updateEndpoint(
        call -> call.endpointName("chat").endpointConfigName("bigger"));
  }

  private static void delete() {
    account.user.sageMaker.deleteEndpoint(call -> call.endpointName("chat"));
  }

  /** The remedy in the event that the record of a refused call results in. */
  private static String logged(Json record) {
    account.invoke(record);
    assertThat(account.publishedTypes()).endsWith("Deploy Blocked");
    return account.published().getLast().get("Detail").get("remedy").text().orElse("");
  }

  @Test
  void another_instance_type_is_refused_while_the_variant_is_registered() {
    assertThatThrownBy(DeploysTest::update).isInstanceOf(SageMakerException.class);
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-4");
  }

  @Test
  void it_is_accepted_after_policy_off_and_the_tags_restore_scaling() {
    account.user.tag("endpoint/chat", "policy=off");

    assertThat(account.invoke(JsonReader.read("{\"endpointName\": \"chat\"}")).outcome().ending())
        .isEqualTo("Released");
    update();
    account.advance(Duration.ofMinutes(10));
    account.user.tag("endpoint/chat", "policy=default");

    assertThat(account.invoke(JsonReader.read("{\"endpointName\": \"chat\"}")).outcome().ending())
        .isEqualTo("Applied");
    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-4");
  }

  @Test
  void a_registered_variant_cannot_be_removed_and_the_caller_gets_the_remedy() {
    account.seed(
        """
        {"configs": [{"EndpointConfigName": "renamed", "ProductionVariants": [
          {"VariantName": "Other", "ModelName": "m", "InitialInstanceCount": 1,
           "InstanceType": "ml.g5.xlarge"}]}]}
        """);

    var refusal = account.user.updateRejection("chat", "renamed").orElseThrow();

    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-4");
    assertThat(logged(refused("UpdateEndpoint", refusal)))
        .contains("removes a variant", "autoscaling:policy = off");
  }

  @Test
  void a_caller_without_permission_to_deregister_cannot_delete_the_endpoint_and_gets_the_remedy() {
    account.seed("{\"denied\": [\"application-autoscaling:DeregisterScalableTarget\"]}");

    var refusal =
        catchThrowableOfType(SageMakerException.class, DeploysTest::delete)
            .awsErrorDetails()
            .errorMessage();

    assertThat(account.target(ON_CHAT).bounds()).isEqualTo("1-4");
    assertThat(logged(refused("DeleteEndpoint", refusal)))
        .contains("allow the caller application-autoscaling:DeregisterScalableTarget");
  }

  @Test
  void a_caller_with_permission_to_deregister_deletes_the_endpoint_and_its_target() {
    delete();

    assertThat(account.targets()).isEmpty();
  }

  @Test
  void a_refused_call_is_published_with_its_caller_and_a_remedy() {
    var run = account.invoke(refused("UpdateEndpoint", "The variant is a scalable target."));

    assertThat(run.raised()).isFalse();
    assertThat(run.outcomes()).isEmpty();
    assertThat(account.publishedTypes()).endsWith("Deploy Blocked");
    var detail = account.published().getLast().get("Detail");
    assertThat(detail.get("endpointName").text()).contains("chat");
    assertThat(detail.get("principal").text())
        .contains("arn:aws:sts::111122223333:assumed-role/ci/ci");
    assertThat(detail.get("remedy").text().orElse("")).contains("autoscaling:policy", "off");
    assertThat(account.published().getLast().get("Resources").write())
        .isEqualTo("[\"arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat\"]");
  }

  @Test
  void a_refused_call_is_for_the_team_of_the_endpoint() {
    account.user.sageMaker.addTags(call ->
        call.resourceArn("arn:aws:sagemaker:us-east-1:111122223333:endpoint/chat")
            .tags(Tag.builder().key("team").value("search").build()));

    account
        .function(Map.of("TAGSCALER_TEAM_TAG", "team"))
        .invoke(refused("UpdateEndpoint", "The variant is a scalable target."));

    assertThat(account.published().getLast().get("Detail").get("team"))
        .isEqualTo(Json.of("search"));
  }

  @Test
  void a_refused_call_is_published_without_a_team_if_the_tags_cannot_be_read() {
    account.fault(Fault.error(400, "ThrottlingException", "Rate exceeded").on("ListTags").always());

    account
        .function(Map.of("TAGSCALER_TEAM_TAG", "team"))
        .invoke(refused("UpdateEndpoint", "The variant is a scalable target."));

    assertThat(account.publishedTypes()).endsWith("Deploy Blocked");
    assertThat(account.published().getLast().get("Detail").get("tags"))
        .isEqualTo(Json.object().build());
  }

  @Test
  void a_call_that_was_refused_for_another_reason_is_not_published() {
    int before = account.published().size();

    account.invoke(refused("UpdateEndpoint", "Could not find the endpoint config."));

    assertThat(account.published()).hasSize(before);
  }

  private static Json refused(String call, String message) {
    return JsonReader.read(
        """
        {"id": "d", "source": "aws.sagemaker", "detail-type": "AWS API Call via CloudTrail",
         "resources": [], "detail": {"eventSource": "sagemaker.amazonaws.com", "eventName": "%s",
         "userIdentity": {"type": "AssumedRole", "arn": "arn:aws:sts::111122223333:assumed-role/ci/ci"},
         "errorCode": "ValidationException", "errorMessage": "%s",
         "requestParameters": {"endpointName": "chat"}, "responseElements": null}}
        """
            .formatted(call, message));
  }
}
