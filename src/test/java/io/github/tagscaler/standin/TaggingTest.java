package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.TAGGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Resource Groups Tagging API reference, GetResources. */
class TaggingTest {

  private final Caller aws =
      Caller.seeded(
          """
          {'endpoints': [
            {'name': 'Tagged', 'tags': {'autoscaling:policy': 'on'}},
            {'name': 'Untagged'},
            {'name': 'Other', 'tags': {'team': 'red'}}]}
          """);

  @AfterEach
  void close() {
    aws.close();
  }

  private List<String> get(String members) {
    return aws
        .ok(TAGGING, "GetResources", "{" + members + "}")
        .objects("ResourceTagMappingList")
        .stream()
        .map(mapping -> mapping.text("ResourceARN"))
        .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
        .toList();
  }

  @Test
  void are_found_by_type_and_by_tag_and_never_without_tags() {
    assertThat(get("'ResourceTypeFilters': ['sagemaker:endpoint']"))
        .containsExactly("other", "tagged");
    assertThat(get("'TagFilters': [{'Key': 'autoscaling:policy'}]")).containsExactly("tagged");
    assertThat(get("'TagFilters': [{'Key': 'team', 'Values': ['blue']}]")).isEmpty();
  }

  @Test
  void come_in_pages_the_last_of_which_has_an_empty_token() {
    JsonObject first = aws.ok(TAGGING, "GetResources", "{'ResourcesPerPage': 1}");
    JsonObject last =
        aws.ok(
            TAGGING,
            "GetResources",
            "{'ResourcesPerPage': 1, 'PaginationToken': '" + first.text("PaginationToken") + "'}");

    assertThat(first.objects("ResourceTagMappingList")).hasSize(1);
    assertThat(last.text("PaginationToken")).isEmpty();
  }

  @Test
  void by_arn_go_with_no_filter() {
    Answer answer =
        aws.refused(
            TAGGING,
            "GetResources",
            "{'ResourceARNList': ['arn:aws:sagemaker:us-east-1:1:endpoint/tagged'],"
                + " 'ResourceTypeFilters': ['sagemaker']}");

    assertThat(answer.errorType()).isEqualTo("InvalidParameterException");
  }

  @Test
  void of_scalable_targets_are_returned_if_they_have_any() {
    aws.standIn()
        .seed(
            Caller.json(
                """
                {'targets': [
                  {'resourceId': 'endpoint/Tagged/variant/AllTraffic', 'min': 1, 'max': 2,
                   'tags': {'owner': 'us'}},
                  {'resourceId': 'endpoint/Other/variant/AllTraffic', 'min': 1, 'max': 2}
                ]}
                """));
    JsonObject target = target("endpoint/Tagged/variant/AllTraffic");
    String arn = target.text("ScalableTargetARN");
    String id = arn.substring(arn.lastIndexOf('/') + 1);

    assertThat(get("")).containsExactly(id, "other", "tagged");
    assertThat(get("'ResourceTypeFilters': ['application-autoscaling']")).containsExactly(id);
    assertThat(get("'ResourceTypeFilters': ['application-autoscaling:scalable-target']"))
        .containsExactly(id);
    assertThat(get("'ResourceTypeFilters': ['sagemaker']")).containsExactly("other", "tagged");
    assertThat(get("'ResourceARNList': ['" + arn + "']")).containsExactly(id);

    aws.ok(
        Caller.AUTO_SCALING,
        "DeregisterScalableTarget",
        """
        {'ServiceNamespace': 'sagemaker', 'ResourceId': 'endpoint/Tagged/variant/AllTraffic',
         'ScalableDimension': 'sagemaker:variant:DesiredInstanceCount'}
        """);
    assertThat(get("")).containsExactly("other", "tagged");
  }

  private JsonObject target(String resourceId) {
    return aws.state().objects("scalableTargets").stream()
        .filter(target -> target.text("ResourceId").equals(resourceId))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void are_returned_as_they_were_before_the_lag() {
    aws.standIn().seed("{\"tagging\": {\"lag\": \"PT5M\"}}");
    assertThat(get("")).containsExactly("other", "tagged");

    aws.ok(
        Caller.SAGEMAKER,
        "DeleteTags",
        "{'ResourceArn': '" + arn("Tagged") + "', 'TagKeys': ['autoscaling:policy']}");
    aws.ok(
        Caller.SAGEMAKER,
        "AddTags",
        "{'ResourceArn': '" + arn("Untagged") + "', 'Tags': [{'Key': 'team', 'Value': 'blue'}]}");
    aws.ok(Caller.SAGEMAKER, "DeleteEndpoint", "{'EndpointName': 'Other'}");

    // An endpoint takes a minute to go.
    aws.standIn().advance(Duration.ofMinutes(4));
    assertThat(get("")).containsExactly("other", "tagged");
    aws.standIn().advance(Duration.ofMinutes(1));
    assertThat(get("")).containsExactly("other", "untagged");
    assertThat(get("'TagFilters': [{'Key': 'team', 'Values': ['blue']}]"))
        .containsExactly("untagged");
    aws.standIn().advance(Duration.ofMinutes(1));
    assertThat(get("")).containsExactly("untagged");
  }

  private String arn(String endpoint) {
    return aws.ok(Caller.SAGEMAKER, "DescribeEndpoint", "{'EndpointName': '" + endpoint + "'}")
        .text("EndpointArn");
  }

  @Test
  void of_unknown_kinds_are_missing() {
    aws.standIn().seed("{\"tagging\": {\"unknown\": [\"endpoint\"]}}");

    assertThat(get("")).isEmpty();
  }

  @Test
  void of_kinds_that_do_not_exist_cannot_be_unknown() {
    assertThatThrownBy(() -> aws.standIn().seed("{\"tagging\": {\"unknown\": [\"variant\"]}}"))
        .hasMessageContaining("seed.tagging.unknown can be endpoint, endpoint-config")
        .hasMessageContaining("was [variant]");
    assertThatThrownBy(() -> aws.standIn().seed("{\"tagging\": {\"lag\": \"-PT1S\"}}"))
        .hasMessageContaining("seed.tagging.lag must be PT0S or longer");
  }
}
