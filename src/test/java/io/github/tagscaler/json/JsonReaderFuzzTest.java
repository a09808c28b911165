package io.github.tagscaler.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.TestRounds;
import java.io.ByteArrayInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes arrive, the reader answers with a value or with its one exception. */
class JsonReaderFuzzTest {
  private static final int ROUNDS = TestRounds.of(4_000, 20_000);
  private static final byte[] EVENT =
      """
      {"id": "6f1c", "detail": {"Tags": {"a": "\\u00fcb"}, "CreationTime": 1.5e12, "x": [null, true]}}
      """
          .getBytes(UTF_8);

  @Test
  void damaged_text_is_read_or_refused() {
    var random = new Random(20_260_115);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = EVENT.clone();
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      readsOrRefuses(bytes);
    }
  }

  @Test
  void noise_is_read_or_refused() {
    var random = new Random(20_260_116);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(24)];
      random.nextBytes(bytes);
      readsOrRefuses(bytes);
    }
  }

  private static void readsOrRefuses(byte[] bytes) {
    try {
      var value = JsonReader.read(new ByteArrayInputStream(bytes));
      assertThat(JsonReader.read(value.write())).isEqualTo(value);
    } catch (MalformedJsonException refused) {
      assertThat(refused).hasMessageStartingWith("The text is not ");
    }
  }
}
