package io.github.tagscaler.standin.runtime;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.state.Account;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The SageMaker Runtime operations that the stand-in supports. */
public final class SageMakerRuntime implements AwsService {

  private final Map<String, UnaryOperator<JsonObject>> operations;

  public SageMakerRuntime(Account account) {
    var emitter = new MetricEmitter(account);
    var queues = new AsyncQueues(account, emitter);
    var invocations = new Invocations(account, emitter, queues);
    operations =
        Map.of(
            "InvokeEndpoint", invocations::invoke, "InvokeEndpointAsync", invocations::invokeAsync);
    account.timeline().add(queues::due);
  }

  @Override
  public String model() {
    return "sagemaker-runtime";
  }

  @Override
  public String iamPrefix() {
    return "sagemaker";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return operations;
  }

  @Override
  public String validationType() {
    return "ValidationError";
  }
}
