package io.github.tagscaler.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.tagscaler.aws.JsonReader;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  public void handleRequest(InputStream input, OutputStream output, @Nullable Context context)
      throws IOException {
    handle(
        input,
        output,
        context == null
            ? ScalingHandler::unlimited
            : () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
  }

  /** Handles one event without Lambda's context, and so without a limit of time. */
  public void handle(InputStream input, OutputStream output) throws IOException {
    handle(input, output, ScalingHandler::unlimited);
  }

  private void handle(InputStream input, OutputStream output, Supplier<Duration> left)
      throws IOException {
    var text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    output.write(answer(text, left).write().getBytes(StandardCharsets.UTF_8));
  }

  private static Duration unlimited() {
    return Duration.ofDays(1);
  }

  private Json answer(String text, Supplier<Duration> left) {
    Json event;
    try {
      event = JsonReader.read(text);
    } catch (MalformedJsonException noEvent) {
      // Trying again would not make it one.
      wiring.log().dropped(String.valueOf(noEvent.getMessage()), null);
      return Answer.of(List.of());
    }
    return SqsBatch.is(event)
        ? wiring.batches().handle(event, left)
        : Answer.of(wiring.dispatcher().dispatch(event, Delivery.DIRECT, left));
  }
}
