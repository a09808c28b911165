package io.github.tagscaler.standin;

import static io.github.tagscaler.standin.Caller.TAGGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.Caller.Answer;
import io.github.tagscaler.standin.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Resource Groups Tagging API reference, GetResources. */
class TaggingTest {

  private final Caller aws =
      Caller.seeded(
          """
          {
            'endpoints': [
              {'name': 'Tagged', 'tags': {'autoscaling:policy': 'on'}},
              {'name': 'Untagged'},
              {'name': 'Other', 'tags': {'team': 'red'}}
            ],
            'queues': [
              {'name': 'events', 'visibilityTimeout': 'PT1M', 'deadLetterQueue': 'dead',
               'maxReceiveCount': 2},
              {'name': 'dead'}
            ],
            'parameters': {'/p/a': '1', '/p/deep/b': '2', '/p/secret': {'Type': 'SecureString', 'Value': 's'}}
          }
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
}
