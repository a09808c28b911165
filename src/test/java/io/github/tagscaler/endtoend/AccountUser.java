package io.github.tagscaler.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.standin.StandIn;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DesiredWeightAndCapacity;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A user of the account, or another tool in it: makes the calls to AWS that Tagscaler does not. */
final class AccountUser {
  private static final String ARN = "arn:aws:sagemaker:us-east-1:111122223333:";

  private final StandIn aws;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  final SageMakerClient sageMaker;
  final ApplicationAutoScalingClient scaling;
  final CloudWatchClient alarms;
  private final SqsClient sqs;

  AccountUser(StandIn aws) {
    this.aws = aws;
    this.sageMaker = client(SageMakerClient.builder());
    this.scaling = client(ApplicationAutoScalingClient.builder());
    this.alarms = client(CloudWatchClient.builder());
    this.sqs = client(SqsClient.builder());
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(aws.endpoint())
        .region(Region.US_EAST_1)
        .httpClient(http)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  static String arnOf(String resource) {
    return ARN + resource.toLowerCase(Locale.ROOT);
  }

  /** Sets tags on {@code endpoint/<name>} or {@code inference-component/<name>}. */
  void tag(String resource, String... tags) {
    var list =
        TestAccount.tags(tags).entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    sageMaker.addTags(call -> call.resourceArn(arnOf(resource)).tags(list));
  }

  /** Removes these {@code autoscaling:} tags. */
  void untag(String resource, String... keys) {
    sageMaker.deleteTags(call ->
        call.resourceArn(arnOf(resource))
            .tagKeys(List.of(keys).stream().map(key -> "autoscaling:" + key).toList()));
  }

  private static ScalableDimension dimensionOf(String resourceId) {
    return resourceId.startsWith("inference-component/")
        ? ScalableDimension.SAGEMAKER_INFERENCE_COMPONENT_DESIRED_COPY_COUNT
        : ScalableDimension.SAGEMAKER_VARIANT_DESIRED_INSTANCE_COUNT;
  }

  /** Changes bounds by hand. */
  void register(String resourceId, int min, int max) {
    register(resourceId, dimensionOf(resourceId), min, max);
  }

  /** Changes bounds by hand. */
  void register(String resourceId, ScalableDimension dimension, int min, int max) {
    scaling.registerScalableTarget(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(resourceId)
            .scalableDimension(dimension)
            .minCapacity(min)
            .maxCapacity(max));
  }

  /** Suspends or resumes scaling by hand; what is not named stays as it is. */
  void suspend(String resourceId, Consumer<SuspendedState.Builder> suspended) {
    scaling.registerScalableTarget(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(resourceId)
            .scalableDimension(dimensionOf(resourceId))
            .suspendedState(suspended));
  }

  /** Deregisters a target by hand. */
  void deregister(String resourceId) {
    deregister(resourceId, dimensionOf(resourceId));
  }

  /** Deregisters a target by hand. */
  void deregister(String resourceId, ScalableDimension dimension) {
    scaling.deregisterScalableTarget(call ->
        call.serviceNamespace("sagemaker").resourceId(resourceId).scalableDimension(dimension));
  }

  /** Puts a target tracking policy by hand. */
  void putTrackingPolicy(String resourceId, String policy, MetricType metric, double target) {
    scaling.putScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(resourceId)
            .scalableDimension(dimensionOf(resourceId))
            .policyName(policy)
            .policyType("TargetTrackingScaling")
            .targetTrackingScalingPolicyConfiguration(tracking ->
                tracking
                    .targetValue(target)
                    .predefinedMetricSpecification(spec -> spec.predefinedMetricType(metric))));
  }

  void deletePolicy(String resourceId, String policy) {
    scaling.deleteScalingPolicy(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(resourceId)
            .scalableDimension(dimensionOf(resourceId))
            .policyName(policy));
  }

  /** An alarm of no policy. */
  void putAlarm(String name) {
    alarms.putMetricAlarm(call ->
        call.alarmName(name)
            .namespace("AWS/SageMaker")
            .metricName("Invocations")
            .statistic("Sum")
            .period(60)
            .evaluationPeriods(1)
            .threshold(1.0)
            .comparisonOperator("GreaterThanThreshold"));
  }

  void deleteScheduledAction(String resourceId, String action) {
    scaling.deleteScheduledAction(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(resourceId)
            .scalableDimension(dimensionOf(resourceId))
            .scheduledActionName(action));
  }

