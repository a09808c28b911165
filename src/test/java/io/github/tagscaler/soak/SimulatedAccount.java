package io.github.tagscaler.soak;

import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.lambda.ScalingHandler;
import io.github.tagscaler.lambda.Wiring;
import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.engine.RecordedCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivity;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DesiredWeightAndCapacity;
import software.amazon.awssdk.services.sagemaker.model.EndpointSummary;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;

/** An account on the stand-in for AWS, with Tagscaler deployed as its template does. */
final class SimulatedAccount implements AutoCloseable {
  private static final String QUEUE = "tagscaler-work";
  private static final String DEAD = "tagscaler-dead";

  /** The path of the catalog. */
  static final String CATALOG = "/tagscaler/catalog";

  /** The parameter of the platform team's document. */
  static final String PLATFORM = CATALOG + "/_platform";

  /** What Application Auto Scaling writes if registering a lower max removed capacity. */
  private static final Pattern REMOVED = Pattern.compile("maximum capacity was set to [0-9]+");

  /** What it writes if registering a higher min added capacity. */
  private static final Pattern ADDED = Pattern.compile("minimum capacity was set to ([0-9]+)");

  /** What it writes of each number of instances that it sets. */
  private static final Pattern SET =
      Pattern.compile("Setting desired instance count to ([0-9]+)\\.");

  private static final Pattern NOTHING = Pattern.compile("(?!)");

  /** As many messages as the template hands to one invocation. */
  private static final int BATCH = 5;

  private final StandIn aws = StandIn.start();
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final MessageDigest history = sha256();
  private final FunctionInstances function;
  private final SqsClient sqs = client(SqsClient.builder());
  final SageMakerClient sageMaker = client(SageMakerClient.builder());
  final ApplicationAutoScalingClient scaling = client(ApplicationAutoScalingClient.builder());
  final CloudWatchClient alarms = client(CloudWatchClient.builder());
  private final SsmClient ssm = client(SsmClient.builder());

  /** How often each operation was called by the function. */
  final Map<String, Integer> calls = new TreeMap<>();

  /** How often each of them succeeded. */
  final Map<String, Integer> taken = new TreeMap<>();

  /** How often each outcome was reported. */
  final Map<String, Integer> outcomes = new TreeMap<>();

  /** The last failure of each code. */
  final Map<String, String> failures = new TreeMap<>();

  /** The internal errors that the function logged: each message, with its first log line. */
  final Map<String, String> bugs = new TreeMap<>();

  /** Receives the calls of each invocation. */
  Consumer<List<RecordedCall>> watcher = _ -> {};

  /** Receives what each invocation logged. */
  Consumer<String> logReader = _ -> {};

  /** When each sweep began that read everything. */
  final List<Instant> sweeps = new ArrayList<>();

  private final Map<String, String> environment = new HashMap<>();

  int invocations;

  /** What the last invocation logged. */
  private List<Json> lines = List.of();

  /** Whether nothing invokes the function: its event source is disabled. */
  boolean asleep;

  /** How many invocations ended without a response. */
  int deaths;

  /** How many returned messages of their batch because no time was left. */
  int cutOff;

