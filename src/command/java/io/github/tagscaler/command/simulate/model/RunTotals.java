package io.github.tagscaler.command.simulate.model;

/**
 * What a run adds up to.
 *
 * @param unitHours hours of instances, copies or units, launching ones included
 * @param overTarget minutes with a metric above its target
 * @param overloaded minutes in which more arrived than what ran sustains
 * @param atMax minutes at the max
 * @param scalings how often capacity was changed
 */
public record RunTotals(
    double unitHours, double overTarget, double overloaded, double atMax, int scalings) {}
