package io.github.tagscaler.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.standin.engine.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.EndpointSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** The AWS SDK for Java cannot tell the stand-in from AWS. */
class SdkClientsTest {

  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  private final StandIn standIn = StandIn.start();

  @AfterEach
  void close() {
    standIn.close();
  }

  private <B extends AwsClientBuilder<B, C>, C extends SdkClient> C client(B builder) {
    return builder
        .endpointOverride(standIn.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .build())
        .build();
  }

  @Test
  void the_seed_of_the_documentation_is_what_sagemaker_describes() throws IOException {
    String documentation = Files.readString(Path.of("docs/stand-in.md"));
    int start = documentation.indexOf("```json") + "```json".length();
    standIn.seed(documentation.substring(start, documentation.indexOf("```", start)));

    try (SageMakerClient sageMaker = client(SageMakerClient.builder())) {
      var chat = sageMaker.describeEndpoint(request -> request.endpointName("Chat"));
      assertThat(chat.endpointStatus()).isEqualTo(EndpointStatus.IN_SERVICE);
      assertThat(chat.creationTime()).isEqualTo(START);
      assertThat(chat.productionVariants().getFirst().currentInstanceCount()).isEqualTo(2);
      var thumbnails = sageMaker.describeEndpoint(request -> request.endpointName("Thumbnails"));
      assertThat(
              thumbnails
                  .productionVariants()
                  .getFirst()
                  .currentServerlessConfig()
                  .provisionedConcurrency())
          .isEqualTo(5);
      assertThat(
              sageMaker
                  .describeEndpoint(request -> request.endpointName("Documents"))
                  .asyncInferenceConfig())
          .isNotNull();
      assertThat(
              sageMaker
                  .describeInferenceComponent(request -> request.inferenceComponentName("llama"))
                  .runtimeConfig()
                  .desiredCopyCount())
          .isEqualTo(1);
      assertThat(sageMaker.listTags(request -> request.resourceArn(chat.endpointArn())).tags())
          .contains(Tag.builder().key("autoscaling:max").value("6").build());
      assertThat(
              sageMaker
                  .describeEndpointConfig(
                      request -> request.endpointConfigName(chat.endpointConfigName()))
                  .productionVariants()
                  .getFirst()
                  .instanceTypeAsString())
          .isEqualTo("ml.g5.xlarge");
    }
  }

