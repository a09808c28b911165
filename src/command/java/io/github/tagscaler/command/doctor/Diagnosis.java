package io.github.tagscaler.command.doctor;

import io.github.tagscaler.command.cli.Background;
import io.github.tagscaler.command.doctor.check.Check;
import io.github.tagscaler.command.doctor.check.CheckVerdict;
import io.github.tagscaler.command.doctor.check.Finding;
import io.github.tagscaler.command.doctor.check.Group;
import io.github.tagscaler.command.exit.ExitCode;
import io.github.tagscaler.command.terminal.Progress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all checks found.
 *
 * @param findings by group, in the order of the checks
 */
record Diagnosis(Map<Group, List<Finding>> findings) {

  /** Runs all checks at once: each waits for AWS most of the time. */
  static Diagnosis of(List<Check> checks, Progress progress) {
    var findings = new EnumMap<Group, List<Finding>>(Group.class);
    var done = new AtomicInteger();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<List<Finding>>>();
      for (var check : checks) {
        Callable<List<Finding>> task =
            () -> {
              var found = check.findings();
              progress.now("Checking", done.incrementAndGet(), checks.size());
              return found;
            };
        running.add(executor.submit(task));
      }
      for (int i = 0; i < checks.size(); i++) {
        findings
            .computeIfAbsent(checks.get(i).group(), _ -> new ArrayList<>())
            .addAll(Background.result(running.get(i)));
      }
    }
    return new Diagnosis(findings);
  }

  /** How many findings have that verdict. */
  long count(CheckVerdict verdict) {
    return findings.values().stream()
        .flatMap(List::stream)
        .filter(finding -> finding.verdict() == verdict)
        .count();
  }

  /** 1 with a failure, 3 where nothing could be looked at, else 0. */
  int exitCode() {
    if (count(CheckVerdict.FAILURE) > 0) {
      return ExitCode.PROBLEMS;
    }
    return count(CheckVerdict.OK) + count(CheckVerdict.WARNING) == 0
        ? ExitCode.COULD_NOT_LOOK
        : ExitCode.OK;
  }
}
