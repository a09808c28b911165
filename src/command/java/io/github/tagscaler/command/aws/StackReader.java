package io.github.tagscaler.command.aws;

import io.github.tagscaler.command.exit.CouldNotLookException;
import io.github.tagscaler.command.stack.StackSettings;
import io.github.tagscaler.command.stack.StackSettings.Denied;
import io.github.tagscaler.command.stack.StackSettings.Deployed;
import io.github.tagscaler.command.stack.StackSettings.NoStack;
import io.github.tagscaler.command.stack.StackSettings.NotTagscaler;
import io.github.tagscaler.command.stack.StackSettings.Unreadable;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Reads which settings a stack is deployed with: finds its function, then the function's
 * environment.
 */
final class StackReader {
  private final CloudFormationClient cloudFormation;
  private final LambdaClient lambda;
  private final Runnable tryService;
  private final String region;

  /**
   * A reader.
   *
   * @param tryService calls another service; throws if that cannot be reached either
   */
  StackReader(
      CloudFormationClient cloudFormation,
      LambdaClient lambda,
      Runnable tryService,
      String region) {
    this.cloudFormation = cloudFormation;
    this.lambda = lambda;
    this.tryService = tryService;
    this.region = region;
  }

  StackSettings read(String stack) {
    try {
      return settings(stack);
    } catch (CouldNotLookException unreachable) {
      // In a network without a way to CloudFormation, the other services may answer.
      tryService.run();
      return new Unreadable(
          stack, String.valueOf(unreachable.getMessage()).replaceFirst("\\.$", ""));
    }
  }

  private StackSettings settings(String stack) {
    String function;
    try {
      function =
          cloudFormation
              .describeStackResource(
                  request -> request.stackName(stack).logicalResourceId(StackSettings.FUNCTION))
              .stackResourceDetail()
              .physicalResourceId();
    } catch (SdkException failure) {
      return unknown(stack, "cloudformation:DescribeStackResource", failure);
    }
    try {
      var environment =
          lambda.getFunctionConfiguration(request -> request.functionName(function)).environment();
      return new Deployed(
          stack, function, environment == null ? Map.of() : environment.variables());
    } catch (SdkException failure) {
      return unknown(stack, "lambda:GetFunctionConfiguration", failure);
    }
  }

  private StackSettings unknown(String stack, String action, SdkException failure) {
    if (Refusal.isDenial(failure)) {
      return new Denied(stack, action);
    }
    var text = Refusal.text(failure);
    if (Refusal.name(failure).equals("ValidationError") && text.contains("does not exist")) {
      return text.startsWith("Resource ") ? new NotTagscaler(stack) : new NoStack(stack, region);
    }
    return new Unreadable(stack, text);
  }
}
