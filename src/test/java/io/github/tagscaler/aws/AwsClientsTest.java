package io.github.tagscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tagscaler.reconcile.CallFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsClientsTest {

  @Test
  void require_a_region() {
    assertThatThrownBy(() -> AwsAdapters.create(Map.of("AWS_REGION", "")))
        .hasMessageContaining("AWS_REGION");
  }

  @Test
  void prefer_the_endpoint_variable_of_their_service() {
    try (var general = new CannedAws();
        var own = new CannedAws()) {
      var env = new HashMap<>(general.env());
      env.put("AWS_ENDPOINT_URL_SAGEMAKER", own.url());
      env.put("AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING", "");
      env.put("AWS_ENDPOINT_URL_CLOUDWATCH", own.url());
      env.put("AWS_ENDPOINT_URL_SSM", own.url());
      own.answer("ListInferenceComponents", "{'InferenceComponents': []}");
      own.answer("DescribeAlarms", "<DescribeAlarmsResponse/>");
      env.put("AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API", own.url());
      own.answer("GetParametersByPath", "{'Parameters': []}");
      general.answer("DescribeScalableTargets", "{'ScalableTargets': []}");
      var adapters = AwsAdapters.create(env);

      assertThat(adapters.resources().componentsOf("chat")).isEmpty();
      assertThat(adapters.registry("prod").variantsOf("chat")).isEmpty();
      assertThat(adapters.registry("prod").alarms(List.of("tagscaler/prod/"))).isEmpty();
      assertThat(adapters.catalog("/t").read()).isEmpty();
      assertThat(general.operations()).containsExactly("DescribeScalableTargets");
    }
  }

  @Test
  void report_a_connection_that_is_refused_as_a_failed_call() {
    String nobody;
    try (var closed = new CannedAws()) {
      nobody = closed.url();
    }

    assertThatThrownBy(() -> read(nobody))
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("refused");
  }

  @Test
  void report_an_answer_that_is_lost_as_a_failed_call() {
    try (var aws = new CannedAws().lose("ListInferenceComponents")) {
      assertThatThrownBy(() -> read(aws.url())).isInstanceOf(CallFailedException.class);
      assertThat(aws.operations()).hasSize(3);
    }
  }

  private static void read(String url) {
    var env =
        Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_ENDPOINT_URL", url);
    var _ = AwsAdapters.startingFast(env).resources().componentsOf("chat");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eu-central-1  | false | false | https://api.sagemaker.eu-central-1.amazonaws.com
          us-west-2     | true  | false | https://api-fips.sagemaker.us-west-2.amazonaws.com
          us-west-2     | false | true  | https://api.sagemaker.us-west-2.api.aws
          us-west-2     | true  | true  | https://api.sagemaker-fips.us-west-2.api.aws
          """)
  void use_the_endpoint_of_AWS_with_FIPS_and_dual_stack_as_set(
      String region, String fips, String dualStack, String url) {
    var clients =
        new AwsClients(
            Map.of(
                "AWS_REGION", region,
                "AWS_USE_FIPS_ENDPOINT", fips,
                "AWS_USE_DUALSTACK_ENDPOINT", dualStack,
                "AWS_ENDPOINT_URL", ""));

    try (var client = clients.sageMaker()) {
      assertThat(client.serviceClientConfiguration().endpointOverride()).hasValue(URI.create(url));
    }
  }

  @Test
  void leave_the_endpoint_to_the_SDK_without_a_variable() {
    try (var client = new AwsClients(Map.of("AWS_REGION", "eu-central-1")).sqs()) {
      assertThat(client.serviceClientConfiguration().endpointOverride()).isEmpty();
    }
  }

  /**
   * In a process of its own, because the SDK reads the real environment. All it can reach is a
   * proxy that writes down where it was to go.
   */
  @ParameterizedTest
  @CsvSource({
    "eu-central-1, api.sagemaker.eu-central-1.amazonaws.com, application-autoscaling.eu-central-1.amazonaws.com",
    "cn-north-1, api.sagemaker.cn-north-1.amazonaws.com.cn, application-autoscaling.cn-north-1.amazonaws.com.cn"
  })
  void use_the_endpoint_of_AWS_if_the_variable_is_empty(
      String region, String sageMaker, String autoScaling) throws Exception {
    var asked = new LinkedHashSet<String>();
    Thread watching;
    try (var proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      watching = Thread.ofVirtual().start(() -> watch(proxy, asked));

      run(
          proxy.getLocalPort(),
          Map.of(
              "AWS_REGION", region,
              "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
              "AWS_SECRET_ACCESS_KEY", "secret",
              "AWS_ENDPOINT_URL", "",
              "AWS_ENDPOINT_URL_SAGEMAKER", ""));
    }
    watching.join();

    assertThat(asked).containsExactly(sageMaker + ":443", autoScaling + ":443");
  }

  private static void run(int proxyPort, Map<String, String> env) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=" + proxyPort));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            OneCallEach.class.getName()));
    var process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().putAll(env);
    var started = process.start();
    var output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor()).as(output).isZero();
  }

  private static void watch(ServerSocket proxy, Set<String> asked) {
    try {
      while (true) {
        try (var connection = proxy.accept();
            var in =
                new BufferedReader(
                    new InputStreamReader(
                        connection.getInputStream(), StandardCharsets.US_ASCII))) {
          var line = in.readLine();
          if (line != null && line.startsWith("CONNECT ")) {
            asked.add(line.substring("CONNECT ".length(), line.lastIndexOf(' ')));
          }
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  /** Makes a call to each of the two services, neither of which can be reached. */
  static final class OneCallEach {
    public static void main(String[] args) {
      var adapters = AwsAdapters.create(System.getenv());
      fails(() -> adapters.resources().endpoint("chat", null));
      fails(() -> adapters.registry("prod").variantsOf("chat"));
    }

    private static void fails(Runnable call) {
      try {
        call.run();
        throw new IllegalStateException("nobody should have answered");
      } catch (CallFailedException unreachable) {
        System.out.println(unreachable.getMessage());
      }
    }
  }
}