  @Test
  void sagemaker_pages_and_errors_are_understood() {
    standIn.seed("{\"endpoints\": [{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"c\"}]}");

    try (SageMakerClient sageMaker = client(SageMakerClient.builder())) {
      assertThat(sageMaker.listEndpointsPaginator(request -> request.maxResults(1)).endpoints())
          .extracting(EndpointSummary::endpointName)
          .containsExactlyInAnyOrder("a", "b", "c");
      assertThatThrownBy(() -> sageMaker.describeEndpoint(request -> request.endpointName("none")))
          .isInstanceOfSatisfying(
              SageMakerException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(400);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                assertThat(e.awsErrorDetails().errorMessage())
                    .startsWith("Could not find endpoint");
              });
    }
  }

  @Test
  void application_auto_scaling_is_understood_with_times_pages_and_modelled_errors() {
    standIn.seed("{\"endpoints\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}");

    try (ApplicationAutoScalingClient scaling = client(ApplicationAutoScalingClient.builder())) {
      for (String name : List.of("a", "b")) {
        scaling.registerScalableTarget(target(name));
      }
      assertThat(
              scaling
                  .describeScalableTargetsPaginator(
                      request -> request.serviceNamespace("sagemaker").maxResults(1))
                  .scalableTargets())
          .extracting(ScalableTarget::creationTime)
          .containsExactly(START, START);
      scaling.putScheduledAction(request ->
          request
              .serviceNamespace(ServiceNamespace.SAGEMAKER)
              .resourceId("endpoint/a/variant/AllTraffic")
              .scalableDimension("sagemaker:variant:DesiredInstanceCount")
              .scheduledActionName("morning")
              .schedule("cron(0 9 * * ? *)")
              .startTime(START.plusMillis(1500))
              .scalableTargetAction(bounds -> bounds.minCapacity(2)));
      assertThat(
              scaling
                  .describeScheduledActions(request -> request.serviceNamespace("sagemaker"))
                  .scheduledActions())
          .extracting(ScheduledAction::startTime)
          .containsExactly(START.plusMillis(1500));
      assertThatThrownBy(() -> scaling.registerScalableTarget(target("none")))
          .isInstanceOf(ValidationException.class);
      assertThatThrownBy(() ->
              scaling.deregisterScalableTarget(request ->
                  request
                      .serviceNamespace(ServiceNamespace.SAGEMAKER)
                      .resourceId("endpoint/none/variant/AllTraffic")
                      .scalableDimension("sagemaker:variant:DesiredInstanceCount")))
          .isInstanceOf(ObjectNotFoundException.class)
          .hasMessageContaining("No scalable target registered");
    }
  }

  private static RegisterScalableTargetRequest target(String endpoint) {
    return RegisterScalableTargetRequest.builder()
        .serviceNamespace(ServiceNamespace.SAGEMAKER)
        .resourceId("endpoint/" + endpoint + "/variant/AllTraffic")
        .scalableDimension("sagemaker:variant:DesiredInstanceCount")
        .minCapacity(1)
        .maxCapacity(4)
        .build();
  }

  /**
   * The client must not repeat the call behind the caller's back, or retries could not be tested.
   */
  @Test
  void a_lost_answer_is_one_call_and_an_exception() {
    standIn.seed("{\"endpoints\": [{\"name\": \"a\"}]}");
    standIn.fault(Fault.lostAnswer());

    try (ApplicationAutoScalingClient scaling = client(ApplicationAutoScalingClient.builder())) {
      assertThatThrownBy(() -> scaling.registerScalableTarget(target("a")))
          .isInstanceOf(SdkClientException.class);
    }
    assertThat(standIn.calls()).hasSize(1);
    assertThat(standIn.state()).contains("scalable-target/");
  }

  @Test
  void event_bridge_is_understood() {
    try (EventBridgeClient events = client(EventBridgeClient.builder())) {
      var entry =
          PutEventsRequestEntry.builder()
              .source("tagscaler")
              .detailType("Outcome")
              .detail("{}")
              .time(START)
              .build();

      var answer = events.putEvents(request -> request.entries(entry, entry));

      assertThat(answer.failedEntryCount()).isZero();
      assertThat(answer.entries())
          .hasSize(2)
          .allSatisfy(one -> assertThat(one.eventId()).isNotEmpty());
    }
  }

  @Test
  void sqs_is_understood_with_its_checksums_and_errors() {
    standIn.seed("{\"queues\": [{\"name\": \"events\"}]}");
    String url = standIn.endpoint() + "/111122223333/events";

    try (SqsClient sqs = client(SqsClient.builder())) {
      sqs.sendMessage(request -> request.queueUrl(url).messageBody("grüße"));
      List<Message> received = sqs.receiveMessage(request -> request.queueUrl(url)).messages();
      assertThat(received).extracting(Message::body).containsExactly("grüße");
      String handle = received.getFirst().receiptHandle();
      sqs.changeMessageVisibility(
          request -> request.queueUrl(url).receiptHandle(handle).visibilityTimeout(10));
      sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(handle));
      assertThatThrownBy(() -> sqs.receiveMessage(request -> request.queueUrl(url + "-not")))
          .isInstanceOf(QueueDoesNotExistException.class);
    }
  }

  @Test
  void parameter_store_is_understood() {
    try (SsmClient ssm = client(SsmClient.builder())) {
      ssm.putParameter(request -> request.name("/p/a").value("1").type("String"));
      assertThat(ssm.getParametersByPath(request -> request.path("/p")).parameters())
          .extracting(Parameter::value)
          .containsExactly("1");
      assertThatThrownBy(() -> ssm.deleteParameter(request -> request.name("/none")))
          .isInstanceOf(ParameterNotFoundException.class);
    }
  }

  @Test
  void the_tagging_api_is_understood_page_by_page() {
    standIn.seed(
        "{\"endpoints\": [{\"name\": \"a\", \"tags\": {\"k\": \"v\"}}, {\"name\": \"b\", \"tags\": {\"k\": \"w\"}}]}");

    try (ResourceGroupsTaggingApiClient tagging =
        client(ResourceGroupsTaggingApiClient.builder())) {
      assertThat(
              tagging
                  .getResourcesPaginator(request ->
                      request.resourceTypeFilters("sagemaker:endpoint").resourcesPerPage(1))
                  .resourceTagMappingList())
          .hasSize(2);
    }
  }

  @Test
  void cloudwatch_is_understood_in_its_query_protocol() {
    try (CloudWatchClient cloudWatch = client(CloudWatchClient.builder())) {
      cloudWatch.putMetricAlarm(alarm());
      List<MetricAlarm> alarms =
          cloudWatch.describeAlarms(request -> request.alarmNames("wake <up> & go")).metricAlarms();
      assertThat(alarms)
          .singleElement()
          .satisfies(alarm -> {
            assertThat(alarm.threshold()).isEqualTo(1.5);
            assertThat(alarm.period()).isEqualTo(30);
            assertThat(alarm.dimensions().getFirst().value()).isEqualTo("llama");
            assertThat(alarm.alarmActions()).containsExactly("arn:aws:autoscaling:x");
            assertThat(alarm.stateUpdatedTimestamp()).isEqualTo(START);
          });
      assertThat(
              cloudWatch
                  .listTagsForResource(request -> request.resourceARN(alarms.getFirst().alarmArn()))
                  .tags())
          .hasSize(1);
      assertThatThrownBy(() -> cloudWatch.deleteAlarms(request -> request.alarmNames("none")))
          .isInstanceOfSatisfying(
              CloudWatchException.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFound"));
      assertThatThrownBy(() -> cloudWatch.putMetricAlarm(alarm().toBuilder().period(45).build()))
          .isInstanceOf(CloudWatchException.class)
          .hasMessageContaining("Period must be 10, 20, 30 or a multiple of 60");
      cloudWatch.deleteAlarms(request -> request.alarmNames("wake <up> & go"));
      assertThat(cloudWatch.describeAlarms().metricAlarms()).isEmpty();
    }
  }

  /** The client compresses what is large. */
  @Test
  void many_metrics_can_be_put_at_once() {
    List<MetricDatum> data =
        IntStream.range(0, 400)
            .mapToObj(i ->
                MetricDatum.builder()
                    .metricName("Load")
                    .dimensions(Dimension.builder().name("Shop").value("Berlin").build())
                    .timestamp(START)
                    .value(0.5)
                    .build())
            .toList();
    try (CloudWatchClient cloudWatch = client(CloudWatchClient.builder())) {
      cloudWatch.putMetricData(request -> request.namespace("Shop").metricData(data));
      cloudWatch.putMetricAlarm(
          alarm().toBuilder()
              .namespace("Shop")
              .metricName("Load")
              .dimensions(Dimension.builder().name("Shop").value("Berlin").build())
              .statistic(Statistic.SUM)
              .period(60)
              .threshold(200.0)
              .build());
      standIn.advance(Duration.ofMinutes(1));

      assertThat(cloudWatch.describeAlarms().metricAlarms().getFirst().stateValue())
          .isEqualTo(StateValue.ALARM);
    }
  }

  private static PutMetricAlarmRequest alarm() {
    return PutMetricAlarmRequest.builder()
        .alarmName("wake <up> & go")
        .namespace("AWS/SageMaker")
        .metricName("NoCapacityInvocationFailures")
        .dimensions(Dimension.builder().name("InferenceComponentName").value("llama").build())
        .statistic(Statistic.MAXIMUM)
        .period(30)
        .evaluationPeriods(1)
        .threshold(1.5)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .alarmActions("arn:aws:autoscaling:x")
        .tags(
            software.amazon.awssdk.services.cloudwatch.model.Tag.builder()
                .key("k")
                .value("v")
                .build())
        .build();
  }
}