  /**
   * @param catalog whether there is a catalog
   * @param instances how many instances of the function there are at most
   * @param driftHours for how many hours a change by hand is left alone
   * @param seed of which instance of the function gets which invocation
   */
  SimulatedAccount(boolean catalog, int instances, int driftHours, long seed) {
    aws.seed(
        """
        {"quotas": {"scalableTargets": 100000},
         "queues": [
           {"name": "%s"},
           {"name": "%s", "visibilityTimeout": "PT5405S", "deadLetterQueue": "%1$s",
             "maxReceiveCount": 20}]}
        """
            .formatted(DEAD, QUEUE));
    environment.putAll(
        Map.of(
            "AWS_ENDPOINT_URL",
            aws.endpoint().toString(),
            "AWS_REGION",
            "us-east-1",
            "AWS_ACCESS_KEY_ID",
            "test",
            "AWS_SECRET_ACCESS_KEY",
            "test",
            "TAGSCALER_CATALOG_PATH",
            catalog ? CATALOG : "",
            "TAGSCALER_QUEUE_URL",
            queueUrl(),
            "TAGSCALER_ALLOW_ADOPT",
            "replace",
            "TAGSCALER_REQUIRE_PLATFORM",
            String.valueOf(catalog),
            "TAGSCALER_DRIFT_HOURS",
            String.valueOf(driftHours)));
    if (catalog) {
      platform(true);
    }
    function =
        new FunctionInstances(
            () ->
                new ScalingHandler(
                    Wiring.of(
                        Map.copyOf(environment),
                        AwsAdapters::withoutWaiting,
                        aws::now,
                        new PrintStream(log, true, StandardCharsets.UTF_8))),
            instances,
            new SeededRandom(seed));
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

  private String queueUrl() {
    return aws.endpoint() + "/111122223333/" + QUEUE;
  }

  void seed(Json seed) {
    aws.seed(seed.write());
  }

  /** Writes the catalog: one policy with that max. */
  void catalog(int max) {
    var document =
        "version: 1\npolicies:\n  steady: { extends: default, max: %d }\n".formatted(max);
    seed(
        Json.object()
            .put("parameters", Json.object().put(CATALOG + "/team", document).build())
            .build());
  }

  /** Writes the platform team's document, or deletes it. */
  void platform(boolean there) {
    if (there) {
      seed(
          Json.object()
              .put(
                  "parameters",
                  Json.object().put(PLATFORM, "version: 1\nguardrails: [{ max: 40 }]\n").build())
              .build());
    } else {
      ssm.deleteParameter(call -> call.name(PLATFORM));
    }
  }

  /** Whether registering a lower max removed capacity of a resource at this moment. */
  boolean hasRemovedCapacity(String id) {
    return scaling
        .describeScalingActivities(
            call -> call.serviceNamespace("sagemaker").resourceId(id).maxResults(5))
        .scalingActivities()
        .stream()
        .anyMatch(activity ->
            activity.startTime().equals(now()) && REMOVED.matcher(activity.cause()).matches());
  }

  /**
   * The number of instances that Application Auto Scaling set last; empty if it set none lately.
   */
  OptionalInt lastScaled(String id) {
    return numbers(id, activity -> SET.matcher(activity.description()))
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /** The min that registering it at this moment moved its capacity to; empty if it did not. */
  OptionalInt addedCapacity(String id) {
    return numbers(
            id,
            activity ->
                (activity.startTime().equals(now()) ? ADDED : NOTHING).matcher(activity.cause()))
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /** What the activities of a resource that did not fail say, the newest first. */
  private Stream<Integer> numbers(String id, Function<ScalingActivity, Matcher> words) {
    return scaling
        .describeScalingActivities(
            call -> call.serviceNamespace("sagemaker").resourceId(id).maxResults(50))
        .scalingActivities()
        .stream()
        .filter(activity -> activity.statusCode() != ScalingActivityStatusCode.FAILED)
        .map(words)
        .filter(Matcher::matches)
        .map(found -> Integer.parseInt(found.group(1)));
  }

  /** Application Auto Scaling sets how many instances an endpoint's variant runs. */
  void scales(String id, int instances) {
    seed(
        Json.object()
            .put(
                "activities",
                new Json.Arr(
                    List.of(
                        Json.object()
                            .put("resourceId", id)
                            .put(
                                "description",
                                "Setting desired instance count to %d.".formatted(instances))
                            .put("cause", "alarm")
                            .build())))
            .build());
  }

  /** Takes an endpoint out of service, or brings it back. */
  void endpointIs(String status, String name) {
    aws.pinEndpoint(name, status);
  }

  /** Sets how many instances an endpoint with one variant runs, as scaling does. */
  void resize(String name, int instances) {
    sageMaker.updateEndpointWeightsAndCapacities(call ->
        call.endpointName(name)
            .desiredWeightsAndCapacities(
                DesiredWeightAndCapacity.builder()
                    .variantName("AllTraffic")
                    .desiredInstanceCount(instances)
                    .build()));
  }

  void componentFailed(String name) {
    aws.pinComponent(name, "Failed");
  }

  Instant now() {
    return aws.now();
  }

  void advance(Duration duration) {
    aws.advance(duration);
  }

  /** What there is of the resources whose names hold this. */
  AccountSnapshot snapshot(String component) {
    return new AccountSnapshot(JsonReader.read(aws.state(component)));
  }

  Json state() {
    // What is older than a day is not read, and in a month it would take most of the memory.
    aws.clearPast();
    return JsonReader.read(aws.state());
  }

  /** The endpoints whose status or capacity changed since then, the first one first. */
  List<EndpointSummary> modifiedSince(Instant then) {
    return sageMaker
        .listEndpointsPaginator(
            call -> call.lastModifiedTimeAfter(then).maxResults(100).sortBy("Name"))
        .stream()
        .flatMap(page -> page.endpoints().stream())
        .toList();
  }

  /** Puts a message into the work queue. */
  void send(Json message, Duration delay) {
    sqs.sendMessage(call ->
        call.queueUrl(queueUrl())
            .messageBody(message.write())
            .delaySeconds(Math.toIntExact(delay.toSeconds())));
  }

  /** Whether nothing is in the work queue: neither visible, nor hidden, nor delayed. */
  boolean queueIsEmpty() {
    return sqs
        .getQueueAttributes(call ->
            call.queueUrl(queueUrl())
                .attributeNames(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
        .attributes()
        .values()
        .stream()
        .allMatch("0"::equals);
  }

  /** How many messages are in the dead-letter queue. */
  static long deadLetters(Json state) {
    return state.get("queues").stream()
        .filter(queue -> RegisteredState.text(queue, "Name").equals(DEAD))
        .flatMap(queue -> queue.get("Messages").stream())
        .count();
  }

  /**
   * Invokes the function with the next messages, as Lambda's poller does; whether there were any.
   *
   * @param faultPlan what goes wrong meanwhile
   */
  boolean poll(FaultPlan faultPlan) {
    if (asleep) {
      return false;
    }
    var messages =
        sqs.receiveMessage(call ->
                call.queueUrl(queueUrl())
                    .maxNumberOfMessages(BATCH)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages();
    if (messages.isEmpty()) {
      return false;
    }
    var invocationFaults = faultPlan.next();
    var instance = function.next();
    aws.faults(invocationFaults.faults());
    var answer = invoke(instance, batch(messages), invocationFaults.limit());
    var ids = messages.stream().map(Message::messageId).map(Json::of).toList();
    if (lines.stream()
        .anyMatch(
            line -> line.get("event").equals(Json.of("PutOff")) && ids.contains(line.get("id")))) {
      cutOff++;
    }
    if (invocationFaults.dies()) {
      function.died(instance);
      deaths++;
      return true;
    }
    var failures = new HashSet<String>();
    answer.get("batchItemFailures").stream()
        .forEach(item -> failures.add(RegisteredState.text(item, "itemIdentifier")));
    messages.stream()
        .filter(message -> !failures.contains(message.messageId()))
        .forEach(message ->
            sqs.deleteMessage(
                call -> call.queueUrl(queueUrl()).receiptHandle(message.receiptHandle())));
    return true;
  }

  /** Invokes the function as its operator does. */
  void direct(Json event) {
    invoke(function.next(), event, InvocationContext.ample());
  }

  /** Deploys the function with another value of a setting. */
  void deploy(String setting, String value) {
    environment.put(setting, value);
    function.replaceAll();
  }

  /** How many instances of the function were started in total. */
  int instances() {
    return function.started();
  }

  private Json invoke(ScalingHandler instance, Json event, InvocationContext limit) {
    aws.clearCalls();
    log.reset();
    invocations++;
    var answer = new ByteArrayOutputStream();
    try {
      instance.handleRequest(
          new ByteArrayInputStream(event.write().getBytes(StandardCharsets.UTF_8)), answer, limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    aws.clearFaults();
    record(aws.calls());
    var logged = log.toString(StandardCharsets.UTF_8);
    logReader.accept(logged);
    lines = logged.lines().map(JsonReader::read).toList();
    lines.forEach(this::read);
    return JsonReader.read(answer.toString(StandardCharsets.UTF_8));
  }

  private void read(Json line) {
    switch (RegisteredState.text(line, "event")) {
      case "Bug" -> bugs.putIfAbsent(RegisteredState.text(line, "message"), line.write());
      case "Sweep" -> {
        if (line.get("unread").equals(Json.of(0))) {
          sweeps.add(now());
        }
      }
      default -> {
        // Most lines are outcomes.
      }
    }
    line.get("outcome")
        .text()
        .ifPresent(outcome -> {
          var code = line.get("code").text().map(text -> " " + text).orElse("");
          outcomes.merge(outcome + code, 1, Integer::sum);
          if (outcome.equals("Failed")) {
            failures.put(code, line.write());
          }
        });
  }

  private void record(List<RecordedCall> made) {
    watcher.accept(made);
    for (var call : made) {
      var name = call.service() + ":" + call.operation();
      calls.merge(name, 1, Integer::sum);
      if (call.errorType().isEmpty()) {
        taken.merge(name, 1, Integer::sum);
      }
    }
    // Calls at the same time arrive in any order, and what names a message or event is random.
    made.stream()
        .map(call -> call.operation() + call.status() + steady(call.request()))
        .sorted()
        .forEach(line -> history.update(line.getBytes(StandardCharsets.UTF_8)));
    history.update((byte) '\n');
  }

  /** The request without its random parts. */
  static String steady(String request) {
    return request.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|127.0.0.1:[0-9]+", "");
  }

  /** A hash of all calls that the function made so far. */
  String history() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) history.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every JDK can copy it", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  private static Json batch(List<Message> messages) {
    return Json.object()
        .put("Records", new Json.Arr(messages.stream().map(SimulatedAccount::item).toList()))
        .build();
  }

  private static Json item(Message message) {
    return Json.object()
        .put("messageId", message.messageId())
        .put("receiptHandle", message.receiptHandle())
        .put("body", message.body())
        .put("attributes", Json.ofStrings(message.attributesAsStrings()))
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", "arn:aws:sqs:us-east-1:111122223333:" + QUEUE)
        .put("awsRegion", "us-east-1")
        .build();
  }

  @Override
  public void close() {
    sqs.close();
    sageMaker.close();
    scaling.close();
    alarms.close();
    ssm.close();
    http.close();
    aws.close();
  }
}
