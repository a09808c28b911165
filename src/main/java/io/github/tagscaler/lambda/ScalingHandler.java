package io.github.tagscaler.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.tagscaler.aws.AwsAdapters;
import io.github.tagscaler.aws.PrimingAdapters;
import io.github.tagscaler.event.Command;
import io.github.tagscaler.event.Delivery;
import io.github.tagscaler.event.IncomingEvent;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.json.MalformedJsonException;
import io.github.tagscaler.report.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The function's entry point: accepts an EventBridge event, or an SQS batch of them.
 *
 * <p>A stream handler, so that no data binding has to be loaded before the first event; everything
 * costly is created once, in the constructor, while Lambda gives full CPU for initialization.
 */
public final class ScalingHandler implements RequestStreamHandler {
  private final Dispatcher dispatcher;
  private final SqsBatch batches;
  private final EventLog log;

  /** What Lambda calls. */
  public ScalingHandler() {
    var environment = System.getenv();
    var aws = AwsAdapters.startingFast(environment);
    this(Wiring.of(environment, _ -> aws, InstantSource.system(), System.out));
    Priming.run(environment, new PrimingAdapters(aws), log);
  }

  /** A handler with these parts. */
  public ScalingHandler(Wiring wiring) {
    this.dispatcher = wiring.dispatcher();
    this.batches = wiring.batches();
    this.log = wiring.log();
  }

  /**
   * Handles one event.
   *
   * @param context the context of the invocation; {@code null} if nothing limits its time
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, @Nullable Context context)
      throws IOException {
    var text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    output.write(answer(text, context).write().getBytes(StandardCharsets.UTF_8));
  }

  private Json answer(String text, @Nullable Context context) {
    Json event;
    try {
      event = JsonReader.read(text);
    } catch (MalformedJsonException noEvent) {
      var refused = new Command.Refused("Invalid request: " + noEvent.getMessage());
      log.refused(refused, null);
      throw new RequestRefusedException(refused.reason());
    }
    if (SqsBatch.is(event)) {
      return batches.handle(event, () -> timeLeft(context));
    }
    var incoming = new IncomingEvent(event, Delivery.DIRECT, () -> timeLeft(context));
    return Answer.of(dispatcher.dispatch(incoming.command(), incoming));
  }

  private static Duration timeLeft(@Nullable Context context) {
    return context == null
        ? Duration.ofDays(1)
        : Duration.ofMillis(context.getRemainingTimeInMillis());
  }
}