  void putScheduledAction(String resourceId, String action) {
    scaling.putScheduledAction(call ->
        call.serviceNamespace("sagemaker")
            .resourceId(resourceId)
            .scalableDimension(dimensionOf(resourceId))
            .scheduledActionName(action)
            .schedule("cron(0 9 * * ? *)")
            .scalableTargetAction(bounds -> bounds.minCapacity(1).maxCapacity(2)));
  }

  /** Sets the capacity of an endpoint's variant by hand. */
  void setInstances(String endpoint, int instances) {
    var capacity =
        DesiredWeightAndCapacity.builder()
            .variantName("AllTraffic")
            .desiredInstanceCount(instances)
            .build();
    sageMaker.updateEndpointWeightsAndCapacities(
        call -> call.endpointName(endpoint).desiredWeightsAndCapacities(List.of(capacity)));
  }

  /** Sets the number of copies of a component by hand. */
  void setCopies(String component, int copies) {
    sageMaker.updateInferenceComponentRuntimeConfig(call ->
        call.inferenceComponentName(component)
            .desiredRuntimeConfig(runtime -> runtime.copyCount(copies)));
  }

  /** Creates a component, which then takes a while to come into service. */
  void createComponent(String component, String endpoint, String... tags) {
    var list =
        TestAccount.tags(tags).entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    sageMaker.createInferenceComponent(call ->
        call.inferenceComponentName(component)
            .endpointName(endpoint)
            .variantName("AllTraffic")
            .specification(specification ->
                specification
                    .modelName("model")
                    .computeResourceRequirements(
                        needs -> needs.minMemoryRequiredInMb(1024).numberOfCpuCoresRequired(1f)))
            .runtimeConfig(runtime -> runtime.copyCount(1))
            .tags(list));
  }

  /**
   * Creates a component whose specification differs by instance type, which AWS has taken for a
   * while and the SDK's model does not know yet.
   */
  void createComponentOfSeveralSpecifications(String request) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(aws.endpoint())
                  .header("Content-Type", "application/x-amz-json-1.1")
                  .header("X-Amz-Target", "SageMaker.CreateInferenceComponent")
                  .POST(HttpRequest.BodyPublishers.ofString(request))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  /** Invokes a component; the answer's status. */
  int invokeComponent(String endpoint, String component) throws Exception {
    return invoke(
        "/endpoints/" + endpoint + "/invocations",
        "X-Amzn-SageMaker-Inference-Component",
        component);
  }

  /** Invokes an asynchronous endpoint; the answer's status. */
  int invokeAsync(String endpoint) throws Exception {
    return invoke(
        "/endpoints/" + endpoint + "/async-invocations",
        "X-Amzn-SageMaker-InputLocation",
        "s3://requests/one");
  }

  private int invoke(String path, String header, String value) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(aws.endpoint().resolve(path))
                  .header(header, value)
                  .POST(HttpRequest.BodyPublishers.ofString("{}"))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** Edits an alarm by hand. */
  void editAlarm(String name, Consumer<PutMetricAlarmRequest.Builder> edit) {
    var alarm = alarms.describeAlarms(call -> call.alarmNames(name)).metricAlarms().getFirst();
    alarms.putMetricAlarm(call ->
        call.alarmName(name)
            .alarmActions(alarm.alarmActions())
            .actionsEnabled(alarm.actionsEnabled())
            .namespace(alarm.namespace())
            .metricName(alarm.metricName())
            .dimensions(alarm.dimensions())
            .statistic(alarm.statistic())
            .period(alarm.period())
            .evaluationPeriods(alarm.evaluationPeriods())
            .datapointsToAlarm(alarm.datapointsToAlarm())
            .threshold(alarm.threshold())
            .comparisonOperator(alarm.comparisonOperator())
            .treatMissingData(alarm.treatMissingData())
            .applyMutation(edit));
  }

  /** Gives an endpoint another config; why SageMaker refuses it, if it does. */
  Optional<String> updateRejection(String endpoint, String config) {
    try {
      sageMaker.updateEndpoint(call -> call.endpointName(endpoint).endpointConfigName(config));
      return Optional.empty();
    } catch (SageMakerException refused) {
      return Optional.of(refused.awsErrorDetails().errorMessage());
    }
  }

  void send(String queueUrl, String body) {
    sqs.sendMessage(call -> call.queueUrl(queueUrl).messageBody(body));
  }

  List<Message> receive(String queueUrl) {
    return sqs.receiveMessage(call ->
            call.queueUrl(queueUrl)
                .maxNumberOfMessages(10)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  void delete(String queueUrl, Message message) {
    sqs.deleteMessage(call -> call.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
  }
}
