package io.github.tagscaler.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.engine.RecordedCall;
import io.github.tagscaler.template.Template;
import io.github.tagscaler.training.RuntimeApi.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The directory that Lambda gets, started as Lambda starts it: what the tests on the class path
 * cannot see is a missing jar, a wrong handler's name, or a class that should not be there.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client is native code")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagedFunctionIT {
  private static final Path FUNCTION =
      Path.of(System.getProperty("tagscaler.function", "target/function"));

  private static StandIn aws;
  private static LambdaProcess lambda;

  @BeforeAll
  static void start() throws IOException {
    assertThat(FUNCTION).as("what mvn package, or sam build, assembles").isDirectory();
    aws = StandIn.start();
    lambda = start(Path.of("target/packaged"));
  }

  private static LambdaProcess start(Path logs) throws IOException {
    var template = new Template();
    var environment = template.environment();
    environment.put("AWS_ENDPOINT_URL", aws.endpoint().toString());
    environment.put("TAGSCALER_STACK", "local");
    return new LambdaProcess(FUNCTION, template.handler(), environment, logs);
  }

  @AfterAll
  static void stop() {
    lambda.close();
    aws.close();
  }

  @Test
  @Order(0)
  void is_primed_without_a_call_to_aws_and_writes_nothing() throws InterruptedException {
    lambda.awaitInitialized();

    assertThat(lambda.loadedClasses())
        .as("what only an event needs")
        .contains("software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse");
    assertThat(aws.calls()).isEmpty();
    assertThat(lambda.output()).isEmpty();
  }

  @Test
  @Order(1)
  void answers_an_event_without_a_handler() throws Exception {
    var reply =
        lambda.invoke(
            """
            {"version": "0", "id": "1", "source": "aws.ec2", "account": "111122223333",
             "detail-type": "EC2 Instance State-change Notification", "region": "us-east-1",
             "time": "2026-01-15T10:24:54Z", "resources": [], "detail": {"state": "running"}}
            """);

    assertThat(reply).as(lambda::output).isEqualTo(new Reply(true, "{\"outcomes\":[]}"));
  }

  @Test
  @Order(2)
  void answers_a_batch_with_the_messages_to_try_again() throws Exception {
    var reply =
        lambda.invoke(
            """
            {"Records": [
              {"messageId": "059f36b4-87a3-44ab-83d2-661975830a7d", "receiptHandle": "r",
               "body": "not an event", "eventSource": "aws:sqs", "awsRegion": "us-east-1",
               "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1545082649183"},
               "messageAttributes": {},
               "eventSourceARN": "arn:aws:sqs:us-east-1:111122223333:work"}]}
            """);

    assertThat(reply).as(lambda::output).isEqualTo(new Reply(true, "{\"batchItemFailures\":[]}"));
  }

  @ParameterizedTest
  @MethodSource
  @Order(3)
  void does_to_aws_what_is_expected_of_each_sample_event(SampleEvent sample) throws Exception {
    aws.reset();
    aws.seed(sample.seed());
    aws.clearCalls();

    var reply = lambda.invoke(sample.event());

    assertThat(reply.ok()).as(reply::body).isTrue();
    assertThat(sample.differences(JsonReader.read(reply.body()))).as(lambda::output).isEmpty();
    assertThat(aws.calls().stream().filter(call -> !call.isRead()).map(RecordedCall::operation))
        .containsExactlyElementsOf(sample.writes());
  }

  static Stream<SampleEvent> does_to_aws_what_is_expected_of_each_sample_event()
      throws IOException {
    return SampleEvent.all();
  }

  @Test
  @Order(4)
  void needs_at_most_4500_classes_and_120_megabytes_up_to_its_first_answer() throws Exception {
    assumeFalse(FUNCTION.endsWith("target/function"), "sam build merges lambdas");
    var sample =
        SampleEvent.all()
            .filter(each -> each.name().equals("endpoint-in-service.json"))
            .findFirst()
            .orElseThrow();
    aws.reset();
    aws.seed(sample.seed());

    try (var cold = start(Path.of("target/packaged-cold"))) {
      assertThat(cold.invoke(sample.event()).ok()).isTrue();

      assertThat(cold.loadedClasses())
          .hasSizeLessThanOrEqualTo(4_500)
          .as("the native HTTP client, not the one it falls back to")
          .contains("software.amazon.awssdk.crt.http.HttpClientConnectionManager")
          .noneMatch(each -> each.startsWith("sun.net.www.protocol.http.HttpURLConnection"));
      assertThat(cold.peakMegabytes()).isLessThanOrEqualTo(120);
    }
  }

  @Test
  @Order(4)
  void loads_no_class_that_was_left_out_on_purpose() {
    assertThat(lambda.loadedClasses())
        .anyMatch(each -> each.startsWith("io.github.tagscaler.lambda."))
        .noneMatch(each ->
            each.startsWith("org.joda.")
                // No catalog is set, and making a client loads hundreds of classes.
                || each.startsWith("software.amazon.awssdk.services.ssm.DefaultSsmClient")
                || each.startsWith("io.netty.")
                || each.startsWith("org.apache.")
                || each.startsWith("io.github.tagscaler.command.")
                || each.startsWith("io.github.tagscaler.demo.")
                || each.startsWith("io.github.tagscaler.standin."));
  }

  @Test
  @Order(4)
  void makes_no_class_for_a_switch_over_types() {
    assumeFalse(FUNCTION.endsWith("target/function"), "sam build writes them out");

    assertThat(lambda.loadedClasses()).noneMatch(each -> each.contains("$$TypeSwitch"));
  }

  @Test
  @Order(5)
  void complains_of_nothing_while_it_starts() {
    assertThat(lambda.output()).doesNotContain("SLF4J", "WARNING");
  }

  @Test
  void is_at_most_22_megabytes_as_a_zip() throws IOException {
    assumeFalse(FUNCTION.endsWith("target/function"), "sam build removes unused code");

    var zip = new ByteArrayOutputStream();
    try (var entries = new ZipOutputStream(zip);
        var files = Files.walk(FUNCTION)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new ZipEntry(FUNCTION.relativize(file).toString()));
        Files.copy(file, entries);
      }
    }
    assertThat(zip.size()).isLessThan(22_000_000);
  }

  @Test
  void holds_the_jars_that_the_function_needs_and_no_other() throws IOException {
    try (var jars = Files.list(FUNCTION.resolve("lib"))) {
      assertThat(jars.map(each -> each.getFileName().toString().replaceFirst("-[0-9].*", "")))
          .containsExactlyInAnyOrder(
              """
              com.amazonaws.aws-lambda-java-core
              com.amazonaws.aws-lambda-java-events
              org.jspecify.jspecify
              org.reactivestreams.reactive-streams
              org.slf4j.slf4j-api
              org.slf4j.slf4j-nop
              org.snakeyaml.snakeyaml-engine
              software.amazon.awssdk.annotations
              software.amazon.awssdk.applicationautoscaling
              software.amazon.awssdk.auth
              software.amazon.awssdk.aws-core
              software.amazon.awssdk.aws-crt-client
              software.amazon.awssdk.aws-json-protocol
              software.amazon.awssdk.aws-query-protocol
              software.amazon.awssdk.checksums
              software.amazon.awssdk.checksums-spi
              software.amazon.awssdk.cloudwatch
              software.amazon.awssdk.crt-core
              software.amazon.awssdk.crt.aws-crt
              software.amazon.awssdk.endpoints-spi
              software.amazon.awssdk.eventbridge
              software.amazon.awssdk.eventstream
              software.amazon.awssdk.http-auth
              software.amazon.awssdk.http-auth-aws
              software.amazon.awssdk.http-auth-aws-eventstream
              software.amazon.awssdk.http-auth-spi
              software.amazon.awssdk.http-client-spi
              software.amazon.awssdk.identity-spi
              software.amazon.awssdk.json-utils
              software.amazon.awssdk.metrics-spi
              software.amazon.awssdk.profiles
              software.amazon.awssdk.protocol-core
              software.amazon.awssdk.regions
              software.amazon.awssdk.resourcegroupstaggingapi
              software.amazon.awssdk.retries
              software.amazon.awssdk.retries-spi
              software.amazon.awssdk.sagemaker
              software.amazon.awssdk.sdk-core
              software.amazon.awssdk.sqs
              software.amazon.awssdk.ssm
              software.amazon.awssdk.third-party-jackson-core
              software.amazon.awssdk.url-connection-client
              software.amazon.awssdk.utils
              software.amazon.awssdk.utils-lite
              """
                  .split("\n"));
    }
  }

  @Test
  void holds_neither_the_command_nor_the_demo_nor_the_stand_in() {
    assertThat(FUNCTION.resolve("io/github/tagscaler/lambda")).isDirectory();
    assertThat(FUNCTION.resolve("io/github/tagscaler/command")).doesNotExist();
    assertThat(FUNCTION.resolve("io/github/tagscaler/demo")).doesNotExist();
    assertThat(FUNCTION.resolve("io/github/tagscaler/standin")).doesNotExist();
  }
}
