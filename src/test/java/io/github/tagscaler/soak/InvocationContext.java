package io.github.tagscaler.soak;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.NullUnmarked;

/** The remaining time of an invocation: less each time it is read, independent of the clock. */
@NullUnmarked
final class InvocationContext implements Context {
  /** The template's timeout. */
  private static final int ALL = 900_000;

  private final int step;
  private int left;

  private InvocationContext(int left, int step) {
    this.left = left;
    this.step = step;
  }

  /** Enough time for everything. */
  static InvocationContext ample() {
    return new InvocationContext(ALL, 0);
  }

  /** Starts with some seconds and has fewer each time. */
  static InvocationContext of(int seconds, int step) {
    return new InvocationContext((seconds + step) * 1000, step * 1000);
  }

  @Override
  public int getRemainingTimeInMillis() {
    left = Math.max(0, left - step);
    return left;
  }

  @Override
  public String getAwsRequestId() {
    return "";
  }

  @Override
  public String getLogGroupName() {
    return "";
  }

  @Override
  public String getLogStreamName() {
    return "";
  }

  @Override
  public String getFunctionName() {
    return "tagscaler";
  }

  @Override
  public String getFunctionVersion() {
    return "";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "";
  }

  @Override
  public CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 256;
  }

  @Override
  public LambdaLogger getLogger() {
    return null;
  }
}
