package io.github.tagscaler.rehearsal;

import io.github.tagscaler.demo.DemoAccount;
import io.github.tagscaler.demo.StandInClient;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.json.JsonReader;
import io.github.tagscaler.lambda.ScalingHandler;
import io.github.tagscaler.lambda.Wiring;
import io.github.tagscaler.standin.StandIn;
import io.github.tagscaler.standin.StandInOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An account in which Tagscaler is deployed: the stand-in for AWS delivers events to the stack's
 * queue, the function handles them, a sweep runs every fifteen minutes. Its time passes faster than
 * real time, so that what takes an hour in AWS takes a minute here.
 */
public final class Rehearsal implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(15);

  private final StandIn aws;
  private final String account;
  private final DeployedFunction function;
  private final int speed;
  private Instant lastSweep;

  private Rehearsal(StandInOptions options, int speed, PrintStream log) throws IOException {
    this.aws = StandIn.start(options);
    this.account = options.accountId();
    this.speed = speed;
    var stack = DemoAccount.stack().replace(StandInOptions.defaults().accountId(), account);
    aws.seed(stack);
    var environment = environment(JsonReader.read(stack));
    function =
        new DeployedFunction(
            new ScalingHandler(Wiring.of(environment, aws::now, log)),
            new StandInClient(aws.endpoint()),
            Objects.requireNonNull(environment.get("TAGSCALER_QUEUE_URL")));
    var name = functionIn(JsonReader.read(stack)).get("FunctionName").text().orElseThrow();
    aws.invokeBy((invoked, payload) ->
        Optional.of(payload)
            .filter(_ -> invoked.equals(name) || invoked.endsWith(":function:" + name))
            .map(function::invoke));
    lastSweep = aws.now();
  }

  private static Json functionIn(Json stack) {
    return stack.get("functions").stream().findFirst().orElseThrow();
  }

  /** Opens an account at a port, whose time passes so many times as fast as real time. */
  public static Rehearsal open(int port, int speed, PrintStream log) throws IOException {
    return open(StandInOptions.defaults().withPort(port), speed, log);
  }

  /** Opens an account with these options, whose time passes so many times as fast as real time. */
  public static Rehearsal open(StandInOptions options, int speed, PrintStream log)
      throws IOException {
    return new Rehearsal(
        options.withStart(Instant.now()).withTicking(true).withDeliversEvents(true), speed, log);
  }

  private Map<String, String> environment(Json stack) {
    var variables = new HashMap<String, String>();
    if (functionIn(stack).get("Environment").get("Variables") instanceof Json.Obj(var members)) {
      members.forEach((name, value) -> variables.put(name, value.text().orElse("")));
    }
    variables.put("AWS_ENDPOINT_URL", aws.endpoint().toString());
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", "function");
    variables.put("AWS_SECRET_ACCESS_KEY", "function");
    return Map.copyOf(variables);
  }

  /** The address for the calls of all AWS clients. */
  public String endpoint() {
    return aws.endpoint().toString();
  }

  /** The simulated AWS. */
  public StandIn aws() {
    return aws;
  }

  /** Lets time pass until this thread is interrupted. */
  public void run() throws InterruptedException {
    while (!Thread.interrupted()) {
      pass(TICK.multipliedBy(speed));
      Thread.sleep(TICK);
    }
  }

  /** Lets this much time pass, and the function handle what is due then. */
  public void pass(Duration time) {
    aws.advance(time);
    if (!aws.now().isBefore(lastSweep.plus(SWEEP_INTERVAL))) {
      lastSweep = aws.now();
      function.send(sweep());
    }
    function.poll();
  }

  private Json sweep() {
    return Json.object()
        .put("version", "0")
        .put("id", "sweep-" + aws.now().getEpochSecond())
        .put("detail-type", "Scheduled Event")
        .put("source", "aws.events")
        .put("account", account)
        .put("time", aws.now().toString())
        .put("region", "us-east-1")
        .put(
            "resources",
            Json.ofStrings(
                List.of(
                    "arn:aws:events:us-east-1:%s:rule/tagscaler-SweepSchedule-1A2B3C"
                        .formatted(account))))
        .put("detail", Json.object().build())
        .build();
  }

  @Override
  public void close() {
    aws.close();
  }
}
