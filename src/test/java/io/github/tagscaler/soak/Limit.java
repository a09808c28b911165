package io.github.tagscaler.soak;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.NullUnmarked;

/** How much time an invocation has left: less each time that it asks, whatever the clock says. */
@NullUnmarked
final class Limit implements Context {
  /** The template's timeout. */
  private static final int ALL = 180_000;

  private final int step;
  private int left;

  private Limit(int left, int step) {
    this.left = left;
    this.step = step;
  }

  /** Enough for everything. */
  static Limit ample() {
    return new Limit(ALL, 0);
  }

  /** So many seconds at first, and so many fewer each time. */
  static Limit of(int seconds, int step) {
    return new Limit((seconds + step) * 1000, step * 1000);
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
