package io.github.tagscaler.standin.sqs;

import io.github.tagscaler.standin.json.JsonObject;
import io.github.tagscaler.standin.service.AwsService;
import io.github.tagscaler.standin.state.Account;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The SQS operations that the stand-in supports. */
public final class Sqs implements AwsService {

  private final Map<String, UnaryOperator<JsonObject>> operations;

  public Sqs(Account account) {
    var sending = new Sending(account);
    var receiving = new Receiving(account);
    var visibility = new Visibility(account);
    var lifecycle = new QueueLifecycle(account);
    operations =
        Map.ofEntries(
            Map.entry("CreateQueue", lifecycle::create),
            Map.entry("GetQueueUrl", lifecycle::url),
            Map.entry("SetQueueAttributes", lifecycle::setAttributes),
            Map.entry("DeleteQueue", lifecycle::delete),
            Map.entry("SendMessage", sending::send),
            Map.entry("SendMessageBatch", sending::sendBatch),
            Map.entry("ReceiveMessage", receiving::receive),
            Map.entry("DeleteMessage", receiving::delete),
            Map.entry("GetQueueAttributes", receiving::attributes),
            Map.entry("ChangeMessageVisibility", visibility::change),
            Map.entry("ChangeMessageVisibilityBatch", visibility::changeBatch));
  }

  @Override
  public String model() {
    return "sqs";
  }

  @Override
  public String iamPrefix() {
    return "sqs";
  }

  @Override
  public Map<String, UnaryOperator<JsonObject>> operations() {
    return operations;
  }

  @Override
  public String validationType() {
    return "InvalidParameterValue";
  }
}
