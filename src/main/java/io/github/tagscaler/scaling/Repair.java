package io.github.tagscaler.scaling;

/** Which changes that were made outside Tagscaler a run undoes. */
public enum Repair {
  /** None: an event reports them. */
  LEAVE,
  /** Those that were first seen long enough ago: a sweep. */
  WHEN_DUE,
  /** All: somebody asked for this one resource. */
  NOW
}
