package io.github.tagscaler.command.doctor.check;

import java.util.List;

/** One question about the account or the stack. */
public interface Check {

  /** What it is about. */
  Group group();

  /** A name of a few words; the left column of what it finds. */
  String subject();

  /** Looks, and decides. */
  List<Finding> findings();
}
