package io.github.tagscaler.command.lint;

import io.github.tagscaler.policy.catalog.DocumentText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Decodes a file, and says what its encoding is where it is not UTF-8. */
final class TextFile {
  private TextFile() {}

  /** The document that a file holds. */
  static DocumentText decode(String name, byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      return DocumentText.unreadable(name, "It is UTF-16 text. Save it as UTF-8.");
    }
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return DocumentText.unreadable(
          name, "It begins with a byte order mark (BOM). Save it as UTF-8 without one.");
    }
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length + 1);
    var result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    return result.equals(CoderResult.UNDERFLOW)
        ? new DocumentText(name, out.flip().toString())
        : DocumentText.unreadable(name, notUtf8(bytes, in.position(), out.flip().toString()));
  }

  private static String notUtf8(byte[] bytes, int at, String before) {
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    var inLine = before.substring(before.lastIndexOf('\n') + 1);
    return "It is not UTF-8 text: byte 0x%s in line %d, column %d. Save it as UTF-8."
        .formatted(
            HexFormat.of().withUpperCase().toHexDigits(bytes[at]),
            line,
            inLine.codePointCount(0, inLine.length()) + 1);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
