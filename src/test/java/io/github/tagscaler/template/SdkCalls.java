package io.github.tagscaler.template;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The AWS operations that the compiled code calls. */
final class SdkCalls {
  private static final Map<String, String> SERVICES =
      Map.of(
          "ApplicationAutoScalingClient", "application-autoscaling",
          "CloudWatchClient", "cloudwatch",
          "EventBridgeClient", "events",
          "ResourceGroupsTaggingApiClient", "tag",
          "SageMakerClient", "sagemaker",
          "SqsClient", "sqs",
          "SsmClient", "ssm");

  private SdkCalls() {}

  /** The IAM action of each, such as {@code sagemaker:DescribeEndpoint}. */
  static Set<String> actions() {
    var actions = new TreeSet<String>();
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.tagscaler.aws");
    for (var each : classes) {
      Stream.of(each.getMethodCallsFromSelf(), each.getMethodReferencesFromSelf())
          .flatMap(Set::stream)
          .filter(call -> isOperation(call))
          .map(SdkCalls::action)
          .forEach(actions::add);
    }
    return actions;
  }

  private static boolean isOperation(JavaAccess<?> call) {
    JavaClass client = call.getTargetOwner();
    return client.getPackageName().startsWith("software.amazon.awssdk.services.")
        && client.getSimpleName().endsWith("Client")
        && !Set.of("builder", "create", "close", "serviceName", "serviceMetadata")
            .contains(call.getName());
  }

  private static String action(JavaAccess<?> call) {
    String client = call.getTargetOwner().getSimpleName();
    String service = SERVICES.get(client);
    if (service == null) {
      throw new IllegalStateException("what is the IAM prefix of " + client + "?");
    }
    String operation = call.getName().replaceFirst("Paginator$", "");
    if (operation.equals("sendMessageBatch")) {
      // Allowed by the action of its singular (service authorization reference, Amazon SQS).
      operation = "sendMessage";
    }
    return service + ":" + Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
  }
}
