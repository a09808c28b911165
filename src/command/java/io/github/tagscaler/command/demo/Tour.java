package io.github.tagscaler.command.demo;

import io.github.tagscaler.command.cli.Context;
import io.github.tagscaler.command.terminal.Color;
import io.github.tagscaler.command.terminal.Columns;
import io.github.tagscaler.command.terminal.Terminal;
import io.github.tagscaler.demo.DemoAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The first minutes with Tagscaler: each command line is shown, then really run. */
final class Tour {
  private static final Duration READING = Duration.ofSeconds(3);

  /** From the tags to the event, so that there is something to wait for. */
  private static final Duration DELIVERY = Duration.ofSeconds(2);

  private static final int WIDEST = 100;

  private final Terminal terminal;
  private final DemoAccount account;
  private final CommandRunner command;
  private final boolean unhurried;

  /**
   * A tour.
   *
   * @param unhurried whether to give a reader time to read
   */
  Tour(Terminal terminal, DemoAccount account, CommandRunner command, boolean unhurried) {
    this.terminal = terminal;
    this.account = account;
    this.command = command;
    this.unhurried = unhurried;
  }

  /** Shows all of it. */
  void show() throws IOException {
    say(
        """
        This account is simulated on your machine, with a few endpoints and with Tagscaler deployed.
        Everything else is real: the command, the function, and the AWS SDK that both use.
        """);

    step("Is everything set up?");
    run("doctor");

    step("What would Tagscaler change, and what is wrong?");
    run("plan", "--all");

    step("The endpoint chat is not scaled yet. What would these two tags result in?");
    run("try", "policy=llm", "max=6", "--instance-type", "ml.g5.xlarge");

    step("Set them.");
    tag("endpoint/chat", "autoscaling:policy", "llm", "autoscaling:max", "6");

    step("AWS reports the new tags to the function. Wait until it has applied them.");
    var delivery = Thread.ofVirtual().start(this::deliver);
    run("explain", "chat", "--wait");
    join(delivery);

    step("Another tool scales the endpoint search. Which tags would reproduce that?");
    run("tags", "search");

    say(
        """
        That is all. On your own account: tagscaler plan --all. It only reads. How the function
        handles events, schedules and scaling to zero: tagscaler demo --scenes
        """);
  }

  private void run(String... args) {
    prompt("tagscaler " + String.join(" ", args));
    var context = new Context(terminal, account.environment(), account.aws()::now, Path.of(""));
    command.run(context, args);
    terminal.out().flush();
    pause(READING);
  }

  /** The function gets the event a little later. */
  private void deliver() {
    try {
      Thread.sleep(DELIVERY);
      account.send(DemoAccount.event("tags-added.json"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tag(String resource, String... keysAndValues) throws IOException {
    Map<String, String> tags = new LinkedHashMap<>();
    var words = new StringBuilder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      tags.put(keysAndValues[i], keysAndValues[i + 1]);
      words.append(" Key=%s,Value=%s".formatted(keysAndValues[i], keysAndValues[i + 1]));
    }
    prompt(
        "aws sagemaker add-tags --resource-arn arn:aws:sagemaker:us-east-1:111122223333:%s \\\n    --tags%s"
            .formatted(resource, words));
    account.tag(resource, tags);
  }

  private void step(String text) {
    terminal.line();
    Columns.wrap(text, Math.min(WIDEST, terminal.width()))
        .forEach(line -> terminal.line(terminal.paint(Color.BOLD, line)));
    terminal.line();
  }

  private void say(String text) {
    terminal.line();
    Columns.wrap(text, Math.min(WIDEST, terminal.width())).forEach(terminal::line);
  }

  private void prompt(String line) {
    terminal.line(terminal.paint(Color.CYAN, "$ " + line));
    terminal.out().flush();
  }

  private void pause(Duration time) {
    if (!unhurried) {
      return;
    }
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
