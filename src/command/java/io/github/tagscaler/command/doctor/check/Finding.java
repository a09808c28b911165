package io.github.tagscaler.command.doctor.check;

import io.github.tagscaler.command.access.Attempt;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a check found.
 *
 * @param subject what it is about, in a few words
 * @param text one sentence or more, or a phrase where all is well
 * @param commands what mends it, or shows more, in this order; as a shell takes it
 * @param permission the right that the caller lacks to look
 */
public record Finding(
    CheckVerdict verdict,
    String subject,
    String text,
    List<String> commands,
    Optional<String> permission) {
  public Finding {
    commands = List.copyOf(commands);
  }

  static Finding ok(String subject, String text) {
    return new Finding(CheckVerdict.OK, subject, text, List.of(), Optional.empty());
  }

  static Finding warning(String subject, String text, String... commands) {
    return new Finding(CheckVerdict.WARNING, subject, text, List.of(commands), Optional.empty());
  }

  static Finding failure(String subject, String text, String... commands) {
    return new Finding(CheckVerdict.FAILURE, subject, text, List.of(commands), Optional.empty());
  }

  /** Nothing could be learned. */
  static Finding unknown(String subject, String text) {
    return new Finding(CheckVerdict.UNKNOWN, subject, text, List.of(), Optional.empty());
  }

  private static Finding denied(String subject, String permission) {
    return new Finding(
        CheckVerdict.UNKNOWN,
        subject,
        "You may not look: " + permission + " is missing.",
        List.of(),
        Optional.of(permission));
  }

  /** What follows from something that was read, or that it could not be read. */
  static <T> List<Finding> of(
      String subject, Attempt<T> attempt, Function<T, List<Finding>> decide) {
    return switch (attempt) {
      case Attempt.Read<T>(var value) -> decide.apply(value);
      case Attempt.Denied<T>(var permission) -> List.of(denied(subject, permission));
      case Attempt.Failed<T>(var message) -> List.of(unknown(subject, message));
    };
  }
}
