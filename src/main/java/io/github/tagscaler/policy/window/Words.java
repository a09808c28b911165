package io.github.tagscaler.policy.window;

import java.util.List;
import java.util.regex.Pattern;

/** The words of an expression, read in order, and what they look like. */
final class Words {
  private static final Pattern HOURS =
      Pattern.compile(
          ".*[0-9]\\.?(?:[:h][0-9]|am|pm|h\\b).*|[0-9]{3,4}-[0-9]{3,4}|[0-9]{1,2}\\.[0-9]{2}-.*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUNDS =
      Pattern.compile("[^a-z]*[0-9][^a-z]*|.*base.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,2}-[0-9]{1,2}");

  private final List<String> words;
  private int at;

  Words(List<String> words) {
    this.words = List.copyOf(words);
  }

  /** Whether there is one word in all. */
  boolean isSingle() {
    return words.size() == 1;
  }

  boolean more() {
    return at < words.size();
  }

  /** The next word, still to be read; empty after the last. */
  String peek() {
    return peek(0);
  }

  /** The word that many words after the next; empty after the last. */
  String peek(int ahead) {
    return at + ahead < words.size() ? words.get(at + ahead) : "";
  }

  String next() {
    return words.get(at++);
  }

  int position() {
    return at;
  }

  /** What was read since that position. */
  String since(int position) {
    return String.join(" ", words.subList(position, at));
  }

  /** Whether the next word is + or else, which no part of a window or zone can be. */
  boolean atJoint() {
    return isPlus(peek()) || isElse(peek());
  }

  boolean atHours() {
    return looksLikeHours(peek());
  }

  /** Whether the next word is hours, or is where only hours can be: before bounds. */
  boolean atHoursOrBeforeBounds() {
    if (!more() || atJoint()) {
      return false;
    }
    boolean couldBeHours = !looksLikeBounds(peek()) || NUMBERS.matcher(peek()).matches();
    return atHours() || (couldBeHours && looksLikeBounds(peek(1)) && !looksLikeHours(peek(1)));
  }

  boolean atBounds() {
    return looksLikeBounds(peek()) && !atHours();
  }

  /** Whether the next word may be meant as bounds, valid or not. */
  boolean atSomeBounds() {
    return more() && !atJoint() && (atBounds() || (!atWindow() && !looksLikeZone(peek())));
  }

  /** Whether the next words are bounds such as {@code min 2 max 8}. */
  boolean atMinAndMax() {
    return peek().equalsIgnoreCase("min")
        && NUMBER.matcher(peek(1)).matches()
        && peek(2).equalsIgnoreCase("max")
        && NUMBER.matcher(peek(3)).matches();
  }

  /** Whether the next words are meant as a window. */
  boolean atWindow() {
    return more()
        && !atJoint()
        && (atHours()
            || DaysReader.read(peek()).isPresent()
            || (!atBounds() && !looksLikeZone(peek()) && looksLikeHours(peek(1))));
  }

  /** Whether the next words are two times with no hyphen between, a word for it at most. */
  boolean atSeparateTimes() {
    return HoursReader.isTime(peek()) && HoursReader.isTime(isTo(peek(1)) ? peek(2) : peek(1));
  }

  static boolean isPlus(String word) {
    return word.equals("+");
  }

  static boolean isElse(String word) {
    return word.equalsIgnoreCase("else");
  }

  static boolean isTo(String word) {
    return word.equalsIgnoreCase("to") || word.equalsIgnoreCase("until");
  }

  private static boolean looksLikeHours(String word) {
    return HOURS.matcher(word).matches() && !TimeZones.isOffset(word);
  }

  private static boolean looksLikeBounds(String word) {
    return BOUNDS.matcher(word).matches() && !TimeZones.isOffset(word) && !isPlus(word);
  }

  private static boolean looksLikeZone(String word) {
    return TimeZones.find(word).isPresent() || TimeZones.isOffset(word) || word.contains("/");
  }
}
