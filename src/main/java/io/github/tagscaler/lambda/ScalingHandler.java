package io.github.tagscaler.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.tagscaler.aws.JsonReader;
import io.github.tagscaler.event.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The function's entry point: takes an EventBridge event as it is, or an SQS batch of them.
 *
 * <p>A stream handler, so that no data binding has to be loaded before the first event; everything
 * that is costly is made once, in the constructor, while Lambda lends full CPU for initialising.
 */
public final class ScalingHandler implements RequestStreamHandler {
  private final Wiring wiring;

  /** What Lambda calls. */
  public ScalingHandler() {
    this(Wiring.of(System.getenv()));
  }

  /** A handler with that wiring. */
  public ScalingHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    handle(input, output);
  }

  /** Handles one event; nothing is needed of Lambda's context. */
  public void handle(InputStream input, OutputStream output) throws IOException {
    var text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    var event = JsonReader.read(text);
    var answer =
        SqsBatch.is(event)
            ? wiring.batches().handle(event)
            : Answer.of(wiring.dispatcher().dispatch(event, text, Delivery.DIRECT));
    output.write(answer.write().getBytes(StandardCharsets.UTF_8));
  }
}
