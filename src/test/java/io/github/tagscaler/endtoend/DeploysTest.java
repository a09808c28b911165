package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** Deploys that a scalable target blocks, and the solution in {@code docs/deploys.md}. */
class DeploysTest {
  @RegisterExtension static final World world = new World();

  private static final String ON_CHAT = "endpoint/chat/variant/AllTraffic";

  @BeforeEach
  void seed_a_scaled_endpoint_and_a_config_with_another_instance_type() {
    world.endpoint("chat", "policy=default");
    world.on(News.inService("chat"));
    world.seed(
        """
        {"configs": [{"EndpointConfigName": "bigger", "ProductionVariants": [
          {"VariantName": "AllTraffic", "ModelName": "m", "InitialInstanceCount": 1,
           "InstanceType": "ml.g5.2xlarge"}]}]}
        """);
  }

  private static void update() {
    world.somebody.sageMaker.updateEndpoint(
        call -> call.endpointName("chat").endpointConfigName("bigger"));
  }

  private static void delete() {
    world.somebody.sageMaker.deleteEndpoint(call -> call.endpointName("chat"));
  }

  /** The remedy in the event that the record of a refused call comes to. */
  private static String toldAbout(Json record) {
    world.on(record);
    assertThat(world.publishedTypes()).endsWith("Deploy Blocked");
    return world.published().getLast().get("Detail").get("remedy").text().orElse("");
  }

  @Test
  void another_instance_type_is_refused_while_the_variant_is_registered() {
    assertThatThrownBy(DeploysTest::update).isInstanceOf(SageMakerException.class);
    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-4");
  }

  @Test
  void it_is_accepted_after_policy_off_and_the_tags_restore_scaling() {
    world.somebody.tag("endpoint/chat", "policy=off");

    assertThat(world.on(JsonReader.read("{\"endpointName\": \"chat\"}")).outcome().ending())
        .isEqualTo("Released");
    update();
    world.advance(Duration.ofMinutes(10));
    world.somebody.tag("endpoint/chat", "policy=default");

    assertThat(world.on(JsonReader.read("{\"endpointName\": \"chat\"}")).outcome().ending())
        .isEqualTo("Applied");
    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-4");
  }

  @Test
  void a_registered_variant_cannot_be_removed_and_the_caller_gets_the_remedy() {
    world.seed(
        """
        {"configs": [{"EndpointConfigName": "renamed", "ProductionVariants": [
          {"VariantName": "Other", "ModelName": "m", "InitialInstanceCount": 1,
           "InstanceType": "ml.g5.xlarge"}]}]}
        """);

    var refusal = world.somebody.refusesUpdate("chat", "renamed").orElseThrow();

    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-4");
    assertThat(toldAbout(refused("UpdateEndpoint", refusal)))
        .contains("removes a variant", "autoscaling:policy = off");
  }

  @Test
  void a_caller_without_permission_to_deregister_cannot_delete_the_endpoint_and_gets_the_remedy() {
    world.seed("{\"denied\": [\"application-autoscaling:DeregisterScalableTarget\"]}");

    var refusal =
        catchThrowableOfType(SageMakerException.class, DeploysTest::delete)
            .awsErrorDetails()
            .errorMessage();

    assertThat(world.held(ON_CHAT).bounds()).isEqualTo("1-4");
    assertThat(toldAbout(refused("DeleteEndpoint", refusal)))
        .contains("allow the caller application-autoscaling:DeregisterScalableTarget");
  }

  @Test
  void a_caller_with_permission_to_deregister_deletes_the_endpoint_and_its_target() {
    delete();

    assertThat(world.held()).isEmpty();
  }

  @Test
  void a_refused_call_is_published_with_its_caller_and_a_remedy() {
    var run = world.on(refused("UpdateEndpoint", "The variant is a scalable target."));

    assertThat(run.raised()).isFalse();
    assertThat(run.outcomes()).isEmpty();
    assertThat(world.publishedTypes()).endsWith("Deploy Blocked");
    var detail = world.published().getLast().get("Detail");
    assertThat(detail.get("endpointName").text()).contains("chat");
    assertThat(detail.get("principal").text())
        .contains("arn:aws:sts::111122223333:assumed-role/ci/ci");
    assertThat(detail.get("remedy").text().orElse("")).contains("autoscaling:policy", "off");
  }

  @Test
  void a_call_that_was_refused_for_another_reason_is_not_published() {
    int before = world.published().size();

    world.on(refused("UpdateEndpoint", "Could not find the endpoint config."));

    assertThat(world.published()).hasSize(before);
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
