package io.github.tagscaler.standin.events;

/**
 * An event on its way to the event bus of another account or region.
 *
 * @param busArn the bus that a rule names as its target
 * @param event as JSON
 */
public record ForwardedEvent(String busArn, String event) {}
