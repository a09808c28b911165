package io.github.tagscaler.command.doctor.check;

/** What a check is about, in the order in which the answer lists it. */
public enum Group {
  ACCOUNT("Account"),
  EVENTS("Events"),
  STACK("Stack"),
  CATALOG("Catalog"),
  PERMISSIONS("Permissions"),
  FLEET("Fleet");

  private final String title;

  Group(String title) {
    this.title = title;
  }

  /** Its heading. */
  public String title() {
    return title;
  }
}
